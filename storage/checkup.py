"""A look at a database from outside, beside whatever works with it: how it stands, and whether it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import URL, Column, Connection, Table, create_engine, func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from storage import keymark, migrate, sqlite
from storage.errors import DatabaseUnreachable, SealBroken, said
from storage.installations import TOKEN
from storage.migrate import Place
from storage.standings import Standing, standing
from storage.tables import Base, Installation, Person, Workspace
from storage.transaction import Transaction
from storage.types import Sealed
from storage.urls import is_sqlite, normalise, shown, sqlite_path

if TYPE_CHECKING:
    from storage.vault import Vault

_PRAGMAS = ("busy_timeout=10000", "query_only=ON")
_CONNECT_SECONDS = 10
# A worker of the queue gives a sign of life every few seconds.
_ALIVE = "now() - interval '1 minute'"


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue of wake-ups on PostgreSQL: who listens to it, and which jobs wait or have failed."""

    workers: int
    waiting: int
    failed: int


@dataclass(frozen=True, slots=True)
class Checkup:
    """How a database stands; `revision` is empty for one that is new, and `unused` is one that holds nothing yet.

    `damage` is what SQLite found wrong with its file, empty for nothing; `zones` are the time zones of people;
    `texts` is how many sealed texts were tried, and `broken` why the first of them does not open; `needs` is the number
    of a key that they need and that is not there, empty where it is.
    """

    place: Place
    revision: str = ""
    half_moved: bool = False
    unused: bool = False
    damage: str = ""
    zones: tuple[str, ...] = ()
    ledger: Standing | None = None
    queue: Queue | None = None
    texts: int = 0
    broken: str = ""
    needs: str = ""


def look(url: str, vault: Vault | None, now: datetime) -> Checkup:
    """Look at the database at `url`, changing nothing; without a `vault` no sealed text is tried.

    Raises DatabaseUrlMalformed, DriverMissing or DatabaseUnreachable.
    """
    address = normalise(url)
    if is_sqlite(address) and not sqlite_path(address).exists():
        return Checkup(Place.NEW, unused=True)
    try:
        with _looking(address) as connection:
            return _look(connection, vault, now)
    except DBAPIError as refused:
        raise DatabaseUnreachable(where=shown(address), reason=said(refused.orig)) from refused


def tokens(url: str, vault: Vault, most: int) -> tuple[list[str], int]:
    """Return the newest `most` tokens by which Trellis speaks in workspaces that installed it, and how many those are.

    Of a database that is not there or of another version, none. Raises as `look` does, and SealBroken.
    """
    address = normalise(url)
    if is_sqlite(address) and not sqlite_path(address).exists():
        return [], 0
    with _looking(address) as connection:
        if migrate.place(connection) not in (Place.HERE, Place.AHEAD):
            return [], 0
        speaking = (
            select(Installation.workspace_id, Installation.token)
            .join(Workspace, Workspace.id == Installation.workspace_id)
            .where(Installation.token.is_not(None), Workspace.uninstalled_at.is_(None))
        )
        count = connection.scalar(select(func.count()).select_from(speaking.subquery()))
        newest = connection.execute(speaking.order_by(Installation.id.desc()).limit(most))
        return [vault.open(row[0], TOKEN, row[1]) for row in newest if row[1]], count or 0


@contextmanager
def _looking(address: URL) -> Iterator[Connection]:
    if is_sqlite(address):
        engine = sqlite.engine(address, begin="BEGIN", pragmas=_PRAGMAS, connections=1)
    else:
        engine = create_engine(
            address, hide_parameters=True, connect_args={"connect_timeout": _CONNECT_SECONDS}
        ).execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    try:
        with engine.connect() as connection, connection.begin():
            yield connection
    finally:
        engine.dispose()


def _look(connection: Connection, vault: Vault | None, now: datetime) -> Checkup:
    place = migrate.place(connection)
    revision = migrate.revision(connection) or ""
    half_moved = inspect(connection).has_table(migrate.MOVE_MARK)
    unused = migrate.holds_nothing(connection)
    damage = _damage(connection)
    if place not in (Place.HERE, Place.AHEAD) or damage:
        # Tables of another version cannot be asked what these can.
        return Checkup(place, revision, half_moved, unused, damage)
    texts, broken = _try_texts(connection, vault) if vault else (0, "")
    number = keymark.number(connection)
    return Checkup(
        place,
        revision,
        half_moved=half_moved,
        unused=unused,
        zones=tuple(connection.scalars(select(Person.zone).distinct().order_by(Person.zone))),
        ledger=_ledger(connection, vault, now),
        queue=None if connection.dialect.name == "sqlite" else _queue(connection),
        texts=texts,
        broken=broken,
        needs=number if number and vault and not vault.has(bytes.fromhex(number)) else "",
    )


def _damage(connection: Connection) -> str:
    if connection.dialect.name != "sqlite":
        return ""
    found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    return "" if found == "ok" else str(found)


def _ledger(connection: Connection, vault: Vault | None, now: datetime) -> Standing:
    # Nothing sealed is read here.
    transaction = Transaction(connection, vault, writes=False)  # type: ignore[arg-type]
    try:
        return standing(transaction, now)
    finally:
        transaction.end()


def _queue(connection: Connection) -> Queue:
    def count(what: str) -> int:
        return int(connection.scalar(text(f"SELECT count(*) FROM {what}")) or 0)  # noqa: S608 - words of ours

    return Queue(
        workers=count(f"procrastinate_workers WHERE last_heartbeat > {_ALIVE}"),
        waiting=count("procrastinate_jobs WHERE status = 'todo' AND queue_name = 'trellis'"),
        failed=count("procrastinate_jobs WHERE status = 'failed' AND queue_name = 'trellis'"),
    )


def _try_texts(connection: Connection, vault: Vault) -> tuple[int, str]:
    """Open the oldest and the newest text of each sealed column; returns how many, and what went wrong first."""
    tried = 0
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if not isinstance(column.type, Sealed) or "workspace_id" not in table.columns:
                continue
            for workspace_id, sealed in _ends(connection, table, column):
                tried += 1
                try:
                    vault.open(workspace_id, f"{table.name}.{column.name}", sealed)
                except SealBroken as broken:
                    return tried, str(broken.facts["reason"])
    return tried, ""


def _ends(connection: Connection, table: Table, column: Column[bytes]) -> list[tuple[int, bytes]]:
    """Return the first and the last text of a column, each with its workspace; one text alone stands there twice."""
    keys = list(table.primary_key.columns)
    found = []
    for order in (keys, [key.desc() for key in keys]):
        texts = select(table.c.workspace_id, column).where(column.is_not(None)).order_by(*order).limit(1)
        found += [(row[0], row[1]) for row in connection.execute(texts)]
    return found
