"""Leaving: what follows when somebody's account has ended: their series end, and their partners hear of it kindly."""

from __future__ import annotations

from datetime import datetime

from bot.domain.audience import Audience
from bot.domain.deliveries import DeliveryClass, Owed, Reason
from bot.domain.pairs import OPEN, Pair, PairState
from bot.domain.people import Profile
from bot.views.messages import PARTNER_LEFT
from storage import deliveries, pairs, people, schedules
from storage.store import Transaction


def remember(tx: Transaction, workspace_id: int, profile: Profile, now: datetime) -> None:
    """Keep what Slack says of an account, and let go whoever has left."""
    known = people.remember(tx, workspace_id, profile, at=now)
    if known.deactivated_at:
        let_go(tx, workspace_id, known.id, now)


def let_go(tx: Transaction, workspace_id: int, person_id: int, now: datetime) -> None:
    """End all that was to come to a person, and tell whoever was with them; harmless when it was done before."""
    if people.get(tx, workspace_id, person_id).deactivated_at is None:
        people.change(tx, workspace_id, person_id, deactivated_at=now)
    deliveries.cancel_of(tx, workspace_id, person_id, Reason("deactivated"))
    for pair in pairs.of_person(tx, workspace_id, person_id):
        if pair.state in OPEN:
            _end(tx, pair, person_id, now)


def _end(tx: Transaction, pair: Pair, person_id: int, now: datetime) -> None:
    ws = pair.workspace_id
    pairs.change(tx, ws, pair.id, state=PairState.ENDED, state_since=now)
    schedules.end(tx, ws, pair.id, at=now)
    deliveries.cancel_all(tx, ws, pair.id, Reason("pair-over", audience=Audience.PAIR))
    for member in pair.members:
        if member.person_id != person_id:
            _tell(tx, pair, member.person_id, now)


def _tell(tx: Transaction, pair: Pair, partner_id: int, now: datetime) -> None:
    owed = Owed(
        kind=PARTNER_LEFT,
        delivery_class=DeliveryClass.CONSEQUENCE,
        person_id=partner_id,
        pair_id=pair.id,
        subject=str(pair.id),
        occasion="once",
        due_at=now,
    )
    deliveries.owe(tx, pair.workspace_id, owed, at=now)
