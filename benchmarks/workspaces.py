"""What many workspaces cost: to authorise a request, and in memory, on PostgreSQL, against few."""

from __future__ import annotations

import json
from dataclasses import dataclass

from benchmarks import authorising
from benchmarks.authorising import Told
from benchmarks.children import told
from benchmarks.rows import Row
from tests.postgres import Server, server

MODULE = "benchmarks.authorising"


@dataclass(frozen=True, slots=True)
class Load:
    """So many workspaces, few and many, and so many requests."""

    few: int = 10
    many: int = 10_000
    requests: int = authorising.REQUESTS


FULL = Load()
QUICK = Load(many=1_000, requests=1_000)


async def run(load: Load = FULL) -> list[Row]:
    """Measure the few and the many, each in a process and a database of its own."""
    # The server that the tests bring along; TRELLIS_TEST_POSTGRES_URL names another.
    with server() as lent:
        few = await _measured(lent, load.few, load.requests)
        many = await _measured(lent, load.many, load.requests)
    return _rows(load, few, many)


async def _measured(lent: Server, count: int, requests: int) -> Told:
    with lent.database() as url:
        await authorising.settle(url, count)
        return Told(**json.loads(await told(MODULE, url, str(count), str(requests))))


def _rows(load: Load, few: Told, many: Told) -> list[Row]:
    against = f"{load.few} workspaces"
    here = f"{load.many} workspaces"
    return [
        Row(f"{against}: memory", few.memory, "MB"),
        Row(f"{here}: memory", many.memory, "MB", against, many.memory / few.memory, limit=1.5),
        Row(
            f"{here}: a request of an unknown one", many.found_us, "µs", against, many.found_us / few.found_us
        ),
        Row(f"{here}: queries for an unknown one", many.found_queries, "", most=1),
        Row(f"{here}: a request of a known one", many.known_us, "µs", against, many.known_us / few.known_us),
        Row(f"{here}: queries for a known one", many.known_queries, "", most=0),
    ]
