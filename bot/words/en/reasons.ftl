### Why a message was held or not sent.

reason-too-late = its moment had passed
reason-not-installed = Trellis is not installed in this workspace any more
reason-deactivated = this account has been deactivated
reason-no-consent = this person has not said yes yet
reason-pair-over = the pair has ended
reason-paused = the pair is paused
reason-paused-until = held until { $until }: the pair is paused
reason-snoozed = held until { $until }: you snoozed my messages
reason-outside-hours = held until { $until }: outside your work hours
reason-never-open = there is no work hour in sight to send it in
reason-answered = already answered
reason-taken-back = taken back before it was sent
reason-progress-recent = you logged progress lately
reason-essential-only = you asked for the essential messages only
reason-budget = held until { $until }: so that no more than the agreed number of messages comes
reason-no-longer-due = no longer due under the present agreement
reason-spoken-anew = its content went out with the message itself
reason-slack-busy = held until { $until }: Slack asked to wait
reason-slack-unclear = held until { $until }: Slack's answer was unclear
reason-refused = Slack refused it: { $error }
reason-cannot-tell = nobody can tell whether it arrived: { $error }
reason-broken = it could not be put into words, and that has been logged

ledger-title = Ledger: every message, and what became of it
ledger-empty = Nothing yet.
ledger-columns =
    .due = Due
    .person = To
    .what = What
    .kind = Class
    .state = State
    .why = Why
    .sent = Sent
