"""Reviews: the schedules that bring a pair's agreement before them again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.domain.agreement import Value, review_months
from bot.domain.cadence import next_after
from bot.domain.pairs import Pair
from bot.domain.reviews import HALF_WAY, REVIEW, reviews
from storage import people, programmes, rhythms, schedules
from storage.schedules import Subject
from storage.transaction import Transaction


def start(
    tx: Transaction, workspace_id: int, pair: Pair, clauses: Mapping[str, Value], *, at: datetime
) -> None:
    """Plan the reviews of a version that begins now (UTC), in place of those that were planned before.

    The one half-way stays where it was planned first.
    """
    months = review_months(clauses)
    if months is None:
        return
    programme = programmes.get(tx, workspace_id, pair.programme_id)
    for member in pair.members:
        person = people.get(tx, workspace_id, member.person_id)
        today = rhythms.today(tx, workspace_id, person.id, at)
        is_first = not schedules.known(tx, Subject(workspace_id, REVIEW, pair.id, person.id))
        half_way_on = today + (programme.ends_on - today) / 2 if is_first else None
        planned = {one.kind: one for one in reviews(person, today, programme.ends_on, months, half_way_on)}
        for kind in (REVIEW, HALF_WAY):
            subject = Subject(workspace_id, kind, pair.id, person.id)
            if kind in planned:
                rule = planned[kind].rule
                schedules.put(tx, subject, rule, next_after(rule, at)[1], once=planned[kind].once)
            elif kind == REVIEW:
                schedules.stop(tx, subject, at=at)
