"""A share of a year: some of its pairs, lived in a process of their own."""

from __future__ import annotations

import gc
import logging
import tempfile
import time
from functools import partial
from pathlib import Path

import structlog

from bot import loops
from tests.year.audit import Totals, audited
from tests.year.living import year
from tests.year.people_of import couples


def live(count: int, first: int, seed: int) -> tuple[Totals, float]:
    """Live a year of so many pairs, counted from `first` on; returns what came of it, and the processor's seconds."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    # A year makes little waste that counting references leaves, and Slack keeps all that was ever said.
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    with tempfile.TemporaryDirectory(prefix="trellis-year-") as folder:
        totals = loops.run(_live(Path(folder), count, first, seed))
    return totals, time.process_time()


async def _live(folder: Path, count: int, first: int, seed: int) -> Totals:
    async with year(folder, couples(count, seed + first, first), seed) as over:
        return await over.store.read(partial(audited, over))
