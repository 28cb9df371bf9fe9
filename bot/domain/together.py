"""Whether a message may now go to the conversation that a pair shares: what stands against it for either of the two."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.audience import Audience
from bot.domain.calendar import next_open_together
from bot.domain.deliveries import Circumstances, Hold, Reason, Send, Skip, Verdict, ask, within_window

# Whoever has left or never said yes takes part in nothing; that the pair rests or has ended, both know.
PERSONAL = ("installed", "active", "consent")
COMMON = ("pair", "relevant")
# Reasons of a row or a workspace, not of a person.
IMPERSONAL = ("too-late", "not-installed")


def judge_together(everybody: Sequence[Circumstances]) -> Verdict:
    """Ask the guards for each of the pair, and find an hour at which nobody is off work, away or snoozing.

    Both can learn the reason, so it never says whose it is.
    """
    for seen in everybody:
        verdict = ask(seen, PERSONAL)
        if not isinstance(verdict, Send):
            impersonal = verdict.reason.id in IMPERSONAL
            return verdict if impersonal else Skip(Reason("not-both", audience=Audience.PAIR))
        verdict = ask(seen, COMMON)
        if not isinstance(verdict, Send):
            return verdict
    return _quiet(everybody)


def _quiet(everybody: Sequence[Circumstances]) -> Verdict:
    delivery, now = everybody[0].delivery, everybody[0].now
    awake = max(now, *(seen.person.snoozed_until or now for seen in everybody))
    opens = next_open_together([(seen.person.hours, seen.person.leave) for seen in everybody], awake)
    if opens is None:
        return Skip(Reason("never-together", audience=Audience.PAIR))
    if opens <= now:
        return Send()
    held = Reason("outside-hours-of-both", {"until": opens.isoformat()}, Audience.PAIR)
    return within_window(Hold(opens, held), delivery)
