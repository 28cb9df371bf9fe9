"""A village for each story, on each kind of database."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.past import Memory, live, shared
from tests.postgres import Server
from tests.village import Village, village


@pytest.fixture
async def town(tmp_path: Path, database_url: str) -> AsyncIterator[Village]:
    """A village whose clock stands at Monday 1 March 2027, 15:00 UTC."""
    async with village(tmp_path, database_url) as started:
        yield started


@pytest.fixture
async def hamlet(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Village]:
    """The same on SQLite alone, for stories to which the database makes no difference."""
    async with village(tmp_path, sqlite_url) as started:
        yield started


@pytest.fixture(scope="session")
def signed_past(sqlite_template: Path, shared_folder: Path) -> Iterator[tuple[Path, Memory]]:
    """What a village keeps on SQLite whose pair has just signed, and what its Slack remembers."""

    def begin(folder: Path) -> Memory:
        shutil.copy(sqlite_template, folder / "trellis.db")
        return live(folder, Village.agree)

    folder = shared_folder / "signed"
    with shared(folder, begin, end=(folder / "trellis.db").unlink) as memory:
        yield folder, memory


@pytest.fixture(scope="session")
def signed_database(postgres_server: Server, shared_folder: Path) -> Iterator[tuple[str, Memory]]:
    """The same on PostgreSQL: the name of a database to copy, and what Slack remembers."""
    name = f"trellis_test_signed_{sha256(os.fsencode(shared_folder)).hexdigest()[:12]}"

    def begin(folder: Path) -> Memory:
        return live(folder, Village.agree, postgres_server.make(name))

    with shared(shared_folder / "signed_there", begin, end=lambda: postgres_server.drop(name)) as memory:
        yield name, memory


@pytest.fixture
async def signed_here(signed_past: tuple[Path, Memory], tmp_path: Path) -> AsyncIterator[Village]:
    """A pair on SQLite that has just signed, and reads all that led there; it is Monday, 15:00 UTC, still."""
    folder, memory = signed_past
    shutil.copy(folder / "trellis.db", tmp_path)
    async with village(tmp_path) as started:
        memory.give(started.demo.simulator)
        yield started


@pytest.fixture
async def _signed_there(
    signed_database: tuple[str, Memory], postgres_server: Server, tmp_path: Path
) -> AsyncIterator[Village]:
    name, memory = signed_database
    with postgres_server.database(name) as url:
        async with village(tmp_path, url) as started:
            memory.give(started.demo.simulator)
            yield started


@pytest.fixture(
    params=[
        pytest.param("signed_here", id="sqlite"),
        pytest.param("_signed_there", id="postgres", marks=pytest.mark.postgres),
    ]
)
def signed(request: pytest.FixtureRequest) -> Village:
    """The same on each kind of database."""
    found: Village = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def half_answered_past(sqlite_template: Path, shared_folder: Path) -> Iterator[tuple[Path, Memory]]:
    """What a village keeps on SQLite in which one of a pair has answered all clauses, and what its Slack remembers."""

    def begin(folder: Path) -> Memory:
        shutil.copy(sqlite_template, folder / "trellis.db")
        return live(folder, Village.answer_by_half)

    folder = shared_folder / "half_answered"
    with shared(folder, begin, end=(folder / "trellis.db").unlink) as memory:
        yield folder, memory


@pytest.fixture
async def half_answered(half_answered_past: tuple[Path, Memory], tmp_path: Path) -> AsyncIterator[Village]:
    """A pair on SQLite of whom Inês has answered all clauses and Noah none; it is Monday, 15:00 UTC, still."""
    folder, memory = half_answered_past
    shutil.copy(folder / "trellis.db", tmp_path)
    async with village(tmp_path) as started:
        memory.give(started.demo.simulator)
        yield started


@pytest.fixture(scope="session")
def signed_folder(signed_past: tuple[Path, Memory]) -> Path:
    """What a village keeps whose pair has just signed; its Slack has gone, and with it the messages until then."""
    return signed_past[0]


@pytest.fixture
async def at_work(signed_folder: Path, tmp_path: Path) -> AsyncIterator[Village]:
    """A pair under way, on the morning on which the first check-in has come, and nothing else is open."""
    shutil.copy(signed_folder / "trellis.db", tmp_path / "trellis.db")
    async with village(
        tmp_path, start=datetime(2027, 3, 11, 10, 30, tzinfo=ZoneInfo("Europe/Lisbon"))
    ) as started:
        await started.settle()
        await started.press(started.ines, "Yes, and it went fine")
        await started.go_to(2027, 3, 16, 14, 30, zone="Europe/Lisbon")
        yield started
