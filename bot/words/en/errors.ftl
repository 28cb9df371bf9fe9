### Errors that a person can mend.

error-trellis-error = Something went wrong. Please try again.
error-not-yours = That belongs to somebody else. Trellis's Home shows what is yours.
error-not-coordinator = Only a coordinator can do that. Ask one of them, or an owner of this workspace.
error-coordinator-there = This workspace has a coordinator already, so the role is taken: { $people }. Please ask there for what you need.
error-pair-moved = This has moved on since the message was sent. Trellis's Home shows where things stand.
error-text-gone = That text is not kept any more. If it still matters, please type it again.
error-text-changed = The text has changed since you opened it, so nothing was signed. The newest version waits in Messages.
error-in-agreement = That answer stands in your agreement, which both of you have signed, so it stays as it is.
error-same-person = A mentor and a mentee are two different people. Please choose somebody else for one of them.
error-cannot-take-part = { $name } cannot take part: that account is a bot or has been deactivated. Please choose somebody else.
error-already-paired = These two are already a pair in this programme.
error-did-not-come-about = These two were invited before, and it did not come about. If that changes, I will tell you.
error-no-goal-yet = There is no goal to log progress on yet. Goals come with the agreement: Trellis's Home shows where yours stands.
error-no-goal-of-yours = Your mentee logs progress on their goals. You see it in Trellis's Home, and can answer it there.
error-no-such-goal = There is no goal with the number { $number }. Your goals are numbered in Trellis's Home.
error-text-too-long = That is longer than the { $limit } characters that fit here. Please shorten it a little.
error-dates-reversed = The programme would end before it begins. Please choose a later last day.
error-coordinates-already = { $name } coordinates this programme already.
error-last-coordinator = You are the only coordinator of this programme. Please name somebody who takes over; then you can leave.
error-programme-over = That day lies in the past. Please choose a later one.
error-not-installed = Trellis is not installed in this workspace any more. An admin can install it again.
not-installed-title = Not here any more
error-account-ended = Your account here has been deactivated, so nothing was changed.
error-store-closed = Trellis is starting anew and takes nothing in just now. Please try again in a minute.
error-nobody-apart = Everybody who coordinates this programme is in this pair. An admin of the workspace can name somebody else.
error-name-missing = Please give the programme a name.
