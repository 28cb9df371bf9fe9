"""A Trellis that knows many workspaces, in a process of its own: what it costs to find out how it speaks in one."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.population import KEY
from bot import hosting
from storage.quick import Plan, Quick
from storage.store import Store
from storage.vault import Vault

# In each of the two numbers of workspaces as many requests are authorised.
REQUESTS = 10_000
BEGUN = datetime(2027, 3, 1, 12, tzinfo=UTC)
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


@dataclass(frozen=True, slots=True)
class Told:
    """Microseconds and queries for each request, of a workspace that is unknown and of one that is known."""

    found_us: float
    found_queries: float
    known_us: float
    known_queries: float


def team(number: int) -> str:
    """Return what Slack calls a workspace."""
    return f"T{number:08d}"


async def authorise(url: str, count: int, requests: int = REQUESTS) -> Told:
    """Authorise requests of all workspaces in turn, and then as many of the last one."""
    store = await Store.open(url, Vault([KEY]))
    known = hosting.installed(store)
    teams = [team(number) for number in range(count)]
    with queries() as asked:
        began = time.perf_counter()
        for one in islice(cycle(teams), requests):
            # As a request of a workspace that this process has not heard of for a minute.
            known.forget(one)
            assert await known.of(one)
        found = (time.perf_counter() - began, len(asked))
        await known.of(teams[-1])
        asked.clear()
        began = time.perf_counter()
        for _ in range(requests):
            assert await known.of(teams[-1])
        again = (time.perf_counter() - began, len(asked))
    await store.close()
    return Told(
        *(
            figure
            for took, asked_for in (found, again)
            for figure in (took / requests * 1e6, asked_for / requests)
        ),
    )


@contextmanager
def queries() -> Iterator[list[str]]:
    """Give every statement that is sent to the database meanwhile, by whichever way."""
    asked: list[str] = []
    sends, runs = psycopg.Cursor.execute, Quick._run

    def execute(cursor: psycopg.Cursor[Any], query: Any, *values: Any, **how: Any) -> psycopg.Cursor[Any]:
        asked.append(str(query))
        return sends(cursor, query, *values, **how)

    def run(quick: Quick, plan: Plan, values: Mapping[str, Any]) -> Any:
        asked.append(plan.sql)
        return runs(quick, plan, values)

    Quick._run = run  # type: ignore[method-assign,assignment]
    psycopg.Cursor.execute = execute  # type: ignore[method-assign,assignment]  # we only listen
    try:
        yield asked
    finally:
        Quick._run = runs  # type: ignore[method-assign]
        psycopg.Cursor.execute = sends  # type: ignore[method-assign]


def resident() -> float:
    """Return the memory of this process in MB; 0 where nobody tells."""
    told = Path("/proc/self/statm")
    return int(told.read_text("ascii").split()[1]) * PAGE / 1e6 if told.exists() else 0.0


if __name__ == "__main__":
    print(json.dumps(asdict(asyncio.run(authorise(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))))
