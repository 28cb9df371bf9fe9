"""Completing: lets pairs come to their end when their programme is over."""

from __future__ import annotations

from datetime import datetime

from bot.domain.pairs import Pair, PairState
from bot.ports import Clock
from jobs.one_by_one import deal_with
from storage import endings, pairs, schedules
from storage.store import Store, Transaction


async def tick(store: Store, clock: Clock) -> int:
    """Complete whatever has come to its end; returns how many pairs did."""
    return await deal_with(store, clock, endings.due, complete)


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
