"""Lists of people to invite that were tried and are not sent off yet: our ids, and nothing that somebody wrote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_

from bot.domain.pairs import OPEN, PairState
from bot.domain.people import Role
from bot.domain.rosters import Judged, Present
from storage import pairs, programmes, rows
from storage.tables import InvitationList as Table
from storage.transaction import Transaction

# A list that nobody sent off within a day was only looked at.
KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """A mentor and a mentee, or one person with a role: our ids."""

    people: tuple[int, ...]
    role: Role | None = None
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A list as it was kept, and by whom."""

    id: int
    programme_id: int
    person_id: int
    lines: tuple[Line, ...]


def keep(
    tx: Transaction,
    workspace_id: int,
    programme_id: int,
    person_id: int,
    lines: Iterable[Judged],
    *,
    at: datetime,
) -> int:
    """Keep what a list would do; the one that this person tried before, and any old one, is gone. Returns its id."""
    old = or_(Table.person_id == person_id, Table.made_at < at - KEPT)
    tx.execute(delete(rows.table(Table)).where(Table.workspace_id == workspace_id, old))
    return rows.add(
        tx,
        Table,
        workspace_id=workspace_id,
        programme_id=programme_id,
        person_id=person_id,
        lines=[[[one.id for one in line.people], line.role, line.capacity] for line in lines],
        made_at=at,
    )


def get(tx: Transaction, workspace_id: int, list_id: int) -> Kept | None:
    """Return a list, unless it has gone."""
    row = rows.first(tx, Table, Table.workspace_id == workspace_id, Table.id == list_id)
    if row is None:
        return None
    lines = tuple(
        Line(tuple(people), Role(role) if role else None, capacity) for people, role, capacity in row["lines"]
    )
    return Kept(row["id"], row["programme_id"], row["person_id"], lines)


def drop(tx: Transaction, workspace_id: int, list_id: int) -> None:
    """Forget a list, which was sent off."""
    tx.execute(delete(rows.table(Table)).where(Table.workspace_id == workspace_id, Table.id == list_id))


def present(tx: Transaction, workspace_id: int, programme_id: int) -> Present:
    """Return who is in a programme already."""
    enrolled = programmes.enrolled(tx, workspace_id, programme_id)
    every = pairs.of_programme(tx, workspace_id, programme_id)
    members = [(pair.state, frozenset(member.person_id for member in pair.members)) for pair in every]
    return Present(
        taking_part=frozenset((one.person_id, one.role) for one in enrolled if one.left_at is None),
        said_no=frozenset((one.person_id, one.role) for one in enrolled if one.refused),
        pairs=frozenset(ids for state, ids in members if state in OPEN),
        refused=frozenset(ids for state, ids in members if state is PairState.DECLINED),
    )
