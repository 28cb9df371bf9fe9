"""`make year`: lives a year of many pairs, prints what came of it, and ends with 1 if anybody could complain.

The pairs are shared between a few processes, each with a workspace, a bot, a database and a clock of its own.
"""

from __future__ import annotations

import argparse
import os
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.year.audit import Totals
from tests.year.share import live

SHOWN = 50


def main() -> int:
    """Live and tell."""
    told = argparse.ArgumentParser(prog="make year", description=__doc__)
    told.add_argument("--pairs", type=int, default=500)
    told.add_argument("--processes", type=int, default=2)
    told.add_argument("--seed", type=int, default=1)
    asked = told.parse_args()
    begun = time.monotonic()
    shares = [
        range(asked.pairs * n // asked.processes, asked.pairs * (n + 1) // asked.processes)
        for n in range(asked.processes)
    ]
    with ProcessPoolExecutor(asked.processes, mp_context=get_context("spawn")) as pool:
        lives = [pool.submit(live, len(one), one.start, asked.seed) for one in shares if one]
        found = [one.result() for one in lives]
    totals = sum((one for one, _ in found), start=Totals())
    show(totals, time.monotonic() - begun, sum(seconds for _, seconds in found))
    return 1 if totals.complaints else 0


def show(totals: Totals, seconds: float, busy: float) -> None:
    """Print what came of it."""
    print(f"{totals.pairs} pairs lived a year in {seconds:.0f} s ({busy:.0f} s of processors)")
    print(
        f"{totals.planned} messages owed, {totals.posted} posted, {totals.answers} pressed, {totals.faults} faults"
    )
    print("  " + ", ".join(f"{count} {state}" for state, count in totals.states.most_common()))
    for reason, count in totals.reasons.most_common():
        print(f"  {count:6} {reason}")
    print(f"complaints: {len(totals.complaints)}")
    for one in totals.complaints[:SHOWN]:
        print(f"  {one}")


if __name__ == "__main__":
    # Only what is given here counts: settings of a real installation must not reach the year.
    for variable in [name for name in os.environ if name.startswith("TRELLIS_")]:
        del os.environ[variable]
    raise SystemExit(main())
