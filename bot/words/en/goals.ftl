### Goals: on Home, in their forms, and what the pair hears of them.

goal-trend =
    .up = { $points ->
        [one] +1 point
       *[other] +{ $points } points
      } in the last two weeks
    .down = { $points ->
        [one] one point back
       *[other] { $points } points back
      } in the last two weeks
    .steady = steady over the last two weeks
goal-line-trend = { $line } · { $trend }
goal-by = By { $day }
goal-steps = { $reached } of { $all } milestones reached
goal-endorsed = endorsed by { $mentor }
goal-commented = { $mentor }: { $comment }
goal-closed-line = { $number }. { $goal } · { $closed }
goal-closed-lines = *Closed goals*
goal-more-closed = { $count ->
    [one] and one earlier goal
   *[other] and { $count } earlier goals
  }
goal-closed-as =
    .reached = reached
    .partly = reached in part
    .no-longer = no longer what matters
goal-again = Take up again: { $goal }

goal-buttons =
    .add = Add a goal
    .sharpen = Sharpen my goal
    .look = Look closer
    .take-back = Take it back
goal-menu =
    .sharpen = Sharpen it
    .milestones = Milestones
    .take-back = Take the last entry back
    .close = Close it

goal-seen = You and { $partner } will see it, nobody else.
goal-offer = Only if you like: would you sharpen “{ $goal }” a little? Four short questions, and you can leave out any but the first.
goal-form = Four small questions help a goal to become real. Only the first needs an answer.
    .title = Sharpen the goal
    .new = A new goal
    .endorsed = { $partner } endorsed this goal as it is worded. Another wording starts without that.
    .what = What would you like to reach?
    .measure = How will you know that you are there?
    .by = By when?
    .day = Choose a day
    .step = What is a first step, small enough for this week?
    .empty = Please say in a few words what you would like to reach.
    .past = That day has passed. Please choose a later one, or none.
    .full = { $most } goals are open already. Close one in Home, and there is room for the next.
goal-milestones = Steps on the way to “{ $goal }”. Each one you reach is worth a moment of joy, and { $partner } hears of it.
    .title = Milestones
    .reached = Reached
    .more = New milestones, one in each line
    .too-long = A milestone has room for { $limit } characters. Please shorten: { $line }
    .too-many = A goal has room for { $most } milestones.
goal-close = How did “{ $goal }” end? Any of these is a fine way for a goal to end, and you can take it up again.
    .title = Close the goal
    .how = It is
    .submit = Close it
goal-look =
    .title = A closer look
    .measure = *How to tell that it is reached*
        { $text }
    .by = *By when*
        { $text }
    .step = *First step*
        { $text }
    .milestones = *Milestones*
    .bare = Nothing more is written down yet. A question from you can help to sharpen it.
    .comment = Your word on it
    .endorse = Your support
    .endorses = I endorse this goal
goal-milestone-line =
    .reached = ✓ { $milestone }
    .open = ○ { $milestone }

goal-milestone-reached =
    .mentee = ✓ A step further: “{ $milestone }”, on the way to “{ $goal }”. { $partner } hears of it too, so that you can enjoy it together.
    .mentor = { $partner } has reached a milestone: “{ $milestone }”, on the way to “{ $goal }”. A warm word from you will count.
    .open = The milestone “{ $milestone }” is open again.
goal-news =
    .done = { $partner } has come to the end of “{ $goal }”: { $figure }
    .ask = A good moment to celebrate, and to ask what made the difference.
    .logged = { $partner } logged on “{ $goal }”: { $figure }
    .taken-back = { $partner } took that entry back. “{ $goal }” stands at { $percent }% { $bar }.
goal-response =
    .endorsed = { $partner } endorses your goal “{ $goal }”.
    .both = { $partner } endorses your goal “{ $goal }”, and writes:
    .comment = { $partner } writes about your goal “{ $goal }”:
    .nothing = { $partner } has taken back what they said about “{ $goal }”.
goal-closed-mentee =
    .reached = ✓ You have reached “{ $goal }”. { $partner } hears of it too: do celebrate it together.
    .open = You have taken up “{ $goal }” again.
goal-closed-mentor =
    .reached = { $partner } has reached “{ $goal }”. Do celebrate it together.
    .partly = { $partner } has closed “{ $goal }”, reached in part. What it taught is worth a talk.
    .no-longer = { $partner } has closed “{ $goal }”: it is no longer what matters.
    .open = { $partner } has taken up “{ $goal }” again.
