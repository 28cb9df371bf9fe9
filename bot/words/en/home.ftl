### Home, and what coordinators do there.

home-now =
    .stranger = You are not part of a mentoring pair yet. A coordinator can invite you, and you will hear from me then.
    .admin = Trellis has no coordinator here yet. As an owner or admin of this workspace you can be the first.
    .first-programme = Begin by creating a programme; then you can introduce people to each other.
    .first-pair = Your programme stands. Introduce the first mentor and mentee to each other.
    .invitation = You have an invitation to mentor with { $partner }. It waits for you in Messages.
    .onboarding = A few questions about you are waiting in Messages.
    .waiting = It is { $partner }'s turn; I will tell you when there is something to do.
    .clauses = The questions of your agreement are waiting in Messages.
    .differences = You and { $partner } have differences to settle; they wait in Messages.
    .sign = Your agreement with { $partner } is ready to be signed.
    .check-in = Your check-in is waiting in Messages.
    .session = { $partner } proposes a session: { $when }.
    .amendment = { $partner } proposes a change to your agreement, and it waits for your answer.
    .active = All is well. Next check-in: { $when }.
    .active-mentor = All is well. { $partner }'s next check-in: { $when }.
    .asked = You were asked to take part in a programme, and your answer waits in Messages.
    .taking-part = You take part, and as soon as there is somebody for you, you hear from me.
    .over = Your mentoring has come to its end. What you agreed on stays readable below, and a coordinator can introduce you to somebody anew.
    .active-quiet = All is well. There is nothing to do right now.
    .paused = Your mentoring with { $partner } is paused.
home-also = Waiting for you too:
    .more = and { $count } more
home-paused = { $stage }, paused
    .until = { $stage }, paused until { $until }
home-about = Trellis helps a mentor and a mentee work well at a distance: a short introduction, an agreement that both shape and sign, and a rhythm of check-ins within their work hours. `/trellis help` tells what you can type. Nothing is asked of you until somebody invites you, and you can always say no.
home-invitation-title = Invitation
home-coordinators = Coordinating here: { $people }
home-title = Your mentoring
home-pair = *{ $partner }* · your { $role ->
    [mentor] mentor
   *[mentee] mentee
  } · { $programme }
home-stage =
    .invited = invited
    .onboarding = getting to know each other
    .agreeing = settling the agreement
    .active = under way
    .completed = completed
    .ended = ended
    .declined = did not come about
    .withdrawn = withdrawn
home-over = *{ $partner }* · { $programme } · { $stage }
home-partner-time = It is { $time } where { $partner } is ({ $place }).
home-goals = Goals
home-goal = *{ $number }. { $goal }*
    { $percent }% { $bar }
home-goal-latest = Last logged { $moment }: { $note }
home-goal-none = Nothing logged yet.
home-checkins = Last check-ins
home-checkin = { $day } · { $what }
home-hours = You hear from me on { $days }, { $hours } ({ $place } time).
home-snoozed = You snoozed my messages until { $until }.
home-rehearsal = Rehearsal: the clock is shifted by { $seconds } seconds.
home-buttons =
    .invitation = Read and answer
    .differences = Show them in Messages
    .answer = Answer now
    .seen = Who can see what
    .coordinate = Become coordinator
    .programme = Create a programme
    .pair = Introduce two people
    .continue = Continue
    .agreement = Read the agreement
    .sign = Read and sign
    .progress = Log progress
    .pause = Pause
    .resume = Go on
    .help = Help
    .listen = End the snooze
home-programmes = Programmes you coordinate
home-programme = *{ $name }* · { $first } to { $last }
home-programme-empty = No pairs yet.
home-programme-more = { $count ->
    [one] and one more pair
   *[other] and { $count } more pairs
  }
home-more-programmes = { $count ->
    [one] One earlier programme is not shown here.
   *[other] { $count } earlier programmes are not shown here.
  }
home-more-pairs = { $count ->
    [one] One more pair of yours is under way; its messages come as usual.
   *[other] { $count } more pairs of yours are under way; their messages come as usual.
  }
home-help = Questions about Trellis? Type “help” in Messages.
home-declined = You said no to mentoring with { $partner } in { $programme }.
home-privacy = What you answer is seen by whoever was named beside the question, nobody else. Coordinators see stages, never words.

programme-form-title = Create a programme
programme-form-name = Name
programme-form-starts = First day
programme-form-ends = Last day
programme-form-submit = Create
pair-form-title = Introduce two people
pair-form-programme = Programme
pair-form-mentor = Mentor
pair-form-mentee = Mentee
pair-form-person = Choose a person
pair-form-hint = Both get an invitation that they can refuse without a reason.
pair-form-submit = Invite both
pair-done = I have invited { $mentor } and { $mentee }. You will hear whether they say yes.
pair-done-guest = { $name } is a guest here: guests can use Trellis in Messages and Home, but see neither shortcuts nor other people's profiles.

trellis-command =
    .open = Open Trellis's Home
    .unknown = I do not know “{ $text }”. Here is what works:
