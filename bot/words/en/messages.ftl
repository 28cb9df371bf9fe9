### Messages that are no question.

invitation = { $coordinator } would like to introduce you to { $partner }: you as { $you ->
    [mentor] the mentor
   *[mentee] the mentee
  }, in the programme { $programme }.
    .title = An invitation to mentor together
    .why = Why: { $coordinator } thinks that the two of you have something to give each other. Mentoring is a handful of good talks in which one of you grows, and mostly both do.
    .what = If you say yes, I ask you about yourself and how you like to work: { $questions ->
            [one] one short question
           *[other] { $questions } short questions
        }, about ten minutes, in one go or bit by bit. Then the two of you agree how you want to go about it, and I keep the rhythm you choose, within your work hours.
    .privacy = { $partner } sees what you answer where I say so; coordinators see whether you said yes or no, how far the two of you have come, and when it has long been quiet; never what you write.
    .free = To say no, press “No, thanks”. You need no reason, and nobody will ask for one.
    .yes = Yes, count me in
    .no = No, thanks
    .sure-title = Say no to this invitation?
    .sure = { $coordinator } learns only that you said no. If you change your mind, tell me.
    .sure-yes = Say no
    .sure-no = Wait
    .privacy-of-two = { $partner } sees what you answer where I say so, and nobody else does.
invitation-by-partner = { $partner } would like to mentor together with you: you as { $you ->
    [mentor] the mentor
   *[mentee] the mentee
  }, in the programme { $programme }.
invitation-by-you = You have set up mentoring with { $partner }: you as { $you ->
    [mentor] the mentor
   *[mentee] the mentee
  }, in the programme { $programme }.
invitation-accepted = ✓ You said yes to mentoring with { $partner } in { $programme }.
invitation-declined = You said no to this invitation. That is quite all right.
    .back = I have changed my mind
    .how = Should you ever think otherwise, press the button here or in Home, or type “I have changed my mind”. I will not ask you again.
changed-mind = Gladly. Which one do you mean?
    .of-pair = Mentoring with { $partner }
invitation-over = This invitation is no longer open.
invitation-withdrawn = Whoever coordinates { $programme } has withdrawn the invitation to mentor together with { $partner }. You need do nothing, and nobody waits for you. If you would still like to take part, tell them.
introduction-withdrawn = { $coordinator }, who coordinates { $programme }, has withdrawn the introduction to { $partner }, so it will not come about this time. Thank you for having said yes. It has nothing to do with what you wrote, which coordinators cannot read. If you would like to mentor with somebody else, tell { $coordinator }; there is no hurry.

accepted = { $person } said yes to mentoring with { $partner } in { $programme }.
declined = { $person } said no to mentoring with { $partner } in { $programme }.
not-come-about = The introduction to { $partner } will not come about this time. It has nothing to do with what you wrote. { $coordinator } knows, and may suggest somebody else.

waiting-acceptance = Thank you, that is everything about you. I am waiting for { $partner } to say yes, and will tell you.
waiting-onboarding = Thank you, that is everything about you. { $partner } is still answering; I will introduce you as soon as both of you are ready.
waiting-clauses = Thank you, those are all the clauses. { $partner } is still answering. What you said stays covered until both of you are done.

later = No hurry. Everything you answered is kept.
    .button = Continue

help = Here is what I can do.
    .title = How Trellis helps
    .answer = When I have asked you something, you can press a button or simply type your answer. “back”, “skip”, “later” and “help” work too; to change an answer press Edit, or edit the message you typed.
    .progress = `/progress 60% finished the second chapter` logs progress on your goal, and `/progress` alone opens a form. Typing “progress: …” here works as well.
    .home = `/trellis` and the Home tab show where things stand, your agreement and your goals, and let you pause; `/trellis why` tells what is coming, and why something had to wait or did not come.
    .quiet = `/trellis snooze until Friday` or `/trellis snooze 3 days` keeps me quiet until then, and `/trellis snooze off` ends that; without a day it asks for one. Typing “snooze until Friday” here works as well.
    .rest = Nothing you type here is seen by anybody unless I said so before you typed it.
nothing-open = Thanks for writing. I have no open question for you at the moment, so I have kept nothing of it, and nobody else reads here. { $now }
    .again = I have kept nothing of that either; “help” tells what I can do. { $now }
no-words = I can only read words, so I have kept nothing of that. { $now }
    .again = That has no words that I could read either. { $now }
standing = { $now }
greeting = Good to hear from you. { $now }
hello-stranger = Hello, I am Trellis, and I help two people mentor well at a distance. { $now }
    .again = I am still here, and have nothing to ask of you. { $now }
awake = All right, you hear from me as usual again. { $now }
how-to-edit = To change an answer, press *Edit* beside it, or edit the message in which you typed it.
not-an-answer = No answer of yours stands in that message, so changing it changes nothing. To answer what is open, simply type again; to change an answer, press *Edit* beside it.
quiet = As you like. You decide how much you hear from me:
    .pair = Your mentoring with { $partner }
unlogged = You deleted your message, so I have taken that entry out of the log.
which = Which question does that answer? I keep your text for two weeks, and only you can see it.
    .of-pair = { $label } ({ $partner })
which-taken = I took your text as your answer to *{ $label }*.
which-left = All right, I left it.
    .none = None of these
withdrawn = You deleted your message, so I have taken that answer back.


paused-by-partner = { $partner } has paused your mentoring{ $until ->
    [none] {""}
   *[other] { " " }until { $until }
  }. I keep quiet until it goes on; nothing is lost.
paused-by-coordinator = { $coordinator }, who coordinates { $programme }, has paused your mentoring with { $partner }{ $until ->
    [none] {""}
   *[other] { " " }until { $until }
  }. I keep quiet until it goes on; nothing is lost, and either of you can let it go on at any time.
paused-by-you = You paused your mentoring with { $partner }{ $until ->
    [none] {""}
   *[other] { " " }until { $until }
  }. { $partner } knows that you paused, and not why.
    .resume = Go on now
resumed = Your mentoring with { $partner } goes on. The rhythm continues where it stood.
partner-left = { $partner } no longer has an account here, so your mentoring together ends today. That is nobody's doing. Thank you for the time and thought that you gave it. If you would like to go on with somebody else, tell whoever coordinates your programme; there is no hurry.
snoozed = All right: nothing from me unasked until { $until }.
broken = Something went wrong on our side, and it has been noted (reference { $reference }). Please try again; nothing you sent before is lost.
unknown = I do not know what that was meant to do; it may come from an older version of me. Trellis's Home shows where things stand.
