"""However often two people change how often they check in, nobody is asked twice, too soon, or forgotten."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from bot.domain.agreement import cadence_of
from jobs import plan
from storage import deliveries, pairs, rhythms
from storage.store import Transaction
from tests.jobs.office import Office

CADENCES = (("week", 1), ("week", 2), ("week", 3), ("month", 1))
UNTIL = date(2027, 12, 31)


def agreed(dice: Random) -> dict[str, Any]:
    """Return what two may agree on."""
    unit, every = dice.choice(CADENCES)
    return {"every": every, "unit": unit, "weekday": dice.choice((None, 0, 1, 2, 3, 4)), "at": None}


def days_of(value: dict[str, Any]) -> float:
    """Return how long one interval is."""
    return cadence_of(value).mean_days


async def lived(work: Office, dice: Random) -> list[tuple[date, dict[str, Any]]]:
    """Live a programme; returns each change with its day."""
    changes: list[tuple[date, dict[str, Any]]] = []
    while work.clock.now().date() < UNTIL:
        value, now = agreed(dice), work.clock.now()
        begins = not changes

        def change(
            tx: Transaction, value: dict[str, Any] = value, now: datetime = now, begins: bool = begins
        ) -> None:
            pair = pairs.get(tx, work.ws, work.pair)
            (rhythms.start if begins else rhythms.follow)(tx, work.ws, pair, value, at=now)

        await work.store.run(change)
        changes.append((now.date(), value))
        for _ in range(dice.randrange(1, 70)):
            work.clock.move_to(work.clock.now() + timedelta(days=1))
            await plan.tick(work.store, work.clock)
    return changes


@pytest.mark.parametrize("seed", range(4))
async def test_nobody_is_asked_twice_or_too_soon_or_forgotten(work: Office, seed: int) -> None:
    changes = await lived(work, Random(seed))
    rows = await work.store.read(lambda tx: deliveries.recent(tx, work.ws, most=1000))
    asked = [date.fromisoformat(row.occasion) for row in rows[::-1] if row.kind == "check_in"]
    assert asked == sorted(set(asked))
    assert len(changes) > 3 < len(asked)
    for before, after in pairwise([changes[0][0], *asked]):
        # Every day is looked at in the afternoon, so a change on a day comes after its question.
        old = [value for day, value in changes if day <= before][-1]
        lately = [(day, value) for day, value in changes if before <= day < after] or [(before, old)]
        changed_on, value = lately[-1]
        assert (after - before).days * 2 >= days_of(value), (before, after, changes)
        # After a change: at most one of its intervals later, on the next day of the week that they chose.
        assert after <= max(changed_on, before) + timedelta(days=days_of(value) + 7), (before, after, changes)
    last_change, value = changes[-1]
    assert (UNTIL - max(asked[-1], last_change)).days <= days_of(value) + 7
