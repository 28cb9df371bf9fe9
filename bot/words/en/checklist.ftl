### The first steps of whoever coordinates, in Home until they are done.

first-steps = *First steps* · { $done } of { $count } done
    .done = ✅ { $step }
    .before = ◻️ { $step }
    .put-away = Put this away
    .find = Show the first steps
first-step =
    .programme = Create a programme: its name, its dates, and the language in which pairs are addressed together
    .rehearsal = Try it yourself first: see what mentor and mentee see, in ten minutes and without anybody else
    .people = Invite people: pick them, or bring a list
    .pair = Introduce the first mentor and mentee to each other
