### Who can see what.

seen = Whatever you write has its readers named beside it, before you type. This is the whole list.
    .title = Who can see what
seen-line = • { $what }
seen-by =
    .only-me = Only you
    .card = You, and your partner unless you leave it off your card
    .pair = You and your partner
    .coordinator = You and the programme's coordinators
    .totals = Nobody; it only counts in totals of five people or more
    .safety = The programme's safety contact alone
seen-coordinator = What coordinators see of your pair
    .what = Whether you said yes or no, at which stage the pair is and since when, whether it is paused, and how many messages arrived. Never a word that you wrote, unless you send it to them or say in a survey that they may read it, and no answer of yours, not as a trend either: surveys reach them as totals of five people or more.
seen-kept = Snoozes, time away and how much you hear from me are yours alone; your partner sees your work days and hours. Everything written is kept encrypted. What you take back is shown to nobody any more.
seen-agreements = The agreement, with all its versions
seen-clauses = The clauses of the agreement
seen-positions = What you propose where your answers differ
seen-amendments = Changes that you propose to the agreement
seen-goals = Goals, and the mentor's comment on them
seen-milestones = Milestones
seen-progress = Progress that is logged
seen-sessions = A session's link and agenda
seen-drafts = A text that waits until you say what it answers
seen-answer-edits = Earlier wordings of an answer that you changed
