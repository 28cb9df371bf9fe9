"""A village for each story, on each kind of database."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

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
def signed_folder(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a village keeps whose pair has just signed; its Slack has gone, and with it the messages until then."""
    folder = tmp_path_factory.mktemp("signed")
    shutil.copy(sqlite_template, folder / "trellis.db")
    # In a loop of its own: the session outlives those of the tests.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, _sign(folder)).result()
    return folder


async def _sign(folder: Path) -> None:
    async with village(folder) as started:
        await started.agree()


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
