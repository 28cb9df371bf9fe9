"""How many presses a second reach their handler and are acknowledged, against bare Bolt.

Each server runs in a process of its own, and the same client sends the same signed requests to all of them.
Bare Bolt has its own aiohttp server and process_before_response=True, its faster setting; the workspace is
known by heart everywhere, so that nothing but the dispatch is compared. With its transaction, a press answers a
check-in through the handlers, and is durable with the two messages that it owes; nobody pays them here. An event that
is sent again was typed by a mentee, and had its effect the first time.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any, TypeAlias
from urllib.parse import urlencode

from aiohttp import ClientSession, TCPConnector, web
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck

import handlers
from benchmarks import population
from benchmarks.children import serving, until_told
from benchmarks.population import CheckIn
from benchmarks.rows import Row, middle_ratio
from bot import app, log, loops
from bot.clock import SystemClock
from bot.domain.check_ins import Mood
from bot.prompts.asking import PRESSES
from bot.router import Call, Installed, Router, build_bolt
from bot.settings import Settings
from bot.tasks import Tasks
from bot.web import PATH, Web
from bot.words import Words
from handlers.services import Services
from storage.store import Store
from storage.vault import Vault
from tests.postgres import own_server

SECRET = "no secret"
BARE, HUNDRED, MIDDLE, ROUTER = (
    "Bolt, 1 listener",
    "Bolt, 100 listeners, the last of them",
    "Bolt, 100 listeners, one in the middle",
    "Trellis's router, 100 handlers",
)
WHOLE = "Trellis with its transaction, durable"
POSTGRES = f"{WHOLE} on PostgreSQL"
NAMES = (BARE, HUNDRED, MIDDLE, ROUTER, WHOLE, POSTGRES)
# Bolt tries its listeners one after the other, in the order in which they were added: at the end it has tried all.
LISTENERS = {BARE: [50], HUNDRED: [*range(50), *range(51, 100), 50], MIDDLE: list(range(100))}
# An event that had its effect already, and the same by Bolt with a listener that does nothing.
AGAIN, BARE_EVENT = "Trellis, sent again", BARE
EVENT = "An event: {}"
CONNECTIONS = 16
PRESSED = "action_50"


@dataclass(frozen=True, slots=True)
class Load:
    """So many presses in each round, by the mentees of so many pairs."""

    rounds: int = 5
    presses: int = 300
    pairs: int = 60

    @property
    def check_ins(self) -> int:
        """How many each pair needs, so that every press answers another; the warming up takes as many as a round."""
        return math.ceil((self.rounds + 1) * self.presses / self.pairs)


FULL = Load()
QUICK = Load(rounds=3, presses=100, pairs=30)


async def run(load: Load = FULL) -> list[Row]:
    """Measure in alternating rounds; figures are medians, in presses or events a second, and ratios those of rounds."""
    rates: dict[str, list[float]] = {}
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="trellis-bench-"))
        urls = {WHOLE: f"sqlite:///{folder}/trellis.db", POSTGRES: stack.enter_context(own_server()).url}
        asked = {name: iter(await settled(url, load)) for name, url in urls.items()}
        module = "benchmarks.dispatch"
        addresses = {
            name: await stack.enter_async_context(serving(module, name, urls.get(name, ""))) for name in NAMES
        }
        # It has its effect now.
        await per_second(addresses[WHOLE], [typed()])
        for round_ in range(load.rounds + 1):
            for name, address in addresses.items():
                pressed = list(islice(asked[name], load.presses)) if name in asked else [None] * load.presses
                rate = await per_second(address, presses(pressed))
                # The first round warms up.
                rates.setdefault(name, []).extend([rate] if round_ else [])
            for name, address in ((BARE, addresses[BARE]), (AGAIN, addresses[WHOLE])):
                rate = await per_second(address, [typed()] * load.presses)
                rates.setdefault(EVENT.format(name), []).extend([rate] if round_ else [])
    return rows(rates)


async def settled(url: str, load: Load) -> list[CheckIn]:
    """Make the database at `url`, with all the check-ins of a load before their mentees."""
    return await population.settle(url, load.pairs, load.check_ins, datetime.now(UTC), population.nobody)


def rows(rates: Mapping[str, Sequence[float]]) -> list[Row]:
    """The table, from presses and events a second by name, one for each round."""

    def row(
        name: str, against: str | None = None, goal: float | None = None, title: str = "A press: {}"
    ) -> Row:
        ratio = middle_ratio(rates[name], rates[against]) if against else None
        return Row(title.format(name), statistics.median(rates[name]), "/s", against, ratio, goal)

    bare, again = EVENT.format(BARE), EVENT.format(AGAIN)
    return [
        row(BARE),
        row(HUNDRED, BARE),
        row(MIDDLE, BARE),
        row(ROUTER, BARE, goal=0.8),
        row(ROUTER, HUNDRED),
        row(WHOLE, BARE, goal=0.5),
        row(WHOLE, HUNDRED, goal=1.5),
        row(WHOLE, MIDDLE),
        row(POSTGRES, BARE, goal=0.3),
        row(bare, title="{}"),
        row(again, bare, goal=0.8, title="{}"),
    ]


Request: TypeAlias = tuple[bytes, Mapping[str, str]]


async def per_second(address: str, requests: Sequence[Request]) -> float:
    """Send requests over a few connections, and check that each is acknowledged."""
    waiting = iter(requests)

    async def send(session: ClientSession) -> None:
        for raw, headers in waiting:
            async with session.post(address, data=raw, headers=headers) as response:
                assert (response.status, await response.read()) == (200, b"")

    async with ClientSession(connector=TCPConnector(limit=CONNECTIONS)) as session:
        started = time.perf_counter()
        await asyncio.gather(*(send(session) for _ in range(CONNECTIONS)))
        return len(requests) / (time.perf_counter() - started)


def presses(pressed: Sequence[CheckIn | None]) -> list[Request]:
    """Presses, each of which differs from all others, as no cache could help with Slack's."""
    bodies = [body(f"{time.time_ns()}.{number}", check_in) for number, check_in in enumerate(pressed)]
    return [(raw, signed(raw)) for raw in bodies]


def typed(event_id: str = "Ev0TYPED") -> Request:
    """What the first mentee typed, as Slack sends it again and again while it is not acknowledged."""
    who = population.mentee_of(0)
    event = {
        "type": "message",
        "channel_type": "im",
        "channel": population.direct_message(who),
        "user": who,
        "text": "Thanks, that helps",
        "ts": "1767261600.000100",
    }
    sent = {
        "type": "event_callback",
        "team_id": population.TEAM_ID,
        "api_app_id": "A1",
        "event": event,
        "event_id": event_id,
        "event_time": 1767261600,
    }
    raw = json.dumps(sent).encode()
    return raw, {**signed(raw), "Content-Type": "application/json", "X-Slack-Retry-Num": "1"}


def body(trigger: str, check_in: CheckIn | None) -> bytes:
    """A press as Slack would send it: six kilobytes."""
    return urlencode({"payload": json.dumps(press(trigger, check_in))}).encode()


def press(trigger: str, check_in: CheckIn | None) -> dict[str, Any]:
    """A press in a message of twenty blocks."""
    user, channel, ts = "UINES", "DINES", "1767261600.000100"
    action_id, value = PRESSED, "42"
    if check_in:
        user, channel, ts = check_in.slack_id, check_in.channel, check_in.ts
        action_id, value = PRESSES[0], f"{Mood.WELL}:{check_in.row}"
    blocks = [
        {
            "type": "section",
            "block_id": f"b{n}",
            "text": {"type": "mrkdwn", "text": f"*Goal {n}*: finish chapter {n}. " * 3},
        }
        for n in range(20)
    ]
    who = {"id": user, "username": "ines", "name": "ines", "team_id": population.TEAM_ID}
    return {
        "type": "block_actions",
        "user": who,
        "api_app_id": "A1",
        "team": {"id": population.TEAM_ID, "domain": "fernhill"},
        "container": {"type": "message", "message_ts": ts, "channel_id": channel},
        "trigger_id": trigger,
        "channel": {"id": channel, "name": "directmessage"},
        "message": {
            "type": "message",
            "user": "UTRELLIS",
            "ts": ts,
            "text": "Goals",
            "blocks": blocks,
        },
        "response_url": "https://hooks.slack.com/actions/T/1/x",
        "actions": [{"type": "button", "action_id": action_id, "block_id": "b1", "value": value}],
    }


def signed(raw: bytes) -> dict[str, str]:
    timestamp = str(int(time.time()))
    mac = hmac.new(SECRET.encode(), b"v0:" + timestamp.encode() + b":" + raw, hashlib.sha256)
    return {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": "v0=" + mac.hexdigest(),
    }


async def serve(name: str, database_url: str) -> None:
    """Print the address, and serve until standard input ends."""
    log.configure(level=logging.WARNING)
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(ClientSession())
        if name in (WHOLE, POSTGRES):
            port = await serve_whole(session, await services(stack, database_url))
            # As `trellis run` does.
            await asyncio.to_thread(app.settle_in)
        elif name == ROUTER:
            port = await serve_router(session)
        else:
            port = await serve_bolt(LISTENERS[name])
        print(f"http://127.0.0.1:{port}{PATH}", flush=True)
        await until_told()


async def serve_bolt(listeners: Sequence[int]) -> int:
    app = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=True)

    async def acknowledge(ack: AsyncAck) -> None:
        await ack()

    for number in listeners:
        app.action(f"action_{number}")(acknowledge)
    app.event("message")(acknowledge)
    runner = web.AppRunner(app.web_app(path=PATH), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return int(runner.addresses[0][1])


async def serve_router(session: ClientSession) -> int:
    on: Router[None] = Router()

    async def acknowledge(_call: Call[None]) -> None:
        return None

    on.action(*(f"action_{number}" for number in range(100)))(acknowledge)
    app = build_bolt(Installed(find), session, "http://127.0.0.1:9/api/", SECRET)
    on.install(app, None)
    return await _listen(app)


async def serve_whole(session: ClientSession, have: Services) -> int:
    app = build_bolt(Installed(find), session, "http://127.0.0.1:9/api/", SECRET)
    handlers.routes().install(app, have)
    return await _listen(app)


async def _listen(app: AsyncApp) -> int:
    server = Web(app, SECRET, Tasks(), "127.0.0.1", 0)
    await server.start()
    return server.port


async def services(stack: AsyncExitStack, database_url: str) -> Services:
    """Return what the handlers work with, until the stack ends."""
    store = await Store.open(database_url, Vault([population.KEY]))
    stack.push_async_callback(store.close)
    configured = Settings(_env_file=None)  # type: ignore[call-arg]  # pydantic-settings' own argument
    return Services(store, SystemClock(), Words(), Tasks(), Idle(), configured)


class Idle:
    """An engine that pays nothing: see bot.ports.Engine."""

    is_well = True

    def wake(self) -> None:
        """Nothing is done."""

    async def run(self) -> None:
        """Nothing is done."""

    async def stop(self) -> None:
        """Nothing is done."""

    async def settle(self) -> None:
        """Nothing is done."""


async def find(team_id: str | None, _enterprise_id: str | None) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id=team_id, bot_token="xoxb-1", bot_user_id="UTRELLIS")


async def authorize(enterprise_id: str | None, team_id: str | None, **_rest: Any) -> AuthorizeResult:
    return await find(team_id, enterprise_id)


if __name__ == "__main__":
    # Bare Bolt as it comes, Trellis as it runs.
    run_in = asyncio.run if sys.argv[1] in LISTENERS else loops.run
    run_in(serve(*sys.argv[1:]))
