"""How soon people's acts are acknowledged while Slack takes 300 ms for each call that we make.

The bot is whole, on SQLite, in a process of its own; the workspace and those who act in it are here. People act at
random moments that do not wait for anything (a Poisson process: bursts and gaps as in life), and a time runs from
the moment at which a request is handed to the socket or connection until its answer has been read.
"""

from __future__ import annotations

import asyncio
import base64
import gc
import math
import random
import socket
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
from benchmarks.children import serving
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
    seconds: float = 20.0

    @property
    def check_ins(self) -> int:
        """Enough of them for each pair that no press meets one that is answered already."""
        return 1 + round(self.rate * self.seconds / self.pairs)


FULL = Load()
QUICK = Load(seconds=5.0)


@dataclass(frozen=True, slots=True)
class Measured:
    """Times in ms of everything that was acknowledged, by kind; how many were not; and acts a second."""

    times: Mapping[str, Sequence[float]]
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


def rows(name: str, measured: Measured) -> list[Row]:
    """The table for one way of delivery."""
    prefix = f"Acknowledgement over {name}"
    times = measured.all_times
    return [
        Row(f"{prefix}: p50", percentile(times, 0.5), "ms"),
        Row(f"{prefix}: p99", percentile(times, 0.99), "ms", most=MOST_MS),
        *(
            Row(f"{prefix}: p99 of {len(some)} {kind}", percentile(some, 0.99), "ms")
            for kind, some in sorted(measured.times.items())
        ),
        Row(f"{prefix}: slowest of {len(times)}", max(times), "ms"),
        Row(f"{prefix}: not acknowledged", measured.unanswered, "", most=0),
        Row(f"{prefix}: calls that Slack refused", sum(measured.refused.values()), "", most=0),
        Row(f"{prefix}: acts of people", measured.rate, "/s"),
    ]


def percentile(times: Sequence[float], share: float) -> float:
    """Return the least of `times` that at least this share of them do not exceed."""
    return sorted(times)[max(0, math.ceil(share * len(times)) - 1)]


async def measure(mode: Mode, load: Load) -> Measured:
    """Let people act, and return how it went."""
    dice = random.Random(1)
    async with workspace(mode, load) as simulator:
        acts = Crowd(simulator, dice).acts()
        await _set(simulator, latency_ms=LATENCY_MS)
        simulator.world.log.reset()
        with _no_pauses():
            rate = await arrive(acts, load, dice)
        deliveries = list(simulator.world.log.deliveries)
        await _until(
            lambda: all(one["acked"] for one in deliveries), simulator.world.outgoing.settings.ack_seconds
        )
        return _read(simulator, deliveries, rate)


async def arrive(acts: Iterator[Act], load: Load, dice: random.Random) -> float:
    """Begin acts at random moments, `load.rate` of them a second on average; returns how many a second began."""
    loop = asyncio.get_running_loop()
    begun: list[asyncio.Future[object]] = []
    count = round(load.rate * load.seconds)
    started = at = loop.time()
    for _ in range(count):
        at += dice.expovariate(load.rate)
        # Nobody waits for anybody: when we are late ourselves, those who are due act at once.
        await asyncio.sleep(max(0.0, at - loop.time()))
        begun.append(asyncio.ensure_future(next(acts)()))
    took = loop.time() - started
    await asyncio.gather(*begun)
    return count / took


@asynccontextmanager
async def workspace(mode: Mode, load: Load) -> AsyncIterator[Simulator]:
    """Give a workspace whose people are in pairs and whose mentees have check-ins before them, and the bot in it."""
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
        await _set(simulator, mode=mode, request_url=f"http://127.0.0.1:{port}{PATH}")
        env = _settings(simulator, mode, port, url)
        await stack.enter_async_context(serving("benchmarks.bot_process", start.isoformat(), env=env))
        yield simulator


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


def _read(simulator: Simulator, deliveries: Sequence[Json], rate: float) -> Measured:
    times: dict[str, list[float]] = {}
    for one in deliveries:
        if one["acked"]:
            times.setdefault(kind_of(one["body"]), []).append(one["ack_ms"])
    unanswered = sum(not one["acked"] for one in deliveries)
    answers = [(call["method"], call["response"]) for call in simulator.world.log.calls if call["response"]]
    refused = Counter(f"{method}: {answer['error']}" for method, answer in answers if not answer["ok"])
    return Measured(times, unanswered, refused, rate)


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
