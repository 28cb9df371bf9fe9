"""Kept statements on psycopg's own cursor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.sql.compiler import SQLCompiler

from storage.quick import Plan, Quick


class PsycopgQuick(Quick):
    """The same on PostgreSQL, whose values go by name; whoever holds the connection sets `line` to it first."""

    _none = None

    def __init__(self, connection: Any, dialect: Dialect) -> None:
        super().__init__(connection, dialect, dialect.loaded_dbapi.Error)
        # SQLAlchemy's connection, which knows what to do when the server is gone.
        self.line: Connection | None = None

    def _places(self, compiled: SQLCompiler) -> Iterable[str] | None:
        return None if compiled.escaped_bind_names else compiled.binds

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
