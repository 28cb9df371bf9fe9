"""The gauges of the ledger: read every few seconds, for whoever watches Trellis from outside."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial

import structlog

from bot import metrics
from bot.domain.deliveries import State
from bot.ports import Clock
from storage.errors import DatabaseUnreachable
from storage.standings import lately
from storage.store import Store, Turn

log = structlog.get_logger(__name__)

EVERY = 15.0
LATELY = timedelta(days=1)


async def look(store: Store, clock: Clock) -> None:
    """Set the gauges to how the ledger stands now."""
    now = clock.now()
    standing = await store.read(partial(lately, now=now, since=now - LATELY), turn=Turn.PATIENT)
    for state in State:
        metrics.DELIVERIES.labels(state.value).set(standing.states.get(state, 0))
    metrics.DUE.set(standing.due)
    metrics.LATE.set(standing.late)
    metrics.AGE.set(standing.waits(now).total_seconds())


async def watch(store: Store, clock: Clock, every: float = EVERY) -> None:
    """Look every so many seconds, until cancelled."""
    while True:
        try:
            await look(store, clock)
        except DatabaseUnreachable:
            # Somebody else says so.
            log.debug("the gauges cannot be read")
        except Exception:
            log.exception("the gauges cannot be read")
        await asyncio.sleep(every)
