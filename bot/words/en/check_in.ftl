### The check-in.

check-in = How has it been going with “{ $goal }” since we last talked?
    .title = Your check-in
    .no-goal = How has it been going since we last talked?
    .how = Press one, add words if you like, or simply type how it went.
    .label = Check-in
    .recorded = ✓ Your check-in of { $day }
check-in-mood = How is it going?
check-in-mood-options =
    .well = Going well
    .some = Some progress
    .stuck = A bit stuck
check-in-note = A few words: what went well, what is hard, what comes next
check-in-shared = { $person } checked in: { $what }
    .goal = Goal: { $goal } · { $percent }% { $bar }
    .logged = Logged since the last check-in:
    .entry = { $number }. { $goal }: { $figure }
    .offer = A line back from you, in a message to { $person }, can make the difference: what struck you, or one question.
