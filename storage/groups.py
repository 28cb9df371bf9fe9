"""Group commit: several works in one transaction, each in a savepoint of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from storage.quick import QUICK, Quick
from storage.works import Function, Outcome, perform

if TYPE_CHECKING:
    from bot.ports import Vault


class TransactionLost(Exception):
    """The database rolled the whole transaction back in the middle of it, so none of the works in it was kept."""


def perform_together(
    connection: Connection,
    works: Sequence[Function],
    vault: Vault,
    *,
    ends_all: Callable[[BaseException], bool],
) -> list[Outcome]:
    """Run `works` in the transaction that is open, and say what became of each; the caller commits.

    A work that raises is undone alone, unless `ends_all` says of its error that the transaction cannot go on: then
    it is raised. So is TransactionLost. After either, nothing of any work may be kept.
    """
    if len(works) == 1:
        # Alone it needs no savepoint: where it fails, there is nothing else to be kept.
        return [perform_alone(connection, works[0], vault)]
    # Each is within that of the work before it: to release one would be a way to the database for nothing.
    return [_in_savepoint(connection, work, vault, ends_all) for work in works]


def perform_alone(connection: Connection, work: Function, vault: Vault) -> Outcome:
    """Run a work in the transaction that is open; after what it raises, nothing in there may be kept."""
    outcome = perform(work, connection, vault, writes=True)
    refuse_lost(connection)
    return outcome


def refuse_lost(connection: Connection) -> None:
    """Raise when a statement of a work failed and it went on all the same, or when the transaction is over."""
    _refuse_failed(connection)
    if not _in_transaction(connection):
        raise TransactionLost


def _in_savepoint(
    connection: Connection, work: Function, vault: Vault, ends_all: Callable[[BaseException], bool]
) -> Outcome:
    # Sent as text: SQLAlchemy's own savepoints are compiled each time, and cost as much as a query.
    _say(connection, "SAVEPOINT work")
    try:
        outcome = perform(work, connection, vault, writes=True)
        _refuse_failed(connection)
    except BaseException as error:
        if ends_all(error):
            raise
        outcome = Outcome(error=error)
    # A full disk, or ON CONFLICT ROLLBACK, ends the whole transaction. To go on would commit what follows work by
    # work, and answer those that went before as if they had been kept.
    if not _in_transaction(connection):
        raise TransactionLost from outcome.error
    if outcome.error is not None:
        _say(connection, "ROLLBACK TO SAVEPOINT work")
    return outcome


def _say(connection: Connection, sql: str) -> None:
    quick: Quick | None = connection.info.get(QUICK)
    if quick:
        quick.say(sql)
    else:
        connection.exec_driver_sql(sql)


def _in_transaction(connection: Connection) -> bool:
    quick: Quick | None = connection.info.get(QUICK)
    if quick and quick.has_noted:
        return True
    if (raw := connection.connection.driver_connection) is None:
        return False
    if connection.dialect.name == "sqlite":
        return bool(raw.in_transaction)
    return raw.info.transaction_status.name in {"INTRANS", "INERROR"}


def _refuse_failed(connection: Connection) -> None:
    """Raise when a statement failed and its work went on: SQLite would keep the rest of it, PostgreSQL cannot."""
    raw = connection.connection.driver_connection
    if (
        connection.dialect.name == "postgresql"
        and raw is not None
        and raw.info.transaction_status.name == "INERROR"
    ):
        raise RuntimeError(
            "a statement failed and its work went on: let the error pass, or ask before you write"
        )
