"""`make year`: lives a year of many pairs, prints what came of it, and ends with 1 if anybody could complain."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from pathlib import Path

from storage import migrate
from storage.store import Store
from storage.vault import Vault
from tests.conftest import TEST_KEY
from tests.year.living import Totals, year
from tests.year.people_of import couples


async def live(folder: Path, count: int, seed: int) -> Totals:
    """Live a year on a database of its own."""
    url = f"sqlite:///{folder / 'year.db'}"
    await asyncio.to_thread(migrate.upgrade, url)
    store = await Store.open(url, Vault([TEST_KEY]))
    try:
        return await year(store, couples(count, seed))
    finally:
        await store.close()


def main() -> int:
    """Live and tell."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--pairs", type=int, default=500)
    told.add_argument("--seed", type=int, default=1)
    asked = told.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        totals = asyncio.run(live(Path(folder), asked.pairs, asked.seed))
    print(f"{totals.pairs} pairs, {totals.planned} messages planned, {time.monotonic() - begun:.0f} s")
    print("  " + ", ".join(f"{count} {state}" for state, count in totals.states.most_common()))
    for reason, count in totals.reasons.most_common():
        print(f"  {count:6} {reason}")
    print(f"complaints: {len(totals.complaints)}")
    for one in totals.complaints[:50]:
        print(f"  {one}")
    return 1 if totals.complaints else 0


if __name__ == "__main__":
    raise SystemExit(main())
