"""Situations: one frozen picture of where a person and their pair stand, as that person may see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.domain.agreement import AgreementState
from bot.domain.audience import Audience, may_read
from bot.domain.deliveries import Delivery
from bot.domain.pairs import Pair
from bot.domain.programme import Programme
from bot.domain.situation import PairView, Situation
from storage import (
    agreements,
    amendments,
    answers,
    deliveries,
    goals,
    pairs,
    people,
    programmes,
    questions,
    schedules,
    sessions,
)
from storage.transaction import Transaction

# What both answer apart opens to the other only when both have.
APART = "agreement."


def for_delivery(tx: Transaction, delivery: Delivery, now: datetime) -> Situation:
    """Load what a row's message is rendered from; for a rewriting, that is the row that it rewrites."""
    if delivery.rewrites_id is not None:
        delivery = deliveries.get(tx, delivery.workspace_id, delivery.rewrites_id)
    me = people.get(tx, delivery.workspace_id, delivery.person_id)
    named = {int(one) for one in delivery.facts.get("people", ())}
    return Situation(
        me=me,
        now=now,
        view=None
        if delivery.pair_id is None
        else view(tx, delivery.workspace_id, delivery.pair_id, reader=me.id),
        delivery=delivery,
        question=questions.by_delivery(tx, delivery.workspace_id, delivery.id),
        others=people.several(tx, delivery.workspace_id, named) if named else {},
        programme=_programme(tx, delivery),
    )


def _programme(tx: Transaction, delivery: Delivery) -> Programme | None:
    number = delivery.facts.get("programme")
    return None if number is None else programmes.get(tx, delivery.workspace_id, int(number))


def view(tx: Transaction, workspace_id: int, pair_id: int, *, reader: int) -> PairView:
    """Load a pair as `reader` may see it: everything that is the pair's for a member, its state alone for others."""
    pair = pairs.get(tx, workspace_id, pair_id)
    members = {member.person_id for member in pair.members}
    programme = programmes.get(tx, workspace_id, pair.programme_id)
    known = people.several(tx, workspace_id, {*members, pair.created_by})
    if reader not in members:
        return PairView(pair=pair, programme=programme, people=known)
    versions = agreements.versions(tx, workspace_id, pair_id, reader=reader)
    return PairView(
        pair=pair,
        programme=programme,
        people=known,
        agreement=next((one for one in reversed(versions) if one.state is AgreementState.ACTIVE), None),
        proposed=next((one for one in reversed(versions) if one.state is AgreementState.PROPOSED), None),
        positions=agreements.positions(tx, workspace_id, pair_id, reader=reader),
        goals=tuple(goals.of_pair(tx, workspace_id, pair_id, reader=reader)),
        answers=answers.of_pair(tx, workspace_id, pair_id, _opens_to(pair, reader)),
        schedules=tuple(schedules.of_pair(tx, workspace_id, pair_id)),
        sessions=sessions.of_pair(tx, workspace_id, pair_id, reader=reader),
        versions=tuple(one for one in versions if one.begins_on or one.state is AgreementState.AGREED),
        amendments=tuple(amendments.of_pair(tx, workspace_id, pair_id, reader=reader)),
    )


def _opens_to(pair: Pair, reader: int) -> Callable[[Audience, int, str], bool]:
    members = [member.person_id for member in pair.members]
    both = all(member.clauses_answered_at for member in pair.members)

    def opens(audience: Audience, writer: int, question: str) -> bool:
        if question.startswith(APART) and writer != reader and not both:
            return False
        return may_read(audience, reader=reader, writer=writer, pair=members)

    return opens
