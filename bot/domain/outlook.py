"""The outlook: what is coming to somebody unasked, and what of late came otherwise than planned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.domain.deliveries import (
    BUDGET,
    GUARDS,
    WAITING,
    Circumstances,
    Delivery,
    Hold,
    Reason,
    Send,
    State,
    ask,
)
from bot.domain.people import Person

MOST_COMING = 8
MOST_LATELY = 10
NEVER = datetime.max.replace(tzinfo=UTC)
# What can be told before a message is due: whether it still makes sense and has room shows on its day.
KNOWN_AHEAD = frozenset({"pair", "wish", "snooze", "hours", "quiet", "away"})
# Holds follow each other, a snooze by a holiday by a weekend; nobody has so many.
MOST_HOLDS = 20


@dataclass(frozen=True, slots=True)
class Coming:
    """A kind of message, about which pair, and when it comes (UTC) as far as that is known.

    `held` is what it waits for, in order; without an instant nobody knows for how long, a pause without an end or
    another message that takes it along. `missed` is why occurrences before this one are left out; without an instant
    and a hold none comes at all.
    """

    kind: str
    at: datetime | None
    pair_id: int | None = None
    held: tuple[Reason, ...] = ()
    missed: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is coming, soonest first, and what lately was held, folded, left out or lost, newest first."""

    coming: tuple[Coming, ...]
    lately: tuple[Delivery, ...]
    # The other person of each pair that is spoken of.
    partners: Mapping[int, Person]


def foreseen(
    occurrences: Iterable[Circumstances], now: datetime, held: tuple[Reason, ...] = ()
) -> Coming | None:
    """Say when the first of these comes that will, by the guards that will be asked then; None of nothing.

    Each holds the instant at which it is due (UTC); `held` is what the first waits for already.
    """
    missed: list[Reason] = []
    row: Delivery | None = None
    for seen in occurrences:
        row = seen.delivery
        at, reasons = _follow(seen, now)
        if at is not None:
            return Coming(row.kind, at, row.pair_id, _each_once((*held, *reasons)), tuple(missed))
        missed += [one for one in reasons[-1:] if one not in missed]
        held = ()
    return Coming(row.kind, None, row.pair_id, missed=tuple(missed)) if row else None


def waits_for_another(row: Delivery) -> Reason | None:
    """Say so of a message that has no room of its own until its window ends: another one may take it along."""
    ends, why = row.expires_at, row.reason
    if row.state is not State.HELD or why is None or why.id != BUDGET or ends is None or row.due_at < ends:
        return None
    return Reason("taken-along", {"until": ends.isoformat()})


def _follow(seen: Circumstances, now: datetime) -> tuple[datetime | None, list[Reason]]:
    """Return when a message leaves and what holds it until then; None where it never does, for the last reason."""
    guards = [name for name in GUARDS[seen.delivery.delivery_class] if name in KNOWN_AHEAD]
    at, reasons = seen.now, list[Reason]()
    for _nth in range(MOST_HOLDS):
        verdict = ask(replace(seen, now=at, person=_as_known(seen.person, at, now)), guards)
        if isinstance(verdict, Send):
            break
        reasons.append(verdict.reason)
        if not isinstance(verdict, Hold):
            return None, reasons
        at = verdict.until
    return at, reasons


def _as_known(person: Person, at: datetime, now: datetime) -> Person:
    """Return somebody as far as it is known how they will be: a status without an end is looked at anew each day."""
    if person.away is None or person.away.until is not None:
        return person
    zone = ZoneInfo(person.zone)
    is_today = at.astimezone(zone).date() == now.astimezone(zone).date()
    return person if is_today else replace(person, away=None)


def _each_once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Keep of what holds twice for the same reason the one that holds for longer, which is the later."""
    return tuple({one.id: one for one in reasons}.values())


def soonest(coming: Iterable[Coming]) -> tuple[Coming, ...]:
    """Return what comes, soonest first, and behind it what has no instant."""
    every = sorted(coming, key=lambda one: (one.at or NEVER, not one.held, one.kind))
    return tuple(every[:MOST_COMING])


def lately(rows: Iterable[Delivery]) -> tuple[Delivery, ...]:
    """Return what has ended with a reason to give, newest first."""
    ended = [row for row in rows if row.reason is not None and row.state not in WAITING]
    return tuple(sorted(ended, key=lambda row: row.id, reverse=True))[:MOST_LATELY]
