"""States: which of those that were given out for an installation have come back already."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from storage import rows
from storage.tables import UsedState
from storage.transaction import Transaction

table = rows.table(UsedState)


def use(tx: Transaction, digest: str, good_until: datetime) -> bool:
    """Note that a state came back; False when it did before. `good_until` says until when that must be remembered."""
    noted = tx.insert(table).values(digest=digest, good_until=good_until).on_conflict_do_nothing()
    return tx.execute(noted.returning(table.c.digest)).first() is not None


def forget(tx: Transaction, now: datetime) -> int:
    """Forget the states that nobody can come back with any more; returns how many."""
    return int(tx.execute(delete(table).where(table.c.good_until < now)).rowcount)
