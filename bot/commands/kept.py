"""What is kept, opened for a command: at the tables of this version, and apart from a Trellis that runs."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.errors import TrellisError
from bot.settings import Settings
from storage import migrate
from storage.lock import DatabaseLock
from storage.store import Store
from storage.urls import is_sqlite, normalise, shown, sqlite_path
from storage.vault import Vault


class NothingThere(TrellisError):
    """There is no Trellis database at {where}: nothing was looked at. Check TRELLIS_DATABASE_URL."""


@asynccontextmanager
async def opened(configured: Settings, keys: Vault, *, alone: bool) -> AsyncIterator[Store]:
    """Open what is kept, at the tables of this version; `alone` on a SQLite file keeps every other Trellis away.

    Raises NothingThere, DatabaseInUse, and what opening a database raises.
    """
    address = normalise(configured.database_url)
    is_file = is_sqlite(address)
    if is_file and not sqlite_path(address).exists():
        raise NothingThere(where=shown(address))
    with DatabaseLock(sqlite_path(address)) if is_file and alone else contextlib.nullcontext():
        migrate.upgrade(configured.database_url)
        store = await Store.open(configured.database_url, keys)
        try:
            yield store
        finally:
            await store.close()
