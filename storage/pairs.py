"""Pairs and their members."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.domain.pairs import OPEN, Member, Pair, PairState
from bot.domain.people import Role
from bot.errors import NotYours
from storage import rows
from storage.tables import Pair as Table
from storage.tables import PairMember
from storage.transaction import Row, Transaction

# Where a pair's members stand.
MEMBERS = {"workspace_id": "workspace_id", "id": "pair_id"}


def create(
    tx: Transaction, workspace_id: int, programme_id: int, members: dict[Role, int], *, by: int, at: datetime
) -> Pair:
    """Begin a pair, whose members are then invited."""
    pair_id = rows.add(
        tx,
        Table,
        workspace_id=workspace_id,
        programme_id=programme_id,
        state=PairState.INVITED,
        state_since=at,
        created_by=by,
        created_at=at,
    )
    for role, person_id in members.items():
        rows.add(tx, PairMember, workspace_id=workspace_id, pair_id=pair_id, person_id=person_id, role=role)
    return get(tx, workspace_id, pair_id)


def get(tx: Transaction, workspace_id: int, pair_id: int) -> Pair:
    """Return a pair; raises LookupError for one of another workspace."""
    where = (Table.workspace_id == workspace_id, Table.id == pair_id)
    if not tx.alone:
        found = _pairs(tx, rows.find(tx, Table, *where))
        if not found:
            raise LookupError(pair_id)
        return found[0]
    both = rows.beside(tx, Table, PairMember, MEMBERS, *where)
    if not both:
        raise LookupError(pair_id)
    return _pair(both[0][0], tuple(_known(tx, row) for _pair_row, row in both))


def of_person(tx: Transaction, workspace_id: int, person_id: int) -> list[Pair]:
    """Return every pair that a person is or was in, oldest first."""
    mine = rows.find(
        tx, PairMember, PairMember.workspace_id == workspace_id, PairMember.person_id == person_id
    )
    ids = [row["pair_id"] for row in mine]
    return _pairs(tx, rows.find(tx, Table, Table.workspace_id == workspace_id, Table.id.in_(ids)))


def of_programme(tx: Transaction, workspace_id: int, programme_id: int) -> list[Pair]:
    """Return the pairs of a programme, oldest first."""
    return _pairs(
        tx, rows.find(tx, Table, Table.workspace_id == workspace_id, Table.programme_id == programme_id)
    )


def already(tx: Transaction, workspace_id: int, programme_id: int, mentor: int, mentee: int) -> bool:
    """Tell whether these two are an open pair of the programme."""
    return any(
        pair.state in OPEN and {member.person_id for member in pair.members} == {mentor, mentee}
        for pair in of_programme(tx, workspace_id, programme_id)
    )


def refused(tx: Transaction, workspace_id: int, programme_id: int, mentor: int, mentee: int) -> bool:
    """Tell whether one of these two said no to the other in the programme, and has not come back."""
    return any(
        pair.state is PairState.DECLINED and {member.person_id for member in pair.members} == {mentor, mentee}
        for pair in of_programme(tx, workspace_id, programme_id)
    )


def admit(tx: Transaction, workspace_id: int, pair_id: int, reader: int) -> None:
    """Let a member of the pair read what belongs to it; raises NotYours for everybody else."""
    if (workspace_id, pair_id, reader) in tx.members:
        return
    where = (PairMember.workspace_id == workspace_id, PairMember.pair_id == pair_id)
    if rows.first(tx, PairMember, *where, PairMember.person_id == reader) is None:
        raise NotYours
    tx.members.add((workspace_id, pair_id, reader))


def change_member(tx: Transaction, workspace_id: int, pair_id: int, person_id: int, **values: Any) -> None:
    """Change columns of a membership."""
    rows.renew(
        tx,
        PairMember,
        PairMember.workspace_id == workspace_id,
        PairMember.pair_id == pair_id,
        PairMember.person_id == person_id,
        **values,
    )


def change(tx: Transaction, workspace_id: int, pair_id: int, **values: Any) -> Pair:
    """Change columns of a pair and return it anew."""
    rows.renew(tx, Table, Table.workspace_id == workspace_id, Table.id == pair_id, **values)
    return get(tx, workspace_id, pair_id)


def _pairs(tx: Transaction, found: Sequence[Row]) -> list[Pair]:
    if not found:
        return []
    members: dict[int, list[Member]] = {row["id"]: [] for row in found}
    where = (PairMember.workspace_id == found[0]["workspace_id"], PairMember.pair_id.in_(members))
    for row in rows.find(tx, PairMember, *where):
        members[row["pair_id"]].append(_known(tx, row))
    return [_pair(row, tuple(members[row["id"]])) for row in found]


def _pair(row: Row, members: tuple[Member, ...]) -> Pair:
    return Pair(
        id=row["id"],
        workspace_id=row["workspace_id"],
        programme_id=row["programme_id"],
        state=PairState(row["state"]),
        members=members,
        created_by=row["created_by"],
        paused_by=row["paused_by"],
        paused_at=row["paused_at"],
        paused_until=row["paused_until"],
        channel=row["channel"],
        state_since=row["state_since"],
        erased_at=row["erased_at"],
    )


def _known(tx: Transaction, row: Row) -> Member:
    """Return a member, who may from now on read what belongs to the pair."""
    tx.members.add((row["workspace_id"], row["pair_id"], row["person_id"]))
    return rows.made(row, _member)


def _member(row: Row) -> Member:
    return Member(
        person_id=row["person_id"],
        role=Role(row["role"]),
        accepted_at=row["accepted_at"],
        declined_at=row["declined_at"],
        onboarded_at=row["onboarded_at"],
        clauses_answered_at=row["clauses_answered_at"],
    )
