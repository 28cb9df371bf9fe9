"""A rolling deploy: a newer version takes over from the old one, side by side with it, while people press and type."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect, text

from storage.urls import normalise
from tests.chaos import newer
from tests.chaos.nursery import Nursery, nursery
from tests.chaos.patience import Patience
from tests.chaos.program import Program
from tests.chaos.storm import Storm, storm

# How long each part of the deploy lasts under load, how much comes of it at once, and how often.
SECONDS = 0.5
AT_ONCE = 4
EVERY = 0.1
# How long Slack waits for an answer here: on a busy machine three seconds say more of it than of who hears.
HEARING = 15.0


@pytest.fixture(scope="module")
def next_cradle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    """A nursery of the newer version."""
    with nursery(newer.grow(tmp_path_factory.mktemp("newer"))) as opened:
        yield opened


@pytest.mark.postgres
async def test_a_newer_version_takes_over_and_no_press_fails_and_everything_is_said_once(
    tmp_path: Path, postgres_url: str, cradle: Nursery, next_cradle: Nursery
) -> None:
    async with storm(tmp_path, postgres_url, cradle, processes=2, seed=1) as town:
        outgoing = town.slack.world.outgoing
        outgoing.settings = replace(outgoing.settings, ack_seconds=HEARING)
        old = list(town.programs)
        new = town.another(next_cradle, "newer")
        town.programs.append(new)
        await town.begin(20, of=old)
        async with load(town):
            await asyncio.sleep(SECONDS)
            # The new version's own `trellis migrate`, while the old ones are at work.
            assert await new.start_another(town.now(), "migrate") == (0, "")
            await asyncio.sleep(SECONDS)
            await new.start(town.now())
            await all_deliver(town.programs)
            for one in old:
                await one.leave()
            await asyncio.sleep(SECONDS)
        await town.calm()
        await all_ended(town)
        tally = await town.count()
        said = [line for one in town.programs for line in one.said() if '"level": "error"' in line]
        toned, plain = written(postgres_url)
        read = {token for token, shown in town.standing() if shown.endswith(newer.SAID)}
    assert (tally.wrong, tally.failed, tally.apologies, said) == (0, 0, 0, []), tally
    # What Slack writes into a socket in the very moment in which its other end is closed, nobody hears.
    assert tally.unheard <= 1, tally
    assert tally.sent == tally.messages + tally.answered + tally.told, tally
    assert tally.answered == tally.typed
    # The new one wrote its column and read it; what the old ones had owed came without.
    assert {"tone", "state"} <= columns(postgres_url)
    assert read
    assert read <= toned
    assert plain


@pytest.mark.postgres
async def test_an_old_process_that_is_killed_comes_back_on_the_tables_of_a_newer_version(
    tmp_path: Path, postgres_url: str, cradle: Nursery, next_cradle: Nursery
) -> None:
    async with storm(tmp_path, postgres_url, cradle, processes=1, seed=1) as town:
        await town.begin(20)
        migrating = asyncio.create_task(
            town.another(next_cradle, "newer").start_another(town.now(), "migrate")
        )
        while not migrating.done():
            await town.owe(10)
            await asyncio.sleep(0.02)
        assert await migrating == (0, "")
        # Killed in the middle of a deploy, an old process comes back beside the new ones.
        await town.programs[0].kill()
        await town.owe(20)
        await town.pass_over()
        await all_ended(town)
        tally = await town.count()
        said = [line for line in town.programs[0].said() if '"level": "error"' in line]
    assert columns(postgres_url) >= {"tone", "state"}
    assert (tally.sent, tally.doubled, tally.lost, said) == (tally.messages, 0, 0, [])


@asynccontextmanager
async def load(town: Storm) -> AsyncIterator[None]:
    """Let messages fall due all the while, and people type and press."""
    over = asyncio.Event()

    async def go_on() -> None:
        while not over.is_set():
            await town.owe(AT_ONCE)
            await town.type()
            town.let_press()
            await asyncio.sleep(EVERY)

    async with asyncio.TaskGroup() as under_way:
        under_way.create_task(go_on())
        yield
        over.set()


async def all_ended(town: Storm) -> None:
    """Wait until every row of the ledger has."""
    async with asyncio.timeout(60):
        while await town.unfinished():
            await asyncio.sleep(0.05)


async def all_deliver(programs: Sequence[Program]) -> None:
    """Wait until each of some processes that are at work at once has delivered something anew."""
    before, patience = [delivered(one) for one in programs], Patience(0.05)
    while not all(delivered(one) > known for one, known in zip(programs, before, strict=True)):
        assert await patience.holds(), [delivered(one) for one in programs]


def delivered(program: Program) -> int:
    """Count the messages that a process has delivered since it was started."""
    return sum('"event": "delivered"' in line for line in program.said())


def written(url: str) -> tuple[set[str], set[str]]:
    """Return the tokens of the messages that were owed with a tone, and of those without."""
    rows = asked(url, "SELECT token, tone FROM deliveries WHERE rewrites_id IS NULL")
    return {token for token, tone in rows if tone}, {token for token, tone in rows if not tone}


def asked(url: str, statement: str) -> list[Any]:
    """Ask the database as neither version does."""
    engine = create_engine(normalise(url))
    with engine.connect() as connection:
        found = list(connection.execute(text(statement)))
    engine.dispose()
    return found


def columns(url: str) -> set[str]:
    """Name the columns of the ledger."""
    engine = create_engine(normalise(url))
    found = {column["name"] for column in inspect(engine).get_columns("deliveries")}
    engine.dispose()
    return found
