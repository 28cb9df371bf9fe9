"""The whole bot as many workspaces install it, in a process of its own: asked, it tells its queries and its memory."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from benchmarks.authorising import queries, resident
from bot import app, log, loops
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Told:
    """What was sent to the database since it was asked last: statements, and those among them that find a token.

    `memory` is the process's in MB; `look_ms` is how long it took to look at all that is due, where nothing is.
    """

    statements: int
    for_tokens: int
    memory: float
    look_ms: float


async def serve() -> None:
    """Print a line when it listens, and answer each line with what is known, until standard input ends."""
    log.configure(level=logging.WARNING)
    configured = Settings(_env_file=None)  # type: ignore[call-arg]  # pydantic-settings' own argument
    with queries() as asked:
        async with app.running(configured) as running:
            # As `trellis run` does.
            await asyncio.to_thread(app.settle_in)
            print("ready", flush=True)
            while await asyncio.to_thread(sys.stdin.readline):
                statements = list(asked)
                look_ms = await _look(running)
                gc.collect()
                told = Told(len(statements), _for_tokens(statements), resident(), look_ms)
                print(json.dumps(asdict(told)), flush=True)
                asked.clear()


async def _look(running: app.Running) -> float:
    began = time.perf_counter()
    await running.clockwork.look()
    await running.engine.settle()
    return (time.perf_counter() - began) * 1000


def _for_tokens(statements: Sequence[str]) -> int:
    """Count what asks how Trellis speaks in the workspace that Slack calls so."""
    return sum("installations" in one and "team_id" in one for one in statements)


if __name__ == "__main__":
    loops.run(serve())
