"""Purging: carries out what was announced when Trellis was removed from a workspace, once the time of grace is over."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from bot.ports import Clock
from storage import purging
from storage.purging import Removed
from storage.store import Store, Transaction, Turn

log = structlog.get_logger(__name__)


async def tick(store: Store, clock: Clock, grace: timedelta) -> int:
    """Purge every workspace whose time of grace is over; returns how many there were."""
    now = clock.now()
    found = await store.read(lambda tx: purging.due(tx, now, grace))
    for one in found:
        deleted = await purge(store, one, now)
        log.info("purged a workspace", workspace=one.id, rows=deleted)
    return len(found)


async def purge(store: Store, workspace: Removed, now: datetime) -> int:
    """Delete every row of a workspace in small works, giving way to people; returns how many there were.

    Interrupted, it goes on where it was: the workspace loses its name first, so nobody comes back to half of it. One
    that came back since it was looked at is left alone.
    """

    def detach(tx: Transaction) -> int | None:
        return purging.detach(tx, workspace.id, workspace.uninstalled_at, at=now)

    deleted = await store.run(detach, turn=Turn.PATIENT)
    if deleted is None:
        return 0
    while gone := await store.run(lambda tx: purging.some(tx, workspace.id), turn=Turn.PATIENT):
        deleted += gone
    return deleted
