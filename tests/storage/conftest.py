"""Stores that hold scratch tables, one of each kind."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.store import Store
from storage.vault import Vault
from tests.storage import scratch


@pytest.fixture
def scratch_url(database_url: str) -> str:
    """A fresh database of each kind, with the scratch tables."""
    scratch.make(database_url)
    return database_url


@pytest.fixture
async def scratch_store(scratch_url: str, vault: Vault) -> AsyncIterator[Store]:
    """A store of each kind."""
    opened = await Store.open(scratch_url, vault)
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite_store(sqlite_url: str, vault: Vault) -> AsyncIterator[Store]:
    """A store on SQLite."""
    scratch.make(sqlite_url)
    opened = await Store.open(sqlite_url, vault)
    yield opened
    await opened.close()


@pytest.fixture
async def postgres_store(postgres_url: str, vault: Vault) -> AsyncIterator[Store]:
    """A store on PostgreSQL."""
    scratch.make(postgres_url)
    opened = await Store.open(postgres_url, vault)
    yield opened
    await opened.close()
