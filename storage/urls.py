"""The addresses of databases, as people write them and as SQLAlchemy reads them."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import DatabaseUrlMalformed, DriverMissing

_DRIVERS = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def normalise(url: str) -> URL:
    """Return `url` with the driver that we use.

    Raises DatabaseUrlMalformed when it is neither a SQLite file nor PostgreSQL, and DriverMissing when it is
    PostgreSQL and psycopg, an optional dependency, is not installed.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as refused:
        raise DatabaseUrlMalformed(reason="it is not an address") from refused
    if parsed.drivername not in _DRIVERS:
        raise DatabaseUrlMalformed(reason=f"{parsed.drivername} is not a database that Trellis knows")
    parsed = parsed.set(drivername=_DRIVERS[parsed.drivername])
    if is_sqlite(parsed):
        return _with_file(parsed)
    if find_spec("psycopg") is None:
        raise DriverMissing
    return parsed


def is_sqlite(url: URL) -> bool:
    """Say whether a normalised `url` is a SQLite file."""
    return url.get_backend_name() == "sqlite"


def sqlite_path(url: URL) -> Path:
    """Return the file of a normalised SQLite `url`."""
    return Path(url.database or "").absolute()


def conninfo(url: URL) -> str:
    """Return a normalised PostgreSQL `url` as libpq reads it, password and all."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def shown(url: URL) -> str:
    """Return `url` as it may stand in a message: without its password."""
    return url.render_as_string(hide_password=True)


def _with_file(url: URL) -> URL:
    if not url.database or url.database == ":memory:":
        raise DatabaseUrlMalformed(
            reason="it names no file, and what is kept in memory is gone at the next start"
        )
    return url.set(database=str(Path(url.database).expanduser()))
