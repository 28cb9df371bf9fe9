"""The whole bot in a process of its own: its settings come from the environment, its clock begins when it is told."""

from __future__ import annotations

import asyncio
import logging
import sys
from datetime import datetime

from benchmarks.children import until_told
from bot import app, log, loops
from bot.clock import MovableClock
from bot.settings import Settings


async def serve(start: datetime) -> None:
    """Print a line when it listens, and serve until standard input ends."""
    log.configure(level=logging.WARNING)
    configured = Settings(_env_file=None)  # type: ignore[call-arg]  # pydantic-settings' own argument
    async with app.running(configured, MovableClock(start)):
        # As `trellis run` does.
        await asyncio.to_thread(app.settle_in)
        print("ready", flush=True)
        await until_told()


if __name__ == "__main__":
    loops.run(serve(datetime.fromisoformat(sys.argv[1])))
