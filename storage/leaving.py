"""Leaving: what follows when somebody's account has ended: their series end, and their partners hear of it kindly."""

from __future__ import annotations

from datetime import datetime

from bot.domain.deliveries import Reason
from bot.domain.pairs import OPEN
from bot.domain.people import Profile
from storage import deliveries, pairs, partings, people
from storage.transaction import Transaction


def remember(tx: Transaction, workspace_id: int, profile: Profile, kind: str, *, at: datetime) -> None:
    """Keep what Slack says of an account, and let go whoever has left; `kind` is the message to their partners."""
    known = people.remember(tx, workspace_id, profile, at=at)
    if known.deactivated_at:
        let_go(tx, workspace_id, known.id, kind, at=at)


def let_go(tx: Transaction, workspace_id: int, person_id: int, kind: str, *, at: datetime) -> None:
    """End all that was to come to a person, and tell whoever was with them; harmless when it was done before."""
    if people.get(tx, workspace_id, person_id).deactivated_at is None:
        people.change(tx, workspace_id, person_id, deactivated_at=at)
    deliveries.cancel_of(tx, workspace_id, person_id, Reason("deactivated"))
    for pair in pairs.of_person(tx, workspace_id, person_id):
        if pair.state in OPEN:
            partings.end(tx, pair, person_id, kind, at=at)
