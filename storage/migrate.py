"""Migrations: bring a database to the tables of this version of Trellis."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, Engine, create_engine, inspect, text
from sqlalchemy.exc import OperationalError

from storage import sqlite
from storage.errors import DatabaseNewer, DatabaseUnreachable, HalfMoved, said
from storage.urls import is_sqlite, normalise, shown, sqlite_path

# Alembic is loaded where something has to be migrated: every other start would wait for it in vain.
if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

SCRIPTS = Path(__file__).parent / "migrations"
# Foreign keys stay off while tables are rebuilt, and are checked before the commit.
# A minute, since another process may have much to migrate.
_PRAGMAS = ("busy_timeout=60000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=OFF")
# Any number that nobody else uses: it names the lock that migrating processes take on PostgreSQL.
_LOCK = 0x7E11_15
_CONNECT_SECONDS = 10
# Where Alembic keeps the revision that a database is at.
_VERSION = "alembic_version"
_WORKSPACES = "workspaces"
_SEALS = "seals"
_NAMED = re.compile(r"^(revision|down_revision)\b[^=\n]*= *[\"']([^\"'\n]+)", re.MULTILINE)
_ADDS = re.compile(r"[0-9]{4}_from_(?P<oldest>[0-9]{4})")
# The table that stands in a database which storage.moving is filling.
MOVE_MARK = "trellis_move"


class BrokenReferences(Exception):
    """A migration left rows that refer to rows that are not there; nothing of it was kept."""


def upgrade(url: str, *, half_moved: bool = False) -> None:
    """Bring the database to the newest tables, all or nothing; processes that do so at once do it one after another.

    A SQLite file is made when it is not there, for its owner alone. Tables to which a newer version has only added are
    left as they are.
    Raises DatabaseUrlMalformed, DriverMissing, DatabaseUnreachable, DatabaseNewer, or HalfMoved unless it may be
    `half_moved`.
    """
    address = normalise(url)
    if is_sqlite(address):
        sqlite_path(address).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Names and states stand in it plainly; what SQLite puts beside it gets the same rights.
        with suppress(OSError):
            # What stands against it is told by SQLite.
            os.close(os.open(sqlite_path(address), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with alone(address) as connection:
        if _is_newer(connection):
            return
        if not half_moved and inspect(connection).has_table(MOVE_MARK):
            raise HalfMoved(where=shown(address))
        if revision(connection) == head():
            return
        from alembic import command

        command.upgrade(_config(connection), "head")
        _check_references(connection)


def current(url: str) -> str | None:
    """Return the revision that the database is at, or None when it was never migrated."""
    address = normalise(url)
    if is_sqlite(address) and not sqlite_path(address).exists():
        return None
    with alone(address) as connection:
        return revision(connection)


def is_unused(url: str) -> bool:
    """Say whether nothing is kept in the database yet, though its tables may be there: it needs no key so far."""
    address = normalise(url)
    if is_sqlite(address) and not sqlite_path(address).exists():
        return True
    with alone(address) as connection:
        return holds_nothing(connection)


def holds_nothing(connection: Connection) -> bool:
    """Say whether nothing is kept: whatever is belongs to a workspace; what is being moved here may come first.

    Nor has anybody started with a key: two that start before the first workspace must not each make one.
    """
    there = set(inspect(connection).get_table_names())
    if MOVE_MARK in there:
        return False
    kept = [f"SELECT 1 FROM {table} LIMIT 1" for table in (_WORKSPACES, _SEALS) if table in there]  # noqa: S608 - our own names
    return all(connection.execute(text(one)).first() is None for one in kept)


def revision(connection: Connection) -> str | None:
    """Return the revision that a database is at, or None when it was never migrated."""
    if not inspect(connection).has_table(_VERSION):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {_VERSION}")).scalar()  # noqa: S608 - our own name
    return None if found is None else str(found)


def head() -> str:
    """Return the newest revision that this version of Trellis knows."""
    found: dict[str, set[str]] = {"revision": set(), "down_revision": set()}
    for file in (SCRIPTS / "versions").glob("*.py"):
        for name, revision_ in _NAMED.findall(file.read_text("utf-8")):
            found[name].add(revision_)
    newest = found["revision"] - found["down_revision"]
    return newest.pop() if len(newest) == 1 else str(_scripts().get_current_head())


def pending(url: str) -> bool:
    """Say whether the database lacks a migration of this version of Trellis."""
    return current(url) != head()


class Place(StrEnum):
    """Where a database stands beside this version: `ahead` means that a newer one has only added to it."""

    NEW = "new"
    BEHIND = "behind"
    HERE = "here"
    AHEAD = "ahead"
    BEYOND = "beyond"


def place(connection: Connection) -> Place:
    """Say where the database stands; with one that is beyond this version cannot work."""
    found = revision(connection)
    if found is None:
        return Place.NEW
    try:
        is_newer = _is_newer(connection)
    except DatabaseNewer:
        return Place.BEYOND
    if is_newer:
        return Place.AHEAD
    return Place.HERE if found == head() else Place.BEHIND


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Say whether a table is in our metadata, not the queue's; the signature is that of Alembic's `include_name`."""
    return not (kind == "table" and (name or "").startswith("procrastinate_"))


def draft(url: str, message: str) -> None:
    """Write a new migration into the source, of what the tables have and the migrations so far have not.

    `url` is a database for the comparison; it is brought to the newest migration there is.
    """
    from alembic import command

    with alone(normalise(url)) as connection:
        command.upgrade(_config(connection), "head")
        command.revision(_config(connection), message, autogenerate=True)


@contextmanager
def alone(address: URL) -> Iterator[Connection]:
    """Hold the only transaction that migrates, or settles which key is used, and commit it at the end."""
    if is_sqlite(address):
        engine = sqlite.engine(address, begin="BEGIN IMMEDIATE", pragmas=_PRAGMAS, connections=1)
    else:
        engine = create_engine(address, connect_args={"connect_timeout": _CONNECT_SECONDS})
    try:
        with _connect(engine) as connection, connection.begin():
            if not is_sqlite(address):
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection
    finally:
        engine.dispose()


def _connect(engine: Engine) -> Connection:
    try:
        return engine.connect()
    except OperationalError as refused:
        raise DatabaseUnreachable(where=shown(engine.url), reason=said(refused.orig)) from refused


def _config(connection: Connection | None = None) -> Config:
    from alembic.config import Config

    config = Config()
    # Percent signs would be taken for interpolation.
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _scripts() -> ScriptDirectory:
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(_config())


def _is_newer(connection: Connection) -> bool:
    """Say whether a newer version has added to the tables what this one does without; raises DatabaseNewer otherwise.

    While versions change, an old process that was killed comes back beside new ones. What a migration needs of the
    programs that meet it stands in its id, as the old ones have nothing else to read: `0007_from_0005` only adds, so
    that every program whose own newest is 0005 or later can work with it.
    """
    found = revision(connection)
    if found is None or found == head():
        return False
    scripts = _scripts()
    if found in {script.revision for script in scripts.walk_revisions()}:
        return False
    adds = _ADDS.fullmatch(found)
    if adds and adds["oldest"] <= str(scripts.get_current_head())[:4]:
        return True
    raise DatabaseNewer(where=shown(connection.engine.url), revision=found)


def _check_references(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise BrokenReferences(f"{len(broken)} rows, the first in {broken[0][0]}")
