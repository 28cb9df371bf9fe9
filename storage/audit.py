"""The audit log: who changed what, and who looked; read by those who coordinate, and by whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, not_, or_, select

from bot.domain.audit import INVITATION_WITHDRAWN, Entry
from storage import pairs, rows
from storage.tables import AuditEntry as Table
from storage.tables import Enrolment
from storage.tables import Pair as PairTable
from storage.transaction import Row, Transaction


def note(
    tx: Transaction,
    workspace_id: int,
    person_id: int | None,
    action: str,
    subject: str,
    *,
    at: datetime,
    about: int | None = None,
    **facts: Any,
) -> None:
    """Append an entry; `facts` are ids and dates, never anything that was typed.

    `person_id` is None for whoever runs Trellis; `about` is the one person whom it concerns.
    """
    rows.add(
        tx,
        Table,
        workspace_id=workspace_id,
        person_id=person_id,
        about_id=about,
        action=action,
        subject=subject,
        facts=facts,
        at=at,
    )


def noted(tx: Transaction, workspace_id: int, person_id: int, action: str, since: datetime) -> set[str]:
    """Return the subjects to which a person did something since then (UTC)."""
    mine = (Table.workspace_id == workspace_id, Table.person_id == person_id, Table.action == action)
    return set(tx.scalars(select(Table.subject).where(*mine, Table.at >= since)))


def of_programme(
    tx: Transaction, workspace_id: int, programme_id: int, before: int | None, most: int
) -> list[Entry]:
    """Return what was done to a programme and its pairs, newest first; `before` is the id of the last one known."""
    mine = select(PairTable.id).where(
        PairTable.workspace_id == workspace_id, PairTable.programme_id == programme_id
    )
    subjects = [f"programme:{programme_id}", *(f"pair:{one}" for one in tx.scalars(mine))]
    return _entries(tx, workspace_id, Table.subject.in_(subjects), before, most)


def concerning(
    tx: Transaction, workspace_id: int, person_id: int, before: int | None, most: int
) -> list[Entry]:
    """Return what a person did, and what others did that concerns them, newest first."""
    taken = rows.find(tx, Enrolment, Enrolment.workspace_id == workspace_id, Enrolment.person_id == person_id)
    subjects = [f"person:{person_id}"]
    subjects += [f"programme:{one}" for one in sorted({row["programme_id"] for row in taken})]
    subjects += [f"pair:{one.id}" for one in pairs.of_person(tx, workspace_id, person_id)]
    others = and_(Table.action == INVITATION_WITHDRAWN, Table.about_id.is_not(None))
    mine = or_(
        and_(Table.subject.in_(subjects), not_(others)),
        Table.about_id == person_id,
        Table.person_id == person_id,
    )
    return _entries(tx, workspace_id, mine, before, most)


def several(tx: Transaction, workspace_id: int, ids: Iterable[int]) -> list[dict[str, Any]]:
    """Return whole rows by id, for a copy of one's own data."""
    return [
        dict(row) for row in rows.find(tx, Table, Table.workspace_id == workspace_id, Table.id.in_(set(ids)))
    ]


def _entries(
    tx: Transaction, workspace_id: int, which: ColumnElement[bool], before: int | None, most: int
) -> list[Entry]:
    earlier = [Table.id < before] if before else []
    statement = (
        select(rows.table(Table))
        .where(Table.workspace_id == workspace_id, which, *earlier)
        .order_by(Table.id.desc())
        .limit(most)
    )
    return [_entry(row) for row in rows.named(tx.execute(statement))]


def _entry(row: Row) -> Entry:
    return Entry(row["id"], row["person_id"], row["about_id"], row["action"], row["subject"], row["at"])
