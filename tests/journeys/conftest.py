"""A village for each story, on each kind of database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

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
