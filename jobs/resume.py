"""Resuming: lets pairs go on whose pause has come to its last day."""

from __future__ import annotations

from datetime import datetime

from bot.domain.deliveries import REWRITE, DeliveryClass, Owed
from bot.domain.pairs import Pair
from bot.ports import Clock
from bot.views.messages import PAUSED, RESUMED
from jobs.one_by_one import deal_with
from storage import deliveries, pauses
from storage.store import Store, Transaction


async def tick(store: Store, clock: Clock) -> int:
    """Let go on whatever rested until now; returns how many pairs did."""
    return await deal_with(store, clock, pauses.due, resume)


def resume(tx: Transaction, pair: Pair, now: datetime) -> bool:
    """Let a pair go on and tell both; False when one of them was faster."""
    if not pauses.end(tx, pair.workspace_id, pair, at=now):
        return False
    for member in pair.members:
        _tell(tx, pair, member.person_id, now)
    return True


def _tell(tx: Transaction, pair: Pair, person_id: int, now: datetime) -> None:
    ws, about = pair.workspace_id, str(pair.id)
    number = str(deliveries.times(tx, ws, RESUMED, about, person_id))
    told = Owed(
        kind=RESUMED,
        delivery_class=DeliveryClass.CONSEQUENCE,
        person_id=person_id,
        pair_id=pair.id,
        subject=about,
        occasion=number,
        due_at=now,
    )
    deliveries.leave(tx, ws, told, at=now)
    said = deliveries.latest(tx, ws, PAUSED, about, person_id)
    if said:
        # It offers to go on now, which has happened.
        anew = Owed(
            kind=REWRITE,
            delivery_class=DeliveryClass.REPLY,
            person_id=person_id,
            subject=str(said.id),
            occasion=str(deliveries.times(tx, ws, REWRITE, str(said.id), person_id)),
            due_at=now,
            rewrites_id=said.id,
        )
        deliveries.leave(tx, ws, anew, at=now)
