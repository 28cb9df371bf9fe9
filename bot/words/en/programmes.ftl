### Programmes as their coordinators see them, and who coordinates.

programme-page =
    .title = Programme
    .open = Open
    .edit = Name, dates, language
programme-stage = *{ $stage }* ({ $count })
    .line = *{ $stage }* ({ $count }): { $pairs }
    .pair = { $mentor } and { $mentee }, { $days ->
        [0] since today
        [one] for one day
       *[other] for { $days } days
      }{ $paused ->
        [true] { " " }(paused)
       *[other] { "" }
      }
    .unanswered = { $pair }; not answered yet: { $people }
programme-lately = Moved on in the last days: { $pairs }
    .pair = { $mentor } and { $mentee }, { $stage } since { $since }
programme-health = Messages of the last 30 days: { $counts }.
    .sent = { $count ->
        [0] none sent yet
       *[other] { $count } sent
      }
    .late = { $count } of them after their time
    .due = { $count } due at this moment
    .held = { $count } held until work hours or a snooze allow
    .folded = { $count } that came together with another
    .skipped = { $count } left out
    .failed = { $count } that could not be delivered
    .unknown = { $count } of which nobody knows whether { $count ->
        [one] it arrived
       *[other] they arrived
      }
    .doubled = { $count } that Slack was seen to hold twice
    .well = none lost on the way
health-cause = Left out: { $causes }. Whose answer or wish it was, nobody is told.
    .needless = { $count } no longer needed
    .wish = { $count } for somebody's hours or wishes
    .pause = { $count } as the pair rested or had ended
    .late = { $count } whose moment had passed
    .gone = { $count } for somebody who cannot be written to
programme-form-edit-title = Change programme
programme-edited-hint = The rhythm of pairs that are under way follows a new last day.
programme-language = Where mentor and mentee read together, Trellis speaks { $language }.
    .label = Language
    .hint = Spoken where mentor and mentee read together, in their own conversation with Trellis. Everywhere else each is addressed in their own language.

coordinators = *Coordinating:* { $people }
    .see = Coordinators see stages, whether messages arrive, and totals of five people or more; never what somebody wrote, unless its writer says so.
coordinator-buttons =
    .name = Name another
    .leave = Leave the role
    .open = Open the programme
coordinator-form = Whoever coordinates { $programme } with you can introduce people, change its dates, and sees which pair stands where.
    .title = Name a coordinator
    .who = Who coordinates with you?
    .hint = They are told at once, and may say no thanks.
    .submit = Name
coordinator-leave =
    .title = Leave the role
    .sure = You will no longer coordinate { $programme }: no news of its pairs, nothing to look after. The other coordinators are told. Your own pairs stay as they are.
    .last = You are the only coordinator of { $programme }, so somebody has to take over before you leave. Name them here, and both happens at once.
    .who = Who takes over?
    .submit = Leave
    .hand-over = Hand over and leave
coordinator-named = { $person } has named you coordinator of the mentoring programme { $programme }.
    .what = You can introduce mentors to mentees, name further coordinators, and see which pair stands at which stage. What people write stays theirs.
    .free = You need no reason to say no.
    .refused = You said no to coordinating { $programme }. That is quite all right.
coordinator-refused = { $person } would rather not coordinate { $programme }.
coordinator-left = { $person } no longer coordinates { $programme }. You do; its news comes to you.

goes-on = { $programme } goes on until { $last }, and so does your mentoring with { $partner }. What you agreed on holds, and check-ins come as before. You can pause at any time, from Trellis's Home.
    .offer = { $count ->
        [one] One pair was completed at an earlier last day. It can go on, with what it agreed on; both are told.
       *[other] { $count } pairs were completed at an earlier last day. They can go on, with what they agreed on; everybody is told.
      }
    .reopen = Let them go on
