"""However often two people change how often they check in, nobody is asked twice, too soon, or forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.agreement import cadence_of
from jobs import plan
from storage import deliveries, pairs, rhythms, schedules
from storage.store import Store, Transaction
from storage.vault import Vault
from tests.jobs.office import START, settle_in

UNTIL = date(2027, 12, 31)
# How many examples are tried by default, and when somebody explores.
FEW, MANY = 12, 400
EVERY = (("week", 1), ("week", 2), ("week", 3), ("month", 1))
# What two may agree on, and for how many days it holds.
Change = tuple[tuple[str, int], int | None, int]
changes = st.tuples(
    st.sampled_from(EVERY), st.sampled_from((None, 0, 1, 2, 3, 4)), st.integers(min_value=1, max_value=70)
)


class _Undone(Exception):
    """What was written is not kept: the next example begins anew."""


def agreed(change: Change) -> dict[str, Any]:
    """Return what two have agreed on, as it stands in their agreement."""
    (unit, every), weekday, _ = change
    return {"every": every, "unit": unit, "weekday": weekday, "at": None}


def days_of(value: dict[str, Any]) -> float:
    """Return how long one interval is."""
    return cadence_of(value).mean_days


def lived(tx: Transaction, through: Sequence[Change]) -> tuple[list[tuple[date, dict[str, Any]]], list[date]]:
    """Live a programme; returns each change with its day, and the days on which the mentee was asked."""
    ids, now = settle_in(tx, START), START
    made: list[tuple[date, dict[str, Any]]] = []
    for change in through:
        pair, value = pairs.get(tx, ids["ws"], ids["pair"]), agreed(change)
        (rhythms.follow if made else rhythms.start)(tx, ids["ws"], pair, value, at=now)
        made.append((now.date(), value))
        now = _until(tx, now, now + timedelta(days=change[2]))
    _until(tx, now, datetime.combine(UNTIL, START.timetz()))
    rows = deliveries.recent(tx, ids["ws"], most=1000)
    return made, [date.fromisoformat(row.occasion) for row in rows[::-1] if row.kind == "check_in"]


def _until(tx: Transaction, now: datetime, end: datetime) -> datetime:
    """Plan whatever comes due until then, when it does."""
    while (due := schedules.next_due(tx)) and due <= end:
        now = max(now, due)
        plan.plan(tx, now)
    return end


def test_nobody_is_asked_twice_or_too_soon_or_forgotten(sqlite_url: str, vault: Vault) -> None:
    with asyncio.Runner() as runner:
        store = runner.run(Store.open(sqlite_url, vault))

        @given(st.lists(changes, min_size=1, max_size=8))
        @settings(
            max_examples=FEW if settings().derandomize else MANY,
            suppress_health_check=list(HealthCheck),
        )
        def holds(through: list[Change]) -> None:
            check(*runner.run(undone(store, lambda tx: lived(tx, through))))

        holds()
        runner.run(store.close())


async def undone(store: Store, work: Callable[[Transaction], Any]) -> Any:
    """Run a work of which nothing is kept; returns its answer."""
    answer = []

    def undo(tx: Transaction) -> None:
        answer.append(work(tx))
        raise _Undone

    try:
        await store.run(undo)
    except _Undone:
        return answer[-1]
    raise AssertionError("it was to be undone")


def check(made: list[tuple[date, dict[str, Any]]], asked: list[date]) -> None:
    """Hold the days on which somebody was asked against what was agreed on each."""
    assert asked == sorted(set(asked))
    for before, after in pairwise([made[0][0], *asked]):
        # Whoever changes something does so in the afternoon, after the question of that day.
        old = [value for day, value in made if day <= before][-1]
        lately = [(day, value) for day, value in made if before <= day < after] or [(before, old)]
        changed_on, value = lately[-1]
        assert (after - before).days * 2 >= days_of(value), (before, after, made)
        # After a change: at most one of its intervals later, on the next day of the week that they chose.
        assert after <= max(changed_on, before) + timedelta(days=days_of(value) + 7), (before, after, made)
    last_change, value = made[-1]
    assert (UNTIL - max([*asked, last_change])).days <= days_of(value) + 7
