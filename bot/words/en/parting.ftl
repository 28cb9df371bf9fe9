### Ending a pair before its time, by choice: without a reason and without blame.

parting =
    .open = End mentoring…
    .title = End this mentoring
    .submit = End it
parting-form = Either of you can end your mentoring at any time, without a reason and without blame. { $partner } hears from me that you have ended it, and not why. Whoever coordinates { $programme } hears that it has ended, and not by whom.
    .unmet = You can leave at any time, without a reason. { $partner } has not said yes yet: the invitation closes, and nobody says why. Whoever coordinates { $programme } hears that it has ended, and not by whom.
    .agreed = What the two of you agreed on for this: { $answer }
    .then = After that I ask each of you one last survey, which you can leave, and nothing else comes. What you agreed on stays readable in Home.
    .unbegun = After that nothing comes of it any more.
    .rest = If you only need a rest, pause instead: a mentoring that has ended does not go on, though a coordinator can introduce the two of you anew.
parting-done = You have ended your mentoring with { $partner } in { $programme }. Thank you for the time and thought that you gave it. { $partner } hears of it from me, without a reason; a line of thanks from you would be a kind last word. If you would like to go on with somebody else, tell whoever coordinates your programme; there is no hurry.
parting-told = { $partner } has ended your mentoring in { $programme }. Nobody needs a reason for that, and it takes nothing away from what the two of you did. What you agreed on stays readable in Home. Thank you for the time and thought that you gave it. If you would like to go on with somebody else, tell whoever coordinates your programme; there is no hurry.
parting-noted = The mentoring of { $mentor } and { $mentee } in { $programme } has ended early. Nobody was asked why. One of them may like to go on with somebody else.
