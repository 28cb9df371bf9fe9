"""Programmes, and who takes part in them as what."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from bot.domain.people import Role
from bot.domain.programme import Programme
from bot.domain.rhythm import Rhythm, set_to
from bot.domain.taking_part import Enrolled
from storage import rows
from storage.tables import Enrolment, Person
from storage.tables import Programme as Table
from storage.transaction import Row, Transaction


def create(
    tx: Transaction,
    workspace_id: int,
    name: str,
    starts_on: date,
    ends_on: date,
    *,
    by: int,
    at: datetime,
    language: str | None = None,
) -> Programme:
    """Begin a programme, whose creator coordinates it; without a language of its own it speaks the workspace's."""
    programme_id = rows.add(
        tx,
        Table,
        workspace_id=workspace_id,
        name=name,
        language=language,
        starts_on=starts_on,
        ends_on=ends_on,
        rhythm={},
        created_by=by,
        created_at=at,
    )
    enrol(tx, workspace_id, programme_id, by, Role.COORDINATOR, at=at)
    return get(tx, workspace_id, programme_id)


def get(tx: Transaction, workspace_id: int, programme_id: int) -> Programme:
    """Return a programme; raises LookupError for one of another workspace."""
    row = rows.first(tx, Table, Table.workspace_id == workspace_id, Table.id == programme_id)
    if row is None:
        raise LookupError(programme_id)
    return _programme(row)


def change(tx: Transaction, workspace_id: int, programme_id: int, **values: Any) -> Programme:
    """Change columns of a programme and return it anew."""
    rows.renew(tx, Table, Table.workspace_id == workspace_id, Table.id == programme_id, **values)
    return get(tx, workspace_id, programme_id)


def set_rhythm(tx: Transaction, workspace_id: int, programme_id: int, rhythm: Rhythm) -> None:
    """Keep what a programme's coordinators have set of its rhythm."""
    where = (Table.workspace_id == workspace_id, Table.id == programme_id)
    rows.renew(tx, Table, *where, rhythm=dict(rhythm.numbers))


def everyone(tx: Transaction, workspace_id: int) -> list[Programme]:
    """Return all programmes of a workspace, oldest first."""
    return [_programme(row) for row in rows.find(tx, Table, Table.workspace_id == workspace_id)]


def coordinated_by(tx: Transaction, workspace_id: int, person_id: int) -> list[Programme]:
    """Return the programmes that a person coordinates, oldest first."""
    mine = rows.find(tx, Enrolment, Enrolment.person_id == person_id, *_coordinating(workspace_id))
    ids = {row["programme_id"] for row in mine}
    return [programme for programme in everyone(tx, workspace_id) if programme.id in ids]


def coordinators(tx: Transaction, workspace_id: int, programme_id: int) -> frozenset[int]:
    """Return the ids of a programme's coordinators whose accounts are live."""
    found = rows.find(tx, Enrolment, Enrolment.programme_id == programme_id, *_coordinating(workspace_id))
    ids = {row["person_id"] for row in found}
    gone = rows.find(
        tx,
        Person,
        Person.workspace_id == workspace_id,
        Person.id.in_(ids),
        Person.deactivated_at.is_not(None),
    )
    return frozenset(ids - {row["id"] for row in gone})


def hold(tx: Transaction, workspace_id: int, programme_id: int) -> None:
    """Let whoever else wants to change who coordinates a programme wait until this transaction has ended."""
    where = (Table.workspace_id == workspace_id, Table.id == programme_id)
    tx.execute(select(Table.id).where(*where).with_for_update())


def leave(
    tx: Transaction, workspace_id: int, programme_id: int, person_id: int, role: Role, *, at: datetime
) -> bool:
    """Let a person take part as something no more; False when they did not."""
    where = (*_part(workspace_id, programme_id, person_id, role), Enrolment.left_at.is_(None))
    return rows.change(tx, Enrolment, *where, left_at=at) > 0


def enrolled(tx: Transaction, workspace_id: int, programme_id: int) -> tuple[Enrolled, ...]:
    """Return every part that somebody has, or had, in a programme, first come first."""
    where = (Enrolment.workspace_id == workspace_id, Enrolment.programme_id == programme_id)
    return tuple(_enrolled(row) for row in rows.find(tx, Enrolment, *where))


def asked_of(tx: Transaction, workspace_id: int, person_id: int) -> tuple[Enrolled, ...]:
    """Return what somebody was asked to take part as, in any programme, unless they said no."""
    where = (Enrolment.workspace_id == workspace_id, Enrolment.person_id == person_id)
    found = rows.find(tx, Enrolment, *where, Enrolment.invited_by.is_not(None), Enrolment.left_at.is_(None))
    return tuple(_enrolled(row) for row in found)


def invite(
    tx: Transaction,
    workspace_id: int,
    programme_id: int,
    person_id: int,
    role: Role,
    capacity: int | None,
    *,
    by: int,
    at: datetime,
) -> bool:
    """Note that somebody is asked to take part; False where they do already, did once, or have been asked.

    Whoever was asked before that was withdrawn can be asked anew.
    """
    key = {"workspace_id": workspace_id, "programme_id": programme_id, "person_id": person_id, "role": role}
    more = {"capacity": capacity, "invited_by": by, "enrolled_at": at}
    if rows.add_once(tx, Enrolment, list(key), **key, **more) is not None:
        return True
    mine = _part(workspace_id, programme_id, person_id, role)
    withdrawn = (
        Enrolment.invited_by.is_(None),
        Enrolment.answered_at.is_(None),
        Enrolment.left_at.is_not(None),
    )
    return rows.change(tx, Enrolment, *mine, *withdrawn, **more, left_at=None) > 0


def part(
    tx: Transaction, workspace_id: int, programme_id: int, person_id: int, role: Role
) -> Enrolled | None:
    """Return somebody's part in a programme, if they ever had one."""
    row = rows.first(tx, Enrolment, *_part(workspace_id, programme_id, person_id, role))
    return _enrolled(row) if row else None


def withdraw(
    tx: Transaction,
    workspace_id: int,
    programme_id: int,
    person_id: int,
    role: Role,
    *,
    at: datetime,
    stays: bool,
) -> bool:
    """Ask somebody no more who has not answered whether they take part; False where there is nothing to withdraw.

    Whoever is of a pair there by now `stays` as one who came with it.
    """
    mine = _part(workspace_id, programme_id, person_id, role)
    waits = (Enrolment.invited_by.is_not(None), Enrolment.answered_at.is_(None), Enrolment.left_at.is_(None))
    return rows.change(tx, Enrolment, *mine, *waits, invited_by=None, left_at=None if stays else at) > 0


def answer(
    tx: Transaction,
    workspace_id: int,
    programme_id: int,
    person_id: int,
    role: Role,
    *,
    takes_part: bool,
    at: datetime,
) -> None:
    """Keep what somebody answered who was asked to take part."""
    where = _part(workspace_id, programme_id, person_id, role)
    rows.renew(tx, Enrolment, *where, answered_at=at, left_at=None if takes_part else at)


def enrol(
    tx: Transaction, workspace_id: int, programme_id: int, person_id: int, role: Role, *, at: datetime
) -> None:
    """Let a person take part as something; once is enough, and who had left is back."""
    key = {"workspace_id": workspace_id, "programme_id": programme_id, "person_id": person_id, "role": role}
    rows.put(tx, Enrolment, list(key), ("left_at",), **key, enrolled_at=at, left_at=None)


def _enrolled(row: Row) -> Enrolled:
    return Enrolled(
        person_id=row["person_id"],
        role=Role(row["role"]),
        capacity=row["capacity"],
        invited_by=row["invited_by"],
        answered_at=row["answered_at"],
        left_at=row["left_at"],
    )


def _part(
    workspace_id: int, programme_id: int, person_id: int, role: Role
) -> tuple[ColumnElement[bool], ...]:
    return (
        Enrolment.workspace_id == workspace_id,
        Enrolment.programme_id == programme_id,
        Enrolment.person_id == person_id,
        Enrolment.role == role,
    )


def _coordinating(workspace_id: int) -> tuple[Any, ...]:
    return (
        Enrolment.workspace_id == workspace_id,
        Enrolment.role == Role.COORDINATOR,
        Enrolment.left_at.is_(None),
    )


def _programme(row: Row) -> Programme:
    return Programme(
        id=row["id"],
        workspace_id=row["workspace_id"],
        name=row["name"],
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        rhythm=set_to(row["rhythm"]),
        language=row["language"],
        keeps_months=row["keeps_months"],
    )
