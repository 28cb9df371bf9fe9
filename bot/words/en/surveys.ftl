### Surveys: from the first day to months after the end. The items are our own, not a validated scale.

confidence = { $role ->
    [mentor] Before you begin: how sure do you feel of yourself as a mentor today?
   *[mentee] Before you begin: how sure do you feel today of what you set out to learn?
  }
    .title = Where you start
    .how = From 0, not at all, to 10, entirely. At the end I ask the same again, and you see both.
    .label = Where you start
    .recorded = ✓ Your answer of { $day }
confidence-now = How sure do you feel today?
    .rated = How sure you felt

pulse = Five short statements on how it goes with { $partner }. The first one: I can speak openly.
    .title = How the two of you fare
    .how = Press how far that is true; the form holds the other four.
    .label = Pulse
    .recorded = ✓ Your answers of { $day }
pulse-speak = I can speak openly
    .scale = I can speak openly
pulse-expect = We know what we expect of each other
    .scale = We know what we expect of each other
pulse-time = We find the time
    .scale = We find the time
pulse-moving = { $role ->
    [mentor] I see my mentee moving
   *[mentee] I am moving on my goal
  }
    .scale = There is movement
pulse-match = This match suits me
    .scale = This match suits me
pulse-note = Anything you want to remember

midpoint = You are half-way. Does your agreement with { $partner } still fit?
    .title = Half-way
    .how = Press one; the form holds the rest, and nothing in it is needed. What you press changes nothing in the agreement: for that, propose a change.
    .propose = Propose a change
    .label = Half-way
    .recorded = ✓ Your answers of { $day }
midpoint-fits = Does the agreement still fit?
midpoint-fits-options =
    .yes = Yes, it fits
    .change = Not in everything
midpoint-feedback = Feedback goes both ways and is specific
    .scale = Feedback goes both ways
midpoint-boundaries = Our boundaries are respected
    .scale = Our boundaries are respected
midpoint-distance = Time zones, language or culture get in the way
    .scale = Distance gets in the way
midpoint-note = What would help?
midpoint-prepared = I felt prepared
    .scale = I felt prepared
midpoint-supported = The programme supported me
    .scale = The programme supported me
midpoint-fair = The time asked was fair
    .scale = The time asked was fair
midpoint-learned = I learned something
    .scale = I learned something
midpoint-goal = { $role ->
    [mentor] How sure are you that “{ $goal }” will be reached by its date?
   *[mentee] How sure are you that you will reach “{ $goal }” by its date?
  }
    .rated = “{ $goal }”
midpoint-start = What should the programme start doing?
    .short = Start
midpoint-stop = What should it stop doing?
    .short = Stop
midpoint-keep = What should it keep?
    .short = Keep
midpoint-open = May the coordinators read what you wrote?
    .short = The coordinators may read your words
midpoint-open-options =
    .no = No, it stays confidential
    .yes = Yes, without my name

closing = Your time in this programme ends soon. Looking back with { $partner }: where does the goal stand?
    .title = Wins and thanks
    .how = Press one, and add a line of thanks if you like.
    .label = Closing
    .recorded = ✓ Your closing words of { $day }
closing-goal = Where does the goal stand?
closing-goal-options =
    .reached = Reached
    .partly = Partly reached
    .changed = It changed on the way
closing-thanks = A line of thanks
closing-wins = What you are proud of, each of you
    .short = Proud of
closing-continues = What continues between you
    .short = What continues
closing-shared = { $person } looks back: { $what }
    .offer = A good moment for a closing talk: what you are proud of, thanks, and what continues.

closing-survey = Would you do this again?
    .title = At the end
    .how = Press one; the form holds the rest, and nothing in it is needed.
    .label = Closing survey
    .recorded = ✓ Your answers of { $day }
closing-survey-again = Would you do this again?
closing-survey-again-options =
    .yes = Yes
    .perhaps = Perhaps
    .no = No
closing-survey-goal = What became of “{ $goal }”?
    .short = “{ $goal }”
closing-survey-goal-options =
    .reached = Reached
    .partly = Partly reached
    .dropped = No longer relevant
closing-survey-role = In which role?
    .short = In which role
closing-survey-role-options =
    .mentor = As a mentor
    .mentee = As a mentee
    .either = Either
closing-survey-confidence = { $role ->
    [mentor] How sure do you feel of yourself as a mentor today?
   *[mentee] How sure do you feel today of what you set out to learn?
  }
    .rated = How sure you feel
closing-survey-recommend = Would you recommend this programme to a colleague?
    .rated = Would recommend the programme
closing-survey-bot = Has Trellis helped, or got in the way?
    .short = Trellis
closing-survey-bot-options =
    .helped = It helped
    .neither = Neither
    .hindered = It got in the way
closing-survey-note = Anything else
closing-survey-open = May the coordinators read what you wrote?
    .short = The coordinators may read your words
closing-survey-open-options =
    .no = No, it stays confidential
    .yes = Yes, without my name
closing-survey-quote = May the programme quote you?
    .short = May be quoted
closing-survey-quote-options =
    .no = No
    .anonymous = Yes, without my name
    .named = Yes, with my name
closing-survey-follow = Some months after the end, may I ask you three short things more?
    .short = Three things more, months later
closing-survey-follow-options =
    .yes = Yes
    .no = No
closing-survey-then = On your first day you gave yourself { $then } of 10, and today { $now }.

follow-up = Some time has passed since your programme with { $partner } ended. Are the two of you still in touch?
    .title = How it went on
    .how = You said at the end that I may ask. Press one; the form holds the other two.
    .label = How it went on
    .recorded = ✓ Your answer of { $day }
follow-up-touch = Are you still in touch?
follow-up-touch-options =
    .yes = Yes
    .sometimes = Now and then
    .no = No
follow-up-use = I still use what I learned
    .scale = I still use what I learned
follow-up-note = What you do differently since

private-word = What would you like to say to { $people }? They coordinate your programme.
    .title = A private word
    .how = Write it here or in the form. It is passed on as soon as you send it, with your name.
    .label = A private word
    .open = A private word
    .recorded = ✓ Passed on, on { $day }
private-word-note = Your words
private-word-seen = { $people } will read this, with your name, because you send it there. { $partner } will not.
private-word-shared = { $person } has a private word for you, on the mentoring in { $programme }:
    .offer = It was written for the programme's coordinators alone. The next step is yours: a message to { $person } is a good one.
    .withdrawn = { $person } has taken a private word back that was written to you ({ $programme }).
