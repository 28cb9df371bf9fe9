"""People: who Slack says they are, and what they told us of their hours."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Integer, Select, bindparam, or_, select, union_all

from bot.domain import snoozes
from bot.domain.deliveries import WAITING, DeliveryClass, State
from bot.domain.people import GONE, Intensity, Person, Profile, Role
from bot.domain.status import QUIET_AGE, Away, Quiet
from storage import deliveries, prepared, rows, schedules, workspaces
from storage.fields import SOME, filled
from storage.prepared import Prepared
from storage.public_holidays import PublicHolidays
from storage.tables import Delivery, Enrolment
from storage.tables import Person as Table
from storage.tables import Workspace as WorkspaceTable
from storage.transaction import Row, Transaction
from storage.workspaces import Workspace


def _unasked() -> Select[Any]:
    """Build the statement that finds people of whose quiet times Slack told nothing lately."""
    table = rows.table(Table)
    asked = table.c.quiet_asked_at
    old = or_(asked.is_(None), asked < bindparam("old", type_=asked.type))
    return select(table.c.id, table.c.slack_id).where(table.c.workspace_id == bindparam("workspace"), old)


@cache
def _unasked_of(many: int) -> Select[Any]:
    """Build the one for as many of some people."""
    return _unasked().where(rows.table(Table).c.id.in_(prepared.places("id", many, Integer())))


def _soon(state: State) -> Select[Any]:
    """Build the one for those to whom something scheduled is due soon, by the ledger's index of one state."""
    row = rows.table(Delivery)
    due = (
        row.c.workspace_id == bindparam("workspace"),
        row.c.state == state,
        row.c.delivery_class == DeliveryClass.SCHEDULED,
        row.c.due_at <= bindparam("soon", type_=row.c.due_at.type),
        row.c.person_id == rows.table(Table).c.id,
    )
    found = _unasked().add_columns(row.c.due_at).where(*due)
    return found.order_by(row.c.due_at).limit(bindparam("most", type_=Integer))


# Built once: each sweep runs them.
SOON = union_all(*(select(_soon(state).subquery()) for state in WAITING))


def remember(tx: Transaction, workspace_id: int, profile: Profile, *, at: datetime) -> Person:
    """Keep what Slack said of an account when it was asked at an instant, unless it was asked again since.

    A zone that its person has set against Slack's, or a country that they have confirmed, stays as it is.
    """
    known = by_slack_id(tx, workspace_id, profile.slack_id)
    if known and known.looked_up_at and known.looked_up_at > at:
        return known
    facts: dict[str, Any] = {
        "name": profile.name,
        "locale": profile.locale or (known.locale if known else ""),
        "is_admin": profile.is_admin,
        "is_guest": profile.is_guest,
        "is_bot": profile.is_bot,
        "looked_up_at": at,
        "away_since": (known.away.since if known and known.away else at) if profile.is_away else None,
        "away_until": profile.away_until if profile.is_away else None,
        "deactivated_at": (known.deactivated_at if known and known.deactivated_at else at)
        if profile.deactivated
        else None,
    }
    if known is None:
        values = {
            "workspace_id": workspace_id,
            "slack_id": profile.slack_id,
            "zone": profile.zone or "UTC",
            "country": profile.country,
            "leave": [],
            **facts,
        }
        rows.add_once(tx, Table, ("workspace_id", "slack_id"), **values)
        return _known(tx, workspace_id, profile.slack_id)
    if profile.zone and not known.zone_confirmed:
        facts["zone"] = profile.zone
        if not known.country_confirmed:
            facts["country"] = profile.country
    has_moved = facts.get("zone", known.zone) != known.zone
    if has_moved:
        facts["snoozed_until"] = snoozes.moved(known, profile.zone, at)
    rows.renew(tx, Table, Table.workspace_id == workspace_id, Table.id == known.id, **facts)
    if has_moved:
        follow(tx, workspace_id, known.id, None, profile.zone, at=at)
    return _known(tx, workspace_id, profile.slack_id)


def follow(
    tx: Transaction, workspace_id: int, person_id: int, wall: time | None, zone: str, *, at: datetime
) -> None:
    """Let what comes to somebody come at their hour (None keeps each one's own) where they are now.

    What was held is looked at again, and the message that notes a snooze says when it ends there.
    """
    schedules.follow(tx, workspace_id, person_id, wall, zone)
    deliveries.look_again(tx, workspace_id, person_id, at=at)
    noted = deliveries.latest(tx, workspace_id, snoozes.NOTED, "0", person_id)
    yesterday = (at - timedelta(days=1)).date().isoformat()
    if noted is None or noted.facts.get("day", "") < yesterday:
        # It says that it is over.
        return
    deliveries.rewrite(tx, workspace_id, noted.id, person_id, at=at)


def by_slack_id(tx: Transaction, workspace_id: int, slack_id: str) -> Person | None:
    """Return the person whom Slack calls by this id."""
    row = rows.first(tx, Table, Table.workspace_id == workspace_id, Table.slack_id == slack_id)
    return _person(row) if row else None


def acting(tx: Transaction, team_id: str, slack_id: str) -> tuple[Workspace, Person] | None:
    """Return whoever Slack calls by this id, with their workspace, in one look: every act of somebody begins so."""
    where = (WorkspaceTable.team_id == team_id, Table.slack_id == slack_id)
    found = rows.beside(tx, WorkspaceTable, Table, {"id": "workspace_id"}, *where)
    return (workspaces.read(found[0][0]), _person(found[0][1])) if found else None


def get(tx: Transaction, workspace_id: int, person_id: int) -> Person:
    """Return a person by our id; raises LookupError for one of another workspace."""
    row = rows.first(tx, Table, Table.workspace_id == workspace_id, Table.id == person_id)
    if row is None:
        raise LookupError(person_id)
    return _person(row)


def several(tx: Transaction, workspace_id: int, ids: Iterable[int]) -> dict[int, Person]:
    """Return people by our id."""
    found = rows.find(tx, Table, Table.workspace_id == workspace_id, Table.id.in_(set(ids)))
    return {row["id"]: _person(row) for row in found}


def change(tx: Transaction, workspace_id: int, person_id: int, **values: Any) -> Person:
    """Change columns of a person and return them anew."""
    rows.renew(tx, Table, Table.workspace_id == workspace_id, Table.id == person_id, **values)
    return get(tx, workspace_id, person_id)


def unasked(tx: Transaction, workspace_id: int, ids: Collection[int], now: datetime) -> dict[int, str]:
    """Return by our id the Slack ids of those of some people who were not asked about lately."""
    if not ids:
        return {}
    some = filled(tuple(ids))
    given = {"workspace": workspace_id, "old": now - QUIET_AGE, **prepared.numbered("id", some)}
    found = tx.rows(Prepared(_unasked_of(len(some)), given, ("unasked", len(some))))
    return {row["id"]: row["slack_id"] for row in found}


def unasked_soon(
    tx: Transaction, workspace_id: int, now: datetime, soon: datetime, most: int
) -> dict[int, str]:
    """Return by our id the Slack ids of people with something scheduled soon who were not asked about lately.

    At most so many, those first to whom something is due first.
    """
    given = {"workspace": workspace_id, "old": now - QUIET_AGE, "soon": soon, "most": most}
    found = sorted(tx.rows(Prepared(SOON, given, "unasked soon")), key=itemgetter("due_at"))
    return {row["id"]: row["slack_id"] for row in found[:most]}


def keep_quiet_times(
    tx: Transaction,
    workspace_id: int,
    known: Mapping[int, tuple[datetime, datetime] | None],
    *,
    at: datetime,
) -> None:
    """Remember what Slack said of when people are not to be disturbed (UTC), by our id."""
    here = Table.workspace_id == workspace_id
    # Most have none: they are changed together.
    free = [person_id for person_id, times in known.items() if times is None]
    for place in range(0, len(free), SOME):
        nothing = {"quiet_from": None, "quiet_until": None, "quiet_asked_at": at}
        rows.renew(tx, Table, here, Table.id.in_(free[place : place + SOME]), **nothing)
    for person_id, times in known.items():
        if times:
            quiet = {"quiet_from": times[0], "quiet_until": times[1], "quiet_asked_at": at}
            rows.renew(tx, Table, here, Table.id == person_id, **quiet)


def doubt(tx: Transaction, workspace_id: int, person_id: int) -> None:
    """Look somebody up again before anything unasked is sent to them, however short a time ago that was done."""
    rows.change(tx, Table, Table.workspace_id == workspace_id, Table.id == person_id, looked_up_at=None)


def coordinates(tx: Transaction, workspace_id: int, person_id: int) -> bool:
    """Tell whether somebody has taken the role of coordinator, or coordinates any programme."""
    return person_id in _coordinating(tx, workspace_id)


def coordinators(tx: Transaction, workspace_id: int) -> tuple[Person, ...]:
    """Return everybody who coordinates here and whose account is live, first come first."""
    since = _coordinating(tx, workspace_id)
    found = (one for one in several(tx, workspace_id, since).values() if not one.deactivated_at)
    return tuple(sorted(found, key=lambda one: (since[one.id], one.id)))


def _coordinating(tx: Transaction, workspace_id: int) -> dict[int, datetime]:
    """Return since when who coordinates: the role was taken in the workspace, or given in a programme."""
    took = rows.find(tx, Table, Table.workspace_id == workspace_id, Table.coordinator_at.is_not(None))
    given = rows.find(
        tx,
        Enrolment,
        Enrolment.workspace_id == workspace_id,
        Enrolment.role == Role.COORDINATOR,
        Enrolment.left_at.is_(None),
    )
    since = [(row["id"], row["coordinator_at"]) for row in took]
    since += [(row["person_id"], row["enrolled_at"]) for row in given]
    return dict(sorted(since, key=lambda one: one[1], reverse=True))


def make_coordinator(tx: Transaction, workspace_id: int, person_id: int, *, at: datetime) -> None:
    """Give somebody the role of coordinator."""
    change(tx, workspace_id, person_id, coordinator_at=at)


def _known(tx: Transaction, workspace_id: int, slack_id: str) -> Person:
    person = by_slack_id(tx, workspace_id, slack_id)
    if person is None:
        raise LookupError(slack_id)
    return person


def _person(row: Row) -> Person:
    return rows.made(row, _made)


def _made(row: Row) -> Person:
    return Person(
        id=row["id"],
        workspace_id=row["workspace_id"],
        slack_id=row["slack_id"],
        name=GONE if row["erased_at"] else row["name"],
        zone=row["zone"],
        locale=row["locale"],
        zone_confirmed=row["zone_confirmed_at"] is not None,
        work_days=None if row["work_days"] is None else frozenset(row["work_days"]),
        work_starts=row["work_starts"],
        work_ends=row["work_ends"],
        lunch=(row["lunch_starts"], row["lunch_ends"]) if row["lunch_starts"] and row["lunch_ends"] else None,
        leave=tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in row["leave"]),
        holidays=PublicHolidays(row["country"], row["region"] or "") if row["country"] else None,
        country_confirmed=row["country_confirmed_at"] is not None,
        intensity=Intensity(row["intensity"]),
        quiet=Quiet(row["quiet_from"], row["quiet_until"], row["quiet_asked_at"]),
        away=Away(row["away_since"], row["away_until"]) if row["away_since"] else None,
        most_a_day=row["most_a_day"],
        most_a_week=row["most_a_week"],
        prompt_at=row["prompt_at"],
        snoozed_until=row["snoozed_until"],
        consented_at=row["consented_at"],
        has_rehearsed=row["rehearsed_at"] is not None,
        first_steps_away=row["first_steps_away_at"] is not None,
        is_admin=row["is_admin"],
        is_guest=row["is_guest"],
        is_bot=row["is_bot"],
        deactivated_at=row["deactivated_at"],
        looked_up_at=row["looked_up_at"],
        dm_channel=row["dm_channel"],
    )
