"""Drafts: texts that wait for their writer to say what they answer."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete

from storage import rows
from storage.tables import Draft as Table
from storage.transaction import Transaction

# What nobody has said of by then what it answers, is not kept for ever.
KEPT = timedelta(days=14)


def keep(
    tx: Transaction, workspace_id: int, person_id: int, text: str, source_ts: str | None, *, at: datetime
) -> int:
    """Keep a text and return its id."""
    return rows.add(
        tx,
        Table,
        workspace_id=workspace_id,
        person_id=person_id,
        text=tx.vault.seal(workspace_id, "drafts.text", text),
        source_ts=source_ts,
        created_at=at,
    )


def take(tx: Transaction, workspace_id: int, person_id: int, draft_id: int) -> tuple[str, str | None] | None:
    """Return its writer's text and the Slack timestamp of its message, or None for anybody else."""
    where = (Table.workspace_id == workspace_id, Table.person_id == person_id, Table.id == draft_id)
    row = rows.first(tx, Table, *where)
    return (tx.vault.open(workspace_id, "drafts.text", row["text"]), row["source_ts"]) if row else None


def reword(tx: Transaction, workspace_id: int, person_id: int, source_ts: str, text: str) -> bool:
    """Put the newest words of its message into a draft; False when that message is no draft."""
    where = (Table.workspace_id == workspace_id, Table.person_id == person_id, Table.source_ts == source_ts)
    return rows.change(tx, Table, *where, text=tx.vault.seal(workspace_id, "drafts.text", text)) > 0


def forget(tx: Transaction, workspace_id: int, person_id: int, source_ts: str | None) -> None:
    """Let go of the text of a message: it was taken for an answer, left, or deleted."""
    table = rows.table(Table)
    mine = (table.c.workspace_id == workspace_id, table.c.person_id == person_id)
    tx.execute(delete(table).where(*mine, table.c.source_ts == source_ts))


def forget_old(tx: Transaction, now: datetime) -> None:
    """Let go of the texts of every workspace that have waited too long."""
    table = rows.table(Table)
    tx.execute(delete(table).where(table.c.created_at <= now - KEPT))
