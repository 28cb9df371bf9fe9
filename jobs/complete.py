"""Completing: lets pairs come to their end when their programme is over."""

from __future__ import annotations

from datetime import datetime

from bot.domain.pairs import Pair, PairState
from bot.ports import Clock
from jobs.one_by_one import deal_with
from storage import endings, pairs, partings
from storage.store import Store, Transaction


async def tick(store: Store, clock: Clock) -> int:
    """Complete whatever has come to its end; returns how many pairs did."""
    return await deal_with(store, clock, endings.due, complete)


def complete(tx: Transaction, pair: Pair, now: datetime) -> bool:
    """Let a pair come to its end; False when another sweep was faster."""
    if pairs.get(tx, pair.workspace_id, pair.id).state is not PairState.ACTIVE:
        return False
    partings.complete(tx, pair, at=now)
    return True
