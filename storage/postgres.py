"""PostgreSQL: serialisable group commits, run again when they meet those of another process."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import URL, Connection, RootTransaction, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from storage.abreast import perform_abreast
from storage.compiled import COMPILED
from storage.errors import DatabaseUnreachable, said
from storage.groups import perform_alone, refuse_lost
from storage.quick import QUICK
from storage.urls import shown
from storage.works import Begun, Function, Outcome, Pause, failed, perform

if TYPE_CHECKING:
    from bot.ports import Vault
    from storage.psycopg_quick import PsycopgQuick

log = logging.getLogger(__name__)

Call: TypeAlias = Callable[[Any], None]

# How often a work runs whose connection is cut each time, and for how long one that meets others: as long as on SQLite.
CUT_OFF = 3
PATIENCE_SECONDS = 10.0
LONGEST_PAUSE_SECONDS = 0.1
# The advisory lock that works hold which have met others twice: any number does that nobody else uses.
TURN = 7_261_544_905
# A server that vanished without a word is noticed in a minute instead of two hours.
# https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
# The driver keeps no statements: it forgets its own by DEALLOCATE ALL when a transaction is taken back, and so ours.
_CONNECT = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "prepare_threshold": None,
}
# https://www.postgresql.org/docs/current/errcodes-appendix.html: serialization_failure and deadlock_detected.
_MET_ANOTHER = frozenset({"40001", "40P01"})


class PostgreSQL:
    """A PostgreSQL database as a store's database. `write` is for one thread; `read` for as many as `readers`."""

    readers = 4
    is_at_hand = False

    def __init__(self, url: URL, vault: Vault, call: Call | None = None) -> None:
        """`call` puts a wake-up for other processes into a transaction that is open on a connection of psycopg's."""
        self._url = url
        self._vault = vault
        self._call = call
        # As on SQLite, works behave as if they ran one after another, those of other processes included:
        # a rule that reads before it writes holds here too.
        self._writer = create_engine(
            url,
            isolation_level="SERIALIZABLE",
            # The writer needs a second one where it has to wait for its turn.
            pool_size=self.readers + 2,
            max_overflow=0,
            hide_parameters=True,
            execution_options={"compiled_cache": COMPILED["postgresql"]},
            connect_args=_CONNECT,
        )
        event.listen(self._writer, "connect", self._begin)
        event.listen(self._writer, "handle_error", _keep_values_out)
        self._taking_turns = self._writer.execution_options(isolation_level="AUTOCOMMIT")
        # By which works are written, one group after another.
        self._line: Connection | None = None
        self._reader = self._writer.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

    def _begin(self, connection: Any, record: ConnectionPoolEntry) -> None:
        # Only where there is PostgreSQL its driver is there, too.
        from storage.psycopg_quick import PsycopgQuick

        # As long as on SQLite. Without a limit, one forgotten lock would hold up everybody for good.
        connection.execute("SET lock_timeout = '10s'")
        connection.commit()
        record.info[QUICK] = PsycopgQuick(connection, self._writer.dialect)

    def check(self) -> None:
        """Connect once; raises DatabaseUnreachable."""
        try:
            self._writer.connect().close()
        except SQLAlchemyError as refused:
            raise self._clear(refused) from refused

    def write(self, works: Sequence[Function]) -> list[Outcome]:
        """Commit `works` together; when one fails, or they meet another process, one by one, and in turns.

        Of a hundred works none fails, and a savepoint for each would be one more way to the server and back.
        """
        try:
            return self._attempt(works)
        except (_MetAnother, _OneFailed):
            return [self._persist(work) for work in works]

    def begin(self, _works: Sequence[Function]) -> None:
        """Return None: each statement is a way to the server and back."""

    def keep(self, begun: Begun) -> list[Outcome]:
        """Return what was begun, which is nothing."""
        return begun.outcomes

    def read(self, work: Function, pause: Pause | None = None) -> Any:
        """Run `work` on a snapshot as of its first statement; a write in it raises InternalError."""
        try:
            return self._look(work, pause)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise self._clear(error) from error
        # The server went away and may be back: SQLAlchemy has dropped the whole pool, so this connects anew.
        try:
            return self._look(work, pause)
        except DBAPIError as error:
            raise self._clear(error) from error

    def close(self) -> None:
        """Close every connection."""
        if self._line is not None:
            self._line.close()
        self._writer.dispose()

    def _connected(self) -> Connection:
        """Return the connection by which works are written, and which is kept."""
        if self._line is None or self._line.closed or self._line.invalidated:
            self._hang_up()
            self._line = self._writer.connect()
            self._line.info[QUICK].line = self._line
        return self._line

    def _hang_up(self) -> None:
        """Let the next work have a new connection."""
        line, self._line = self._line, None
        if line is not None:
            line.invalidate()
            line.close()

    def _look(self, work: Function, pause: Pause | None) -> Any:
        with self._reader.connect() as connection, connection.begin():
            quick: PsycopgQuick = connection.info[QUICK]
            quick.line = connection
            try:
                found = perform(work, connection, self._vault, writes=False, pause=pause).value
                quick.flush()
            finally:
                quick.forget()
            return found

    def _persist(self, work: Function) -> Outcome:
        """Run a work that has met others until it goes well, and after the next meeting while no other such work runs.

        What still comes in between are first runs of other processes, and whoever loses to this one waits, too.
        """
        until, cut_off = time.monotonic() + PATIENCE_SECONDS, 0
        with ExitStack() as turn:
            for attempt in count():
                try:
                    return self._attempt([work])[0]
                except _MetAnother as met:
                    cut_off += met.was_cut_off
                    if cut_off == CUT_OFF or time.monotonic() > until:
                        return Outcome(error=self._clear(met.error))
                if not attempt:
                    # Who waits in vain goes on without it, and meets more others.
                    with suppress(SQLAlchemyError):
                        turn.enter_context(self._in_turn())
                # Out of step with the others we pass sooner.
                time.sleep(random.uniform(0, min(LONGEST_PAUSE_SECONDS, 0.002 * 2 ** min(attempt, 8))))  # noqa: S311
        raise AssertionError("it ends by itself")

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Hold the lock of those that met others twice; it ends with its connection, however this process ends."""
        with self._taking_turns.connect() as connection:
            connection.exec_driver_sql(f"SELECT pg_advisory_lock({TURN})")
            try:
                yield
            finally:
                try:
                    connection.exec_driver_sql(f"SELECT pg_advisory_unlock({TURN})")
                except SQLAlchemyError:
                    connection.invalidate()

    def _attempt(self, works: Sequence[Function]) -> list[Outcome]:
        try:
            return self._commit(works)
        except (_MetAnother, _OneFailed):
            raise
        except BaseException as error:
            if _worth_another(error):
                raise _MetAnother(error) from error
            return failed(works, self._clear(error))

    def _commit(self, works: Sequence[Function]) -> list[Outcome]:
        connection = self._connected()
        quick: PsycopgQuick = connection.info[QUICK]
        transaction = connection.begin()
        try:
            quick.begin()
            outcomes = self._perform(connection, quick, works)
            if self._call and any(outcome.calls for outcome in outcomes):
                quick.flush()
                self._call_others(connection, self._call)
            self._keep(quick)
            transaction.commit()
        except BaseException as error:
            quick.forget()
            self._take_back(transaction)
            if isinstance(error, _CommitFailed):
                raise error.error from error
            if len(works) > 1 and not _worth_another(error):
                raise _OneFailed from error
            raise
        return outcomes

    def _perform(
        self, connection: Connection, quick: PsycopgQuick, works: Sequence[Function]
    ) -> list[Outcome]:
        if len(works) == 1:
            return [perform_alone(connection, works[0], self._vault)]

        def after_each() -> None:
            refuse_lost(connection)
            # The server does what this one has noted, while the next one has its turn.
            quick.push()

        return perform_abreast(connection, works, self._vault, after_each)

    def _keep(self, quick: PsycopgQuick) -> None:
        """Commit; raises what of the last statements fails, and _CommitFailed."""
        try:
            quick.commit()
        except DBAPIError as error:
            if error.connection_invalidated:
                # Not to be run again: it may have been kept.
                unreachable = self._unreachable(
                    "it was cut off while it saved, so the last changes may be kept or not"
                )
                raise _CommitFailed(unreachable) from error
            if quick.has_failed:
                # It did not come to the commit.
                raise
            raise _CommitFailed(error) from error

    def _take_back(self, transaction: RootTransaction) -> None:
        try:
            transaction.rollback()
        except BaseException:
            self._hang_up()
            raise

    def _call_others(self, connection: Connection, call: Call) -> None:
        connection.exec_driver_sql("SAVEPOINT call")
        try:
            call(connection.connection.driver_connection)
        except Exception as error:
            if _was_met(error):
                raise _MetAnother(error) from error
            # Without the call, the next sweep finds what is owed; without what is owed, somebody waits in vain.
            log.exception("the queue took no wake-up")
            connection.exec_driver_sql("ROLLBACK TO SAVEPOINT call")

    def _clear(self, error: BaseException) -> BaseException:
        """Return `error`, or what a person can do about it when it is a connection that was lost or never made."""
        if not isinstance(error, DBAPIError) or not (error.connection_invalidated or _never_connected(error)):
            return error
        clear = self._unreachable(said(error.orig) or "the connection was cut")
        clear.__cause__ = error
        return clear

    def _unreachable(self, reason: str) -> DatabaseUnreachable:
        return DatabaseUnreachable(where=shown(self._url), reason=reason)


class _MetAnother(Exception):
    """Nothing was kept, and it may go well the next time; `error` is what the database said."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(error)
        self.error = error
        self.was_cut_off = isinstance(error, DBAPIError) and error.connection_invalidated


class _CommitFailed(Exception):
    """The commit itself failed by `error`, and with it every work of its group."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(error)
        self.error = error


class _OneFailed(Exception):
    """One of several works has failed, so nothing of any was kept."""


def _keep_values_out(met: ExceptionContext) -> None:
    """Leave out what stands in an error although parameters are hidden: `Key (...)=(...) already exists`."""
    from storage.psycopg_quick import discreet

    full = str(met.original_exception)
    if isinstance(met.original_exception, Exception) and met.sqlalchemy_exception is not None:
        said = str(discreet(met.original_exception))
        met.sqlalchemy_exception.args = tuple(
            one.replace(full, said) for one in map(str, met.sqlalchemy_exception.args)
        )


def _sqlstate(error: DBAPIError) -> str | None:
    return getattr(error.orig, "sqlstate", None)


def _was_met(error: BaseException | None) -> bool:
    """Tell whether somebody's error comes of meeting another transaction: psycopg's stands at the end of its causes."""
    return error is not None and (
        getattr(error, "sqlstate", None) in _MET_ANOTHER or _was_met(error.__cause__)
    )


def _worth_another(error: BaseException) -> bool:
    # A connection cut before the commit has kept nothing, so with a new one the works may run again.
    return isinstance(error, DBAPIError) and (
        error.connection_invalidated or _sqlstate(error) in _MET_ANOTHER
    )


def _never_connected(error: DBAPIError) -> bool:
    return isinstance(error, OperationalError) and _sqlstate(error) is None
