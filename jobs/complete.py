"""Completing: lets pairs come to their end when their programme is over."""

from __future__ import annotations

from datetime import datetime

import structlog

from bot.domain.pairs import Pair, PairState
from bot.ports import Clock
from storage import endings, pairs, schedules
from storage.store import Store, Transaction

log = structlog.get_logger(__name__)


async def tick(store: Store, clock: Clock) -> int:
    """Complete whatever has come to its end; returns how many pairs did."""
    now = clock.now()
    completed = 0
    for pair in await store.read(lambda tx: endings.due(tx, now)):
        try:
            completed += await store.run(lambda tx, one=pair: complete(tx, one, now))  # type: ignore[misc]
        except Exception:
            log.exception("a pair could not be completed", workspace=pair.workspace_id, pair=pair.id)
    return completed


def complete(tx: Transaction, pair: Pair, now: datetime) -> bool:
    """End a pair's rhythm; False when another sweep was faster.

    All that was written stays readable. What still waits is left to the guards: one question comes months later.
    """
    if pairs.get(tx, pair.workspace_id, pair.id).state is not PairState.ACTIVE:
        return False
    rests = {"paused_by": None, "paused_at": None, "paused_until": None}
    pairs.change(tx, pair.workspace_id, pair.id, state=PairState.COMPLETED, state_since=now, **rests)
    schedules.end(tx, pair.workspace_id, pair.id, at=now)
    return True
