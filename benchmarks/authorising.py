"""A Trellis that knows many workspaces, in a process of its own: what it costs to find out how it speaks in one."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.population import KEY
from bot import hosting
from storage import installations, migrate
from storage.installations import Granted
from storage.store import Store, Transaction
from storage.vault import Vault

# In each of the two numbers of workspaces as many requests are authorised.
REQUESTS = 10_000
BEGUN = datetime(2027, 3, 1, 12, tzinfo=UTC)
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


@dataclass(frozen=True, slots=True)
class Told:
    """Memory of the process in MB; microseconds and queries for each request, of an unknown workspace and a known."""

    memory: float
    found_us: float
    found_queries: float
    known_us: float
    known_queries: float


def team(number: int) -> str:
    """Return what Slack calls a workspace."""
    return f"T{number:08d}"


async def settle(url: str, count: int) -> None:
    """Let so many workspaces have installed Trellis, in a database without any."""
    await asyncio.to_thread(migrate.upgrade, url)
    store = await Store.open(url, Vault([KEY]))
    for begun in range(0, count, 100):
        await store.run(lambda tx, begun=begun: _install(tx, range(begun, min(begun + 100, count))))  # type: ignore[misc]
    await store.close()


async def authorise(url: str, count: int, requests: int = REQUESTS) -> Told:
    """Authorise requests of all workspaces in turn, and then as many of the last one."""
    store = await Store.open(url, Vault([KEY]))
    known = hosting.installed(store)
    teams = [team(number) for number in range(count)]
    with _queries() as asked:
        began = time.perf_counter()
        for one in islice(cycle(teams), requests):
            # As a request of a workspace that this process has not heard of for a minute.
            known.forget(one)
            assert await known.of(one)
        found = (time.perf_counter() - began, len(asked))
        asked.clear()
        began = time.perf_counter()
        for _ in range(requests):
            assert await known.of(teams[-1])
        again = (time.perf_counter() - began, len(asked))
    # What is known by heart is part of it, and so is what the database's driver keeps.
    for one in teams:
        await known.of(one)
    gc.collect()
    memory = _resident()
    await store.close()
    return Told(
        memory,
        *(
            figure
            for took, queries in (found, again)
            for figure in (took / requests * 1e6, queries / requests)
        ),
    )


def _install(tx: Transaction, numbers: range) -> None:
    for number in numbers:
        granted = Granted(
            team_id=team(number),
            team_name=f"Workspace {number}",
            enterprise_id=None,
            app_id="A0TRELLIS",
            bot_id=f"B{number:08d}",
            bot_user_id=f"U{number:08d}",
            installed_by="U0ADMIN",
            scopes=("chat:write", "im:history", "im:write", "users:read"),
            token=f"xoxb-{number}",
        )
        installations.keep(tx, granted, locale="en", at=BEGUN)


@contextmanager
def _queries() -> Iterator[list[str]]:
    """Give every statement that is sent to the database meanwhile, by whichever way."""
    asked: list[str] = []
    sends = psycopg.Cursor.execute

    def execute(cursor: psycopg.Cursor[Any], query: Any, *values: Any, **how: Any) -> psycopg.Cursor[Any]:
        asked.append(str(query))
        return sends(cursor, query, *values, **how)

    psycopg.Cursor.execute = execute  # type: ignore[method-assign,assignment]  # we only listen
    try:
        yield asked
    finally:
        psycopg.Cursor.execute = sends  # type: ignore[method-assign]


def _resident() -> float:
    """Return the memory of this process in MB; 0 where nobody tells."""
    told = Path("/proc/self/statm")
    return int(told.read_text("ascii").split()[1]) * PAGE / 1e6 if told.exists() else 0.0


if __name__ == "__main__":
    print(json.dumps(asdict(asyncio.run(authorise(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))))
