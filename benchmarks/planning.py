"""How long it takes to plan what has come due: of few and of many, and all of many, against APScheduler's job store.

Each measurement runs in a process of its own, on SQLite. Whoever is planned gets a row of the ledger and an open
question; APScheduler's jobs, with the same rule, are only read and rescheduled, and nothing is run.
"""

from __future__ import annotations

import json
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TypeAlias

from benchmarks import copies, planners
from benchmarks.children import told
from benchmarks.planners import FORTNIGHT, Told
from benchmarks.population import ZONE, nobody
from benchmarks.rows import Row
from bot.domain.cadence import at_local

MODULE = "benchmarks.planners"
# When the pairs agreed; their first check-in comes two weeks later, at ten o'clock where they live.
BEGUN = datetime(2027, 3, 1, 12, tzinfo=UTC)
NEVER = datetime(2099, 1, 1, tzinfo=UTC)
MOST_GROWTH_MB = 50
MOST_HELD_MS = 20


@dataclass(frozen=True, slots=True)
class Load:
    """So many schedules, few and many, of which `due` are due, and then all; of APScheduler's some are rescheduled."""

    few: int = 1_000
    many: int = 100_000
    due: int = 100
    rescheduled: int = 5_000
    rounds: int = 5
    # In each round, the few are planned so often.
    times: int = 3


Compared: TypeAlias = tuple[Sequence[Told], Sequence[Told]]
FULL = Load()
QUICK = Load(many=10_000, rescheduled=500, rounds=3, times=1)


async def run(load: Load = FULL) -> list[Row]:
    """Measure in alternating rounds; the figures are medians."""
    with tempfile.TemporaryDirectory(prefix="trellis-bench-") as folder:
        few, many, theirs = (f"sqlite:///{Path(folder) / name}.db" for name in ("few", "many", "theirs"))
        await copies.settle(few, load.few, BEGUN, nobody)
        await copies.settle(many, load.many, BEGUN, nobody)
        planners.settle_theirs(theirs, load.many, due_at(0))
        some = await _some_due(load, few, many)
        everything = await _all_due(load, many, theirs)
    return table(load, some, everything)


def table(load: Load, some: Compared, everything: Compared) -> list[Row]:
    """The table, from what was told of few and many, and of all by us and by them."""
    return [*_rows_of_some(load, *some), *_rows_of_all(load, *everything)]


def due_at(round_: int) -> datetime:
    """Return the instant (UTC) of a check-in: summer time comes in between."""
    day: date = (BEGUN + (round_ + 1) * FORTNIGHT).date()
    return at_local(day, time(10), ZONE)


async def _some_due(load: Load, few: str, many: str) -> tuple[list[Told], list[Told]]:
    """Plan the same few again and again: what was planned is due again a fortnight later."""
    found: dict[str, list[Told]] = {few: [], many: []}
    for url in found:
        copies.make_due(url, load.due, due_at(0), else_at=NEVER)
    for round_ in range(load.rounds):
        for url, told_so_far in found.items():
            told_so_far.append(await _plan("ours", url, due_at(round_ * load.times), load.times))
    return found[few], found[many]


async def _all_due(load: Load, ours: str, theirs: str) -> tuple[list[Told], list[Told]]:
    # The few have had theirs up to now.
    first = load.rounds * load.times
    copies.make_due(ours, load.many, due_at(first), else_at=NEVER)
    found: tuple[list[Told], list[Told]] = ([], [])
    for round_ in range(first, first + load.rounds):
        found[0].append(await _plan("ours", ours, due_at(round_)))
        found[1].append(await _plan("theirs", theirs, due_at(round_), load.rescheduled))
    return found


async def _plan(whose: str, url: str, now: datetime, count: int = 1) -> Told:
    return Told(**json.loads(await told(MODULE, whose, url, now.isoformat(), str(count))))


def _rows_of_some(load: Load, few: Sequence[Told], many: Sequence[Told]) -> list[Row]:
    names = [f"Planning {load.due:,} due of {count:,} schedules" for count in (load.few, load.many)]
    took = [_median([one.seconds * 1000 for one in found]) for found in (few, many)]
    return [
        Row(names[0], took[0], "ms"),
        Row(names[1], took[1], "ms", names[0], took[1] / took[0], limit=1.3),
    ]


def _rows_of_all(load: Load, ours: Sequence[Told], theirs: Sequence[Told]) -> list[Row]:
    name = f"Planning {load.many:,} of which all are due"
    against = "APScheduler's job store, all due"
    rates = [_median([one.planned / one.seconds for one in found]) for found in (ours, theirs)]
    growth = [_median([one.growth for one in found]) for found in (ours, theirs)]
    return [
        Row(against, rates[1], "/s"),
        Row(f"{against}: growth of memory", growth[1], "MB"),
        Row(name, rates[0], "/s", against, rates[0] / rates[1], goal=6),
        Row(f"{name}: growth of memory", growth[0], "MB", most=MOST_GROWTH_MB),
        Row(
            f"{name}: longest hold of the loop",
            _median([one.held for one in ours]),
            "ms",
            most=MOST_HELD_MS,
        ),
    ]


def _median(found: Sequence[float]) -> float:
    return statistics.median(found)
