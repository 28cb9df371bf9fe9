"""`make chaos`: thousands of messages in many storms on both databases, and a table of what became of them."""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from storage import migrate
from tests.chaos.nursery import Nursery, nursery
from tests.chaos.storm import Tally, storm, weather
from tests.postgres import Server, server

COLUMNS = (
    *(
        "messages",
        "typed",
        "answered",
        "kills",
        "freezes",
        "429",
        "ambiguous faults",
        "events lost or doubled",
    ),
    *("sent", "doubled", "lost", "unknown", "otherwise"),
)
# Where nobody watches, the table is as wide as it needs.
out = Console(highlight=False, width=None if sys.stdout.isatty() else 130)


async def one(url: str, folder: Path, cradle: Nursery, processes: int, seed: int, messages: int) -> Tally:
    """Ride out one storm."""
    async with storm(folder, url, cradle, processes=processes, seed=seed) as laid_out:
        return await weather(laid_out, rounds=2, blows=7, messages=max(messages // 16, 1))


def ride_out(kind: str, lent: Server, cradle: Nursery, options: argparse.Namespace) -> list[Tally]:
    """Ride out storms on one kind of database until there were enough messages."""
    tallies: list[Tally] = []
    seed = options.seed
    while sum(tally.messages for tally in tallies) < options.messages:
        with tempfile.TemporaryDirectory(prefix="trellis-chaos-") as name:
            folder, began = Path(name), time.monotonic()
            if kind == "SQLite":
                url = f"sqlite:///{folder / 'trellis.db'}"
                migrate.upgrade(url)
                tally = asyncio.run(one(url, folder, cradle, 1, seed, options.each))
            else:
                with lent.database() as url:
                    tally = asyncio.run(one(url, folder, cradle, options.processes, seed, options.each))
            if tally.doubled or tally.lost:
                kept = Path(tempfile.gettempdir()) / f"trellis-chaos-{kind.lower()}-{seed}"
                shutil.copytree(folder, kept, dirs_exist_ok=True)
                out.print(f"[bold]Something is wrong;[/] the logs are in {kept}")
        tallies.append(tally)
        out.print(f"{kind}, seed {seed}: {tally.row()} in {time.monotonic() - began:.0f} s")
        seed += 1
    return tallies


def main() -> int:
    """Print the table; the status is 1 when anything was lost or doubled."""
    options = _options()
    table = Table("database", "processes", *COLUMNS)
    wrong = 0
    with server() as lent, nursery() as cradle:
        for kind, processes in (("SQLite", 1), ("PostgreSQL", options.processes)):
            tallies = ride_out(kind, lent, cradle, options)
            sums = [sum(column) for column in zip(*(tally.row() for tally in tallies), strict=True)]
            table.add_row(kind, str(processes), *(str(number) for number in sums))
            wrong += sum(tally.doubled + tally.lost for tally in tallies)
    out.print(table)
    return 1 if wrong else 0


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="make chaos", description=__doc__)
    options.add_argument("--messages", type=int, default=2000, help="how many on each kind of database")
    options.add_argument("--each", type=int, default=400, help="how many in one storm")
    options.add_argument("--processes", type=int, default=2, help="how many at once on PostgreSQL")
    options.add_argument("--seed", type=int, default=1, help="of the first storm; the next ones count on")
    return options.parse_args()


if __name__ == "__main__":
    # Only what is given here counts: settings of a real installation must not reach the storm.
    for variable in [name for name in os.environ if name.startswith("TRELLIS_") and "TEST" not in name]:
        del os.environ[variable]
    raise SystemExit(main())
