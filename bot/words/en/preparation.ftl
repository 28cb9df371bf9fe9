### Before a session: does the technology work, and what is there to bring? And when it fails.

tech-check = Before your first session with { $partner } ({ $when }): does what you will meet with work, with sound and picture?
    .title = A quick try
    .how = Two minutes are enough. Press one; words help { $partner } to help.
    .label = A quick try
    .recorded = ✓ You tried what you need to meet { $partner } ({ $when }).
tech-check-tried = Did it work?
tech-check-tried-options =
    .works = It works
    .fails = Something does not
tech-check-note = What does not work
tech-check-both = Both of you are ready.
tech-check-shared = { $person } has tried the technology for your session ({ $when }): { $what }
    .offer = If something does not work yet, the two of you have time to mend it before the session.
tech-plan = If something fails, this is your plan:

session-trouble = { $partner } cannot connect to your session ({ $when }).
    .button = We cannot connect
    .told = { $partner } knows that you cannot connect ({ $when }).
    .next = That happens to everybody once ({ $when }). For the next time with { $partner }:

questions = What would you like to bring to your session with { $partner } ({ $when })? A question, a situation, something you read.
    .title = What you bring
    .how = Write it here or in the form, and { $partner } can prepare. Nothing this time is fine, too.
    .label = What you bring
    .recorded = ✓ For your session with { $partner } ({ $when })
questions-nothing-options =
    .nothing = Nothing this time
questions-note = What you would like to bring
questions-shared = { $person } would like to bring to your session: { $what }
    .offer = A look at it beforehand is all the preparation there needs to be.
session-questions =
    .yours = You bring:
        { $questions }
    .theirs = { $partner } would like to bring:
        { $questions }

agreement-nudge = It takes a few minutes, and can be left and taken up at any time. This is one of two notes from me about it; to hear none, the menu beside it helps.
    .onboarding = A few questions about you are still open; then { $partner } and you are introduced to each other.
    .clauses = A few questions on how you would like to work with { $partner } are still open. Your answers become the draft of your agreement.
    .differences = You and { $partner } answered some things differently, and a press or two of yours settles them. They stand in the comparison further up.
    .sign = Your agreement with { $partner } is ready. It begins when both of you have signed.
    .done = All of that is done.
    .over = Nothing of what I reminded you of here waits for you any more, and you need do nothing.
