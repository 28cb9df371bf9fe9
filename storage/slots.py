"""Slots: from when on a method of Slack's may be called again in a workspace, or a conversation be written to.

All processes share them. A slot is taken when it is free and never ahead, so that whatever is most urgent when it
becomes free goes first, however many messages came before it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Executable, bindparam, delete

from storage import rows
from storage.tables import RateSlot as Table
from storage.transaction import DialectName, Transaction, inserting

table = rows.table(Table)
POST = "chat.postMessage"
REWRITE = "chat.update"
HISTORY = "conversations.history"
OPEN = "conversations.open"
LOOK_UP = "users.info"


@cache
def _taking(dialect: DialectName) -> Executable:
    """Built once for each kind of database: each sending runs it."""
    begun = inserting(dialect, table)
    taking = begun.on_conflict_do_update(
        index_elements=("workspace_id", "key"),
        set_={"taken_until": begun.excluded.taken_until},
        where=table.c.taken_until <= bindparam("latest", type_=table.c.taken_until.type),
    )
    # PostgreSQL's driver does not count the rows of an INSERT.
    return taking.returning(table.c.key)


def of_channel(channel: str) -> str:
    """Return the key of a conversation's slot."""
    return f"{POST}:{channel}"


def take(
    tx: Transaction,
    workspace_id: int,
    key: str,
    now: datetime,
    gap: timedelta,
    *,
    ahead: timedelta = timedelta(0),
) -> bool:
    """Take a slot for `gap`; False, and nothing is done, where it is taken for longer than `ahead` from now.

    One statement, so that of two processes one gets it.
    """
    values = {
        "workspace_id": workspace_id,
        "key": key,
        "taken_until": now + gap,
        "latest": now + ahead,
    }
    return tx.execute(_taking(tx.dialect), values).first() is not None


def forget_channel(tx: Transaction, workspace_id: int, channel: str) -> None:
    """Forget that a conversation was ever written to."""
    tx.execute(delete(table).where(Table.workspace_id == workspace_id, Table.key == of_channel(channel)))


def close(tx: Transaction, workspace_id: int, key: str, until: datetime) -> None:
    """Let nobody take a slot before `until`, as Slack asked."""
    values = {"workspace_id": workspace_id, "key": key, "taken_until": until, "latest": until}
    tx.execute(_taking(tx.dialect), values)


def free(tx: Transaction, workspace_id: int, key: str, now: datetime) -> None:
    """Give a slot back that was taken in this transaction and is not used."""
    rows.renew(tx, Table, Table.workspace_id == workspace_id, Table.key == key, taken_until=now)


def taken_until(tx: Transaction, workspace_id: int, key: str, now: datetime) -> datetime | None:
    """Return until when a slot is taken, or None where it is free."""
    where = (Table.workspace_id == workspace_id, Table.key == key, Table.taken_until > now)
    found = rows.first(tx, Table, *where, order=(table.c.key,))
    return found["taken_until"] if found else None


def forget(tx: Transaction, before: datetime) -> int:
    """Forget the slots that have been free since `before`; returns how many."""
    return int(tx.execute(delete(table).where(table.c.taken_until < before)).rowcount)
