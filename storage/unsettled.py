"""Messages of which nobody can tell whether they arrived, until whoever runs Trellis has asked, and says so."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.domain.deliveries import FOLDED_INTO, FOLDS, Delivery, State
from storage import audit, deliveries, rows
from storage.tables import Delivery as Table
from storage.transaction import Transaction

# Why a row ended so. One whose receiver's data was deleted meanwhile ended so without it, and is nobody's any more.
REASON = "cannot-tell"
NO_REASON: dict[str, Any] = {"reason": None, "reason_facts": {}, "reason_audience": None}


def every(tx: Transaction) -> list[Delivery]:
    """Return them of every workspace, oldest first; each carries its own."""
    where = (Table.state == State.UNKNOWN, Table.reason == REASON)
    return [deliveries.read(row) for row in rows.find(tx, Table, *where, order=(rows.table(Table).c.id,))]


def arrived(tx: Transaction, one: Delivery, *, at: datetime) -> bool:
    """Let a message be sent, though nobody knows its place in Slack; False where it is settled already."""
    return _settle(tx, one, at, state=State.SENT)


def again(tx: Transaction, one: Delivery, *, at: datetime) -> bool:
    """Let a message that did not arrive be sent as if it had not left, with what left within it."""
    if not _settle(tx, one, at, state=State.PLANNED, due_at=at, sent_at=None, attempts=0):
        return False
    within = (
        Table.workspace_id == one.workspace_id,
        Table.id.in_(one.facts.get(FOLDS, ())),
        Table.state == State.FOLDED,
        Table.reason == FOLDED_INTO,
    )
    rows.renew(tx, Table, *within, state=State.PLANNED, sent_at=None, **NO_REASON)
    tx.call()
    return True


def _settle(tx: Transaction, one: Delivery, at: datetime, **values: Any) -> bool:
    # Whoever had it in hand once, and wakes only now, changes nothing.
    values |= {"fence": one.fence + 1, **NO_REASON}
    if not deliveries.change(tx, one, Table.state == State.UNKNOWN, Table.fence == one.fence, **values):
        return False
    who, ws = one.person_id, one.workspace_id
    audit.note(tx, ws, None, "delivery.settled", f"person:{who}", at=at, about=who, delivery=one.id)
    return True
