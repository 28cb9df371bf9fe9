"""Sending in a process of its own: what is due in a ledger of ours, or the same messages by a bare client."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from itertools import count
from typing import Any

from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks import copies, population
from bot import app, log, loops
from bot.clock import MovableClock
from bot.delivery import Door, Outcome, Sent
from bot.router import quiet_logger
from bot.words import Words
from jobs.clients import always
from jobs.deliver import Deliverer
from jobs.local import LocalEngine
from storage.store import Store
from storage.vault import Vault

AT_ONCE = 8
# A check-in as it is shown to whoever has a goal.
BLOCKS: list[dict[str, Any]] = [
    {"type": "header", "text": {"type": "plain_text", "text": "How is it going?"}},
    {
        "type": "section",
        "text": {
            "type": "mrkdwn",
            "text": "How has it been going with *Lead my first project* since we last asked?",
        },
        "accessory": {
            "type": "overflow",
            "action_id": "prompt.menu",
            "options": [
                {
                    "text": {"type": "plain_text", "text": f"A thing to do, number {number}"},
                    "value": f"{number}:1",
                }
                for number in range(5)
            ],
        },
    },
    {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "action_id": f"prompt.press_{number}",
                "text": {"type": "plain_text", "text": f"Answer number {number}"},
                "value": f"{number}:1",
            }
            for number in range(5)
        ],
    },
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "You can type your answer as well. " * 3}]},
]

Send = Callable[[str], Awaitable[int]]
BEGUN = datetime(2027, 1, 1, tzinfo=UTC)


class Narrow(Door):
    """Posts so many at once, and no more: as many as the bare client."""

    def __init__(self) -> None:
        super().__init__()
        self._free = asyncio.Semaphore(AT_ONCE)

    sent = 0

    async def post(
        self, client: AsyncWebClient, channel: str, arguments: Mapping[str, Any], token: str
    ) -> Outcome:
        """See bot.delivery.Door."""
        async with self._free:
            outcome = await super().post(client, channel, arguments, token)
        self.sent += isinstance(outcome, Sent)
        return outcome


async def serve(whose: str, api_url: str, token: str, where: str) -> None:
    """Print that it is there; then send what each line of standard input names, and print how many left.

    Ours is told moments, at which what is due by then leaves; the bare client how many to post.
    """
    log.configure(level=logging.WARNING)
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(ClientSession())
        client = AsyncWebClient(
            token=token,
            base_url=api_url,
            session=session,
            retry_handlers=[],
            logger=quiet_logger("slack_sdk"),
        )
        send = await _ours(stack, client, where) if whose == "ours" else _bare(client, int(where))
        app.settle_in()
        print("ready", flush=True)
        while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
            print(await send(line), flush=True)


async def _ours(stack: AsyncExitStack, client: AsyncWebClient, url: str) -> Send:
    """Send as the engine does, on a clock that stands still."""
    store = await Store.open(url, Vault([population.KEY]))
    stack.push_async_callback(store.close)
    clock = MovableClock(BEGUN, flows=False)
    door = Narrow()
    deliverer = Deliverer(store, clock, Words(), door, always(client))

    async def send(now: str) -> int:
        clock.move_to(datetime.fromisoformat(now))
        before = door.sent
        engine = LocalEngine(deliverer)
        working = asyncio.create_task(engine.run())
        engine.wake()
        await engine.settle()
        await engine.stop()
        await working
        return door.sent - before

    return send


def _bare(client: AsyncWebClient, people: int) -> Send:
    numbers = count()

    async def send(messages: str) -> int:
        waiting = iter(range(int(messages)))

        async def worker() -> None:
            for _ in waiting:
                name = copies.slack_id("MENTEE", next(numbers) % people)
                await client.chat_postMessage(
                    channel=population.direct_message(name),
                    text="How has it been going with Lead my first project since we last asked?",
                    blocks=BLOCKS,
                    metadata={"event_type": "trellis", "event_payload": {"key": "0" * 32}},
                )

        await asyncio.gather(*(worker() for _ in range(AT_ONCE)))
        return int(messages)

    return send


if __name__ == "__main__":
    # Ours as it runs, the bare client as a script would.
    run_in = loops.run if sys.argv[1] == "ours" else asyncio.run
    run_in(serve(*sys.argv[1:]))
