"""An office for each test, on each kind of database."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.store import Store
from tests.jobs.office import Office, office


@pytest.fixture
async def work(store: Store) -> AsyncIterator[Office]:
    """An office on Monday 1 March 2027, 15:00 in Lisbon and 10:00 in New York."""
    async with office(store) as opened:
        yield opened
