"""Kept statements on the driver's own cursor: SQLAlchemy compiles each of them once, and is not asked again.

For a row by its id SQLAlchemy takes 100 µs, most of it for what only other statements need, SQLite itself 10 µs; and
somebody's act takes some twenty of them while everybody else waits.
"""

from __future__ import annotations

import json
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, ClassVar, NamedTuple, Protocol, TypeAlias

from sqlalchemy import JSON, ClauseElement, Dialect, SelectBase, UpdateBase
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from storage.prepared import Prepared

Process: TypeAlias = Callable[[Any], Any]
Row: TypeAlias = Mapping[str, Any]
Read: TypeAlias = Callable[[tuple[Any, ...]], Row]
# Which columns are not used as they come: where they stand, their names, and what is made of their values.
Processes: TypeAlias = tuple[tuple[int, str, Process], ...]
# Where a connection's own stands among what SQLAlchemy's pool knows of it.
QUICK = "trellis-quick"
# How an INSERT ends that answers with the id of its row.
RETURNING = " RETURNING id"


# Of these the same rows are read by nearly every unit of work, and change seldom.
OFTEN = {"workspaces", "people", "pairs", "pair_members"}
REMEMBERED = 1024


class Remembering(Protocol):
    """Reads rows, and remembers those that it read."""

    def __call__(self, row: tuple[Any, ...], /) -> Row:
        """Return a row by the names of its columns."""

    def cache_clear(self) -> None:
        """Remember none."""


class Remembered(dict[str, Any]):
    """A row that reads as it did before; what was made of it then serves again."""

    __slots__ = ("made",)
    # By what it was made, and what.
    made: tuple[Callable[[Row], Any], Any]


class Part(NamedTuple):
    """The names of a table's columns, and how a row of it is read."""

    columns: tuple[str, ...]
    read: Read


class Plan(NamedTuple):
    """SQL; where its values come from, as (name in the SQL, name or None, constant, process); how columns are read.

    Of a statement that answers with the rows of two tables, `beside` reads the second.
    """

    sql: str
    takes: tuple[tuple[str, str | None, Any, Process | None], ...]
    part: Part
    beside: Part | None


class Asked(NamedTuple):
    """A statement that only looks, what it takes, and how what it finds is read."""

    plan: Plan
    values: Mapping[str, Any]
    read: Callable[[Plan, Any], Any]


class Quick(ABC):
    """Runs kept statements on one connection; it belongs to whoever holds that."""

    # What the driver is given where a statement takes nothing.
    _none: Any
    # All connections to one kind of database plan a statement alike, so the first of them does it for all.
    _plans: ClassVar[dict[Hashable, Plan | None]]

    def __init_subclass__(cls, **given: Any) -> None:
        super().__init_subclass__(**given)
        cls._plans = {}

    def __init__(self, connection: Any, dialect: Dialect, failure: type[Exception]) -> None:
        """`failure` is what all errors of the driver are."""
        self._connection = connection
        self._dialect = dialect
        self._failure = failure

    def plan(self, kept: Prepared) -> Plan | None:
        """Return how a statement is run with values of these names; None where only SQLAlchemy can."""
        key = (kept.key, *kept.values)
        if key not in self._plans:
            self._plans[key] = self._planned(kept)
        return self._plans[key]

    def rows(self, plan: Plan, values: Mapping[str, Any]) -> list[Row]:
        """Return every row, by the names of its columns."""
        return read_rows(plan, self._run(plan, values))

    def both(self, plan: Plan, values: Mapping[str, Any]) -> list[tuple[Row, Row]]:
        """Return every row of a statement over two tables, as the row of each."""
        return read_both(plan, self._run(plan, values))

    def row(self, plan: Plan, values: Mapping[str, Any]) -> Row | None:
        """Return the first row, if there is one."""
        return read_row(plan, self._run(plan, values))

    def several(self, asked: Sequence[Asked]) -> list[Any]:
        """Return what each of some statements finds."""
        return [one.read(one.plan, self._run(one.plan, one.values)) for one in asked]

    def add(self, plan: Plan, values: Mapping[str, Any]) -> int | None:
        """Return the id of the row that an INSERT added; None where it added none."""
        found = self.row(plan, values)
        return None if found is None else int(found["id"])

    def count(self, plan: Plan, values: Mapping[str, Any]) -> int:
        """Return how many rows were changed."""
        return int(self._run(plan, values).rowcount)

    def note(self, plan: Plan, values: Mapping[str, Any]) -> None:
        """Run a statement of which nobody asks what it did: it may run with the next one, and fail there."""
        self._run(plan, values, plan.sql.removesuffix(RETURNING))

    @property
    def has_noted(self) -> bool:
        """Whether something was noted that has not run yet: then its transaction has begun, or will with it."""
        return False

    def flush(self) -> None:
        """Run what was noted and has not run yet; raises what it raises."""
        return

    def say(self, sql: str) -> None:
        """Run a statement that takes nothing and answers nothing: what begins and ends a transaction."""
        self._execute(sql, self._none)

    def run_each(self, plan: Plan, every: Sequence[Mapping[str, Any]]) -> None:
        """Run a statement that answers nothing once for each set of values."""
        given = [self._given(plan, values) for values in every]
        cursor = self._connection.cursor()
        try:
            cursor.executemany(plan.sql, given)
        except self._failure as error:
            raise self._told(plan.sql, error) from error
        finally:
            cursor.close()

    def _run(self, plan: Plan, values: Mapping[str, Any], sql: str | None = None) -> Any:
        return self._execute(sql or plan.sql, self._given(plan, values))

    def _execute(self, sql: str, given: Any) -> Any:
        try:
            return self._connection.execute(sql, given)
        except self._failure as error:
            raise self._told(sql, error) from error

    def _told(self, sql: str, error: Exception) -> BaseException:
        """Return an error as from SQLAlchemy; what people wrote stands among the values, and never in an error."""
        return DBAPIError.instance(
            sql, None, error, self._failure, hide_parameters=True, dialect=self._dialect
        )

    def _planned(self, kept: Prepared) -> Plan | None:
        statement, values, dialect = kept.statement, kept.values, self._dialect
        if kept.key is None or not isinstance(statement, ClauseElement):
            return None
        compiled = statement.compile(dialect=dialect, column_keys=[*values])
        if not isinstance(compiled, SQLCompiler) or (places := self._places(compiled)) is None:
            return None
        if compiled.insert_prefetch or compiled.update_prefetch or compiled.post_compile_params:
            # A column's own default, or a list of any length: rare, and SQLAlchemy's matter.
            return None
        shown = columns(statement)
        split = kept.split or len(shown)
        of, beside = (*kept.reads, None, None)[:2]
        return Plan(
            compiled.string,
            tuple(self._taken(compiled, name, values) for name in places),
            self._part(shown[:split], of),
            self._part(shown[split:], beside) if kept.split else None,
        )

    def _part(self, shown: Sequence[tuple[str, TypeEngine[Any]]], of: str | None) -> Part:
        reads = [(number, name, self._reads(kind)) for number, (name, kind) in enumerate(shown)]
        columns = tuple(name for name, _kind in shown)
        processes = tuple((number, name, process) for number, name, process in reads if process)
        return Part(columns, self._reader(columns, processes, of))

    def _reader(self, columns: tuple[str, ...], processes: Processes, _of: str | None) -> Read:
        """Return how a row of these columns is read, of a table where they are all of its."""
        return partial(_named, dict, columns, processes)

    def _taken(
        self, compiled: SQLCompiler, name: str, values: Mapping[str, Any]
    ) -> tuple[str, str | None, Any, Process | None]:
        bound = compiled.binds[name]
        process = self._writes(bound.type)
        if name in values:
            return name, name, None, process
        value = bound.effective_value
        return name, None, process(value) if process else value, None

    def _reads(self, kind: TypeEngine[Any]) -> Process | None:
        found: Process | None = kind.dialect_impl(self._dialect).result_processor(self._dialect, None)
        return found

    def _writes(self, kind: TypeEngine[Any]) -> Process | None:
        found: Process | None = kind.dialect_impl(self._dialect).bind_processor(self._dialect)
        return found

    @abstractmethod
    def _places(self, compiled: SQLCompiler) -> Iterable[str] | None:
        """Return the names of what a statement takes, in the order of its places; None where they are not these."""

    @abstractmethod
    def _given(self, plan: Plan, values: Mapping[str, Any]) -> Any:
        """Return what the driver is given for a plan."""


class SqliteQuick(Quick):
    """The same on SQLite, whose values stand in a row."""

    _none = ()
    # By table and columns: statements that read the same remember together.
    _remembering: ClassVar[dict[Hashable, Remembering]] = {}
    # How often this process has forgotten.
    forgot: ClassVar[int] = 0

    def __init__(self, connection: sqlite3.Connection, dialect: Dialect) -> None:
        super().__init__(connection, dialect, sqlite3.Error)

    @classmethod
    def forget(cls) -> None:
        """Remember no row: some of them told of people of whom nothing is kept any more.

        Whoever reads a snapshot from before must forget once more when they are done; `forgot` tells them.
        """
        SqliteQuick.forgot += 1
        cls._forget_all()

    @classmethod
    def forget_since(cls, forgot: int) -> None:
        """Forget once more if there was reason to since a snapshot's first statement, when `forgot` was so many."""
        if cls.forgot != forgot:
            cls._forget_all()

    @classmethod
    def _forget_all(cls) -> None:
        for read in [*cls._remembering.values()]:
            read.cache_clear()

    def add(self, plan: Plan, values: Mapping[str, Any]) -> int | None:
        """See Quick; SQLite knows the id anyway, and to return it as a row takes as long as three indexes."""
        done = self._run(plan, values, plan.sql.removesuffix(RETURNING))
        return int(done.lastrowid) if done.rowcount else None

    def _places(self, compiled: SQLCompiler) -> Iterable[str] | None:
        return compiled.positiontup

    def _given(self, plan: Plan, values: Mapping[str, Any]) -> list[Any]:
        return [
            constant if name is None else values[name] if process is None else process(values[name])
            for _place, name, constant, process in plan.takes
        ]

    def _reader(self, columns: tuple[str, ...], processes: Processes, of: str | None) -> Read:
        if of not in OFTEN:
            return super()._reader(columns, processes, of)
        if (of, columns) not in self._remembering:
            read = partial(_named, Remembered, columns, processes)
            self._remembering[of, columns] = lru_cache(maxsize=REMEMBERED)(read)
        return self._remembering[of, columns]

    def _reads(self, kind: TypeEngine[Any]) -> Process | None:
        return _structure if isinstance(kind, JSON) else super()._reads(kind)

    def _writes(self, kind: TypeEngine[Any]) -> Process | None:
        process = super()._writes(kind)
        if process is None or not isinstance(kind, JSON):
            return process
        as_json = process
        return lambda value: "{}" if value == {} else "[]" if value == [] else as_json(value)


def columns(statement: ClauseElement) -> list[tuple[str, TypeEngine[Any]]]:
    """Return the names and types of the columns that a statement answers with."""
    if isinstance(statement, SelectBase):
        return [(str(column.key), column.type) for column in statement.selected_columns]
    returned: Any = statement.exported_columns if isinstance(statement, UpdateBase) else ()
    return [(str(column.key), column.type) for column in returned]


def read_rows(plan: Plan, found: Any) -> list[Row]:
    """Return every row that was found, by the names of its columns."""
    read = plan.part.read
    return [read(row) for row in found.fetchall()]


def read_row(plan: Plan, found: Any) -> Row | None:
    """Return the first row that was found, if there is one."""
    row = found.fetchone()
    return None if row is None else plan.part.read(row)


def read_both(plan: Plan, found: Any) -> list[tuple[Row, Row]]:
    """Return every row that was found in two tables, as the row of each."""
    if plan.beside is None:
        raise TypeError("a statement over one table answers with rows of one table")
    part, beside, split = plan.part, plan.beside, len(plan.part.columns)
    return [(part.read(row[:split]), beside.read(row[split:])) for row in found.fetchall()]


def _structure(kept: str) -> Any:
    # Most of them are empty.
    return [] if kept == "[]" else {} if kept == "{}" else json.loads(kept)


def _named(
    kind: type[dict[str, Any]], columns: tuple[str, ...], processes: Processes, row: tuple[Any, ...]
) -> Row:
    named = kind(zip(columns, row, strict=True))
    for number, name, process in processes:
        # Half of what could be processed is not there.
        if (kept := row[number]) is not None:
            named[name] = process(kept)
    return named
