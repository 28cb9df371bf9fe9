"""What `make bench` runs: every benchmark, and one table of what they found."""

from __future__ import annotations

import asyncio
import logging
import os
import platform
import sqlite3
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from benchmarks import acknowledgement, dispatch, journey, planning, workspaces
from benchmarks.rows import Row
from bot import log


@dataclass(frozen=True, slots=True)
class Benchmark:
    """How it is run, with how much in earnest and how much for a glance."""

    run: Callable[[Any], Awaitable[list[Row]]]
    full: object
    quick: object


BENCHMARKS = {
    "acknowledgement": Benchmark(acknowledgement.run, acknowledgement.FULL, acknowledgement.QUICK),
    "dispatch": Benchmark(dispatch.run, dispatch.FULL, dispatch.QUICK),
    "journey": Benchmark(journey.run, journey.FULL, journey.QUICK),
    "planning": Benchmark(planning.run, planning.FULL, planning.QUICK),
    "workspaces": Benchmark(workspaces.run, workspaces.FULL, workspaces.QUICK),
}


def main(
    only: Annotated[list[str] | None, typer.Option(help="Run this one; may be given more than once.")] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Fewer rounds: a glance, not a measurement.")
    ] = False,
) -> None:
    """Measure Trellis, and print what is promised beside what was found. Fails when a promise is not kept."""
    if unknown := set(only or ()) - set(BENCHMARKS):
        raise typer.BadParameter(f"there is no {sorted(unknown)}, but {sorted(BENCHMARKS)}")
    log.configure(level=logging.WARNING)
    # Wide enough for the table also where nobody looks.
    console = Console(width=None if sys.stdout.isatty() else 140)
    console.print(machine())
    found: list[Row] = []
    for name in only or BENCHMARKS:
        started = time.perf_counter()
        with console.status(f"Measuring {name} ..."):
            found += asyncio.run(_run(BENCHMARKS[name], quick=quick))
        console.print(f"{name}: measured in {time.perf_counter() - started:.0f} s")
    console.print(table(found))
    if not all(row.is_met for row in found):
        raise typer.Exit(1)


async def _run(benchmark: Benchmark, *, quick: bool) -> list[Row]:
    return await benchmark.run(benchmark.quick if quick else benchmark.full)


def machine() -> str:
    """Tell in a line what is measured on, and how busy it was when we came."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("slack-bolt", "SQLAlchemy", "aiohttp"))
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "load unknown"
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {load}; "
        f"{platform.python_implementation()} {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}"
    )


def table(found: list[Row]) -> Table:
    """Draw the rows."""
    drawn = Table("What", "Value", "Unit", "Compared with", "Ratio", "Goal", "Met")
    for column in (drawn.columns[1], drawn.columns[4]):
        column.justify = "right"
    for row in found:
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        met = "" if not row.promise else "yes" if row.is_met else "NO"
        drawn.add_row(row.name, f"{row.value:,.1f}", row.unit, row.against or "", ratio, row.promise, met)
    return drawn


if __name__ == "__main__":
    typer.run(main)
