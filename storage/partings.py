"""Partings: a pair ends before its time because one of the two is gone; the other hears of it kindly."""

from __future__ import annotations

from datetime import datetime

from bot.domain.audience import Audience
from bot.domain.deliveries import DeliveryClass, Owed, Reason
from bot.domain.pairs import Pair, PairState
from storage import deliveries, pairs, schedules
from storage.transaction import Transaction


def end(tx: Transaction, pair: Pair, gone: int, kind: str, *, at: datetime) -> None:
    """End a pair and all that was to come to it, and owe a message of a kind to whoever is not gone."""
    ws = pair.workspace_id
    pairs.change(tx, ws, pair.id, state=PairState.ENDED, state_since=at)
    schedules.end(tx, ws, pair.id, at=at)
    deliveries.cancel_all(tx, ws, pair.id, Reason("pair-over", audience=Audience.PAIR))
    for partner in pair.partners(gone):
        owed = Owed(
            kind=kind,
            delivery_class=DeliveryClass.CONSEQUENCE,
            person_id=partner,
            pair_id=pair.id,
            subject=str(pair.id),
            occasion="once",
            due_at=at,
        )
        deliveries.owe(tx, ws, owed, at=at)
