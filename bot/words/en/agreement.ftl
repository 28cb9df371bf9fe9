### The agreement: its questions, its document, and how differences are settled.

agreement-channels = Where will the two of you talk, and what is the backup when that fails?
    .label = Channels
    .how = Take my suggestion, choose for yourself, or type your two for quick questions, such as “Slack, e-mail”.
    .help = Messages get lost when each waits in another place. A backup keeps a broken call from costing you the session.
    .shown = { $use }: { $first }, or { $second } if that fails
agreement-channels-uses =
    .quick = Quick questions
    .sessions = Sessions
    .documents = Documents
    .urgent = When it cannot wait
agreement-channels-input =
    .preferred = { $use }
    .backup = { $use }: the backup
agreement-channels-options =
    .slack = Slack messages
    .video = Video call
    .huddle = Slack huddle
    .phone = Phone
    .text = Text message
    .email = E-mail
    .drive = A shared folder
    .in-person = In person
# The same within a sentence.
agreement-channels-names =
    .slack = Slack messages
    .video = video call
    .huddle = Slack huddle
    .phone = phone
    .text = text message
    .email = e-mail
    .drive = a shared folder
    .in-person = in person
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
agreement-hours = At what hours would sessions suit you?
    .label = Hours for sessions
    .how = Take my suggestion, choose for yourself, or type something like “Monday to Thursday, 10 to 16”.
    .help = I propose times only where your hours and { $partner }'s meet, each in your own zone, also when clocks change.
    .shown = { $days }, { $hours } ({ $place } time)
    .together = As clocks stand now, both of you are there from { $hours } ({ $place } time)
agreement-hours-starts = From ({ $place } time)
agreement-hours-ends = Until ({ $place } time)
agreement-hours-leaves = A break from, if you like ({ $place } time)
agreement-hours-back = The break ends ({ $place } time)
agreement-scheduling = Who finds the times for sessions, and how early do you tell each other when one has to move?
    .label = Finding times
    .how = Take my suggestion, choose for yourself, or type something like “either, two days”.
    .help = When it is nobody's task, no session happens. Notice lets the other use the time for something else.
    .shown = { $who }; changes: { $notice }
agreement-scheduling-who = Who proposes times
agreement-scheduling-who-options =
    .mentor = The mentor proposes times
    .either = Either of us proposes times
    .mentee = The mentee proposes times
agreement-scheduling-notice = How early a change is told
agreement-scheduling-notice-options =
    .same-day = the same day is fine
    .one-day = at least a day before
    .two-days = at least two days before
    .one-week = at least a week before
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
agreement-commitments = Is there anything else in your life that the two of you should plan around, such as travel, exams or school holidays?
    .label = Other commitments
    .how = Type it here, or press if there is nothing.
    .help = Known beforehand, a busy month is no sign of losing interest.
agreement-commitments-options =
    .none = Nothing to plan around
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
    .favours = Asking for jobs, references or favours
    .social = Being in touch on social media
    .off-hours = Messages outside work hours
    .none = Nothing in particular
agreement-goals = { $role ->
    [mentor] What would you like to see { $partner } reach by the end?
   *[mentee] What is the one thing you would most like to reach by the end?
  }
    .label = Goal
    .how = Type it here in a sentence.
    .help = The mentee's sentence becomes the first goal, on which progress is logged. It can be sharpened later.
agreement-feedback = When { $partner } has feedback for you, how would you like to hear it?
    .label = Feedback
    .how = Press one, or type it.
    .help = This holds for each of you apart: { $partner } says the same for themselves.
agreement-feedback-options =
    .direct = Straight to the point
    .gentle = Gently, with context
    .written = In writing first
    .examples = With concrete examples
agreement-language = In which language will the two of you talk? And is there anything about your culture or way of talking that is good to know?
    .label = Language and culture
    .how = Take my suggestion, choose for yourself, or type a language, or what is good to know.
    .help = A word on holidays, names, silence or directness saves many misunderstandings.
agreement-language-note = Good to know about culture, names, holidays or ways of talking
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
    .each = For each of you
agreement-row = *{ $label }* · { $likeness }: { $answer }
agreement-difference = *{ $label }*
    You: { $mine }
    { $partner }: { $theirs }
agreement-difference-proposed-mine = *{ $label }* · You proposed: { $proposal }. { $partner } can accept or answer.
agreement-difference-proposed-theirs = *{ $label }* · { $partner } proposes: { $proposal }
    Your answer was: { $mine }
agreement-difference-settled = ✓ *{ $label }* · { $answer }
agreement-moves =
    .accept-answer = Take theirs: { $answer }
    .accept-proposal = Accept: { $answer }
    .middle = Meet in the middle: { $answer }
    .mine = Propose mine: { $answer }
agreement-press =
    .accept-answer = Take theirs
    .accept-proposal = Accept
    .middle = Meet in the middle
    .mine = Propose mine
    .talk = Leave it for our first talk
agreement-difference-middle = In the middle: { $answer }
agreement-comparison-title = Your two answers, side by side
agreement-comparison = You and { $partner } have both answered.
agreement-comparison-open = { $count ->
    [one] One difference is left to settle. It takes at most three presses between you.
   *[other] { $count } differences are left to settle. Each takes at most three presses between you.
  }
agreement-comparison-theirs = It is { $partner }'s turn; nothing here waits for you.
agreement-comparison-close = ≈ *Close, and put together*: { $what }
agreement-comparison-agreed = ✓ *You agree*: { $what }
agreement-comparison-own = *Each for yourself*: { $what }
agreement-comparison-all = See every answer
    .title = Every answer
agreement-comparison-done = Everything is settled. The agreement is ready to be signed.
agreement-turn = { $count ->
    [0] { $partner } has moved on your differences. Nothing of it waits for you any more.
    [one] { $partner } has moved on your differences. One waits for you, further up under “Your two answers, side by side”.
   *[other] { $partner } has moved on your differences. { $count } wait for you, further up under “Your two answers, side by side”.
  }

agreement-comparison-covered = One of you has taken an answer back. As soon as you and { $partner } have both answered everything, your answers stand side by side here again.
agreement-comparison-over = Your two answers need no settling any more, and you need do nothing. What you answered stays as you wrote it.

suggested = { $count ->
    [0] Here you took over suggestions of mine, and have changed each of them since.
    [one] One answer here is my suggestion, which you took over. Look at it: *Edit* changes it. Nothing is signed by that, and { $partner } sees it when both of you have answered everything.
   *[other] { $count } answers here are my suggestions, which you took over. Look at each: *Edit* changes it. Nothing is signed by that, and { $partner } sees them when both of you have answered everything.
  }
suggested-moved = What you took over from my suggestions is listed further down, with what you have taken over since.
suggested-over = { $count ->
    [0] Here you took over suggestions of mine, and changed each of them. Nothing waits for you here any more.
   *[other] Here you took over suggestions of mine. Nothing waits for you here any more, and you need do nothing.
  }
suggested-row = *{ $label }* · { $answer }
    .list = *{ $label }*{ $answer }
nothing-suggested = I have no suggestion for what is still open: only you can answer it.

agreement-title = Mentoring agreement
agreement-document-head = Agreement between { $mentor } (mentor) and { $mentee } (mentee), version { $version }
agreement-document-clause = *{ $label }*: { $answer }
agreement-document-exceptions = Confidentiality has two exceptions for both: a risk of serious harm to oneself or somebody else, and what the law obliges one to report. Then only whoever can help is told.
agreement-document-end = Either can end this at any time, without a reason and without blame.
agreement-signature = ✓ { $name } signed: { $moment }
agreement-unsigned = ○ { $name } has not signed yet
agreement-fingerprint = Fingerprint of this text: { $hash }
agreement-sign = Your agreement with { $partner } is ready. Please read it; it begins when both of you have signed.
    .button = Read and sign
    .submit = Sign
    .read = Read it
agreement-sign-suggested = You took these over from my suggestions: { $what }. Each can still be changed with its button where I listed them.
agreement-sign-changed = An answer has changed since, so this text is not signed any more. As soon as you and { $partner } have settled everything, the agreement comes anew.
agreement-sign-over = This agreement does not begin any more, so there is nothing left to sign. You need do nothing.
agreement-sign-done = ✓ You signed your agreement with { $partner }. It begins when { $partner } has signed too.
agreement-active = ✓ You and { $partner } have both signed. Your agreement has begun.
agreement-active-first = First check-in: { $moment }.
agreement-active-mentor = I will ask { $partner } how it goes, { $cadence }, and show you the answer.
agreement-active-mentee = I will ask you how it goes, { $cadence }. With /progress you can log a step at any time.
agreement-sign-both = ✓ You signed your agreement with { $partner }, and so did they.
agreement-partner-signed = { $partner } has signed your agreement. It begins when you have signed too.
    .before = { $partner } has signed your agreement.
    .changed = { $partner } signed, and then an answer changed. The agreement comes anew when everything is settled.
    .over = { $partner } had signed this agreement. It does not begin any more, and you need do nothing.

troubleshooting-step = { $number }. { $what }
troubleshooting-switch = Switch to the backup: { $channel }
