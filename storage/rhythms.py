"""Rhythms: the schedules that an agreement sets going, and how they follow when its cadence changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.agreement import Value, cadence_of
from bot.domain.cadence import after_change, next_after
from bot.domain.check_ins import QUESTION
from bot.domain.pairs import Pair
from bot.domain.rhythm import CHECK_IN, NUDGE, Agreed, Planned, rhythm
from storage import agreements, people, programmes, schedules
from storage.schedules import Subject
from storage.transaction import Transaction

# What comes at the agreed cadence; all else keeps its own dates, and what came once has come.
AT_CADENCE = (CHECK_IN, NUDGE)


def start(tx: Transaction, workspace_id: int, pair: Pair, value: Value, *, at: datetime) -> None:
    """Start the rhythm for both: each kind at the person's own hour, the check-in at the agreed cadence."""
    programme = programmes.get(tx, workspace_id, pair.programme_id)
    agreed = Agreed(cadence_of(value), value.get("weekday"))
    for member in pair.members:
        person = people.get(tx, workspace_id, member.person_id)
        day = today(tx, workspace_id, person.id, at)
        for planned in rhythm(person, member.role, programme, day, agreed):
            _put(tx, Subject(workspace_id, planned.kind, pair.id, person.id), planned, value, at)


def follow(tx: Transaction, workspace_id: int, pair: Pair, value: Value, *, at: datetime) -> None:
    """Give what comes at the cadence its new one, counted from the last check-in; what has no day left ends."""
    programme = programmes.get(tx, workspace_id, pair.programme_id)
    agreed = Agreed(cadence_of(value), value.get("weekday"))
    for member in pair.members:
        person = people.get(tx, workspace_id, member.person_id)
        last = schedules.last_on(tx, Subject(workspace_id, CHECK_IN, pair.id, person.id))
        since = last or _begun_on(tx, workspace_id, pair) or today(tx, workspace_id, person.id, at)
        planned = {one.kind: one for one in rhythm(person, member.role, programme, since, agreed)}
        for kind in AT_CADENCE:
            subject = Subject(workspace_id, kind, pair.id, person.id)
            if kind not in planned or not _put(
                tx, subject, planned[kind], value, at, ends_on=programme.ends_on
            ):
                schedules.stop(tx, subject, at=at)


def today(tx: Transaction, workspace_id: int, person_id: int, at: datetime) -> date:
    """Return the date where a person is at an instant (UTC)."""
    return at.astimezone(ZoneInfo(people.get(tx, workspace_id, person_id).zone)).date()


def _put(
    tx: Transaction,
    subject: Subject,
    planned: Planned,
    value: Value,
    at: datetime,
    ends_on: date | None = None,
) -> bool:
    """Begin a schedule or give it its new rule; False when no day of it is left until `ends_on`."""
    rule = planned.rule
    if planned.kind == QUESTION and value.get("at"):
        rule = replace(rule, wall=time.fromisoformat(value["at"]))
    rule = after_change(rule, schedules.last_on(tx, subject))
    next_on, next_at = next_after(rule, at)
    if ends_on and next_on > ends_on:
        return False
    schedules.put(tx, subject, rule, next_at, once=planned.once)
    return True


def _begun_on(tx: Transaction, workspace_id: int, pair: Pair) -> date | None:
    """Return the day on which the pair's first version began."""
    reader = pair.members[0].person_id
    begun = [one.begins_on for one in agreements.versions(tx, workspace_id, pair.id, reader=reader)]
    return min((day for day in begun if day), default=None)
