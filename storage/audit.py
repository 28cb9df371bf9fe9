"""The audit log: who changed what, and who looked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from storage import rows
from storage.tables import AuditEntry
from storage.transaction import Transaction


def note(
    tx: Transaction,
    workspace_id: int,
    person_id: int,
    action: str,
    subject: str,
    *,
    at: datetime,
    **facts: Any,
) -> None:
    """Append an entry; `facts` are ids and dates, never anything that was typed."""
    rows.add(
        tx,
        AuditEntry,
        workspace_id=workspace_id,
        person_id=person_id,
        action=action,
        subject=subject,
        facts=facts,
        at=at,
    )
