"""How many messages a second leave the ledger, against a bare client that posts as many like them, eight at a time.

The simulator, the bot's senders and the bare client run in processes of their own. Each message is a check-in to
somebody else, read from the ledger, judged by all guards, rendered, claimed, posted and marked, each step durable;
their profiles are fresh, and no pace is kept. The bare client posts a check-in that stands ready, over one session.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count, islice
from pathlib import Path

from aiohttp import ClientSession
from sqlalchemy import Connection, select, update

from benchmarks import copies, planning, population
from benchmarks.children import Child, child, serving
from benchmarks.rows import Row, middle_ratio
from bot import manifest
from jobs import plan
from storage import rows, tables
from storage.store import Store
from storage.vault import Vault
from tests.postgres import own_server

MODULE = "benchmarks.senders"
SQLITE, POSTGRES = "SQLite", "PostgreSQL"
SLOW_MS = 100
# When the check-ins are due: people are at work.
DUE = planning.due_at(0)


@dataclass(frozen=True, slots=True)
class Load:
    """So many messages in each round while Slack answers at once, and so many while it takes its time."""

    messages: int = 400
    slow: int = 160
    rounds: int = 5

    @property
    def turns(self) -> int:
        """How many rounds there are: the first warms up."""
        return self.rounds + 1

    def parts(self, processes: int) -> list[int]:
        """How many messages are due at each moment, where so many processes send."""
        slow = [count * self.slow for count in range(1, processes + 1)]
        return [self.messages] * self.turns + slow * self.turns


FULL = Load()
QUICK = Load(messages=100, slow=40, rounds=3)


@dataclass(frozen=True, slots=True)
class Bench:
    """The simulator's address, the bare client, and the senders of each ledger."""

    slack: str
    bare: Child
    ours: Mapping[str, Sequence[Child]]


async def run(load: Load = FULL) -> list[Row]:
    """Measure in alternating rounds; figures are medians, in messages a second, and ratios those of rounds."""
    rates: dict[str, list[float]] = {}
    async with bench(load) as found:
        moments = {name: moment() for name in found.ours}
        for latency, messages in ((0, load.messages), (SLOW_MS, load.slow)):
            await _set_latency(found.slack, latency)
            for round_ in range(load.turns):
                for name, rate in (await _round(found, moments, latency, messages)).items():
                    # The first round warms up.
                    rates.setdefault(name, []).extend([rate] if round_ else [])
    return table(rates)


async def _round(
    found: Bench, moments: Mapping[str, Iterator[str]], latency: int, messages: int
) -> dict[str, float]:
    wait = f", {latency} ms a call" if latency else ""
    rates = {f"A bare client{wait}": await _rate([found.bare], f"{messages}", messages)}
    for name, senders in found.ours.items():
        rates[f"Trellis on {name}{wait}"] = await _rate(senders[:1], next(moments[name]), messages)
        if latency and len(senders) > 1:
            rates[f"Two processes on {name}{wait}"] = await _rate(senders, next(moments[name]), 2 * messages)
    return rates


def moment() -> Iterator[str]:
    """Yield the moments at which parts of a ledger are due, one a minute; by then people are at work."""
    return ((DUE + number * timedelta(minutes=1)).isoformat() for number in count())


async def _rate(senders: Sequence[Child], told: str, messages: int) -> float:
    """Let senders begin together, and return how many messages a second left; all of them must have."""
    started = time.perf_counter()
    sent = await asyncio.gather(*(one.ask(told) for one in senders))
    took = time.perf_counter() - started
    if sum(map(int, sent)) != messages:
        raise RuntimeError(f"{sent} messages left, not {messages}")
    return messages / took


def table(rates: Mapping[str, Sequence[float]]) -> list[Row]:
    """The table, from messages a second by name, one for each round."""
    slow = f", {SLOW_MS} ms a call"
    bare, bare_slow = "A bare client", f"A bare client{slow}"

    def row(name: str, against: str | None = None, goal: float | None = None) -> Row:
        ratio = middle_ratio(rates[name], rates[against]) if against else None
        return Row(f"Delivery: {name}", statistics.median(rates[name]), "/s", against, ratio, goal)

    return [
        row(bare),
        row(f"Trellis on {SQLITE}", bare, 0.3),
        row(f"Trellis on {POSTGRES}", bare, 0.3),
        row(bare_slow),
        row(f"Trellis on {SQLITE}{slow}", bare_slow, 0.9),
        row(f"Trellis on {POSTGRES}{slow}", bare_slow, 0.9),
        row(f"Two processes on {POSTGRES}{slow}", f"Trellis on {POSTGRES}{slow}", 1.5),
    ]


@asynccontextmanager
async def bench(load: Load) -> AsyncIterator[Bench]:
    """Give a Slack, a ledger on each database with all that is to be sent, who sends it, and the bare client."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="trellis-bench-")))
        lite, postgres = f"sqlite:///{folder / 'trellis.db'}", stack.enter_context(own_server()).url
        await settle(lite, load.parts(1))
        await settle(postgres, load.parts(2))
        people = f"{sum(load.parts(2))}"
        slack = json.loads(await stack.enter_async_context(serving("benchmarks.slack_process", people)))

        async def begin(whose: str, where: str) -> Child:
            return await stack.enter_async_context(
                child(MODULE, whose, slack["api_url"], slack["token"], where)
            )

        bare = await begin("bare", people)
        ours = {SQLITE: [await begin("ours", lite)], POSTGRES: [await begin("ours", postgres) for _ in "12"]}
        yield Bench(slack["url"], bare, ours)


async def settle(url: str, parts: Sequence[int]) -> None:
    """Make a database whose pairs are all to be asked how it goes, so many at each moment."""
    await copies.settle(url, sum(parts), planning.BEGUN, population.nobody)
    copies.make_due(url, sum(parts), DUE, else_at=DUE)
    store = await Store.open(url, Vault([population.KEY]))
    while await store.run(lambda tx: plan.plan(tx, DUE)):
        pass
    await store.close()
    engine = copies.engine_of(url)
    with engine.begin() as connection:
        _spread(connection, parts)
    engine.dispose()
    population.learn(url)


def _spread(connection: Connection, parts: Sequence[int]) -> None:
    """Let parts of the ledger be due at each moment, to people of whom Slack has just told, with all permissions."""
    delivery, person, workspace = map(rows.table, (tables.Delivery, tables.Person, tables.Workspace))
    ids = iter(connection.scalars(select(delivery.c.id).order_by(delivery.c.id)).all())
    for at, messages in zip(moment(), parts, strict=False):
        some = list(islice(ids, messages))
        mine = delivery.c.id.between(some[0], some[-1])
        connection.execute(update(delivery).where(mine).values(due_at=datetime.fromisoformat(at)))
    connection.execute(update(person).values(looked_up_at=DUE))
    connection.execute(update(workspace).values(scopes=manifest.load()["oauth_config"]["scopes"]["bot"]))


async def _set_latency(address: str, milliseconds: int) -> None:
    async with (
        ClientSession() as session,
        session.post(f"{address}/control/settings", json={"latency_ms": milliseconds}) as response,
    ):
        response.raise_for_status()
