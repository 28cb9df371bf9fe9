"""What an auditor finds in Slack and in the ledger when a year is over; every complaint must not have happened."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.budget import budget_of
from bot.domain.deliveries import AFTERWARDS, AGREED, Delivery, DeliveryClass, State
from bot.domain.people import Person
from storage import deliveries, people
from storage.store import Transaction
from tests.year import oracle
from tests.year.living import END, START, Lived
from tests.year.people_of import Member, noon

# What an answer causes, rather than the calendar.
NOT_DUE_BY_DATE = {"setback", "feedback"}


@dataclass
class Totals:
    """What came of a year."""

    pairs: int = 0
    planned: int = 0
    posted: int = 0
    answers: int = 0
    faults: int = 0
    states: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)

    def __add__(self, other: Totals) -> Totals:
        return Totals(
            *(mine + theirs for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True))
        )


@dataclass(frozen=True, slots=True)
class Received:
    """A message that came to somebody, when, and what their own clock showed."""

    row: Delivery
    at: datetime
    local: datetime


def audited(lived: Lived, tx: Transaction) -> Totals:
    """Look at every row of the ledger, and hold what Slack was sent against what people had set."""
    rows = [row for row in deliveries.recent(tx, lived.ws, most=10_000_000) if row.rewrites_id is None]
    known = people.several(tx, lived.ws, lived.ids.values())
    totals = Totals(len(lived.couples), len(rows), len(lived.posted), lived.answers, lived.faults)
    totals.states.update(str(row.state) for row in rows)
    # Of what came in the end, the row still says why it was held before.
    totals.reasons.update(
        f"{row.kind}: {row.reason.id}" for row in rows if row.reason and row.state is not State.SENT
    )
    totals.complaints += [one for row in rows for one in _unaccounted(row)]
    totals.complaints += _doubled(lived, rows)
    totals.complaints += _not_as_due(lived, rows)
    by_person = _received(lived, rows)
    for person_id, theirs in by_person.items():
        totals.complaints += _disturbed(lived, known[person_id], theirs)
        begun = [one for one in theirs if one.row.delivery_class is DeliveryClass.SCHEDULED]
        totals.complaints += _over_budget(known[person_id], begun)
    return totals


def _received(lived: Lived, rows: list[Delivery]) -> dict[int, list[Received]]:
    """Return what came to each person, in its order, by what Slack says of when."""
    members = {
        lived.ids[one.slack_id]: one for couple in lived.couples for one in (couple.mentor, couple.mentee)
    }
    by_token = {row.token: row for row in rows}
    found: dict[int, list[Received]] = defaultdict(list)
    for posted in sorted(lived.posted, key=lambda one: one.at):
        row = by_token.get(posted.token)
        if row and row.person_id in members:
            zone = ZoneInfo(members[row.person_id].zone_at(posted.at))
            found[row.person_id].append(Received(row, posted.at, posted.at.astimezone(zone)))
    return found


def _unaccounted(row: Delivery) -> list[str]:
    """By the end every occasion was sent, came within another, was left out with its reason, or waits with one.

    What comes due when the year is over has nothing to wait for but its day.
    """
    ended = row.state in (State.SENT, State.FOLDED) or (row.state is State.PLANNED and row.due_at > END)
    with_reason = (
        row.state in (State.SKIPPED, State.HELD, State.FAILED, State.UNKNOWN) and row.reason is not None
    )
    return [] if ended or with_reason else [f"{row.key} stands at {row.state}"]


def _disturbed(lived: Lived, person: Person, theirs: list[Received]) -> Iterator[str]:
    """Nothing came outside somebody's days and hours, in their break, on leave or on a holiday; nor in a rest."""
    for one in theirs:
        if one.row.delivery_class is DeliveryClass.REPLY:
            continue
        if not _at_work(person, one.local):
            yield f"{one.row.key} came at {one.local:%a %d %b %H:%M %Z}, outside hours"
        if one.row.delivery_class is not DeliveryClass.SCHEDULED:
            continue
        rests = lived.rests[one.row.pair_id or 0] if one.row.kind not in AFTERWARDS else []
        member = lived.by_slack_id[person.slack_id]
        snoozes = [(begins, _end(member, begins, until)) for begins, until in lived.snoozes[person.id]]
        for begins, ends in [*rests, *snoozes]:
            if begins < one.at < ends:
                yield f"{one.row.key} came at {one.at}, in a rest from {begins} to {ends}"


def _end(member: Member, begins: datetime, until: datetime) -> datetime:
    """Return when somebody's own clock first showed a time to which they had snoozed, wherever they were by then."""
    ends = until.replace(tzinfo=ZoneInfo(member.zone_at(begins)))
    for day, zone in member.moves:
        if begins < noon(day) < ends:
            ends = max(noon(day), until.replace(tzinfo=ZoneInfo(zone)))
    return ends.astimezone(UTC)


def _at_work(person: Person, local: datetime) -> bool:
    """Tell it anew from what somebody has set, by walking the minutes of the clock rather than by our rules."""
    hours = person.hours
    at, crosses = local.time().replace(second=0, microsecond=0), hours.end <= hours.start
    day = local.date() - timedelta(days=1) if crosses and at < hours.end else local.date()
    inside = (at >= hours.start or at < hours.end) if crosses else hours.start <= at < hours.end
    if hours.lunch and hours.lunch[0] <= at < hours.lunch[1]:
        inside = False
    away = any(first <= day <= last for first, last in person.leave)
    return inside and day.weekday() in hours.days and not away and day not in hours.holidays


def _over_budget(person: Person, begun: list[Received]) -> Iterator[str]:
    """No day and no seven days brought more than somebody's budget; what was agreed counts, and comes all the same."""
    budget = budget_of(person)
    days = [one.local.date() for one in begun]
    for one, day in zip(begun, days, strict=True):
        if days.count(day) > budget.a_day:
            yield f"{one.row.key} is one of {days.count(day)} on {day}"
        week = sum(day - timedelta(days=6) <= other <= day for other in days)
        if one.row.kind not in AGREED and week > budget.a_week:
            yield f"{one.row.key} is number {week} in seven days"


def _doubled(lived: Lived, rows: list[Delivery]) -> Iterator[str]:
    """Slack holds each row's message once, and no message that is no row's."""
    posted = Counter(one.token for one in lived.posted)
    owed = {row.token: row for row in rows}
    for token, times in posted.items():
        row = owed.get(token)
        if times > 1 or row is None or row.state not in (State.SENT, State.UNKNOWN):
            yield f"{row.key if row else token} was posted {times} times, and stands at {row and row.state}"
    for row in rows:
        if row.state is State.SENT and row.token not in posted:
            yield f"{row.key} was never posted"


def _not_as_due(lived: Lived, rows: list[Delivery]) -> Iterator[str]:
    """What the calendar owes each of a pair is what the oracle finds: no occasion missed, none twice, none made up."""
    owed: dict[Any, dict[str, list[date]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row.delivery_class is DeliveryClass.SCHEDULED and row.kind not in AFTERWARDS | NOT_DUE_BY_DATE:
            owed[row.pair_id, row.person_id][row.kind].append(date.fromisoformat(row.occasion))
    for pair_id, couple in zip(lived.pair_ids, lived.couples, strict=True):
        for member in (couple.mentor, couple.mentee):
            theirs = owed[pair_id, lived.ids[member.slack_id]]
            expected = oracle.due(couple, member, begun=START, rests=lived.rests[pair_id])
            yield from oracle.complaints(theirs, expected, member.slack_id)
            for kind in theirs.keys() - expected.keys():
                yield f"{member.slack_id} was owed {kind}, which was not due"
