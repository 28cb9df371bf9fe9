### The onboarding conversation.

onboarding-introduction = First, a few words about yourself: what do you do, and how did you get there?
    .label = About you
    .how = Type it here, two or three sentences are plenty.
    .help = { $partner } reads this before you first meet, so that you need not begin at zero.
onboarding-languages = Which languages do you work in?
    .label = Languages
    .how = Tick all that fit and save, or type their names.
    .help = So that the two of you can choose the language you talk in.
onboarding-zone = Where is your clock? I will write to you at your local time.
    .label = Time zone
    .how = Press if it is right, or type the nearest large city.
    .help = Every time I show you is in this zone, and I keep to your work hours there, also when clocks change.
onboarding-zone-options =
    .confirm = Yes, { $place } time
onboarding-days = On which days do you work?
    .label = Work days
    .how = Tick them and save, or type something like “Monday to Thursday”.
    .help = I write to you on these days only.
onboarding-hours = And from when to when?
    .label = Work hours
    .how = Choose both times and save, or type something like “9 to 5:30”.
    .help = I write to you within these hours only, and sessions are proposed where both of your hours meet.
    .shown = { $starts } to { $ends }
onboarding-hours-options =
    .starts = Start
    .ends = End
onboarding-prompt-at = At which hour would you like to hear from me, when there is something to ask?
    .label = Hour for messages
    .how = Press one, or type a time within your work hours.
    .help = Check-ins and reminders come at this hour.
onboarding-wants = { $role ->
    [mentor] What would make this mentoring worthwhile for you as a mentor?
   *[mentee] What would you like to get out of this mentoring?
  }
    .label = Expectations
    .how = Type it here; a sentence or two is enough.
    .help = { $partner } reads it, so that both of you know what the other hopes for.
onboarding-feedback = How do you like to get feedback?
    .label = Feedback
    .how = Press one, or type it.
    .help = So that { $partner } can tell you things in the way that helps you most.
onboarding-feedback-options =
    .direct = Straight to the point
    .gentle = Gently, with context
    .written = In writing first
    .examples = With concrete examples
