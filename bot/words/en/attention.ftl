### Pairs that are worth a coordinator's look.

attention = *Worth a look* ({ $count })
    .brief = { $count ->
        [one] Worth a look: one pair. *Open* shows which, and what may help.
       *[other] Worth a look: { $count } pairs. *Open* shows which, and what may help.
      }
    .what = A name that you press lets you write to that person, which often helps most. The menu beside a pair holds what else can be done.
    .seen = You see that something stands still, never what was written, nor whose turn it is beyond an invitation. Both of a pair see the same: their sessions, check-ins and progress.
attention-why =
    .unanswered = { $mentor } and { $mentee }: introduced { $days } days ago. Not answered yet: { $people }
    .stalled = { $mentor } and { $mentee }: { $stage } for { $days } days
    .quiet = { $mentor } and { $mentee }: quiet for { $days } days. No session was held, proposed or agreed, no check-in answered and no progress logged
    .rests = { $mentor } and { $mentee }: paused for { $days } days, without a last day
attention-menu =
    .another = Introduce the mentee to another
    .pause = Pause this pair
    .end = End this pair
    .withdraw = Withdraw the invitation
