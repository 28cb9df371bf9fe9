"""SQLite: one writer that commits the waiting works together, and readers beside it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from storage.compiled import COMPILED
from storage.errors import DatabaseUnreachable
from storage.groups import perform_alone, perform_together
from storage.quick import QUICK, Quick, SqliteQuick
from storage.urls import shown, sqlite_path
from storage.works import Begun, Function, Outcome, Pause, failed, perform

if TYPE_CHECKING:
    from bot.ports import Vault

# How long others wait who want to write, or a reader while the file is made ready.
PATIENCE_MILLISECONDS = 10_000
# FULL, since a `sending` mark that a power cut forgets would send a message twice. WAL, so that readers need not wait.
# What is deleted is overwritten: whoever gets the file finds nothing in its unused pages.
PRAGMAS = (
    f"busy_timeout={PATIENCE_MILLISECONDS}",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
)

# What is written to are mostly pages of indexes, all over them: two megabytes, as SQLite has it, hold a small ledger's.
WRITERS_PAGES = "cache_size=-16384"

# How many statements a connection keeps parsed: more than we have.
STATEMENTS = 1024


class SQLite:
    """A SQLite file as a store's database. One thread at a time writes; `read` is for as many as `readers`."""

    readers = 4
    is_at_hand = True

    def __init__(self, url: URL, vault: Vault) -> None:
        self._url = url
        self._vault = vault
        # It waits where it is told to only: what runs beside people's acts must not.
        self._writer = engine(url, pragmas=(*PRAGMAS, "busy_timeout=0", WRITERS_PAGES), connections=1)
        # One more for short looks, which run in the loop's thread.
        self._reader = engine(url, pragmas=(*PRAGMAS, "query_only=ON"), connections=self.readers + 1)
        self._writing: Connection | None = None
        self._mine = threading.local()
        self._lines: list[Connection] = []

    def check(self) -> None:
        """Open the file, making it and its folder when they are not there; raises DatabaseUnreachable."""
        try:
            sqlite_path(self._url).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._writer.connect().close()
        except (SQLAlchemyError, OSError) as refused:
            raise self._unreachable(refused) from refused

    def begin(self, works: Sequence[Function]) -> Begun | None:
        """Run `works`; None where another process writes just now, and where one of several fails.

        Hardly any does, so the savepoints that keep the others are for `write`.
        """
        return self._begin(works, patient=False)

    def keep(self, begun: Begun) -> list[Outcome]:
        """Commit what was begun; a commit that fails fails all of it."""
        if begun.durable or self._writing is None:
            return begun.outcomes
        try:
            self._writing.info[QUICK].say("COMMIT")
        except BaseException as error:
            self._undo(self._writing)
            return failed(begun.outcomes, error)
        return begun.outcomes

    def write(self, works: Sequence[Function]) -> list[Outcome]:
        """Commit `works` together, each in a savepoint of its own, after up to ten seconds of another process."""
        begun = self._begin(works, patient=True)
        return [] if begun is None else self.keep(begun)

    def _begin(self, works: Sequence[Function], *, patient: bool) -> Begun | None:
        try:
            self._writing = self._writing or self._connected(self._writer)
        except SQLAlchemyError as refused:
            return Begun(failed(works, self._unreachable(refused)), durable=True)
        try:
            if not self._open(self._writing.info[QUICK], patient=patient):
                return None
            if patient:
                return Begun(perform_together(self._writing, works, self._vault, ends_all=_never))
            return Begun([perform_alone(self._writing, work, self._vault) for work in works])
        except BaseException as error:
            self._undo(self._writing)
            if not patient and len(works) > 1:
                return None
            return Begun(failed(works, error), durable=True)

    @staticmethod
    def _open(quick: Quick, *, patient: bool) -> bool:
        """Open a transaction that may write; where another process has one, wait for it, or return False."""
        if patient:
            quick.say(f"PRAGMA busy_timeout={PATIENCE_MILLISECONDS}")
        try:
            quick.say("BEGIN IMMEDIATE")
        except OperationalError as error:
            if patient or getattr(error.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_BUSY:
                raise
            return False
        finally:
            if patient:
                quick.say("PRAGMA busy_timeout=0")
        return True

    def read(self, work: Function, pause: Pause | None = None) -> Any:
        """Run `work` on a snapshot as of its first statement; a write in it raises OperationalError."""
        connection, forgot = self._line(), SqliteQuick.forgot
        try:
            quick: Quick = connection.info[QUICK]
            quick.say("BEGIN")
            found = perform(work, connection, self._vault, writes=False, pause=pause).value
            quick.say("COMMIT")
        except BaseException:
            self._undo(connection)
            raise
        finally:
            # The snapshot may tell of somebody who was erased meanwhile.
            SqliteQuick.forget_since(forgot)
        return found

    def close(self) -> None:
        """Close every connection; the last one to go folds the write-ahead log into the file."""
        for connection in self._lines:
            connection.close()
        self._reader.dispose()
        self._writer.dispose()

    def _line(self) -> Connection:
        """Return the connection by which this thread reads, and which it keeps."""
        kept: Connection | None = getattr(self._mine, "line", None)
        if kept is None:
            kept = self._mine.line = self._connected(self._reader)
        return kept

    def _connected(self, to: Engine) -> Connection:
        """Connect for good.

        SQLAlchemy believes that its transaction there never ends: what it does at the beginning and end of each
        takes as long as several queries.
        """
        made = to.connect()
        made.begin()
        self._lines.append(made)
        return made

    def _undo(self, connection: Connection) -> None:
        """Take back what was not committed; where the connection cannot even do that, the next work gets a new one."""
        raw = connection.connection.driver_connection
        try:
            if raw is not None and raw.in_transaction:
                connection.exec_driver_sql("ROLLBACK")
        except SQLAlchemyError:
            self._hang_up(connection)

    def _hang_up(self, connection: Connection) -> None:
        if connection is self._writing:
            self._writing = None
        else:
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
