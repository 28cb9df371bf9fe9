"""What `make bench` runs: every benchmark, and one table of what they found."""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from benchmarks import acknowledgement, delivery, dispatch, footing, journey, planning, report, workspaces
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
    "delivery": Benchmark(delivery.run, delivery.FULL, delivery.QUICK),
    "dispatch": Benchmark(dispatch.run, dispatch.FULL, dispatch.QUICK),
    "footing": Benchmark(footing.run, footing.FULL, footing.QUICK),
    "journey": Benchmark(journey.run, journey.FULL, journey.QUICK),
    "planning": Benchmark(planning.run, planning.FULL, planning.QUICK),
    "workspaces": Benchmark(workspaces.run, workspaces.FULL, workspaces.QUICK),
}


def main(
    only: Annotated[list[str] | None, typer.Option(help="Run this one; may be given more than once.")] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Fewer rounds: a glance, not a measurement.")
    ] = False,
    write: Annotated[Path | None, typer.Option(help="Put the tables into this document as well.")] = None,
) -> None:
    """Measure Trellis, and print what is promised beside what was found. Fails when a promise is not kept."""
    if unknown := set(only or ()) - set(BENCHMARKS):
        raise typer.BadParameter(f"there is no {sorted(unknown)}, but {sorted(BENCHMARKS)}")
    log.configure(level=logging.WARNING)
    # Wide enough for the table also where nobody looks.
    console = Console(width=None if sys.stdout.isatty() else 140)
    said = report.machine()
    console.print(said)
    found: list[Row] = []
    for name in only or BENCHMARKS:
        started = time.perf_counter()
        with console.status(f"Measuring {name} ..."):
            rows = asyncio.run(_run(BENCHMARKS[name], quick=quick))
        console.print(f"{name}: measured in {time.perf_counter() - started:.0f} s")
        if write:
            report.write(write, name, rows, said, f"{datetime.now(UTC):%d %B %Y}")
        found += rows
    console.print(report.table(found))
    if not all(row.is_met for row in found):
        raise typer.Exit(1)


async def _run(benchmark: Benchmark, *, quick: bool) -> list[Row]:
    return await benchmark.run(benchmark.quick if quick else benchmark.full)


if __name__ == "__main__":
    typer.run(main)
