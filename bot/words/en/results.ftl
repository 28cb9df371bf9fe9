### What comes of surveys: one's own answers over time, and totals for coordinators.

over-time = What you have answered so far, for your eyes alone.
    .title = Your answers over time
    .open = Your answers over time
    .none = Nothing yet. What you answer to check-ins, sessions and surveys gathers here, so that you can see how it moves.
    .pair = *With { $partner }* ({ $programme })
    .name = *{ $name }*
    .point = { $day } · { $bar } { $said }
    .of-ten = { $number } of 10
    .up = Higher than the first time.
    .down = Lower than the first time.
    .same = As it was the first time.
    .more = There is more than fits here; these are the first of it.
    .seen = Nobody else sees this page. Check-ins you have shared with your partner anyway; all the rest is yours.

totals = What the people of *{ $programme }* answered, added up. A total is made once { $least } people have answered and four weeks have passed since the first of them did. It then stays as it is, so that no two of them taken together tell what one person said. Answers of coordinators are not counted.
    .title = Totals
    .open = Totals of surveys
    .wave = *{ $survey }*: { $people } people, until { $day }
    .line = { $item }: { $value } · { $people } answers
    .apart = { $item }: { $value } · { $people } answers; mentors { $mentors }, mentees { $mentees }
    .middle = { $bar } { $number } of { $most } in the middle
    .leads = most often “{ $option }”
    .mixed = no answer leads
    .part = { $number }
    .part-option = “{ $option }”
    .words = *In their own words.* Whoever wrote this agreed that you read it:
    .more-words = { $count ->
        [one] and one more
       *[other] and { $count } more
      }
    .said = _{ $label }_ { $text }
    .quote-anonymous = (may be quoted without a name)
    .quote-named = ({ $name } may be quoted by name)
    .none = Not enough answers yet for a total: { $surveys }.
