### The agreement: its questions, its document, and how differences are settled.

agreement-channels = Where should the two of you talk between sessions, and what is the backup if that fails?
    .label = Channels
    .how = Choose two different ones and save, or type them, such as “Slack, e-mail”.
    .help = Messages get lost when each waits in another place. A backup keeps a broken call from costing you the session.
    .shown = { $first }, and { $second } when that fails
agreement-channels-options =
    .preferred = First choice
    .backup = Backup
    .slack = Slack messages
    .video = Video call
    .huddle = Slack huddle
    .phone = Phone
    .email = E-mail
    .in-person = In person
agreement-tech = When a call does not work, what would the two of you try? I will remind you of it then, in this order.
    .label = When technology fails
    .how = Tick what fits and save, or type your own.
    .help = With a plan, a broken call costs a few minutes and not the session.
agreement-tech-options =
    .check = Try everything out before the first session
    .rejoin = Rejoin the call
    .switch = Switch to the backup
    .phone = Phone each other
    .write = Go on in writing
    .move = Find another time soon
agreement-cadence = How often would you like to check in on how it goes?
    .label = Cadence
    .how = Press one, or type something like “every two weeks on Tuesday at 4pm”.
    .help = At this interval I ask the mentee how it goes, and the mentor sees the answer. You can change it whenever you like.
agreement-length = How long should a session be?
    .label = Session length
    .how = Press one, or type it, such as “an hour”.
    .help = An agreed end makes it easier to say yes to the next one.
agreement-length-options =
    .n90 = 90 minutes
    .n60 = 60 minutes
    .n45 = 45 minutes
    .n30 = 30 minutes
agreement-reply-time = Within what time should you answer each other's messages?
    .label = Reply time
    .how = Press one, or type it, such as “two days”.
    .help = Silence is read as disinterest where nothing was agreed.
agreement-reply-time-options =
    .same-day = The same day
    .one-day = Within a day
    .two-days = Within two days
    .one-week = Within a week
agreement-contact = Between sessions, how often would it be fine to hear from each other?
    .label = Contact between sessions
    .how = Press one, or type it.
    .help = I keep to it too: news that can wait comes no more often than this, and nothing comes outside your work hours.
agreement-contact-options =
    .any-time = Whenever something comes up
    .daily = At most once a day
    .twice-weekly = About twice a week
    .weekly = About once a week
agreement-progress = { $role ->
    [mentor] When { $partner } logs progress on a goal, when would you like to hear of it?
   *[mentee] When you log progress on a goal, when should { $partner } hear of it?
  }
    .label = News of progress
    .how = Press one, or type it.
    .help = Some like to hear every step, others like to look at it together. A goal that is reached is told at once either way.
agreement-progress-options =
    .at-once = At once
    .check-in = With the next check-in
agreement-confidentiality = What may leave this room? Whatever you choose, two exceptions hold: a risk of serious harm to yourself or somebody else, and what the law obliges one to report. Then only whoever can help is told, and you are told first where that is safe.
    .label = Confidentiality
    .how = Press one, or type it.
    .help = People speak openly when they know what happens to their words.
agreement-confidentiality-options =
    .topics = Topics may be shared, never who said what
    .ask-first = Ask each other first, every time
    .nothing = Nothing leaves this room
agreement-boundaries = Is there anything you would rather leave out?
    .label = Boundaries
    .how = Tick what fits and save, or type your own.
    .help = What either of you leaves out is left out for both, and nobody needs to say why.
agreement-boundaries-options =
    .family = Family and relationships
    .health = Health
    .money = Money and pay
    .colleagues = Talk about colleagues by name
    .off-hours = Messages outside work hours
    .none = Nothing in particular
agreement-goals = { $role ->
    [mentor] What would you like to see { $partner } reach by the end?
   *[mentee] What is the one thing you would most like to reach by the end?
  }
    .label = Goal
    .how = Type it here in a sentence.
    .help = The mentee's sentence becomes the first goal, on which progress is logged. It can be sharpened later.
agreement-conflict = If something with { $partner } feels wrong one day, what would be your first step?
    .label = When it gets difficult
    .how = Press one, or type it.
    .help = A first step that was agreed on a good day is easier to take on a bad one.
agreement-conflict-options =
    .talk = Talk it over, just the two of us
    .write = Write it down first, then talk
    .coordinator = Ask the coordinator to join the talk
agreement-review = When should we look at this agreement again?
    .label = Review
    .how = Press one, or type it.
    .help = Needs change. A date for it makes changing things ordinary.
agreement-review-options =
    .six-months = After six months
    .three-months = After three months
    .two-months = After two months
agreement-end = Either of you can end this at any time, without a reason and without blame. How would you like that to go?
    .label = A no-fault end
    .how = Press one, or type it.
    .help = It is easier to begin something that one may also leave.
agreement-end-options =
    .notice = With a week's notice
    .conversation = With one closing conversation
    .at-once = At once, a short message is enough

agreement-talk = { $answer } (for now; to be talked over when you first meet)
agreement-likeness =
    .agreed = You agree
    .close = You are close, together it is
    .both = In your own words
agreement-row = *{ $label }* · { $likeness }: { $answer }
agreement-difference = *{ $label }* · You differ.
    You: { $mine }
    { $partner }: { $theirs }
agreement-difference-proposed-mine = *{ $label }* · You proposed: { $proposal }. { $partner } can accept or answer.
agreement-difference-proposed-theirs = *{ $label }* · { $partner } proposes: { $proposal }
    Your answer was: { $mine }
agreement-difference-settled = *{ $label }* · Settled: { $answer }
agreement-moves =
    .accept-answer = Take theirs: { $answer }
    .accept-proposal = Accept: { $answer }
    .middle = Meet in the middle: { $answer }
    .mine = Propose mine: { $answer }
    .talk = Leave it for our first talk
agreement-comparison-title = Your two answers, side by side
agreement-comparison = You and { $partner } have both answered. Here is where you agree and where you differ.
agreement-comparison-open = { $count ->
    [one] One difference is open. It takes at most three presses between you.
   *[other] { $count } differences are open. Each takes at most three presses between you.
  }
agreement-comparison-done = Everything is settled. The agreement is ready to be signed.
agreement-turn = { $count ->
    [0] { $partner } has moved on your differences. Nothing of it waits for you any more.
    [one] { $partner } has moved on your differences. One waits for you, further up under “Your two answers, side by side”.
   *[other] { $partner } has moved on your differences. { $count } wait for you, further up under “Your two answers, side by side”.
  }

agreement-comparison-covered = One of you has taken an answer back. As soon as you and { $partner } have both answered everything, your answers stand side by side here again.

agreement-title = Mentoring agreement
agreement-document-head = Agreement between { $mentor } (mentor) and { $mentee } (mentee), version { $version }
agreement-document-clause = *{ $label }*: { $answer }
agreement-document-exceptions = Confidentiality has two exceptions for both: a risk of serious harm to oneself or somebody else, and what the law obliges one to report. Then only whoever can help is told.
agreement-document-end = Either can end this at any time, without a reason and without blame.
agreement-signature = ✓ { $name } signed on { $moment }
agreement-unsigned = ○ { $name } has not signed yet
agreement-fingerprint = Fingerprint of this text: { $hash }
agreement-sign = Your agreement with { $partner } is ready. Please read it; it begins when both of you have signed.
    .button = Read and sign
    .submit = Sign
    .read = Read it
agreement-sign-changed = An answer has changed since, so this text is not signed any more. As soon as you and { $partner } have settled everything, the agreement comes anew.
agreement-sign-done = ✓ You signed your agreement with { $partner }. It begins when { $partner } has signed too.
agreement-active = ✓ You and { $partner } have both signed. Your agreement has begun.
agreement-active-first = First check-in: { $moment }.
agreement-active-mentor = I will ask { $partner } how it goes, { $cadence }, and show you the answer.
agreement-active-mentee = I will ask you how it goes, { $cadence }. With /progress you can log a step at any time.
agreement-sign-both = ✓ You signed your agreement with { $partner }, and so did they.
agreement-partner-signed = { $partner } has signed your agreement. It begins when you have signed too.
    .before = { $partner } has signed your agreement.
    .changed = { $partner } signed, and then an answer changed. The agreement comes anew when everything is settled.

troubleshooting-step = { $number }. { $what }
troubleshooting-switch = Switch to the backup: { $channel }
