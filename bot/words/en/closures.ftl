### Ending a pair as whoever coordinates it.

closure = Which pair of { $programme } do you want to end? A pair of your own you end from Home.
    .open = End a pair
    .title = End a pair
    .submit = End it
closure-form = { $mentor } and { $mentee }: { $stage }, { $days ->
        [0] since today
        [one] for one day
       *[other] for { $days } days
      }{ $paused ->
        [true] { " " }(paused)
       *[other] { "" }
      }.
    .told = Both hear from me, each in their language and within their work hours, that you have ended it: kindly, and without a reason. Nothing says that one of the two wished it.
    .then = After that I ask each of the two one last survey, which they can leave, and nothing else comes. What they agreed on stays readable for them.
    .unbegun = After that nothing comes of it any more.
    .why = It cannot be taken back, though you can introduce the two anew. If they only need a rest, either of them can pause. If you want to say why, a line of your own to each is the place; I carry none.
closure-told = { $coordinator }, who coordinates { $programme }, has ended your mentoring with { $partner }. That takes nothing away from what the two of you did. { $agreed ->
        [true] What you agreed on stays readable in Home.{ " " }
       *[other] { "" }
      }Thank you for the time and thought that you gave it. If you have a question about it, or would like to go on with somebody else, write to { $coordinator }; there is no hurry.
