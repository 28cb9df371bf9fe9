"""A pair that is under way, copied within the database as often as a benchmark needs: people, agreement, rhythm, words.

The ids of copy number n are those of the first plus n times a stride, wherever a row refers to another.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    String,
    Table,
    cast,
    create_engine,
    func,
    insert,
    literal,
    select,
    text,
    update,
)

from benchmarks import population
from benchmarks.population import Post
from storage import rows, sqlite, tables
from storage.urls import is_sqlite, normalise

# More than one pair has of anything.
STRIDE = 1_000
# In the order in which they refer to each other. What was sent and asked before is not copied.
COPIED = (
    tables.Person,
    tables.Pair,
    tables.PairMember,
    tables.Agreement,
    tables.Clause,
    tables.Position,
    tables.Signature,
    tables.Goal,
    tables.Answer,
    tables.Schedule,
)
# Slack's names, which must differ too; where one is not known, none of a copy is.
NAMED = (rows.table(tables.Person).c.slack_id, rows.table(tables.Person).c.dm_channel)


async def settle(url: str, count: int, now: datetime, post: Post) -> None:
    """Make the database at `url` with so many pairs, each with one check-in schedule for its mentee."""
    await population.settle(url, 1, 0, now, post)
    copy(url, count - 1)


def copy(url: str, times: int) -> None:
    """Copy the only pair of a database so many times."""
    engine = engine_of(url)
    with engine.begin() as connection:
        for kind in COPIED:
            _copy(connection, rows.table(kind), times)
            if connection.dialect.name == "postgresql":
                _go_on_after(connection, rows.table(kind))
    engine.dispose()
    population.learn(url)


def make_due(url: str, count: int, at: datetime, *, else_at: datetime) -> None:
    """Let so many schedules be due at one instant, and all others at another; as if they had not come before."""
    schedule = rows.table(tables.Schedule)
    first = select(schedule.c.id).order_by(schedule.c.id).limit(count)
    engine = engine_of(url)
    with engine.begin() as connection:
        connection.execute(update(schedule).values(next_due_at=else_at))
        connection.execute(update(schedule).where(schedule.c.id.in_(first)).values(next_due_at=at))
        connection.execute(update(schedule).values(last_on=None))
    engine.dispose()


def slack_id(role: str, number: int) -> str:
    """Slack's name for a member, "MENTEE" or "MENTOR", of the pair of that number: 0 is the first."""
    first = population.mentee_of(0) if role == "MENTEE" else population.mentor_of(0)
    return f"{first}X{number}" if number else first


def engine_of(url: str) -> Engine:
    """Make an engine that writes much at once; on SQLite without looking where each row refers to."""
    address = normalise(url)
    if not is_sqlite(address):
        return create_engine(address)
    pragmas = ("journal_mode=WAL", "synchronous=OFF", "foreign_keys=OFF", "cache_size=-200000")
    return sqlite.engine(address, pragmas=pragmas, connections=1, begin="BEGIN IMMEDIATE")


def _copy(connection: Connection, of: Table, times: int) -> None:
    if not times:
        return
    first = select(literal(1, Integer).label("n")).cte("numbers", recursive=True)
    numbers = first.union_all(select(first.c.n + 1).where(first.c.n < times))
    chosen = [_copied(column, numbers.c.n) for column in of.columns]
    connection.execute(
        insert(of).from_select([*of.columns], select(*chosen).select_from(of).join(numbers, literal(1) == 1))
    )


def _copied(column: Column[Any], number: Any) -> Any:
    if _refers(column):
        return column + number * STRIDE
    if column in NAMED:
        return column + "X" + cast(number, String)
    return column


def _refers(column: Column[Any]) -> bool:
    """Tell whether a column names a row that is copied, or is the name of one."""
    copied = {rows.table(kind) for kind in COPIED}
    named = {key.column.table for key in column.foreign_keys if key.column.name == "id"}
    return column.name == "id" or bool(named & copied)


def _go_on_after(connection: Connection, of: Table) -> None:
    """Let ids that PostgreSQL gives from now on follow those that we gave."""
    newest = connection.scalar(select(func.max(of.c.id)))
    name = text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :newest)")
    connection.execute(name, {"table": of.name, "newest": newest or 1})
