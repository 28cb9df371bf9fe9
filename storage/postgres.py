"""PostgreSQL: serialisable transactions in a few threads, run again when they meet each other."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, create_engine
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from storage.errors import DatabaseUnreachable
from storage.urls import shown
from storage.works import Function, Outcome, perform

if TYPE_CHECKING:
    from bot.ports import Vault

WRITERS = 4
READERS = 4
ATTEMPTS = 10
CONNECT_SECONDS = 10
# https://www.postgresql.org/docs/current/errcodes-appendix.html: serialization_failure and deadlock_detected.
_MET_ANOTHER = frozenset({"40001", "40P01"})


class PostgreSQL:
    """A PostgreSQL database as a store's database; all methods may be called from several threads."""

    writers = WRITERS
    together = 1

    def __init__(self, url: URL, vault: Vault) -> None:
        self._url = url
        self._vault = vault
        # As on SQLite, works behave as if they ran one after another:
        # a rule that reads before it writes holds here too.
        self._engine = create_engine(
            url,
            isolation_level="SERIALIZABLE",
            pool_size=WRITERS + READERS,
            max_overflow=0,
            connect_args={"connect_timeout": CONNECT_SECONDS},
        )
        self._reader = self._engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        self._one_again = threading.Lock()

    def check(self) -> None:
        """Connect once; raises DatabaseUnreachable."""
        try:
            self._engine.connect().close()
        except SQLAlchemyError as refused:
            raise self._clear(refused) from refused

    def write(self, works: Sequence[Function]) -> list[Outcome]:
        """Run and commit `works` one by one."""
        return [self._outcome(work) for work in works]

    def read(self, work: Function) -> Any:
        """Run `work` on a snapshot as of its first statement; a write in it raises InternalError."""
        try:
            return self._look(work)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise self._clear(error) from error
        # The server went away and may be back: SQLAlchemy has dropped the whole pool, so this connects anew.
        try:
            return self._look(work)
        except DBAPIError as error:
            raise self._clear(error) from error

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def _look(self, work: Function) -> Any:
        with self._reader.connect() as connection, connection.begin():
            return perform(work, connection, self._vault, writes=False).value

    def _outcome(self, work: Function) -> Outcome:
        try:
            return self._committed(work)
        except DBAPIError as error:
            return Outcome(error=self._clear(error))
        except BaseException as error:
            return Outcome(error=error)

    def _committed(self, work: Function) -> Outcome:
        # Whoever runs a work again goes first: new works wait here,
        # so at most WRITERS - 1 of this process can still meet it.
        with self._one_again:
            pass
        try:
            return self._attempt(work)
        except DBAPIError as error:
            if not _worth_another(error):
                raise
        with self._one_again:
            return self._again(work)

    def _again(self, work: Function) -> Outcome:
        for attempt in range(1, ATTEMPTS):
            try:
                return self._attempt(work)
            except DBAPIError as error:
                if not _worth_another(error):
                    raise
            # Other processes may be in our way too; not in step with them we pass sooner.
            time.sleep(random.uniform(0, min(0.1, 0.002 * 2**attempt)))  # noqa: S311
        return self._attempt(work)

    def _attempt(self, work: Function) -> Outcome:
        with self._engine.connect() as connection:
            transaction = connection.begin()
            try:
                outcome = perform(work, connection, self._vault, writes=True)
                _refuse_failed(connection)
            except BaseException:
                transaction.rollback()
                raise
            try:
                transaction.commit()
            except DBAPIError as error:
                if error.connection_invalidated:
                    # Never run again: it may have been kept.
                    raise DatabaseUnreachable(
                        where=shown(self._url),
                        reason="it was cut off while it saved, so the last change may be kept or not",
                    ) from error
                raise
            return outcome

    def _clear(self, error: SQLAlchemyError) -> BaseException:
        if not (isinstance(error, DBAPIError) and (error.connection_invalidated or _never_connected(error))):
            return error
        clear = DatabaseUnreachable(
            where=shown(self._url), reason=str(error.orig).strip() or "the connection was cut"
        )
        clear.__cause__ = error
        return clear


def _sqlstate(error: DBAPIError) -> str | None:
    return getattr(error.orig, "sqlstate", None)


def _worth_another(error: DBAPIError) -> bool:
    # A connection cut before the commit has kept nothing, so with a new one the work may run again.
    return error.connection_invalidated or _sqlstate(error) in _MET_ANOTHER


def _never_connected(error: DBAPIError) -> bool:
    return isinstance(error, OperationalError) and _sqlstate(error) is None


def _refuse_failed(connection: Connection) -> None:
    """Raise when a statement failed and the work went on: PostgreSQL would answer COMMIT with a silent rollback."""
    raw = connection.connection.driver_connection
    if raw is not None and raw.info.transaction_status.name == "INERROR":
        raise RuntimeError(
            "a statement failed and its work went on: let the error pass, PostgreSQL keeps nothing after it"
        )
