"""What Trellis takes of a machine: how long from nothing to the first event, and how much memory with many pairs.

The event is typed by a mentee, and has its effect before it is acknowledged; bare Bolt's listener does nothing. Memory
is what the whole bot holds once it has looked at all that comes back, over signed HTTP and on SQLite.
"""

from __future__ import annotations

import base64
import json
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import ClientSession

from benchmarks import copies, dispatch, population
from benchmarks.children import Child, child, serving
from benchmarks.rows import Row
from bot.settings import variable
from bot.web import PATH

MODULE = "benchmarks.starting"
BARE, WHOLE = "Bare Bolt", "Trellis"
# Python keeps what it has compiled of us, as it does unless it is told otherwise; Bolt was compiled when installed.
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}


@dataclass(frozen=True, slots=True)
class Load:
    """Memory is compared with few and many pairs; the start is that with few."""

    few: int = 1_000
    many: int = 100_000
    rounds: int = 5


FULL = Load()
QUICK = Load(many=10_000, rounds=3)


async def run(load: Load = FULL) -> list[Row]:
    """Measure in alternating rounds, each in processes of its own; the figures are medians."""
    starts: dict[str, list[float]] = {BARE: [], WHOLE: []}
    weights: tuple[list[float], list[float]] = ([], [])
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="trellis-bench-")))
        urls = [f"sqlite:///{folder / name}.db" for name in ("few", "many")]
        for url, count in zip(urls, (load.few, load.many), strict=True):
            await copies.settle(url, count, datetime.now(UTC), population.nobody)
        slack = json.loads(await stack.enter_async_context(serving("benchmarks.slack_process", "1")))
        for round_ in range(load.rounds):
            starts[BARE].append((await _begun("bare", {}, f"{round_}"))[0])
            for number, url in enumerate(urls):
                took, weight = await _begun("whole", _settings(slack, url), f"{round_}")
                weights[number].append(weight)
                starts[WHOLE] += [] if number else [took]
    return table(load, starts, weights)


def table(load: Load, starts: Mapping[str, Sequence[float]], weights: Sequence[Sequence[float]]) -> list[Row]:
    """The table, from seconds to the first event, and from MB with few pairs and with many."""
    bare, whole = (statistics.median(starts[name]) for name in (BARE, WHOLE))
    few, many = (statistics.median(found) for found in weights)
    begun, names = (
        "{}: from nothing to the first event",
        [f"Memory with {n:,} pairs" for n in (load.few, load.many)],
    )
    return [
        Row(begun.format(BARE), bare, "s"),
        Row(begun.format(WHOLE), whole, "s", begun.format(BARE), whole / bare, limit=3),
        Row(names[0], few, "MB"),
        Row(names[1], many, "MB", names[0], many / few, limit=1.3),
    ]


async def _begun(which: str, env: Mapping[str, str], number: str) -> tuple[float, float]:
    """Start a process; return the seconds until it has answered an event, and the MB that it takes in the end."""
    started = time.perf_counter()
    async with child(MODULE, which, env={**env, **COMPILED}) as one, ClientSession() as session:
        await _answered(one, session, number)
        took = time.perf_counter() - started
        return took, float(await one.ask("weight"))


async def _answered(one: Child, session: ClientSession, number: str) -> None:
    raw, headers = dispatch.typed(f"Ev{number}")
    async with session.post(f"http://127.0.0.1:{one.said}{PATH}", data=raw, headers=headers) as response:
        if response.status != 200:
            raise RuntimeError(f"the first event was answered with {response.status}")


def _settings(slack: Mapping[str, str], database_url: str) -> dict[str, str]:
    values = {
        "slack_bot_token": slack["token"],
        "slack_signing_secret": dispatch.SECRET,
        "slack_base_url": slack["api_url"],
        "mode": "http",
        "host": "127.0.0.1",
        "port": "0",
        "database_url": database_url,
        "vault_keys": base64.urlsafe_b64encode(population.KEY).decode(),
        "coordinators": "",
        "clock_offset": "0",
        "key_file": "",
    }
    return {variable(name): value for name, value in values.items()}
