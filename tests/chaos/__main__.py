"""`make chaos`: thousands of messages in many storms on both databases, and a table of what became of them."""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
import time
from math import ceil
from pathlib import Path

from rich.console import Console
from rich.table import Table

from storage import migrate
from tests.chaos.nursery import Nursery, nursery
from tests.chaos.storm import storm, weather
from tests.chaos.tally import Tally
from tests.postgres import Server, server

# How many blows each round of a storm brings, and how many rounds.
BLOWS, ROUNDS = 7, 2
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
# Where nobody watches, the table is as wide as it needs.
out = Console(highlight=False, width=None if sys.stdout.isatty() else 130)


async def one(url: str, folder: Path, cradle: Nursery, processes: int, seed: int, messages: int) -> Tally:
    """Ride out one storm."""
    async with storm(folder, url, cradle, processes=processes, seed=seed) as laid_out:
        share = ceil(messages / (BLOWS * ROUNDS + 1))
        return await weather(laid_out, rounds=ROUNDS, blows=BLOWS, messages=share)


def ride_out(kind: str, lent: Server, cradle: Nursery, options: argparse.Namespace) -> list[Tally]:
    """Ride out storms on one kind of database until there were enough messages."""
    tallies: list[Tally] = []
    seed = options.seed
    while sum(tally.messages for tally in tallies) < options.messages:
        with tempfile.TemporaryDirectory(prefix="trellis-chaos-") as name:
            folder, began = Path(name), time.monotonic()
            if kind == SQLITE:
                url = f"sqlite:///{folder / 'trellis.db'}"
                migrate.upgrade(url)
                tally = asyncio.run(one(url, folder, cradle, 1, seed, options.each))
            else:
                with lent.database() as url:
                    tally = asyncio.run(one(url, folder, cradle, options.processes, seed, options.each))
            if tally.wrong:
                kept = Path(tempfile.gettempdir()) / f"trellis-chaos-{kind.lower()}-{seed}"
                shutil.copytree(folder, kept, dirs_exist_ok=True)
                out.print(f"[bold]Something is wrong;[/] the logs are in {kept}")
        tallies.append(tally)
        said = ", ".join(f"{count} {name}" for name, count in tally.row().items())
        out.print(f"{kind}, seed {seed}: {said}; in {time.monotonic() - began:.0f} s")
        seed += 1
    return tallies


def main() -> int:
    """Print the table; the status is 1 when anything was lost or doubled."""
    options = _options()
    processes = {SQLITE: 1, POSTGRESQL: options.processes}
    ridden = {}
    with server() as lent, nursery() as cradle:
        for kind in options.on or processes:
            ridden[kind] = ride_out(kind, lent, cradle, options)
    table = Table("", *(f"{kind}, processes: {processes[kind]}" for kind in ridden))
    for name in Tally().row():
        sums = (sum(tally.row()[name] for tally in tallies) for tallies in ridden.values())
        table.add_row(name, *(str(number) for number in sums))
    out.print(table)
    return int(any(tally.wrong for tallies in ridden.values() for tally in tallies))


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="make chaos", description=__doc__)
    options.add_argument("--messages", type=int, default=3000, help="how many on each kind of database")
    options.add_argument("--each", type=int, default=1000, help="how many in one storm")
    options.add_argument("--processes", type=int, default=2, help="how many at once on PostgreSQL")
    options.add_argument("--on", action="append", choices=(SQLITE, POSTGRESQL), help="both unless told")
    options.add_argument("--seed", type=int, default=1, help="of the first storm; the next ones count on")
    return options.parse_args()


if __name__ == "__main__":
    # Only what is given here counts: settings of a real installation must not reach the storm.
    for variable in [name for name in os.environ if name.startswith("TRELLIS_") and "TEST" not in name]:
        del os.environ[variable]
    raise SystemExit(main())
