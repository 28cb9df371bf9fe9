### What all conversations share.

onboarding-name = About you, for { $partner }
agreement-name = Your mentoring agreement with { $partner }

step-progress = Step { $number } of { $total }
step-about = { $dialogue } · { $progress }
step-now = Your answer so far: { $answer }
step-suggested = My suggestion: { $answer }
step-foot = { $how } { $audience }
step-recorded = ✓ *{ $label }* · { $answer }
    .list = ✓ *{ $label }*{ $answer }
step-told = *{ $label }* · { $answer }
step-skipped = *{ $label }* · skipped
step-left = *{ $label }* · not answered yet
step-moved = *{ $label }* · asked again further down
step-buttons =
    .save = Save
    .write = Write it here
    .add = Add your own words
    .suggested = That suits me
    .choose = Choose for myself
    .edit = Edit
    .answer = Answer
    .back = Back to the last question
    .skip = Skip this question
    .later = Not now
    .help = What is this for?
    .rest = Use your suggestions for the rest
step-write-title = Your answer
step-write-submit = Save

step-later = No hurry. Everything you answered is kept. Press *Continue* whenever it suits you, or type “continue”.
step-help = *{ $label }*: { $help }
    .answer = You can press, choose, or simply type your answer here.
    .back = “back” returns to the question before.
    .skip = “skip” passes over this one.
    .later = “later” leaves it for now.
    .rest = “use your suggestions for the rest” answers all that I can suggest something for.
step-not-understood = Sorry, I could not read that as an answer to “{ $label }”. { $how }
step-too-early = That came before my question did, so I have kept nothing of it. “{ $label }” waits for your answer.
step-again = That does not fit “{ $label }” either. { $how } “help” and “later” work as well.
    .anew = I could not read that either, so here is the question once more.
step-incomplete = Something is still missing, or the same was chosen twice. { $how }
step-required = This one is needed to go on, so it cannot be skipped. { $how }
step-first = This is the first question, so there is nothing to go back to.
step-too-long = That is longer than the { $limit } characters that fit here. I have not kept it: please edit your message, or send a shorter one.
