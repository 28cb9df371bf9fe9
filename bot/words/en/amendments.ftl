### Re-opening the agreement: proposing to change a clause, answering, and the versions that came before.

amendment-title = Change the agreement
amendment-intro = Choose what you would like to change. It holds once both of you have signed the new words; until then your agreement with { $partner } stays as it is.
amendment-which = What should change?
amendment-next = Next
amendment-submit = Sign and propose
amendment-signing = By proposing you sign the text below. { $partner } can sign the same text, propose something else, or decline without a reason.
amendment-now = Now
amendment-new = Proposed
amendment-side = *{ $side }*
    { $answer }
amendment-before = *{ $label }*, as agreed now: { $answer }
amendment-theirs = { $partner } proposes: { $answer }
amendment-often = How often
amendment-weekday = On which day
amendment-any-day = Any work day
amendment-note = In your own words
amendment-on = From which day
amendment-on-hint = The new version begins on this day, or when both of you have signed if that is later.
amendment-begins = This version begins on { $day }, or on the day on which both have signed if that is later.
amendment-same = That is how it stands already. Please choose something else.
amendment-same-channels = Please choose two different ones.
amendment-missing = Please write a few words.
amendment-past = That day lies in the past. Please choose today or a later one.
amendment-too-late = The programme ends on { $day }. Please choose a day before that.

amendment-proposed =
    .theirs = { $partner } proposes a change to your agreement, from { $day } on: *{ $label }*.
    .mine = You proposed a change to your agreement, from { $day } on: *{ $label }*. { $partner } can sign it, propose something else, or decline.
amendment-accepted =
    .theirs = ✓ You and { $partner } have both signed the change to your agreement. It begins on { $day }: *{ $label }*.
    .mine = ✓ { $partner } has signed the change that you proposed. It begins on { $day }: *{ $label }*.
amendment-begun =
    .theirs = ✓ You and { $partner } have both signed the change to your agreement. It holds since { $day }: *{ $label }*.
    .mine = ✓ { $partner } has signed the change that you proposed. It holds since { $day }: *{ $label }*.
    .today = The change that you and { $partner } signed begins today: *{ $label }*.
amendment-countered =
    .theirs = You proposed something else in answer to { $partner }: *{ $label }*.
    .mine = { $partner } proposed something else in answer to you: *{ $label }*.
amendment-declined =
    .theirs = You declined the change that { $partner } proposed, so your agreement stays as it is: *{ $label }*.
    .mine = { $partner } would rather leave your agreement as it is: *{ $label }*.
amendment-withdrawn =
    .theirs = { $partner } took the proposal back, so your agreement stays as it is: *{ $label }*.
    .mine = You took your proposal back, so your agreement stays as it is: *{ $label }*.
amendment-next-check-in = Next check-in: { $moment }.
amendment-buttons =
    .change = Change something
    .under-way = See the change
    .sign = Read and sign
    .read = Read it
    .counter = Propose something else
    .decline = Decline
    .withdraw = Take it back
amendment-offer = Your agreement with { $partner } can be changed whenever one of you would like to. Both of you sign the new words before they hold.
amendment-offer-clause = You would like to change this in your agreement with { $partner }: *{ $label }*, to { $answer }. Look it over and propose it; both of you sign before it holds.
amendment-offer-none = There is no agreement to change yet. Once you and your partner have signed one, either of you can.

history-earlier = Earlier versions
history-version = Version { $version }, from { $day }
history-proposed = Version { $version }, proposed by { $name }, began on { $day }.
history-first = Version { $version }, settled by both, began on { $day }.
history-agreed = Version { $version }, proposed by { $name }, begins on its day.

error-change-under-way = A change to this agreement is under way already. It waits in Messages, and Trellis's Home shows it; after it another can be proposed.
