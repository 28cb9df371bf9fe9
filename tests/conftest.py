"""What every test may ask for: a fresh database of each kind, the store on it, and a vault."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings

from bot import loops
from storage import migrate
from storage.store import Store
from storage.vault import Vault
from tests import memory, standstill, unsteady
from tests.dealing import dealt
from tests.keys import TEST_KEY
from tests.postgres import OwnServer, Server, exclusive, own_server, server

# How long an example takes says more about the machine than about us. In a fresh clone the first one takes seconds,
# as Hypothesis builds its tables of characters meanwhile. A change is judged by the same examples each time: what
# nobody has tried yet is looked for by `make explore`, and what it finds becomes an example by name.
settings.register_profile(
    "trellis",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    database=None,
)
settings.register_profile(
    "explore",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    max_examples=2_000,
    print_blob=True,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "trellis"))


# A quarter of the time of a story went by in walks over what is loaded once and stays. `trellis run` sets it aside too.
YOUNG = 20_000


def pytest_addoption(parser: pytest.Parser) -> None:
    """What `make test` asks for beyond what pytest knows."""
    unsteady.add_option(parser)


def pytest_configure(config: pytest.Config) -> None:
    """Make temporary files where they cost least; all tests are loaded after this, and what is loaded stays."""
    memory.keep_in()
    gc.disable()
    exploring = os.environ.get("HYPOTHESIS_PROFILE") == "explore"
    seconds = standstill.SECONDS_TO_EXPLORE if exploring else standstill.SECONDS
    config.pluginmanager.register(standstill.Guard(seconds), "standstill")
    unsteady.register(config)


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over all that is loaded by now, and look at the rest less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 20)
    gc.enable()


def pytest_asyncio_loop_factories(
    config: pytest.Config,
    item: pytest.Item,
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Run tests in the kind of loop that Trellis runs in."""
    return {"fastest": loops.fastest() or asyncio.new_event_loop}


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the test processes of this run meet."""
    mine = tmp_path_factory.getbasetemp()
    return mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine


@pytest.fixture(scope="session")
def sqlite_template(shared_folder: Path) -> Path:
    """A SQLite file at the newest migration; copy it."""
    path = shared_folder / "template.db"
    with exclusive(shared_folder / "template.lock"):
        if not path.exists():
            unfinished = shared_folder / "unfinished.db"
            migrate.upgrade(f"sqlite:///{unfinished}")
            unfinished.rename(path)
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """The PostgreSQL server of this checkout."""
    with server() as lent:
        yield lent


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh SQLite database at the newest migration."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'trellis.db')}"


@pytest.fixture
def postgres_url(postgres_server: Server) -> Iterator[str]:
    """A fresh PostgreSQL database at the newest migration."""
    with postgres_server.database() as url:
        yield url


@pytest.fixture
def own_postgres() -> Iterator[OwnServer]:
    """A PostgreSQL server that a test may stop and start again."""
    with own_server() as lent:
        yield lent


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database at the newest migration; a test that asks for it runs on both kinds."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def vault() -> Vault:
    """A vault whose key is no secret."""
    return Vault([TEST_KEY])


@pytest.fixture
async def store(database_url: str, vault: Vault) -> AsyncIterator[Store]:
    """An open store on a fresh database."""
    opened = await Store.open(database_url, vault)
    yield opened
    await opened.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no worker is left alone with it at the end."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    items[:] = dealt(items, workers, lambda item: item.nodeid.partition("::")[0])


@pytest.fixture(scope="session", autouse=True)
def tracebacks_are_short() -> None:
    """As structlog comes it writes every local value, for seconds, of what a test breaks on purpose."""
    renderer = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, structlog.processors.add_log_level, renderer]
    )


@pytest.fixture(autouse=True)
def each_test_leaves_the_log_as_it_was() -> Iterator[None]:
    """A test that wants silence, or everything, wants it for itself."""
    known = _loggers()
    levels = {name: logger.level for name, logger in known.items()}
    yield
    for name, logger in _loggers().items():
        logger.setLevel(levels.get(name, logging.NOTSET))


def _loggers() -> dict[str, logging.Logger]:
    named = {
        name: one for name, one in logging.root.manager.loggerDict.items() if isinstance(one, logging.Logger)
    }
    return {"": logging.root, **named}
