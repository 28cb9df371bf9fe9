### Sessions: finding a time, keeping it, and how it went.

session-when = { $mine }
    .both = { $mine }, which is { $there } in { $place }
    .other-day = { $mine }, which is { $there } on { $weekday } in { $place }
session-label = { $day }, { $clock }
    .both = { $day }, { $clock } ({ $there } in { $place })
    .other-day = { $day }, { $clock } ({ $weekday }, { $there } in { $place })
session-minutes = { $minutes } minutes
session-link = Join: { $link }
session-agenda = *Agenda*
    { $agenda }
session-outside =
    .yours = outside your work hours
    .theirs = outside the work hours of { $partner }
    .both = outside your work hours and those of { $partner }

session-offer = Shall we find a time for you and { $partner } to talk? At these times both of you are at work:
    .title = A time to talk
    .time = • { $when }
    .how = Press one to propose it. { $partner } sees the same times, and hears from you at once.
    .none = Your work hours and those of { $partner } do not meet in the next two weeks. An early morning or an evening, now and then, may suit you both: propose one, and { $partner } can say yes or suggest another.
    .over = No times are offered here any more, and you need do nothing.

session-proposed =
    .yours = You propose to meet { $partner }: { $when }. I will tell you what they say.
    .theirs = { $partner } proposes to meet: { $when }.
    .instead = It would take the place of { $when }, which stands until you say yes.
    .past = The time that was proposed, { $when }, has passed. A new one is quickly found.
    .over = The time that was proposed, { $when }, waits for nobody's answer any more.
session-agreed = ✓ You meet { $partner }: { $when }.
session-over =
    .agreed = Your session with { $partner }: { $when }.
    .met = ✓ You met { $partner }: { $when }.
    .moved = Another time has taken the place of { $when }.
    .missed = Your session with { $partner } did not take place: { $when }.
    .cancelled = This no longer stands: { $when }.
session-cancelled = { $partner } has called off your session: { $when }.
session-declined = { $partner } cannot make it: { $when }. Perhaps another time suits you both.
session-late = { $partner } is held up and joins about { $minutes } minutes after the start of your session: { $when }.
session-late-told = I have told { $partner } that you are held up and join about { $minutes } minutes after the start.

session-buttons =
    .accept = Yes, that suits me
    .other = Suggest another time
    .decline = I cannot make it
    .back = Take it back
    .change = Change time or agenda
    .cancel = Call it off
    .propose = Propose a session
    .join = Join
    .late = I am held up
    .late-by = By { $minutes } minutes
session-sure =
    .title = Call this session off?
    .text = { $partner } hears of it at once. To keep it and only move it, change its time instead.
    .short = { $partner } hears of it at once. You agreed on telling changes like this: { $notice }. It is closer than that now, and things happen; you can still call it off.
    .yes = Call it off
    .no = Keep it

session-form = { $partner } works on { $days }, { $hours } ({ $place } time).
    .title = Find a time
    .times = At these times both of you are at work
    .day = Or on this day
    .clock = At this time
    .yours = In your own time ({ $place }). { $partner } reads it in theirs.
    .link = Where to meet
    .link-hint = A link, if you have one, such as https://meet.example/us
    .agenda = What you would like to talk about
    .submit = Propose
    .short = What you agreed on for changes: { $notice }. It is closer than that now. Things happen: you can still move it, and { $partner } hears of it at once.
    .nothing = Choose one of the times above, or a day and a time of your own.
    .past = That moment has passed, or is more than a year away.
    .bad-link = A link begins with https:// and holds no spaces.

home-session =
    .title = Sessions
    .none = No session is planned.

session-tomorrow = Your next session with { $partner }: { $when }.
    .title = Your next session
    .bare = There is no agenda yet. One line on what you would like to talk about helps you both.
session-soon = Your session with { $partner } begins soon: { $when }.
    .title = It is nearly time
    .quiet = A good moment to close what might distract you, and to set Slack to “do not disturb”.

session-pulse = How did your session go: { $when }?
    .title = After your session
    .how = Press one, and add what you like.
    .label = After your session
    .recorded = ✓ Your answer on the session of { $day }
session-pulse-how = Did you meet?
session-pulse-how-options =
    .met = We met
    .moved = We moved it
    .missed = It did not happen
    .tech = Technology failed us
session-pulse-worth = It was worth the time
    .scale = It was worth the time
session-pulse-line = One thing to do differently next time
session-pulse-seen = { $partner } sees whether you met. Whether it was worth the time, and what you write, only you will see.
session-pulse-shared =
    .met = { $partner } says that you met: { $when }.
    .moved = { $partner } says that you moved your session: { $when }.
    .missed = { $partner } says that your session did not happen: { $when }.
    .withdrawn = { $partner } has taken back how your session went: { $when }.

reason-session-moved = the session was moved or called off
