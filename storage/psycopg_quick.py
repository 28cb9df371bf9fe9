"""Kept statements on libpq, by which psycopg itself speaks to the server.

A cursor of psycopg's takes 70 µs of this process for a statement that libpq runs in 22, values and rows included; and
while one of us uses the interpreter, nobody else is attended to.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from psycopg import errors
from psycopg.abc import Transformer
from psycopg.adapt import PyFormat
from psycopg.adapt import Transformer as Values
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult
from psycopg.types.json import set_json_loads
from sqlalchemy import Connection, Dialect
from sqlalchemy.sql.compiler import SQLCompiler

from storage.quick import Plan, Quick

WELL = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)


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


class PsycopgQuick(Quick):
    """The same on PostgreSQL, whose values go by name; whoever holds the connection sets `line` to it first."""

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

    def begin(self) -> None:
        """Begin a transaction; without this, the first statement does."""
        self.say(self._begin)

    def say(self, sql: str) -> None:
        """See Quick; what is said once is not kept by the server."""
        try:
            self._well(self._server.exec_(sql.encode()))
        except self._failure as error:
            raise self._told(sql, error) from error

    def _execute(self, sql: str, given: Mapping[str, Any]) -> Found:
        try:
            if self._is_idle:
                self._well(self._server.exec_(self._begin.encode()))
            # As text, of which the server knows the types: each value stands beside one.
            values = self._values.dump_sequence([*given.values()], [PyFormat.TEXT] * len(given))
            name = self._names.get(sql) or self._kept(sql, given)
            result = self._well(self._server.exec_prepared(name, values))
        except self._failure as error:
            raise self._told(sql, error) from error
        return Found(result, self._values)

    def _kept(self, sql: str, given: Mapping[str, Any]) -> bytes:
        """Let the server keep a statement under a name, for as long as this connection lasts."""
        name = f"trellis_{len(self._names)}".encode()
        places = {place: f"${number}" for number, place in enumerate(given, 1)}
        self._well(self._server.prepare(name, (sql % places).encode()))
        self._names[sql] = name
        return name

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
            raise errors.error_from_result(result)
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
        if self._connection.closed and self.line is not None:
            # Where the server is gone, it drops this connection and those beside it, and says so.
            self.line.exec_driver_sql("SELECT 1")
        return super()._told(sql, error)


def _structure(kept: str | bytes) -> Any:
    # Most of them are empty.
    if kept == b"{}":
        return {}
    return [] if kept == b"[]" else json.loads(kept if isinstance(kept, str) else kept.decode())
