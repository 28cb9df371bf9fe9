"""Beginning: lets versions of agreements begin on the day for which both have signed them."""

from __future__ import annotations

from datetime import datetime

from bot.domain.amendments import Amendment
from bot.domain.deliveries import DeliveryClass, Owed
from bot.ports import Clock
from bot.views.amendments import BEGUN
from jobs.one_by_one import deal_with
from storage import amendments, deliveries, pairs
from storage.store import Store, Transaction


async def tick(store: Store, clock: Clock) -> int:
    """Let begin whatever has come to its day; returns how many versions began."""
    return await deal_with(store, clock, amendments.due_to_begin, begin)


def begin(tx: Transaction, found: tuple[int, Amendment], now: datetime) -> bool:
    """Let a version begin and tell both; False when another sweep was faster, or the pair has ended."""
    workspace_id, amendment = found
    begun = amendments.begin(tx, workspace_id, amendment, at=now)
    if begun:
        _tell(tx, workspace_id, amendment, now)
    return begun


def _tell(tx: Transaction, workspace_id: int, amendment: Amendment, now: datetime) -> None:
    for member in pairs.get(tx, workspace_id, amendment.pair_id).members:
        owed = Owed(
            kind=BEGUN,
            delivery_class=DeliveryClass.CONSEQUENCE,
            person_id=member.person_id,
            pair_id=amendment.pair_id,
            subject=str(amendment.id),
            occasion="once",
            due_at=now,
            facts={"amendment": amendment.id},
        )
        deliveries.leave(tx, workspace_id, owed, at=now)
