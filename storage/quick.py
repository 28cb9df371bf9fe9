"""Kept statements on SQLite's own cursor: SQLAlchemy compiles each of them once, and is not asked again.

For a row by its id SQLAlchemy takes 100 µs, most of it for what only other statements need, SQLite itself 10 µs; and
somebody's act takes some twenty of them while everybody else waits.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import JSON, ClauseElement, Dialect, Select, UpdateBase
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from storage.prepared import Prepared

Process: TypeAlias = Callable[[Any], Any]
Row: TypeAlias = Mapping[str, Any]
# Where a connection's own stands among what SQLAlchemy's pool knows of it.
QUICK = "trellis-quick"


class _Plan(NamedTuple):
    """SQL; where each of its values comes from, as (name, constant, process); and how its columns are read."""

    sql: str
    takes: tuple[tuple[str | None, Any, Process | None], ...]
    columns: tuple[str, ...]
    processes: tuple[tuple[int, str, Process], ...]


class Quick:
    """Runs kept statements on one connection; it belongs to whoever holds that."""

    def __init__(self, connection: sqlite3.Connection, dialect: Dialect) -> None:
        self._connection = connection
        self._dialect = dialect
        self._plans: dict[Hashable, _Plan | None] = {}

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
        return self._run(plan, values).rowcount

    def say(self, sql: str) -> None:
        """Run a statement that takes nothing and answers nothing: what begins and ends a transaction."""
        self._execute(sql, ())

    def run_each(self, plan: _Plan, every: Sequence[Mapping[str, Any]]) -> None:
        """Run a statement that answers nothing once for each set of values."""
        given = [_given(plan, values) for values in every]
        try:
            self._connection.executemany(plan.sql, given)
        except sqlite3.Error as error:
            raise self._told(plan.sql, error) from error

    def _run(self, plan: _Plan, values: Mapping[str, Any]) -> sqlite3.Cursor:
        return self._execute(plan.sql, _given(plan, values))

    def _execute(self, sql: str, given: Sequence[Any]) -> sqlite3.Cursor:
        try:
            return self._connection.execute(sql, given)
        except sqlite3.Error as error:
            raise self._told(sql, error) from error

    def _told(self, sql: str, error: sqlite3.Error) -> BaseException:
        """Return an error as from SQLAlchemy; what people wrote stands among the values, and never in an error."""
        return DBAPIError.instance(
            sql, None, error, sqlite3.Error, hide_parameters=True, dialect=self._dialect
        )


def _given(plan: _Plan, values: Mapping[str, Any]) -> list[Any]:
    return [
        constant if name is None else values[name] if process is None else process(values[name])
        for name, constant, process in plan.takes
    ]


def _planned(kept: Prepared, dialect: Dialect) -> _Plan | None:
    statement, values = kept.statement, kept.values
    if kept.key is None:
        return None
    if not isinstance(statement, ClauseElement):
        return None
    compiled = statement.compile(dialect=dialect, column_keys=[*values])
    if not isinstance(compiled, SQLCompiler) or compiled.positiontup is None:
        return None
    if compiled.insert_prefetch or compiled.update_prefetch or compiled.post_compile_params:
        # A column's own default, or a list of any length: rare, and SQLAlchemy's matter.
        return None
    takes = tuple(_taken(compiled, name, values, dialect) for name in compiled.positiontup)
    shown = columns(statement)
    processes = [(number, name, _reads(kind, dialect)) for number, (name, kind) in enumerate(shown)]
    return _Plan(
        compiled.string,
        takes,
        tuple(name for name, _kind in shown),
        tuple((number, name, process) for number, name, process in processes if process),
    )


def _taken(
    compiled: SQLCompiler, name: str, values: Mapping[str, Any], dialect: Dialect
) -> tuple[str | None, Any, Process | None]:
    bound = compiled.binds[name]
    process = _writes(bound.type, dialect)
    if name in values:
        return name, None, process
    value = bound.effective_value
    return None, process(value) if process else value, None


def columns(statement: ClauseElement) -> list[tuple[str, TypeEngine[Any]]]:
    """Return the names and types of the columns that a statement answers with."""
    if isinstance(statement, Select):
        return [(str(column.key), column.type) for column in statement.selected_columns]
    returned: Any = statement.exported_columns if isinstance(statement, UpdateBase) else ()
    return [(str(column.key), column.type) for column in returned]


def _reads(kind: TypeEngine[Any], dialect: Dialect) -> Process | None:
    if isinstance(kind, JSON):
        return _structure
    found: Process | None = kind.dialect_impl(dialect).result_processor(dialect, None)
    return found


def _writes(kind: TypeEngine[Any], dialect: Dialect) -> Process | None:
    process: Process | None = kind.dialect_impl(dialect).bind_processor(dialect)
    if process is None or not isinstance(kind, JSON):
        return process
    as_json = process
    return lambda value: "{}" if value == {} else "[]" if value == [] else as_json(value)


def _structure(kept: str) -> Any:
    # Most of them are empty.
    return [] if kept == "[]" else {} if kept == "{}" else json.loads(kept)


def _read(plan: _Plan, row: tuple[Any, ...]) -> Row:
    named = dict(zip(plan.columns, row, strict=True))
    for number, name, process in plan.processes:
        # Half of what could be processed is not there.
        if (kept := row[number]) is not None:
            named[name] = process(kept)
    return named
