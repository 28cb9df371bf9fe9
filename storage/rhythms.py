"""Rhythms: the schedules that an agreement sets going, and how they follow when its cadence or a line changes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.agreement import AgreementState, Value, cadence_of
from bot.domain.cadence import after_change, first_anchor, next_after
from bot.domain.check_ins import QUESTION
from bot.domain.pairs import Pair, PairState
from bot.domain.people import Person, Role
from bot.domain.programme import Programme
from bot.domain.rhythm import CHECK_IN, MENTOR_CHECK_IN, NUDGE, Agreed, Planned, check_in, rhythm
from bot.domain.situation import Schedule
from storage import agreements, pairs, people, programmes, schedules
from storage.schedules import Subject
from storage.transaction import Transaction

# What comes at the agreed cadence; all else keeps its own dates, and what came once has come.
AT_CADENCE = (CHECK_IN, MENTOR_CHECK_IN, NUDGE)


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
        if schedules.runs(tx, Subject(workspace_id, MENTOR_CHECK_IN, pair.id, person.id)):
            planned[MENTOR_CHECK_IN] = Planned(MENTOR_CHECK_IN, check_in(person, since, agreed))
        for kind in AT_CADENCE:
            subject = Subject(workspace_id, kind, pair.id, person.id)
            if kind not in planned or not _put(
                tx, subject, planned[kind], value, at, ends_on=programme.ends_on
            ):
                schedules.stop(tx, subject, at=at)


def follow_dates(tx: Transaction, workspace_id: int, programme_id: int, *, at: datetime) -> None:
    """Let the rhythm of pairs under way follow a programme's new last day.

    What comes once by that day gets its new date, unless it has come; what had ended with the old day goes on.
    """
    programme = programmes.get(tx, workspace_id, programme_id)
    for pair in pairs.of_programme(tx, workspace_id, programme_id):
        if pair.state is PairState.ACTIVE:
            _follow_dates(tx, workspace_id, pair, programme, at)


def _follow_dates(tx: Transaction, workspace_id: int, pair: Pair, programme: Programme, at: datetime) -> None:
    versions = agreements.versions(tx, workspace_id, pair.id, reader=pair.members[0].person_id)
    value = next(
        (one.clauses["cadence"] for one in reversed(versions) if one.state is AgreementState.ACTIVE), None
    )
    begun_on = _begun_on(tx, workspace_id, pair)
    if value is None or begun_on is None:
        return
    agreed = Agreed(cadence_of(value), value.get("weekday"))
    known = {(one.kind, one.person_id): one for one in schedules.ever_of_pair(tx, workspace_id, pair.id)}
    for member in pair.members:
        person = people.get(tx, workspace_id, member.person_id)
        for planned in rhythm(person, member.role, programme, begun_on, agreed):
            _to_new_dates(tx, person, planned, known.get((planned.kind, person.id)), programme, pair.id, at)


def _to_new_dates(
    tx: Transaction,
    person: Person,
    planned: Planned,
    known: Schedule | None,
    programme: Programme,
    pair_id: int,
    at: datetime,
) -> None:
    rule = planned.rule if planned.once or known is None else schedules.rule_of(known)
    has_come = planned.once and known is not None and known.last_on is not None
    goes_on = not planned.once and known is not None and known.ended_at is None
    if has_come or goes_on:
        return
    day = today(tx, person.workspace_id, person.id, at)
    if planned.once and rule.anchor <= day:
        # By the new dates its day has passed: it comes on the next one.
        rule = replace(rule, anchor=first_anchor(day + timedelta(days=1), person.hours.days))
    next_on, next_at = next_after(rule, at)
    if next_on <= programme.ends_on:
        subject = Subject(person.workspace_id, planned.kind, pair_id, person.id)
        schedules.put(tx, subject, rule, next_at, once=planned.once)


def adjust(
    tx: Transaction, workspace_id: int, pair: Pair, value: Value, lines: Collection[str], *, at: datetime
) -> None:
    """Let what is not due yet follow its programme, of which these lines were set otherwise; what came has come."""
    programme = programmes.get(tx, workspace_id, pair.programme_id)
    agreed = Agreed(cadence_of(value), value.get("weekday"))
    for member in pair.members:
        person = people.get(tx, workspace_id, member.person_id)
        since = _begun_on(tx, workspace_id, pair) or today(tx, workspace_id, person.id, at)
        planned = {one.kind: one for one in rhythm(person, member.role, programme, since, agreed)}
        for kind in lines:
            subject = Subject(workspace_id, kind, pair.id, person.id)
            if kind in planned:
                _put_if_to_come(tx, subject, planned[kind], value, at, programme.ends_on)
            elif kind == MENTOR_CHECK_IN and programme.rhythm.has(kind):
                continue
            else:
                schedules.stop(tx, subject, at=at)


def _put_if_to_come(
    tx: Transaction, subject: Subject, planned: Planned, value: Value, at: datetime, ends_on: date
) -> None:
    """Give a line its new rule, unless it comes once and has come, or its new day has passed."""
    if planned.once:
        has_come = schedules.last_on(tx, subject) is not None
        if has_come or planned.rule.anchor <= today(tx, subject.workspace_id, subject.person_id, at):
            return
    _put(tx, subject, planned, value, at, ends_on=ends_on)


def ask_mentor(tx: Transaction, workspace_id: int, pair: Pair, value: Value, *, at: datetime) -> bool:
    """Let the check-in come to the mentor too, who asked for it; False when no day is left for it."""
    programme = programmes.get(tx, workspace_id, pair.programme_id)
    person = people.get(tx, workspace_id, pair.by_role(Role.MENTOR))
    agreed = Agreed(cadence_of(value), value.get("weekday"))
    rule = check_in(person, today(tx, workspace_id, person.id, at), agreed)
    subject = Subject(workspace_id, MENTOR_CHECK_IN, pair.id, person.id)
    planned = Planned(MENTOR_CHECK_IN, rule)
    return _put(tx, subject, planned, value, at, ends_on=programme.ends_on)


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
