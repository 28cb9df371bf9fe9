### How long what pairs write is kept.

keeping = What the pairs of { $programme } write (answers, goals, agreements) is deleted for good so long after a pair has come to its end. That there was a pair and how it went stays as counts, and so do totals of five people or more. { $usual } months are usual.
    .open = How long words are kept
    .title = How long words are kept
    .label = After the end of a pair
    .months = { $count } months
    .line = What pairs of { $programme } write is deleted { $count } months after their end.
