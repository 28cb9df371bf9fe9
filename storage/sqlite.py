"""SQLite: one writer that commits the waiting works together, and readers beside it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from storage.compiled import COMPILED
from storage.errors import DatabaseUnreachable
from storage.groups import perform_together
from storage.quick import QUICK, Quick, SqliteQuick
from storage.urls import shown, sqlite_path
from storage.works import Function, Outcome, Pause, failed, perform

if TYPE_CHECKING:
    from bot.ports import Vault

# FULL, since a `sending` mark that a power cut forgets would send a message twice. WAL, so that readers need not wait.
# What is deleted is overwritten: whoever gets the file finds nothing in its unused pages.
PRAGMAS = (
    "busy_timeout=10000",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
)

# How many statements a connection keeps parsed: more than we have.
STATEMENTS = 1024


class SQLite:
    """A SQLite file as a store's database. `write` is for one thread; `read` for as many as `readers`."""

    readers = 4

    def __init__(self, url: URL, vault: Vault) -> None:
        self._url = url
        self._vault = vault
        self._writer = engine(url, pragmas=PRAGMAS, connections=1)
        self._reader = engine(url, pragmas=(*PRAGMAS, "query_only=ON"), connections=self.readers)
        self._mine = threading.local()
        self._lines: list[Connection] = []

    def check(self) -> None:
        """Open the file, making it and its folder when they are not there; raises DatabaseUnreachable."""
        try:
            sqlite_path(self._url).parent.mkdir(parents=True, exist_ok=True)
            self._writer.connect().close()
        except (SQLAlchemyError, OSError) as refused:
            raise self._unreachable(refused) from refused

    def write(self, works: Sequence[Function]) -> list[Outcome]:
        """Commit `works` together, each in a savepoint of its own; a commit that fails fails them all."""
        try:
            connection = self._line(self._writer)
        except SQLAlchemyError as refused:
            return failed(works, self._unreachable(refused))
        try:
            quick: Quick = connection.info[QUICK]
            quick.say("BEGIN IMMEDIATE")
            outcomes = perform_together(connection, works, self._vault, ends_all=_never)
            quick.say("COMMIT")
        except BaseException as error:
            self._undo(connection)
            return failed(works, error)
        return outcomes

    def read(self, work: Function, pause: Pause | None = None) -> Any:
        """Run `work` on a snapshot as of its first statement; a write in it raises OperationalError."""
        connection = self._line(self._reader)
        try:
            quick: Quick = connection.info[QUICK]
            quick.say("BEGIN")
            found = perform(work, connection, self._vault, writes=False, pause=pause).value
            quick.say("COMMIT")
        except BaseException:
            self._undo(connection)
            raise
        return found

    def close(self) -> None:
        """Close every connection; the last one to go folds the write-ahead log into the file."""
        for connection in self._lines:
            connection.close()
        self._reader.dispose()
        self._writer.dispose()

    def _line(self, to: Engine) -> Connection:
        """Return the connection of this thread, which it keeps.

        SQLAlchemy believes that its transaction there never ends: what it does at the beginning and end of each
        takes as long as several queries.
        """
        kept: Connection | None = getattr(self._mine, "line", None)
        if kept is None:
            kept = self._mine.line = to.connect()
            kept.begin()
            self._lines.append(kept)
        return kept

    def _undo(self, connection: Connection) -> None:
        """Take back what was not committed; where the connection cannot even do that, the next work gets a new one."""
        raw = connection.connection.driver_connection
        try:
            if raw is not None and raw.in_transaction:
                connection.exec_driver_sql("ROLLBACK")
        except SQLAlchemyError:
            self._hang_up(connection)

    def _hang_up(self, connection: Connection) -> None:
        self._mine.line = None
        self._lines.remove(connection)
        connection.invalidate()
        connection.close()

    def _unreachable(self, refused: Exception) -> DatabaseUnreachable:
        return DatabaseUnreachable(where=shown(self._url), reason=getattr(refused, "orig", refused))


def engine(url: URL, *, pragmas: Sequence[str], connections: int, begin: str | None = None) -> Engine:
    """Make an engine whose transactions open with the statement `begin`, or are for its user to open and to end."""
    made = create_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        hide_parameters=True,
        execution_options={"compiled_cache": COMPILED["sqlite"]},
        connect_args={"check_same_thread": False, "cached_statements": STATEMENTS},
    )

    def configure(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
        # We emit BEGIN ourselves: the driver's own is deferred, and 248 of 320 writers at once were told "locked".
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        record.info[QUICK] = SqliteQuick(connection, made.dialect)

    def open_transaction(connection: Connection) -> None:
        if begin:
            connection.exec_driver_sql(begin)

    event.listen(made, "begin", open_transaction)
    event.listen(made, "connect", configure)
    return made


def _never(_error: BaseException) -> bool:
    return False
