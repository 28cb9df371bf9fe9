### Looking at the agreement again.

review = Shall we look at your agreement with { $partner } again? Does it still fit?
    .title = Your agreement, again
    .how = Press if it still fits, change one clause, or type what you think.
    .label = Review
    .recorded = ✓ You looked at your agreement again, { $day }
review-fits = Does it still fit?
review-fits-options =
    .yes = It still fits
review-note = What you would keep, or see differently by now
review-changed = Changed since the beginning: { $what }
review-shared = { $person } looked at your agreement again: { $what }
    .offer = Either of you can change one clause at any time, from Trellis's Home.
