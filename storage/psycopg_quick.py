"""Kept statements on libpq, by which psycopg itself speaks to the server.

A cursor of psycopg's takes 70 µs of this process for a statement that libpq runs in 22, values and rows included; and
while one of us uses the interpreter, nobody else is attended to.
"""

from __future__ import annotations

import json
import select
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import count
from typing import Any, NamedTuple

from psycopg import errors
from psycopg.abc import Transformer
from psycopg.adapt import PyFormat
from psycopg.adapt import Transformer as Values
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult
from psycopg.types.json import set_json_loads
from sqlalchemy import Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

from storage.quick import Asked, Plan, Quick

WELL = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)


def discreet(error: Exception) -> Exception:
    """Take out of an error what its server says beside it: the values of the rows that it is about."""
    said = getattr(getattr(error, "diag", None), "message_primary", None)
    if said:
        error.args = (said,)
    return error


class Found:
    """What a statement has found or done, to be read before the next one runs."""

    __slots__ = ("_result", "_values")

    def __init__(self, result: PGresult, values: Transformer) -> None:
        self._result = result
        self._values = values

    @property
    def rowcount(self) -> int:
        """How many rows there are, or were changed."""
        return self._result.command_tuples or 0

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return all rows."""
        self._values.set_pgresult(self._result)
        return self._values.load_rows(0, self._result.ntuples, tuple)

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the first row, if there is one."""
        if not self._result.ntuples:
            return None
        self._values.set_pgresult(self._result)
        return self._values.load_row(0, tuple)


class Noted(NamedTuple):
    """A statement to be sent: as it is written here, under which name the server keeps it, and what it takes.

    Where it is `new`, this is how the server is told of it first.
    """

    sql: str
    name: bytes
    values: Sequence[Any]
    new: bytes | None


class PsycopgQuick(Quick):
    """The same on PostgreSQL, whose values go by name; whoever holds the connection sets `line` to it first.

    What is noted goes with the next statement whose answer somebody waits for, in one way to the server and back.
    """

    _none: Mapping[str, Any] = {}

    def __init__(self, connection: Any, dialect: Dialect) -> None:
        super().__init__(connection, dialect, dialect.loaded_dbapi.Error)
        # SQLAlchemy's connection, which knows what to do when the server is gone.
        self.line: Connection | None = None
        self._server = connection.pgconn
        set_json_loads(_structure, connection)
        self._values: Transformer = Values(connection)
        # By SQL as it is written here: under which name the server keeps it.
        self._names: dict[str, bytes] = {}
        self._numbers = count()
        self._noted: list[Noted] = []
        # What was sent, and what became of it was not asked yet.
        self._sent: list[Noted] = []

    @property
    def is_cut(self) -> bool:
        """Whether the connection is known to be lost."""
        return bool(self._connection.closed)

    @property
    def has_noted(self) -> bool:
        """See Quick."""
        return bool(self._noted or self._sent)

    @property
    def has_failed(self) -> bool:
        """Whether a statement has failed, so that nothing in its transaction can be kept."""
        return bool(self._server.transaction_status == TransactionStatus.INERROR)

    def begin(self) -> None:
        """Begin a transaction; without this, the first statement does."""
        self.forget()
        self._note(self._begin, {})

    def commit(self) -> None:
        """Keep what was done since the beginning; where what was noted fails, it `has_failed`, and nothing was kept."""
        if self._is_idle and len(self._noted) == 1:
            # It has only begun.
            self.forget()
        else:
            self._ask("COMMIT", {})

    def forget(self) -> None:
        """Send nothing more of what was noted, and ask not what became of the rest."""
        self._forget_names(self._noted)
        self._noted = []
        if self._sent:
            with suppress(DBAPIError):
                self._finish()

    def push(self) -> None:
        """Let the server work at what was noted already; what becomes of it is asked with the next statement."""
        if not self._noted:
            return
        try:
            self._send()
        except self._failure as error:
            raise self._told(self._sent[-1].sql, error) from error

    def say(self, sql: str) -> None:
        """See Quick."""
        self._ask(sql, {})

    def note(self, plan: Plan, values: Mapping[str, Any]) -> None:
        """See Quick."""
        self._note(plan.sql, self._given(plan, values))

    def run_each(self, plan: Plan, every: Sequence[Mapping[str, Any]]) -> None:
        """See Quick."""
        for values in every:
            self.note(plan, values)

    def several(self, asked: Sequence[Asked]) -> list[Any]:
        """See Quick; they go to the server together."""
        for one in asked:
            self._note(one.plan.sql, self._given(one.plan, one.values))
        found = self._finish()[-len(asked) :]
        return [one.read(one.plan, Found(each, self._values)) for one, each in zip(asked, found, strict=True)]

    def flush(self) -> None:
        """See Quick."""
        if self.has_noted:
            self._finish()

    def _execute(self, sql: str, given: Mapping[str, Any]) -> Found:
        return Found(self._ask(sql, given), self._values)

    def _note(self, sql: str, given: Mapping[str, Any]) -> None:
        if not self.has_noted and self._is_idle and sql != (begin := self._begin):
            self._note(begin, {})
        self._noted.append(self._made(sql, given))

    def _ask(self, sql: str, given: Mapping[str, Any]) -> PGresult:
        """Run a statement after all that was noted, and return what it found or did."""
        if not self.has_noted and not self._is_idle and (name := self._names.get(sql)):
            return self._ask_alone(sql, name, given)
        self._note(sql, given)
        return self._finish()[-1]

    def _ask_alone(self, sql: str, name: bytes, given: Mapping[str, Any]) -> PGresult:
        try:
            values = self._dumped(given)
            return self._well(self._server.exec_prepared(name, values))
        except self._failure as error:
            raise self._told(sql, error) from error

    def _finish(self) -> list[PGresult]:
        """Send all that was noted, and return what each statement found or did.

        Where one fails, those after it do not run. https://www.postgresql.org/docs/current/libpq-pipeline-mode.html
        """
        sent: Sequence[Noted] = (*self._sent, *self._noted)
        said = sent[-1].sql
        try:
            found = self._collected()
            for one, result in zip(sent, found, strict=True):
                said = one.sql
                self._well(result)
        except self._failure as error:
            self._forget_names(sent)
            raise self._told(said, error) from error
        return found

    def _send(self) -> None:
        """Send what was noted, beside what was sent already."""
        if not self._sent:
            self._server.enter_pipeline_mode()
        noted, self._noted = self._noted, []
        self._sent += noted
        for one in noted:
            if one.new is not None:
                self._server.send_prepare(one.name, one.new)
            self._server.send_query_prepared(one.name, one.values)
        self._push()

    def _collected(self) -> list[PGresult]:
        """Send the rest, and wait for the answers to all."""
        if self._noted:
            self._send()
        sent, self._sent = self._sent, []
        self._server.pipeline_sync()
        self._push()
        found = [self._made_known(one) or self._received() for one in sent]
        self._received()
        self._server.exit_pipeline_mode()
        return found

    def _made_known(self, one: Noted) -> PGresult | None:
        """Return why the server does not keep a new statement, which then cannot run either."""
        if one.new is None or (kept := self._received()).status in WELL:
            return None
        self._received()
        return kept

    def _push(self) -> None:
        """Send what is not sent yet; meanwhile the server may answer, and wait until somebody reads that."""
        while self._server.flush():
            self._wait(to_send=True)
            self._server.consume_input()

    def _received(self) -> PGresult:
        """Return the answer to the next statement, or to the end of all."""
        found: PGresult | None = None
        while (result := self._result()) is not None:
            found = result
            if found.status == ExecStatus.PIPELINE_SYNC:
                break
        if found is None:
            raise errors.OperationalError("the connection is lost")
        return found

    def _result(self) -> PGresult | None:
        # To ask for what is not there yet would wait with the interpreter in hand.
        while self._server.is_busy():
            self._wait()
            self._server.consume_input()
        found: PGresult | None = self._server.get_result()
        return found

    def _wait(self, *, to_send: bool = False) -> None:
        """Wait until there is something to read, or room to send, without the interpreter."""
        socket = self._server.socket
        if hasattr(select, "poll"):
            poll = select.poll()
            poll.register(socket, select.POLLIN | (select.POLLOUT if to_send else 0))
            poll.poll()
        else:
            select.select([socket], [socket] if to_send else [], [])

    def _made(self, sql: str, given: Mapping[str, Any]) -> Noted:
        values = self._dumped(given)
        if name := self._names.get(sql):
            return Noted(sql, name, values, None)
        name = self._names[sql] = f"trellis_{next(self._numbers)}".encode()
        places = {place: f"${number}" for number, place in enumerate(given, 1)}
        return Noted(sql, name, values, (sql % places).encode())

    def _dumped(self, given: Mapping[str, Any]) -> Sequence[Any]:
        # As text, of which the server knows the types: each value stands beside one.
        return self._values.dump_sequence([*given.values()], [PyFormat.TEXT] * len(given))

    def _forget_names(self, noted: Iterable[Noted]) -> None:
        """Count on nothing of what the server was to be told for the first time; names are never used again."""
        for one in noted:
            if one.new is not None:
                self._names.pop(one.sql, None)

    @property
    def _is_idle(self) -> bool:
        return bool(self._server.transaction_status == TransactionStatus.IDLE)

    @property
    def _begin(self) -> str:
        """How a transaction begins that is as SQLAlchemy has told psycopg to begin it."""
        level, read_only = self._connection.isolation_level, self._connection.read_only
        isolation = f" ISOLATION LEVEL {level.name.replace('_', ' ')}" if level else ""
        return f"BEGIN{isolation}{' READ ONLY' if read_only else ''}"

    def _well(self, result: PGresult) -> PGresult:
        if result.status not in WELL:
            raise discreet(errors.error_from_result(result))
        return result

    def _places(self, compiled: SQLCompiler) -> Iterable[str] | None:
        if compiled.escaped_bind_names:
            return None
        # Some have been replaced by others. In this order equal SQL takes its values in equal places.
        return sorted(name for name in compiled.binds if f"%({name})s" in compiled.string)

    def _given(self, plan: Plan, values: Mapping[str, Any]) -> dict[str, Any]:
        return {
            place: constant if name is None else values[name] if process is None else process(values[name])
            for place, name, constant, process in plan.takes
        }

    def _told(self, sql: str, error: Exception) -> BaseException:
        if self.is_cut and self.line is not None:
            # Where the server is gone, it drops this connection and those beside it, and says so.
            self.line.exec_driver_sql("SELECT 1")
        return super()._told(sql, error)


def _structure(kept: str | bytes) -> Any:
    # Most of them are empty.
    if kept == b"{}":
        return {}
    return [] if kept == b"[]" else json.loads(kept if isinstance(kept, str) else kept.decode())
