"""Moving: all that is remembered, from a SQLite file to a PostgreSQL database of its own, compared row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    JSON,
    URL,
    Column,
    Connection,
    Engine,
    MetaData,
    RowMapping,
    Table,
    Text,
    create_engine,
    func,
    insert,
    inspect,
    null,
    select,
    text,
    tuple_,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import OperationalError

from storage import migrate, sqlite
from storage.errors import DatabaseUnreachable, MoveDiffers, MoveNeedsEmpty, MoveNotFrom, MoveNotTo, said
from storage.lock import DatabaseLock
from storage.tables import Base
from storage.urls import is_sqlite, normalise, shown, sqlite_path

# Rows in one transaction: killed between two, it goes on after the last one that was kept.
PAGE = 500
# Stands in the new database while it is not complete, and says from which file it is being filled.
MARK = Table(migrate.MOVE_MARK, MetaData(), Column("source", Text, nullable=False))
_PRAGMAS = ("busy_timeout=10000", "foreign_keys=ON", "query_only=ON")

Tell = Callable[[str, int], None]


def tables() -> Sequence[Table]:
    """Return every table, each after those that it refers to."""
    return Base.metadata.sorted_tables


def count(url: str) -> dict[str, int]:
    """Return how many rows each table of the SQLite file at `url` holds."""
    with _reading(_source(url)) as source:
        return {table.name: source.scalar(select(func.count()).select_from(table)) or 0 for table in tables()}


def move(source_url: str, target_url: str, tell: Tell) -> None:
    """Copy every row, and read each back; what a move that was killed has copied is compared and left.

    Sealed texts are copied as they are: the same key opens them. `tell` is called with a table's name and how many of
    its rows have just been found equal. The file stays as it is.
    Raises MoveNotFrom, MoveNotTo, MoveNeedsEmpty, MoveDiffers, DatabaseInUse, and what storage.migrate.upgrade raises.
    """
    source_address, target_address = _source(source_url), _target(target_url)
    file = sqlite_path(source_address)
    with DatabaseLock(file):
        migrate.upgrade(source_url)
        engine = create_engine(target_address, connect_args={"connect_timeout": 10})
        try:
            _begin(engine, target_url, str(file.resolve()))
            with _reading(source_address) as source:
                for table in tables():
                    _copy(source, engine, table, tell)
                _finish(source, engine)
        finally:
            engine.dispose()


def _source(url: str) -> URL:
    address = normalise(url)
    if not is_sqlite(address) or not sqlite_path(address).exists():
        raise MoveNotFrom(where=shown(address))
    return address


def _target(url: str) -> URL:
    address = normalise(url)
    if is_sqlite(address):
        raise MoveNotTo(where=shown(address))
    return address


def _begin(engine: Engine, url: str, source: str) -> None:
    """Make the tables in a database that is empty, or find it half filled from the same file."""
    try:
        with engine.begin() as target:
            _refuse_foreign(target, source)
            MARK.create(target, checkfirst=True)
            if not target.scalar(select(MARK.c.source)):
                target.execute(insert(MARK).values(source=source))
    except OperationalError as refused:
        raise DatabaseUnreachable(where=shown(engine.url), reason=said(refused.orig)) from refused
    migrate.upgrade(url, half_moved=True)


def _refuse_foreign(target: Connection, source: str) -> None:
    """Raise MoveNeedsEmpty unless nothing would be overwritten or mixed up."""
    found = set(inspect(target).get_table_names())
    where = shown(target.engine.url)
    if MARK.name in found:
        if (other := target.scalar(select(MARK.c.source))) not in (None, source):
            raise MoveNeedsEmpty(where=where, what=f"is half filled from {other}")
        return
    known = {table.name for table in tables()}
    strange = {name for name in found - known - {"alembic_version"} if migrate.is_ours(name, "table", None)}
    if strange:
        raise MoveNeedsEmpty(where=where, what=f"holds a table that is not Trellis's ({min(strange)})")
    for name in sorted(found & known):
        if target.scalar(select(text("1")).select_from(text(name)).limit(1)):
            raise MoveNeedsEmpty(where=where, what=f"holds rows already ({name})")


@contextmanager
def _reading(address: URL) -> Iterator[Connection]:
    """Look at one state of the file."""
    engine = sqlite.engine(address, begin="BEGIN", pragmas=_PRAGMAS, connections=1)
    try:
        with engine.connect() as connection, connection.begin():
            yield connection
    finally:
        engine.dispose()


def _copy(source: Connection, engine: Engine, table: Table, tell: Tell) -> None:
    for page in _pages(source, table):
        with engine.begin() as target:
            target.execute(
                postgresql.insert(table).on_conflict_do_nothing(index_elements=list(table.primary_key)),
                [_values(table, row) for row in page],
            )
            _compare(target, table, page)
        tell(table.name, len(page))


def _pages(source: Connection, table: Table) -> Iterator[Sequence[RowMapping]]:
    statement = select(table).order_by(*table.primary_key).limit(PAGE)
    page = source.execute(statement).mappings().all()
    while page:
        yield page
        beyond = tuple_(*table.primary_key) > _key(table, page[-1])
        page = source.execute(statement.where(beyond)).mappings().all()


def _compare(target: Connection, table: Table, page: Sequence[RowMapping]) -> None:
    keys = [_key(table, row) for row in page]
    there = target.execute(select(table).where(tuple_(*table.primary_key).in_(keys))).mappings()
    found = {_key(table, row): dict(row) for row in there}
    for key, row in zip(keys, page, strict=True):
        if found.get(key) != dict(row):
            raise MoveDiffers(table=table.name, row=", ".join(map(str, key)))


def _finish(source: Connection, engine: Engine) -> None:
    """Compare how many rows there are, let new ones get ids that were never used, and take the mark away."""
    with engine.begin() as target:
        for table in tables():
            rows = select(func.count()).select_from(table)
            if source.scalar(rows) != target.scalar(rows):
                raise MoveDiffers(table=table.name, row="beyond those of the file")
            if "id" in table.c:
                _set_sequence(source, target, table.name)
        MARK.drop(target)
        # The server finds out by itself how rows are spread, but a minute later, and walks through too many until then.
        target.execute(text("ANALYZE"))


def _set_sequence(source: Connection, target: Connection, name: str) -> None:
    # SQLite's own count, since the rows with the highest ids may be gone and their ids must not come back.
    used = source.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": name})
    if used:
        sequence = target.scalar(select(func.pg_get_serial_sequence(name, "id")))
        target.execute(select(func.setval(sequence, used)))


def _key(table: Table, row: RowMapping) -> tuple[Any, ...]:
    """Return what tells a row from all others of its table; in some tables that takes two columns."""
    return tuple(row[column.name] for column in table.primary_key)


def _values(table: Table, row: RowMapping) -> dict[str, Any]:
    # To SQLAlchemy, None in a column of JSON is JSON's null, which is not the database's.
    return {
        column.name: null()
        if row[column.name] is None and isinstance(column.type, JSON)
        else row[column.name]
        for column in table.c
    }
