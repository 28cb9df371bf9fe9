### Words that stand in many places.

moment-form = { $date }, { $time }
moment-in-words = { $day }, { $time } ({ $zone } time)
# Babel's pattern for a day with its weekday.
day-pattern = EEE d MMM
weekdays-run = { $first } to { $last }

role-mentor = mentor
role-mentee = mentee
role-coordinator = coordinator

said = { $text }
said-by = { $name }: { $text }

percent = { $percent }%

cadence-weeks = { $every ->
    [1] every week
   *[other] every { $every } weeks
  }
cadence-months = { $every ->
    [1] every month
   *[other] every { $every } months
  }
cadence-weekday = on { $day }
cadence-at = at { $time }

audience-only-me = Only you will see your answer.
audience-card = Your partner will see your answer unless you leave it off your card at the end; nobody else will.
audience-pair = You and your partner will see your answer, nobody else.
audience-coordinator = You and the programme's coordinators will see your answer.
audience-totals = Your answer is confidential: it is only shown in totals of five people or more.
audience-safety = Only the programme's safety contact will see your answer.

modal-close = Close
modal-cancel = Cancel
modal-save = Save
