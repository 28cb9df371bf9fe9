"""A past that several stories share: what a village's database holds and what its Slack shows, lived through once."""

from __future__ import annotations

import asyncio
import fcntl
import pickle
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from simulator import Simulator
from tests.postgres import alone, exclusive
from tests.village import START, Village, village

Live = Callable[[Village], Awaitable[None]]


@dataclass(frozen=True)
class Memory:
    """All that a simulated Slack remembers of the people in it, and of the calls that were made."""

    # Pickled, since that is ten times as fast as a deep copy.
    workspace: bytes
    log: bytes

    @classmethod
    def of(cls, slack: Simulator) -> Memory:
        """Copy what a Slack remembers."""
        workspace = vars(slack.world.workspace(None))
        kept = {name: workspace[name] for name in ("conversations", "homes", "notifications")}
        return cls(pickle.dumps(kept), pickle.dumps(vars(slack.world.log)))

    def give(self, slack: Simulator) -> None:
        """Let a Slack that has just begun remember it; what happens there is not remembered here."""
        vars(slack.world.workspace(None)).update(pickle.loads(self.workspace))  # noqa: S301 - of our own making
        vars(slack.world.log).update(pickle.loads(self.log))  # noqa: S301


@contextmanager
def shared(folder: Path, begin: Callable[[Path], Memory], end: Callable[[], None]) -> Iterator[Memory]:
    """Lend the memory kept in `folder`: the first test process to ask lets it `begin`, the last lets it `end`."""
    folder.mkdir(exist_ok=True)
    kept, lock = folder / "memory", folder / "begin.lock"
    with (folder / "in_use.lock").open("w") as presence:
        with exclusive(lock):
            fcntl.flock(presence, fcntl.LOCK_SH)
            if not kept.exists():
                kept.write_bytes(pickle.dumps(begin(folder)))
            memory: Memory = pickle.loads(kept.read_bytes())  # noqa: S301
        yield memory
        with exclusive(lock):
            if alone(presence):
                kept.unlink()
                end()


def live(folder: Path, story: Live, database_url: str | None = None, start: datetime = START) -> Memory:
    """Live through a story in a village on `folder`, or on that database; returns what Slack then remembers."""

    async def once() -> Memory:
        async with village(folder, database_url, start=start) as town:
            await story(town)
            return Memory.of(town.demo.simulator)

    # In a loop of its own: what was lived outlives the loops of the tests.
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, once()).result()
