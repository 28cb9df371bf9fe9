"""How many presses a second reach their handler and are acknowledged, against bare Bolt.

Each server runs in a process of its own, and the same client sends the same signed requests to all of them.
Bare Bolt has its own aiohttp server and process_before_response=True, its faster setting; the workspace is
known by heart everywhere, so that nothing but the dispatch is compared.
"""

import asyncio
import hashlib
import hmac
import json
import logging
import statistics
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientSession, TCPConnector, web
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck

from benchmarks.rows import Row
from bot import log
from bot.router import Call, Installed, Router, build_bolt
from bot.tasks import Tasks
from bot.web import PATH, Web

SECRET = "no secret"
BARE, HUNDRED, ROUTER = "Bolt, 1 listener", "Bolt, 100 listeners", "Trellis's router, 100 handlers"
ROUNDS = 5
PRESSES = 300
CONNECTIONS = 16
# In the middle of a hundred, because Bolt tries them one after the other.
PRESSED = "action_50"


async def run() -> list[Row]:
    """Measure in alternating rounds; the figures are medians, in presses a second."""
    names = (BARE, HUNDRED, ROUTER)
    rates: dict[str, list[float]] = {name: [] for name in names}
    async with serving(BARE) as bare, serving(HUNDRED) as hundred, serving(ROUTER) as router:
        addresses = dict(zip(names, (bare, hundred, router), strict=True))
        for address in addresses.values():
            await presses_per_second(address, PRESSES // 4)
        for _ in range(ROUNDS):
            for name, address in addresses.items():
                rates[name].append(await presses_per_second(address, PRESSES))
    return rows({name: statistics.median(found) for name, found in rates.items()})


def rows(rates: dict[str, float]) -> list[Row]:
    """The table, from presses a second by name."""

    def row(name: str, against: str | None = None, goal: float | None = None) -> Row:
        ratio = rates[name] / rates[against] if against else None
        return Row(f"A press: {name}", rates[name], "/s", against, ratio, goal)

    return [row(BARE), row(HUNDRED, BARE), row(ROUTER, BARE, goal=0.8), row(ROUTER, HUNDRED)]


async def presses_per_second(address: str, presses: int) -> float:
    """Send so many presses over a few connections, and check that each is acknowledged."""
    # Each differs from all others, as no cache could help with Slack's.
    bodies = [body(trigger=f"{time.time_ns()}.{number}") for number in range(presses)]
    waiting = iter([(raw, signed(raw)) for raw in bodies])

    async def press(session: ClientSession) -> None:
        for raw, headers in waiting:
            async with session.post(address, data=raw, headers=headers) as response:
                assert (response.status, await response.read()) == (200, b"")

    async with ClientSession(connector=TCPConnector(limit=CONNECTIONS)) as session:
        started = time.perf_counter()
        await asyncio.gather(*(press(session) for _ in range(CONNECTIONS)))
        return presses / (time.perf_counter() - started)


def body(trigger: str) -> bytes:
    """A press in a message of twenty blocks: six kilobytes, as Slack would send it."""
    blocks = [
        {
            "type": "section",
            "block_id": f"b{n}",
            "text": {"type": "mrkdwn", "text": f"*Goal {n}*: finish chapter {n}. " * 3},
        }
        for n in range(20)
    ]
    who = {"id": "UINES", "username": "ines", "name": "ines", "team_id": "TFERNHILL"}
    press = {
        "type": "block_actions",
        "user": who,
        "api_app_id": "A1",
        "team": {"id": "TFERNHILL", "domain": "fernhill"},
        "container": {"type": "message", "message_ts": "1767261600.000100", "channel_id": "DINES"},
        "trigger_id": trigger,
        "channel": {"id": "DINES", "name": "directmessage"},
        "message": {
            "type": "message",
            "user": "UTRELLIS",
            "ts": "1767261600.000100",
            "text": "Goals",
            "blocks": blocks,
        },
        "response_url": "https://hooks.slack.com/actions/T/1/x",
        "actions": [{"type": "button", "action_id": PRESSED, "block_id": "b1", "value": "42"}],
    }
    return urlencode({"payload": json.dumps(press)}).encode()


def signed(raw: bytes) -> dict[str, str]:
    timestamp = str(int(time.time()))
    mac = hmac.new(SECRET.encode(), b"v0:" + timestamp.encode() + b":" + raw, hashlib.sha256)
    return {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": "v0=" + mac.hexdigest(),
    }


@asynccontextmanager
async def serving(name: str) -> AsyncIterator[str]:
    """The address of that server, which runs in a process of its own until the block ends."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "benchmarks.dispatch",
        name,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.stdin.close()
        await process.wait()


async def serve(name: str) -> None:
    """Print the address, and serve until standard input ends."""
    log.configure(level=logging.WARNING)
    async with ClientSession() as session:
        port = await (serve_router(session) if name == ROUTER else serve_bolt(1 if name == BARE else 100))
        print(f"http://127.0.0.1:{port}{PATH}", flush=True)
        await asyncio.to_thread(sys.stdin.read)


async def serve_bolt(listeners: int) -> int:
    app = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=True)

    async def acknowledge(ack: AsyncAck) -> None:
        await ack()

    for number in range(100) if listeners > 1 else (50,):
        app.action(f"action_{number}")(acknowledge)
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
    server = Web(app, SECRET, Tasks(), "127.0.0.1", 0)
    await server.start()
    return server.port


async def find(team_id: str | None, _enterprise_id: str | None) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id=team_id, bot_token="xoxb-1", bot_user_id="UTRELLIS")


async def authorize(enterprise_id: str | None, team_id: str | None, **_rest: Any) -> AuthorizeResult:
    return await find(team_id, enterprise_id)


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1]))
