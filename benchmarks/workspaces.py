"""What many workspaces cost, on PostgreSQL and against few: to authorise a request, and the whole bot over HTTP."""

from __future__ import annotations

import json
from dataclasses import dataclass

from benchmarks import authorising, visits
from benchmarks.authorising import Told
from benchmarks.children import told
from benchmarks.rows import Row
from benchmarks.visits import Visited
from tests.postgres import Server, server

MODULE = "benchmarks.authorising"
# What is known by heart is asked for again after a minute, which a slow machine takes for all the requests.
ONCE_A_MINUTE = 0.001
# What finding a token costs by itself, and what the whole bot told.
Measured = tuple[Told, Visited]


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
    return rows(load, few, many)


def rows(load: Load, few: Measured, many: Measured) -> list[Row]:
    """Return what was found, the whole bot first."""
    return [*_whole(load, few[1], many[1]), *_authorising(load, few[0], many[0])]


async def _measured(lent: Server, count: int, requests: int) -> Measured:
    with lent.database() as url:
        await visits.settle(url, count)
        alone = Told(**json.loads(await told(MODULE, url, str(count), str(requests))))
        return alone, await visits.visit(url, count, requests)


def _whole(load: Load, few: Visited, many: Visited) -> list[Row]:
    """The whole bot: each request is signed, authorised, and answered from the database."""
    against = f"the bot in {load.few} workspaces"
    here = f"The bot in {load.many} workspaces"
    memory = few.one_of_them.memory, many.one_of_them.memory
    unknown, known = many.all_of_them, many.one_of_them
    looks = few.one_of_them.look_ms, many.one_of_them.look_ms
    return [
        Row(f"{against.capitalize()}: memory", memory[0], "MB"),
        Row(f"{here}: memory", memory[1], "MB", against, memory[1] / memory[0], limit=1.5),
        Row(
            f"{here}: queries for the token of an unknown one", unknown.for_tokens / load.requests, "", most=1
        ),
        Row(
            f"{here}: queries for the token of a known one",
            known.for_tokens / load.requests,
            "",
            most=ONCE_A_MINUTE,
        ),
        Row(f"{here}: all queries of such a request", known.statements / load.requests, ""),
        Row(f"{here}: a look at what is due, where nothing is", looks[1], "ms", against, looks[1] / looks[0]),
        Row(f"{here}: requests that were not answered", few.refused + many.refused, "", most=0),
    ]


def _authorising(load: Load, few: Told, many: Told) -> list[Row]:
    against = f"{load.few} workspaces"
    here = f"{load.many} workspaces"
    return [
        Row(
            f"{here}: a request of an unknown one", many.found_us, "µs", against, many.found_us / few.found_us
        ),
        Row(f"{here}: queries for an unknown one", many.found_queries, "", most=1),
        Row(f"{here}: a request of a known one", many.known_us, "µs", against, many.known_us / few.known_us),
        Row(f"{here}: queries for a known one", many.known_queries, "", most=0),
    ]
