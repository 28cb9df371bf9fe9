"""Rehearsals in the ledger: the messages that one coordinator saw, until they are removed without a trace."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, or_

from bot.domain.deliveries import WAITING, Delivery
from storage import deliveries, rows
from storage.tables import Delivery as Table
from storage.transaction import Transaction

KIND = "rehearsal"


def of_person(tx: Transaction, workspace_id: int, person_id: int) -> list[Delivery]:
    """Return the messages of somebody's rehearsal; what is not sent yet is forgotten at once, and not sent."""
    where = (Table.workspace_id == workspace_id, Table.person_id == person_id, Table.kind == KIND)
    tx.execute(delete(rows.table(Table)).where(*where, Table.state.in_(WAITING)))
    found = [int(row["id"]) for row in rows.find(tx, Table, *where, Table.ts.is_not(None))]
    return [deliveries.get(tx, workspace_id, one) for one in found]


def forget(tx: Transaction, workspace_id: int, ids: Collection[int]) -> None:
    """Take messages that are gone from Slack out of the ledger, with what was to rewrite them."""
    gone = or_(Table.id.in_(ids), Table.rewrites_id.in_(ids))
    tx.execute(delete(rows.table(Table)).where(Table.workspace_id == workspace_id, gone))
