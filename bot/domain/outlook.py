"""The outlook: what is coming to somebody unasked, and what of late came otherwise than planned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.deliveries import WAITING, Delivery, Reason, State
from bot.domain.people import Person
from bot.domain.situation import Schedule

MOST_COMING = 8
MOST_LATELY = 10


@dataclass(frozen=True, slots=True)
class Coming:
    """A kind of message, when it is due (UTC), about which pair, and why it waits where something holds it."""

    kind: str
    at: datetime
    pair_id: int | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is coming, soonest first, and what lately was held, folded, left out or lost, newest first."""

    coming: tuple[Coming, ...]
    lately: tuple[Delivery, ...]
    # The other person of each pair that is spoken of.
    partners: Mapping[int, Person]


def coming(rows: Iterable[Delivery], schedules: Iterable[Schedule], now: datetime) -> tuple[Coming, ...]:
    """Return what is owed to somebody and waits, and the next of everything that comes back to them."""
    waiting = [
        Coming(row.kind, max(row.due_at, now), row.pair_id, row.reason if row.state is State.HELD else None)
        for row in rows
        if row.state in WAITING
    ]
    planned = [Coming(one.kind, one.next_due_at, one.pair_id) for one in schedules if one.next_due_at]
    return tuple(sorted([*waiting, *planned], key=lambda one: (one.at, one.kind)))[:MOST_COMING]


def lately(rows: Iterable[Delivery]) -> tuple[Delivery, ...]:
    """Return what has ended with a reason to give, newest first."""
    ended = [row for row in rows if row.reason is not None and row.state not in WAITING]
    return tuple(sorted(ended, key=lambda row: row.id, reverse=True))[:MOST_LATELY]
