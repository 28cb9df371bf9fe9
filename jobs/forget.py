"""Forgetting: deletes what the pairs of a programme wrote once it was kept as long as the programme says."""

from __future__ import annotations

import structlog

from bot.ports import Clock
from jobs.one_by_one import deal_with
from storage import retention
from storage.store import Store

log = structlog.get_logger(__name__)


async def tick(store: Store, clock: Clock) -> int:
    """Delete the words of each pair whose time is over, in a work of its own; returns how many pairs there were."""
    forgotten = 0
    while done := await deal_with(store, clock, retention.due, retention.end):
        forgotten += done
        log.info("deleted what pairs wrote, as their time is over", pairs=done)
    return forgotten
