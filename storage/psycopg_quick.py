"""Kept statements on psycopg's own cursor: what storage.quick does on SQLite, for PostgreSQL."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ClauseElement, Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

from storage.prepared import Prepared
from storage.quick import Process, Row, columns


class _Plan(NamedTuple):
    """SQL; its values by the name in it, as (name in it, name or None, constant, process); how columns are read."""

    sql: str
    takes: tuple[tuple[str, str | None, Any, Process | None], ...]
    columns: tuple[str, ...]
    processes: tuple[tuple[int, str, Process], ...]


class PsycopgQuick:
    """Runs kept statements on one connection of psycopg's; whoever holds that sets `line` to it first."""

    def __init__(self, connection: Any, dialect: Dialect) -> None:
        self._connection = connection
        self._dialect = dialect
        self._plans: dict[Hashable, _Plan | None] = {}
        # SQLAlchemy's connection, which knows what to do when the server is gone.
        self.line: Connection | None = None

    def plan(self, kept: Prepared) -> _Plan | None:
        """Return how a statement is run with values of these names; None where only SQLAlchemy can."""
        key = (kept.key, *kept.values)
        if key not in self._plans:
            self._plans[key] = _planned(kept, self._dialect)
        return self._plans[key]

    def rows(self, plan: _Plan, values: Mapping[str, Any]) -> list[Row]:
        """Return every row, by the names of its columns."""
        return [_read(plan, row) for row in self._run(plan, values).fetchall()]

    def row(self, plan: _Plan, values: Mapping[str, Any]) -> Row | None:
        """Return the first row, if there is one."""
        found = self._run(plan, values).fetchone()
        return None if found is None else _read(plan, found)

    def count(self, plan: _Plan, values: Mapping[str, Any]) -> int:
        """Return how many rows were changed."""
        return int(self._run(plan, values).rowcount)

    def say(self, sql: str) -> None:
        """Run a statement that takes nothing and answers nothing."""
        self._execute(sql, None)

    def run_each(self, plan: _Plan, every: Sequence[Mapping[str, Any]]) -> None:
        """Run a statement that answers nothing once for each set of values."""
        try:
            with self._connection.cursor() as cursor:
                cursor.executemany(plan.sql, [_given(plan, values) for values in every])
        except self._dialect.loaded_dbapi.Error as error:
            raise self._told(plan.sql, error) from error

    def _run(self, plan: _Plan, values: Mapping[str, Any]) -> Any:
        return self._execute(plan.sql, _given(plan, values))

    def _execute(self, sql: str, given: Mapping[str, Any] | None) -> Any:
        try:
            return self._connection.execute(sql, given)
        except self._dialect.loaded_dbapi.Error as error:
            raise self._told(sql, error) from error

    def _told(self, sql: str, error: Exception) -> BaseException:
        """Return an error as from SQLAlchemy; what people wrote stands among the values, and never in an error."""
        if self._connection.closed and self.line is not None:
            # Where the server is gone, it drops this connection and those beside it, and says so.
            self.line.exec_driver_sql("SELECT 1")
        base = self._dialect.loaded_dbapi.Error
        return DBAPIError.instance(sql, None, error, base, hide_parameters=True, dialect=self._dialect)


def _planned(kept: Prepared, dialect: Dialect) -> _Plan | None:
    statement, values = kept.statement, kept.values
    if kept.key is None or not isinstance(statement, ClauseElement):
        return None
    compiled = statement.compile(dialect=dialect, column_keys=[*values])
    if not isinstance(compiled, SQLCompiler) or compiled.escaped_bind_names:
        return None
    if compiled.insert_prefetch or compiled.update_prefetch or compiled.post_compile_params:
        # A column's own default, or a list of any length: rare, and SQLAlchemy's matter.
        return None
    shown = columns(statement)
    reads = [(number, name, _reads(kind, dialect)) for number, (name, kind) in enumerate(shown)]
    return _Plan(
        compiled.string,
        tuple(_taken(compiled, name, values, dialect) for name in compiled.binds),
        tuple(name for name, _kind in shown),
        tuple((number, name, process) for number, name, process in reads if process),
    )


def _taken(
    compiled: SQLCompiler, name: str, values: Mapping[str, Any], dialect: Dialect
) -> tuple[str, str | None, Any, Process | None]:
    bound = compiled.binds[name]
    process: Process | None = bound.type.dialect_impl(dialect).bind_processor(dialect)
    if name in values:
        return name, name, None, process
    value = bound.effective_value
    return name, None, process(value) if process else value, None


def _reads(kind: Any, dialect: Dialect) -> Process | None:
    found: Process | None = kind.dialect_impl(dialect).result_processor(dialect, None)
    return found


def _given(plan: _Plan, values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        place: constant if name is None else values[name] if process is None else process(values[name])
        for place, name, constant, process in plan.takes
    }


def _read(plan: _Plan, row: tuple[Any, ...]) -> Row:
    named = dict(zip(plan.columns, row, strict=True))
    for number, name, process in plan.processes:
        if (kept := row[number]) is not None:
            named[name] = process(kept)
    return named
