### The rhythm of a programme, as its coordinators set it.

rhythm-form = What comes to the people of “{ $programme }” by itself, and how often. However much is set here, nobody hears more than the last two lines allow; what does not fit waits, or comes together with the next message. Everybody can choose less for themselves. A change holds for pairs that begin later; for those under way it holds for what has not come yet.
    .open = Rhythm
    .title = Rhythm
rhythm-line =
    .agreement-nudge = While the agreement is unfinished: two nudges, three and seven days in
    .confidence = On the first day: how sure do you feel?
    .tech-check = Before the first session: does the technology work?
    .have-you-met = Have you met, and is all well?
    .questions = Before each session: what does the mentee bring?
    .session-pulse = After each session: was it worth the time?
    .feedback = Feedback both ways, after sessions and milestones
    .check-in = Check-ins with the mentee, as often as the two agreed
    .mentor-check-in = Check-ins with mentors who wish for them
    .goal-nudge = A nudge when nothing was logged on a goal for an interval, or it is due soon
    .setback = A question that looks forward after a set-back
    .reflection = A question to think about
    .learning = The mentor's own learning
    .pulse = Quality pulse: five statements
    .midpoint = Half-way: survey and a look at the agreement
    .closing = Closing conversation
    .closing-survey = Closing survey
    .follow-up = Three things more after the end, for who agrees to it
    .day-budget = At most so many messages a day for each person
    .week-budget = At most so many messages a week for each person, apart from check-ins and questions after sessions
rhythm-number =
    .off = Off
    .switch = On
    .months = { $number ->
        [1] Every month
       *[other] Every { $number } months
      }
    .days-in = { $number } days in
    .days-left = { $number } days before the end
    .days-after = { $number } days after the end
    .a-day = { $number } a day
    .a-week = { $number } a week
    .sessions = { $number ->
        [1] After every session
       *[other] After every { $number } sessions
      }
