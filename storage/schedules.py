"""Schedules: rules of recurrence, and the instant at which each is due next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, func, select, update

from bot.domain.cadence import Cadence, moved, realigned
from bot.domain.cadence import Schedule as Rule
from bot.domain.pairs import rests
from bot.domain.situation import Schedule
from storage import rows
from storage.prepared import Prepared
from storage.tables import Pair, Programme
from storage.tables import Schedule as Table
from storage.transaction import Row, Transaction
from storage.workspaces import served

# Across the date line a zone moves by a day at the most.
MOST_SHIFT = timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class Subject:
    """What comes back to whom, about which pair."""

    workspace_id: int
    kind: str
    pair_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class Due:
    """A schedule that has come due; whether its pair rests, and the last day of its programme."""

    schedule: Schedule
    rests: bool
    over: date


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a schedule stands from now on; its id, and the columns that say so."""

    id: int
    last_on: date | None
    next_due_at: datetime | None
    ended_at: datetime | None = None


def _due() -> Select[Any]:
    """Build the statement that finds what is due, with what else decides whether it comes."""
    pair, programme = rows.table(Pair), rows.table(Programme)
    where = (
        table.c.next_due_at <= bindparam("now", type_=table.c.next_due_at.type),
        table.c.ended_at.is_(None),
        pair.c.id == table.c.pair_id,
        pair.c.workspace_id == table.c.workspace_id,
        programme.c.id == pair.c.programme_id,
        programme.c.workspace_id == pair.c.workspace_id,
        served(table.c.workspace_id),
    )
    chosen = select(table, pair.c.paused_at, pair.c.paused_until, programme.c.ends_on).where(*where)
    first = chosen.order_by(table.c.next_due_at, table.c.id).limit(bindparam("most", type_=Integer))
    return first.with_for_update(skip_locked=True, of=table)


table = rows.table(Table)
NEXT_DUE = select(func.min(Table.next_due_at).label("at")).where(
    Table.ended_at.is_(None), served(Table.workspace_id)
)
# Built once, and run for hundreds at a time.
DUE = _due()
ADVANCE = update(table).where(
    table.c.id == bindparam("schedule"), table.c.workspace_id == bindparam("workspace")
)


def put(tx: Transaction, subject: Subject, rule: Rule, next_due_at: datetime, *, once: bool = False) -> None:
    """Begin a schedule, or give it a new rule; `next_due_at` is derived from the rule by the caller."""
    values = {
        "anchor_on": rule.anchor,
        "every": rule.cadence.every,
        "unit": rule.cadence.unit,
        "wall": rule.wall,
        "zone": rule.zone,
        "once": once,
        "next_due_at": next_due_at,
        "ended_at": None,
    }
    key = {name: getattr(subject, name) for name in ("workspace_id", "kind", "pair_id", "person_id")}
    rows.put(tx, Table, list(key), values, **key, **values)


def due(tx: Transaction, now: datetime, most: int) -> list[Due]:
    """Return what is due in every workspace, longest due first; each carries its own workspace."""
    found = tx.execute(DUE, {"now": now, "most": most})
    return [
        Due(_schedule(row), rests(row["paused_at"], row["paused_until"], now), row["ends_on"])
        for row in rows.named(found)
    ]


def overdue(tx: Transaction, workspace_id: int, now: datetime) -> set[tuple[str, int, int]]:
    """Return what has come due in a workspace and is not planned yet: its kind, its pair and whom it comes to."""
    where = (Table.workspace_id == workspace_id, Table.ended_at.is_(None), Table.next_due_at <= now)
    return {(row["kind"], row["pair_id"], row["person_id"]) for row in rows.find(tx, Table, *where)}


def advance(tx: Transaction, workspace_id: int, schedule_id: int, **values: Any) -> None:
    """Write down what was planned last and when the next is due."""
    rows.renew(tx, Table, Table.workspace_id == workspace_id, Table.id == schedule_id, **values)


def advance_each(tx: Transaction, workspace_id: int, moved: Iterable[Moved]) -> None:
    """Write down of many schedules what was planned last, when the next is due and whether it has ended."""
    every = [_columns(workspace_id, one) for one in moved]
    if every:
        tx.change_each(Prepared(ADVANCE, every[0], "advance"), every)


def of_pair(tx: Transaction, workspace_id: int, pair_id: int) -> list[Schedule]:
    """Return a pair's schedules that have not ended."""
    where = (Table.workspace_id == workspace_id, Table.pair_id == pair_id, Table.ended_at.is_(None))
    return [_schedule(row) for row in rows.find(tx, Table, *where)]


def ever_of_pair(tx: Transaction, workspace_id: int, pair_id: int) -> list[Schedule]:
    """Return all of a pair's schedules, those that have ended too."""
    where = (Table.workspace_id == workspace_id, Table.pair_id == pair_id)
    return [_schedule(row) for row in rows.find(tx, Table, *where)]


def of_person(tx: Transaction, workspace_id: int, person_id: int) -> list[Schedule]:
    """Return a person's schedules that have not ended."""
    where = (Table.workspace_id == workspace_id, Table.person_id == person_id, Table.ended_at.is_(None))
    return [_schedule(row) for row in rows.find(tx, Table, *where)]


def end(tx: Transaction, workspace_id: int, pair_id: int, *, at: datetime) -> None:
    """End everything that comes back about a pair."""
    where = (Table.workspace_id == workspace_id, Table.pair_id == pair_id, Table.ended_at.is_(None))
    rows.renew(tx, Table, *where, ended_at=at)


def stop(tx: Transaction, subject: Subject, *, at: datetime) -> None:
    """End one thing that comes back, where it has not ended."""
    rows.renew(tx, Table, *_is(subject), Table.ended_at.is_(None), next_due_at=None, ended_at=at)


def next_due(tx: Transaction) -> datetime | None:
    """Return the first instant at which anything of any workspace is due."""
    found: datetime | None = rows.instant(tx, "next schedule", NEXT_DUE)
    return found


def next_due_in(tx: Transaction, workspace_id: int) -> datetime | None:
    """Return the first instant at which anything of a workspace is due."""
    where = (Table.workspace_id == workspace_id, Table.ended_at.is_(None))
    return tx.scalar(select(func.min(Table.next_due_at)).where(*where))


def first(tx: Transaction) -> Schedule | None:
    """Return the schedule of any workspace that is due first."""
    row = rows.first(tx, Table, Table.ended_at.is_(None), order=(table.c.next_due_at,))
    return _schedule(row) if row else None


def rule_of(schedule: Schedule) -> Rule:
    """Return a schedule's rule as the domain knows it."""
    unit: Any = schedule.unit
    return Rule(schedule.anchor_on, Cadence(schedule.every, unit), schedule.wall, schedule.zone)


def runs(tx: Transaction, subject: Subject) -> bool:
    """Tell whether something still comes back."""
    return rows.count(tx, Table, *_is(subject), Table.ended_at.is_(None)) > 0


def known(tx: Transaction, subject: Subject) -> bool:
    """Tell whether there ever was such a schedule, ended or not."""
    return rows.count(tx, Table, *_is(subject)) > 0


def last_on(tx: Transaction, subject: Subject) -> date | None:
    """Return the nominal date of the last occurrence that was planned, also of a schedule that has ended."""
    row = rows.first(tx, Table, *_is(subject))
    return row["last_on"] if row else None


def follow(tx: Transaction, workspace_id: int, person_id: int, wall: time | None, zone: str) -> None:
    """Let what comes back to a person come at their hour (None keeps each one's own) in their zone, on its dates."""
    for one in of_person(tx, workspace_id, person_id):
        rule = rule_of(one)
        if rule.zone == zone and wall in (None, rule.wall):
            continue
        if one.next_due_at is None:
            # It rests with its pair, and gets its instant when they go on: by the clock of where they are then.
            advance(tx, workspace_id, one.id, wall=wall or rule.wall, zone=zone)
            continue
        fresh, next_due_at = moved(rule, one.next_due_at, wall or rule.wall, zone)
        values = {"wall": fresh.wall, "zone": fresh.zone, "next_due_at": next_due_at}
        advance(tx, workspace_id, one.id, **values)


def realign(tx: Transaction, after: int, most: int) -> tuple[int, int]:
    """Derive anew when the schedules of every workspace are due, those with an id above `after`, at most so many.

    Returns the id of the last one looked at, 0 when there are no more, and how many were due at another instant.
    """
    where = (Table.id > after, Table.ended_at.is_(None), Table.next_due_at.is_not(None))
    statement = select(table).where(*where).order_by(Table.id).limit(most)
    found = [_schedule(row) for row in rows.named(tx.execute(statement))]
    changed = 0
    for one in found:
        next_due_at = realigned(rule_of(one), one.next_due_at) if one.next_due_at else None
        if next_due_at and next_due_at != one.next_due_at and not _was_put_off(one, next_due_at):
            advance(tx, one.workspace_id, one.id, next_due_at=next_due_at)
            changed += 1
    return (found[-1].id if found else 0), changed


def _columns(workspace_id: int, one: Moved) -> dict[str, Any]:
    return {
        "schedule": one.id,
        "workspace": workspace_id,
        "last_on": one.last_on,
        "next_due_at": one.next_due_at,
        "ended_at": one.ended_at,
    }


def _was_put_off(one: Schedule, next_due_at: datetime) -> bool:
    """Tell whether a schedule that could not be planned waits for its next try."""
    return one.next_due_at is not None and abs(one.next_due_at - next_due_at) > MOST_SHIFT


def _is(subject: Subject) -> tuple[ColumnElement[bool], ...]:
    return (
        Table.workspace_id == subject.workspace_id,
        Table.kind == subject.kind,
        Table.pair_id == subject.pair_id,
        Table.person_id == subject.person_id,
    )


def _schedule(row: Row) -> Schedule:
    names = (
        "id",
        "workspace_id",
        "kind",
        "pair_id",
        "person_id",
        "anchor_on",
        "every",
        "unit",
        "wall",
        "zone",
        "once",
        "last_on",
        "next_due_at",
        "ended_at",
    )
    return Schedule(**{name: row[name] for name in names})
