"""How soon people's acts are acknowledged while Slack takes 300 ms for each call that we make.

The bot is whole, on SQLite, in a process of its own; the workspace and those who act in it are here. People act at
random moments that do not wait for anything (a Poisson process: bursts and gaps as in life). A time runs from the
moment at which a request is handed to the bot's socket or connection until its answer is there. It is taken on the way
between the two, in a process that does nothing else: here the answers of a burst wait for each other to be read.
"""

from __future__ import annotations

import asyncio
import base64
import gc
import json
import math
import random
import socket
import statistics
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from aiohttp import ClientSession

from benchmarks import population
from benchmarks.children import Child, child, serving
from benchmarks.crowd import Act, Crowd
from benchmarks.rows import Row
from bot import manifest
from bot.demo import next_monday
from bot.prompts.asking import WRITE
from bot.settings import variable
from bot.views.blocks import Message
from bot.web import PATH
from simulator import Account, Simulator
from simulator.shapes import Json
from simulator.webapi.chat import signed

Mode = Literal["http", "socket"]
MODES: dict[Mode, str] = {"http": "signed HTTP", "socket": "Socket Mode"}
LATENCY_MS = 300
MOST_MS = 25.0


@dataclass(frozen=True, slots=True)
class Load:
    """`rate` acts a second, for so many seconds, by the people of so many pairs."""

    pairs: int = 30
    rate: float = 50.0
    seconds: float = 10.0
    rounds: int = 5

    @property
    def acts(self) -> int:
        """How many begin in each round."""
        return round(self.rate * self.seconds)

    @property
    def check_ins(self) -> int:
        """Enough of them for each pair that no press meets one that is answered already; one round warms up."""
        return 1 + math.ceil((self.rounds + 1) * self.acts / self.pairs)


FULL = Load()
QUICK = Load(seconds=5.0, rounds=1)


@dataclass(frozen=True, slots=True)
class Measured:
    """What one round found: times in ms of all that was acknowledged, by kind, and as its sender here saw them.

    How many were not acknowledged, which calls were refused, and how many acts began in a second.
    """

    times: Mapping[str, Sequence[float]]
    seen: Sequence[float]
    unanswered: int
    refused: Mapping[str, int]
    rate: float

    @property
    def all_times(self) -> list[float]:
        """The times of all kinds."""
        return [one for times in self.times.values() for one in times]


async def run(load: Load = FULL) -> list[Row]:
    """Measure over signed HTTP and over Socket Mode."""
    found = []
    for mode, name in MODES.items():
        found += rows(name, await measure(mode, load))
    return found


def rows(name: str, rounds: Sequence[Measured]) -> list[Row]:
    """The table for one way of delivery: medians over its rounds, but for what must never be."""
    prefix = f"Acknowledgement over {name}"
    kinds = sorted({kind for one in rounds for kind in one.times})
    slowest = max(time for one in rounds for time in one.all_times)

    def median(of: Callable[[Measured], float]) -> float:
        return statistics.median(of(one) for one in rounds)

    return [
        Row(f"{prefix}: p50", median(lambda one: percentile(one.all_times, 0.5)), "ms"),
        Row(f"{prefix}: p99", median(lambda one: percentile(one.all_times, 0.99)), "ms", most=MOST_MS),
        *_kinds(prefix, rounds, kinds),
        Row(f"{prefix}: slowest of {sum(len(one.all_times) for one in rounds)}", slowest, "ms"),
        Row(f"{prefix}: p99 as a busy sender reads it", median(lambda one: percentile(one.seen, 0.99)), "ms"),
        Row(f"{prefix}: not acknowledged", sum(one.unanswered for one in rounds), "", most=0),
        Row(
            f"{prefix}: calls that Slack refused",
            sum(sum(one.refused.values()) for one in rounds),
            "",
            most=0,
        ),
        Row(f"{prefix}: acts of people", median(lambda one: one.rate), "/s"),
    ]


def _kinds(prefix: str, rounds: Sequence[Measured], kinds: Sequence[str]) -> Iterator[Row]:
    for kind in kinds:
        # Of some there are few in a round.
        times = [time for one in rounds for time in one.times.get(kind, ())]
        yield Row(f"{prefix}: p99 of {len(times)} {kind}", percentile(times, 0.99), "ms")


def percentile(times: Sequence[float], share: float) -> float:
    """Return the least of `times` that at least this share of them do not exceed."""
    return sorted(times)[max(0, math.ceil(share * len(times)) - 1)]


async def measure(mode: Mode, load: Load) -> list[Measured]:
    """Let people act, and return how each round went; the first warms up and is not counted."""
    dice = random.Random(1)
    async with workspace(mode, load) as (simulator, wire):
        acts = Crowd(simulator, dice).acts()
        await _set(simulator, latency_ms=LATENCY_MS)
        with _no_pauses():
            found = [await _round(simulator, wire, acts, load, dice) for _ in range(load.rounds + 1)]
        return found[1:]


async def _round(
    simulator: Simulator, wire: Child, acts: Iterator[Act], load: Load, dice: random.Random
) -> Measured:
    simulator.world.log.reset()
    rate = await arrive(acts, load, dice)
    # What follows from the last acts goes on meanwhile.
    deliveries = list(simulator.world.log.deliveries)
    wait = simulator.world.outgoing.settings.ack_seconds
    await _until(lambda: all(one["acked"] for one in deliveries), wait)
    with tempfile.NamedTemporaryFile("r", prefix="trellis-bench-", encoding="utf-8") as file:
        await wire.ask(file.name)
        return _read(simulator, deliveries, json.load(file), rate)


async def arrive(acts: Iterator[Act], load: Load, dice: random.Random) -> float:
    """Begin acts at random moments, `load.rate` of them a second on average; returns how many a second began."""
    loop = asyncio.get_running_loop()
    begun: list[asyncio.Future[object]] = []
    started = at = loop.time()
    for _ in range(load.acts):
        at += dice.expovariate(load.rate)
        # Nobody waits for anybody: when we are late ourselves, those who are due act at once.
        await asyncio.sleep(max(0.0, at - loop.time()))
        begun.append(asyncio.ensure_future(next(acts)()))
    took = loop.time() - started
    await asyncio.gather(*begun)
    return load.acts / took


@asynccontextmanager
async def workspace(mode: Mode, load: Load) -> AsyncIterator[tuple[Simulator, Child]]:
    """Give a workspace whose people are in pairs and whose mentees have check-ins before them, with the bot in it.

    And the wire between the two.
    """
    start = next_monday(datetime.now(UTC))
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="trellis-bench-")))
        url = f"sqlite:///{folder / 'trellis.db'}"
        simulator = _simulator(load.pairs)
        await simulator.start()
        stack.push_async_callback(simulator.stop)
        # Nobody listens yet.
        simulator.world.faults.replace([{"fault": "lost_event"}])
        await population.settle(url, load.pairs, load.check_ins, start, _poster(simulator))
        simulator.world.faults.replace([])
        port = free_port()
        env = _settings(simulator, mode, port, url)
        goes_to = str(port) if mode == "http" else simulator.url.rpartition(":")[2]
        wire = await stack.enter_async_context(child("benchmarks.relay", mode, goes_to))
        await _set(simulator, mode=mode, request_url=f"http://127.0.0.1:{wire.said}{PATH}")
        if mode == "socket":
            # Where the bot is told to connect.
            simulator.world.base_url = f"http://127.0.0.1:{wire.said}"
        await stack.enter_async_context(serving("benchmarks.bot_process", start.isoformat(), env=env))
        yield simulator, wire


def _simulator(pairs: int) -> Simulator:
    ids = [name(number) for number in range(pairs) for name in (population.mentee_of, population.mentor_of)]
    accounts = [
        Account(id=id_, name=id_.lower(), tz=population.ZONE, locale=population.LOCALE) for id_ in ids
    ]
    return Simulator(
        manifest=manifest.load(),
        accounts=accounts,
        team_id=population.TEAM_ID,
        team_name=population.TEAM_NAME,
    )


def _poster(simulator: Simulator) -> population.Post:
    world = simulator.world
    here = world.workspace(None)

    async def post(channel: str, message: Message) -> str:
        raw = signed(here, message.as_arguments())
        return (await world.post(here, here.conversations[channel], raw)).ts

    return post


def _settings(simulator: Simulator, mode: Mode, port: int, database_url: str) -> dict[str, str]:
    values = {
        "slack_bot_token": simulator.bot_token,
        "slack_app_token": simulator.app_token,
        "slack_signing_secret": simulator.signing_secret,
        "slack_base_url": simulator.api_url,
        "mode": mode,
        "host": "127.0.0.1",
        "port": str(port),
        "database_url": database_url,
        "vault_keys": base64.urlsafe_b64encode(population.KEY).decode(),
        "clock_offset": "0",
        "coordinators": "",
        "key_file": "",
        # How soon a press is acknowledged is measured, and all that follows it is to be under way meanwhile.
        "sends_per_second": "0",
    }
    return {variable(name): value for name, value in values.items()}


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def _set(simulator: Simulator, **values: object) -> None:
    async with (
        ClientSession() as session,
        session.post(f"{simulator.url}/control/settings", json=values) as response,
    ):
        response.raise_for_status()


async def _until(true: Callable[[], bool], seconds: float) -> bool:
    """Wait until something is true, at most so long; returns whether it is."""
    ends = asyncio.get_running_loop().time() + seconds
    while not (is_true := true()) and asyncio.get_running_loop().time() < ends:  # noqa: ASYNC110 - no event tells it
        await asyncio.sleep(0.1)
    return is_true


@contextmanager
def _no_pauses() -> Iterator[None]:
    """Keep our own collector from stopping the clock in the middle of an answer; the bot's own runs as ever."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def _read(
    simulator: Simulator, deliveries: Sequence[Json], measured: Sequence[tuple[Json, float]], rate: float
) -> Measured:
    times: dict[str, list[float]] = {}
    for body, seconds in measured:
        times.setdefault(kind_of(body), []).append(seconds * 1000)
    seen = [one["ack_ms"] for one in deliveries if one["acked"]]
    answers = [(call["method"], call["response"]) for call in simulator.world.log.calls if call["response"]]
    refused = Counter(f"{method}: {answer['error']}" for method, answer in answers if not answer["ok"])
    return Measured(times, seen, len(deliveries) - len(seen), refused, rate)


def kind_of(body: Json) -> str:
    """Name a request of Slack's as people would."""
    if "command" in body:
        return f"{body['command']} commands"
    if body["type"] == "view_submission":
        return "forms sent"
    if body["type"] == "block_actions":
        return "forms opened" if body["actions"][0]["action_id"] == WRITE else "presses"
    event = body["event"]
    if event["type"] == "app_home_opened":
        return "Homes opened"
    own = event.get("bot_id") or (event.get("message") or {}).get("bot_id")
    return "messages of our own" if own else "messages typed"
