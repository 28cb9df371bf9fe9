### Logging progress.

progress-logged = ✓ Logged on goal { $number } “{ $goal }”: { $figure }
progress-figure-percent = { $percent }% { $bar }
progress-figure-note = { $note }
progress-figure-both = { $percent }% { $bar } · { $note }
progress-step-back = A step back tells you something that a plan cannot. What is the smallest next step?
progress-done = That is all of it. Take a moment to enjoy it; { $partner } hears of it, too.
progress-taken-back = I took that back. Goal { $number } “{ $goal }” stands at { $percent }% { $bar }.
progress-shown-to = { $partner } can see it in Home.
progress-misread-percent = A percentage goes from 0 to 100, so I have not logged that. Try `/progress 60% finished the second chapter`.
progress-misread = I could not read that. Try `/progress 60% finished the second chapter`, or `/progress` alone for a form.
progress-misread-again = That did not work either. `/progress` alone opens a form with everything in it.
progress-twice = That was logged already.
progress-form-title = Log progress
progress-form-goal = Goal
progress-form-percent = How far along, in percent
progress-form-percent-hint = From 0 to 100. Leave it empty to add a note alone.
progress-form-note = What happened
progress-form-note-hint = You and your partner will see it, nobody else.
progress-form-submit = Log it
progress-form-empty = Please give a percentage, a note, or both.
