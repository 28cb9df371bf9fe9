### How much somebody hears from Trellis unasked.

level-form = What comes from me unasked is up to you. Answers to what you do, news of what your partner does, and reminders of agreed sessions come in any case.
    .title = How much I write
    .label = From me unasked
    .usual = Everything the programme has
    .fewer = Fewer messages
    .essential = Only what we agreed on
    .left-out = *{ $level }* leaves out { $kinds }.
    .a-day = At most a day
    .a-week = At most a week, apart from check-ins and questions after sessions
    .as-programme = As my programme has it
level-home =
    .usual = From me unasked: everything the programme has.
    .fewer = From me unasked: fewer messages, one a week beside check-ins and questions after sessions.
    .essential = From me unasked: only what you and your partner agreed on.
    .a-day = At most { $number } a day.
    .a-week = At most { $number } a week beside check-ins and questions after sessions.
    .change = How much I write
level-changed = All right. { $level }
