"""Inbound events: each has its effect once, however often Slack sends it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from storage import rows
from storage.tables import InboundEvent
from storage.transaction import Transaction


def first_time(tx: Transaction, workspace_id: int, event_id: str | None, *, at: datetime) -> bool:
    """Note an event in the transaction of its effect; False when it had its effect before. None is always new."""
    if event_id is None:
        return True
    key = {"workspace_id": workspace_id, "event_id": event_id}
    return rows.add_once(tx, InboundEvent, list(key), **key, seen_at=at) is not None


def forget(tx: Transaction, before: datetime) -> int:
    """Forget the events of all workspaces seen before an instant; returns how many."""
    table = rows.table(InboundEvent)
    return int(tx.execute(delete(table).where(table.c.seen_at < before)).rowcount)
