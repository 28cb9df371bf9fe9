"""A job that dies, or freezes, at a named point of sending: in a process of its own, with a ledger and a Slack."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import MovableClock
from bot.delivery import Door
from bot.words import Words
from jobs.clients import always
from jobs.deliver import Deliverer
from storage.store import Store
from storage.vault import Vault
from tests.keys import TEST_KEY

ROOT = Path(__file__).resolve().parents[2]
# In the order in which they are passed; docs/delivery.md says what holds at each.
POINTS = ("before claim", "after claim", "after post", "before mark", "after mark")


class Mortals:
    """The parent's side: a process that has imported all of it, and bears a mortal job as often as asked."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def bear(self, **wish: Any) -> int:
        """Let a job sweep once; returns its process id, which is soon that of nobody."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(wish) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@contextmanager
def mortals() -> Iterator[Mortals]:
    """Open that process; it closes when its standard input does."""
    command = [sys.executable, "-m", "tests.chaos.dying"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        yield Mortals(process)
        assert process.stdin is not None
        process.stdin.close()


class MortalDoor(Door):
    """Dies or freezes right before the write, or right after Slack has answered."""

    def __init__(self, point: str) -> None:
        super().__init__()
        self._point = point

    async def post(self, client: AsyncWebClient, channel: str, message: Mapping[str, Any], token: str) -> Any:
        _pass("after claim", self._point)
        outcome = await super().post(client, channel, message, token)
        _pass("after post", self._point)
        return outcome

    async def read_back(self, *given: Any, **more: Any) -> Any:
        found = await super().read_back(*given, **more)
        _pass("after reading back", self._point)
        return found


class MortalStore(Store):
    """Dies right before or right after the work that matters, which the job hands in by its name."""

    point = ""

    async def run(self, work: Any, **more: Any) -> Any:
        marks = "Marks." in work.__qualname__
        claims = "_write_down." in work.__qualname__
        if claims:
            _pass("before claim", self.point)
        if marks:
            _pass("before mark", self.point)
        answer = await super().run(work, **more)
        if marks:
            _pass("after mark", self.point)
        return answer


def _pass(here: str, point: str) -> None:
    if here == point:
        os.kill(os.getpid(), signal.SIGKILL)
    if f"freeze {here}" == point:
        os.kill(os.getpid(), signal.SIGSTOP)


async def _sweep(database_url: str, api_url: str, token: str, now: str, point: str) -> None:
    MortalStore.point = point
    store = await MortalStore.open(database_url, Vault([TEST_KEY]))
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(token, base_url=api_url, session=session, retry_handlers=[])
        clock = MovableClock(datetime.fromisoformat(now), flows=False)
        await Deliverer(store, clock, Words(), MortalDoor(point), always(client)).sweep()
    await store.close()


def _serve() -> None:
    # Whoever dies here is gone at once, and waits for nobody to ask.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            # The parent reads process ids there, and nothing else.
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            try:
                asyncio.run(_sweep(**json.loads(line)))
            finally:
                os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
