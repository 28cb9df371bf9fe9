### The rehearsal: a coordinator plays both of a pair that is made up.

rehearsal = 🎭 *Rehearsal* · { $number } of { $count } · what the { $role ->
        [mentor] mentor
       *[mentee] mentee
      } sees. You are both of the two here. Only you see this, and nothing of it is kept or counted.
    .start = Try it yourself
    .next = Next: { $step }
    .go = Show something else
    .remove = Remove the rehearsal
    .nothing = The { $role ->
        [mentor] mentor
       *[mentee] mentee
      } gets no message here.
    .pressed = This is a rehearsal: nothing was kept, and nobody was told. The buttons below the line lead on.
    .removed = The rehearsal is gone, and nothing of it was kept.
rehearsal-side =
    .mentor = As the mentor
    .mentee = As the mentee
rehearsal-step =
    .invitation = The invitation
    .about = A question about oneself
    .introduction = The introduction
    .clause = A question of the agreement
    .comparison = Both answers, side by side
    .sign = The agreement to sign
    .begun = The agreement has begun
rehearsal-mentee =
    .introduction = I look after our data pipelines.
    .wants = To lead a team one day.
    .goal = Lead my first project
    .progress = The plan is written, and two people have read it.
rehearsal-mentor =
    .introduction = I have led teams for ten years.
    .wants = To listen better.
    .goal = See somebody grow into leading
rehearsal-pair =
    .commitments = Nothing to plan around
