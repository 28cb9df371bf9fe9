"""How long the story of a pair takes, from an empty workspace to the third check-in, on SQLite.

The simulator, the bot and everybody in it share one process and one clock that stands still, so that all of the
time is work: some ninety acts of people, each awaited with all that follows from it, and six weeks of sweeps.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rows import Row
from tests.village import village


@dataclass(frozen=True, slots=True)
class Load:
    """The figure is the median of so many stories."""

    rounds: int = 3


FULL = Load()
QUICK = Load(rounds=1)


async def run(load: Load = FULL) -> list[Row]:
    """Play the story."""
    seconds = [await story() for _ in range(load.rounds)]
    return [Row("A pair from introduction to third check-in", statistics.median(seconds), "s")]


async def story() -> float:
    """Play it once, and return how many seconds it took; raises RuntimeError when it went otherwise."""
    with tempfile.TemporaryDirectory(prefix="trellis-bench-") as folder:
        started = time.perf_counter()
        async with village(Path(folder)) as town:
            await town.agree()
            await town.go_to(2027, 3, 16, 10, 30, zone="Europe/Lisbon")
            await town.press(town.ines, "Going well")
            await town.go_to(2027, 3, 30, 12, zone="Europe/Lisbon")
            await town.say(town.ines, "The pilot slipped a week.")
            await town.go_to(2027, 4, 13, 12, zone="Europe/Lisbon")
            took = time.perf_counter() - started
            asked = [day for who, day, said in town.posts() if who == "ines" and "How has it been" in said]
        if len(asked) != 3:
            raise RuntimeError(f"check-ins came on {asked}")
        return took
