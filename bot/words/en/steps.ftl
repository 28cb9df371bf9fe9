### What all conversations share.

onboarding-name = About you
agreement-name = Your mentoring agreement

step-progress = Step { $number } of { $total }
step-about = { $dialogue } · { $progress }
step-now = Your answer so far: { $answer }
step-foot = { $how } { $audience }
step-recorded = ✓ *{ $label }* · { $answer }
step-skipped = skipped
step-left = not answered yet
step-buttons =
    .save = Save
    .write = Write it here
    .edit = Edit
    .back = Back to the last question
    .skip = Skip this question
    .later = Not now
    .help = What is this for?
step-write-title = Your answer
step-write-submit = Save

step-later = No hurry. Everything you answered is kept. Press *Continue* whenever it suits you, or type “continue”.
step-help = *{ $label }*: { $help } You can press, choose, or simply type your answer here. You can also type “back”, “skip” or “later”.
step-not-understood = Sorry, I could not read that as an answer to “{ $label }”. { $how }
step-incomplete = Something is still missing, or the same was chosen twice. { $how }
step-required = This one is needed to go on, so it cannot be skipped. { $how }
step-first = This is the first question, so there is nothing to go back to.
step-too-long = That is longer than the { $limit } characters that fit here. Please shorten it a little; I have not kept it.
