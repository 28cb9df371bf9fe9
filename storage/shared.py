"""What both of a pair may read: the picture from which their own conversation's messages are rendered."""

from __future__ import annotations

from datetime import datetime

from bot.domain.audience import Audience
from bot.domain.deliveries import Delivery
from bot.domain.situation import PairView, Situation
from storage import answers, goals, pairs, people, programmes
from storage.situations import APART
from storage.transaction import Transaction


def situations(tx: Transaction, delivery: Delivery, now: datetime) -> tuple[Situation, ...]:
    """Load a row for each of its pair; each of them sees the same, which is nothing that only one may read."""
    if delivery.pair_id is None:
        raise LookupError("this message is about no pair")
    view = _view(tx, delivery.workspace_id, delivery.pair_id)
    return tuple(
        Situation(me=view.people[member.person_id], now=now, view=view, delivery=delivery)
        for member in view.pair.members
    )


def _view(tx: Transaction, workspace_id: int, pair_id: int) -> PairView:
    pair = pairs.get(tx, workspace_id, pair_id)
    members = [member.person_id for member in pair.members]
    return PairView(
        pair=pair,
        programme=programmes.get(tx, workspace_id, pair.programme_id),
        people=people.several(tx, workspace_id, {*members, pair.created_by}),
        goals=tuple(goals.of_pair(tx, workspace_id, pair_id, reader=members[0])),
        answers=answers.of_pair(tx, workspace_id, pair_id, _is_for_both),
    )


def _is_for_both(audience: Audience, _writer: int, question: str) -> bool:
    return audience is Audience.PAIR and not question.startswith(APART)
