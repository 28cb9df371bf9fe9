### The prompts of the rhythm.

goal-nudge = “{ $goal }” stands at { $percent }% { $bar }. Is there a next step small enough for this week?
    .title = Your goal
    .how = Press one, add words if you like, or log with /progress.
    .label = Goal
    .recorded = ✓ Your answer of { $day }
goal-nudge-step = What is next?
goal-nudge-step-options =
    .on-it = I am on it
    .smaller = I need a smaller step
    .changed = The goal has changed
goal-nudge-note = A few words

have-you-met = Have you and { $partner } met yet, and is all well?
    .title = A first look
    .how = Press one, add words if you like. This is for you alone; nobody is told.
    .label = First meeting
    .recorded = ✓ Your answer of { $day }
have-you-met-met = Have you met?
have-you-met-met-options =
    .yes = Yes, and it went fine
    .planned = It is planned
    .no = Not yet
have-you-met-note = Anything you want to remember

reflection-mentor =
    .goal = A question to carry into your next talk with { $partner }: what would be different for them if this worked out?
    .reality = A question to carry into your next talk with { $partner }: what have they tried already, and what did that show?
    .options = A question to carry into your next talk with { $partner }: which three ways could they think of themselves, before you offer yours?
    .will = A question to carry into your next talk with { $partner }: what will they do by when, and what could get in the way?
reflection-mentee =
    .growth = What could you not do three months ago that you can do now, and what did it take?
    .culture = Where have you and { $partner } understood something differently because you come from different places?
    .language = Is there something you would say to { $partner } more easily in other words, in writing, or in another language?
    .feedback = Which remark of { $partner }'s has stayed with you, and what would you like to hear more about?
reflection =
    .title = A question to think about
    .how = Press one, or write what comes to mind.
    .label = Reflection
    .recorded = ✓ Your thoughts of { $day }
reflection-thought = What will you do with it?
reflection-thought-options =
    .kept = I will think about it
    .talk = I will bring it up
reflection-note = What comes to mind

pulse = Five short statements on how it goes with { $partner }. The first one: I can speak openly.
    .title = A short look at the two of you
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
pulse-note = Anything else

midpoint = You are half-way. Does your agreement with { $partner } still fit?
    .title = Half-way
    .how = Press one; the form holds three more statements.
    .label = Half-way
    .recorded = ✓ Your answers of { $day }
midpoint-fits = Does the agreement still fit?
midpoint-fits-options =
    .yes = Yes, it fits
    .change = I would change something
midpoint-feedback = Feedback goes both ways and is specific
    .scale = Feedback goes both ways
midpoint-boundaries = Our boundaries are respected
    .scale = Our boundaries are respected
midpoint-distance = Time zones, language or culture get in the way
    .scale = Distance gets in the way
midpoint-note = What would help, and what should the programme start, stop or keep?

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
closing-thanks = A line of thanks, and what continues
closing-shared = { $person } looks back: { $what }
    .offer = A good moment for a closing talk: what you are proud of, thanks, and what continues.

closing-survey = Would you do this again?
    .title = At the end
    .how = Press one; the form holds three statements more.
    .label = Closing survey
    .recorded = ✓ Your answers of { $day }
closing-survey-again = Would you do this again?
closing-survey-again-options =
    .yes = Yes
    .perhaps = Perhaps
    .no = No
closing-survey-worth = It was worth the time
    .scale = It was worth the time
closing-survey-skill = I have become better at what I set out to learn
    .scale = I have become better at it
closing-survey-bot = Trellis helped more than it got in the way
    .scale = Trellis helped
closing-survey-note = Anything else
