### The onboarding conversation. What can come on the card has its heading there under `.card`.

onboarding-introduction = First, a few words about yourself: what do you do, and how did you get there?
    .label = About you
    .card = About { $name }
    .how = Type it here, two or three sentences are plenty.
    .help = { $partner } reads this before you first meet, so that you need not begin at zero.
onboarding-wants = { $role ->
    [mentor] What would make this mentoring worthwhile for you as a mentor?
   *[mentee] What would you like to get out of this mentoring?
  }
    .label = Expectations
    .card = Hopes for
    .how = Type it here; a sentence or two is enough.
    .help = { $partner } reads it, so that both of you know what the other hopes for.
onboarding-interests = What do you enjoy outside work?
    .label = Interests
    .card = Enjoys
    .how = Tick what fits and save, or type it, such as “music, ham radio”.
    .help = From what you and { $partner } share I pick something to begin your first talk with.
    .own = Anything else
onboarding-interests-options =
    .reading = Reading
    .music = Music
    .films = Films and series
    .food = Cooking and eating
    .sport = Sport
    .outdoors = Being outdoors
    .games = Games and puzzles
    .making = Making things
onboarding-offers = { $role ->
    [mentor] What can you help with, from your own experience?
   *[mentee] What would you like to learn or practise?
  }
    .label = Topics
    .card = { $role ->
        [mentor] Can help with
       *[mentee] Would like to learn
      }
    .how = Tick what fits and save, or type it, such as “Making decisions, Python”.
    .help = Where one of you can help with what the other wants to learn, you have a good place to begin.
    .own = In your own words
onboarding-offers-options =
    .leading = Leading a team
    .craft = Craft and tools of the trade
    .career = Next steps in a career
    .speaking = Speaking and writing
    .decisions = Making decisions
    .people = Working with people
    .confidence = Confidence
    .balance = Work and the rest of life
onboarding-languages = Which languages do you work in?
    .label = Languages
    .card = Languages
    .how = Tick all that fit and save, or type their names.
    .help = So that the two of you can choose the language you talk in.
onboarding-style = How do you like to talk with people, and what helps others to understand you? Customs of where you come from belong here, and so does how much of a conversation in another language you take in.
    .label = Style and culture
    .card = In conversation
    .how = Tick what fits and save, add a line, or type it in your own words.
    .help = What is polite to one person is vague or blunt to another. Saying so early spares both of you guessing.
    .own = What others should know
onboarding-style-options =
    .direct = Direct words, I take them well
    .thinking = I take time before I answer
    .written = In writing first
    .aloud = Thinking aloud together
    .questions = Questions rather than advice
    .context = The whole picture before details
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
onboarding-commitments = Is there anything that makes you hard to reach at times: a school run, exams, shifts, somebody you care for?
    .label = Other commitments
    .card = Hard to reach when
    .how = Type it here, such as “school run until 9, exams in June”, or “skip”.
    .help = Whoever knows why an answer takes a day does not wonder about it. It is up to you how much you say.
onboarding-feedback = How do you like to get feedback?
    .label = Feedback
    .card = Likes feedback
    .how = Press one, or type it.
    .help = So that { $partner } can tell you things in the way that helps you most.
onboarding-feedback-options =
    .direct = Straight to the point
    .gentle = Gently, with context
    .written = In writing first
    .examples = With concrete examples
onboarding-card = Last: what of this may { $partner } read on your card? Whatever you leave out stays with you. Your zone, work days and work hours are shown in any case, as the two of you plan by them.
    .label = On your card
    .how = Untick what you leave out and save; or type “everything”, or what to leave out, such as “all but feedback”.
    .help = Your card introduces you to { $partner }. You can change it whenever you like, and the card changes with it.
    .all = everything you told
    .none = nothing of it
    .shown = all but { $left }
