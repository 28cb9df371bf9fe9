"""Told to end, or left by its database, the bot finishes what it can, and says how it stands."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientError, ClientSession

from tests.bot.test_processes import free_port
from tests.chaos.nursery import Nursery
from tests.chaos.patience import SECONDS
from tests.chaos.siege import Siege, siege
from tests.postgres import OwnServer


def events(town: Siege) -> list[str]:
    """Name what the bot has logged, in order."""
    lines = [line for line in town.program.said() if line.startswith("{")]
    return [json.loads(line)["event"] for line in lines]


async def until(holds: Callable[[], Any]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(SECONDS):
        while not await holds():
            await asyncio.sleep(0.02)


async def test_a_bot_that_is_told_to_end_finishes_the_message_that_is_on_its_way(
    tmp_path: Path, database_url: str, cradle: Nursery
) -> None:
    async with siege(tmp_path, database_url, cradle) as town:
        await town.begin()
        await town.programme()
        await town.pair()
        town.fault("slow", "chat.postMessage", town.ines, seconds=1.0)
        await town.ines.press("Yes, count me in")
        await town.until_under_way("onboarding.introduction")
        os.kill(town.program.pid, signal.SIGTERM)
        await until(lambda: gone(town))
        rows = {row.kind: str(row.state) for row in await town.ledger()}
        assert rows["onboarding.introduction"] == "sent"
        assert await town.standing() == await town.owed()
        # It was told, and not cut off: what it says last is not an error.
        assert "task cancelled at shutdown" not in events(town)


async def gone(town: Siege) -> bool:
    return not town.program.lives()


@pytest.mark.postgres
async def test_one_process_listens_and_another_that_knows_no_way_to_listen_sends(
    tmp_path: Path, postgres_url: str, cradle: Nursery
) -> None:
    async with siege(tmp_path, postgres_url, cradle, only="listen") as town:
        await town.begin()
        await town.programme()
        await town.the_rest.start(town.program.now())
        await town.pair()
        await town.press(town.ines, "Yes, count me in")
        assert await town.standing() == await town.owed() != []
        posted = [json.loads(line) for line in town.program.said() if "delivered" in line]
        assert posted == []


@pytest.mark.postgres
async def test_a_bot_whose_database_goes_away_says_so_and_goes_on_when_it_is_back(
    tmp_path: Path, own_postgres: OwnServer, cradle: Nursery
) -> None:
    port = free_port()
    health = {"TRELLIS_HEALTH_PORT": str(port)}
    async with ClientSession() as session, siege(tmp_path, own_postgres.url, cradle, **health) as town:

        async def asked() -> tuple[int, int]:
            found = []
            for path in ("healthz", "readyz"):
                try:
                    async with session.get(f"http://127.0.0.1:{port}/{path}") as answer:
                        found.append(answer.status)
                except ClientError:
                    found.append(0)
            return found[0], found[1]

        async def answers(*expected: int) -> bool:
            return await asked() == expected

        await town.begin()
        await town.programme()
        await town.pair()
        assert await asked() == (200, 200)
        own_postgres.stop()
        await until(lambda: answers(200, 503))
        own_postgres.start()
        await until(lambda: answers(200, 200))
        await town.press(town.ines, "Yes, count me in")
        assert await town.standing() == await town.owed()
        told = [event for event in events(town) if event.startswith("the database")]
        assert told == ["the database does not answer", "the database answers again"]


@pytest.mark.parametrize("seconds", [0.05, 0.5])
async def test_a_bot_that_is_told_to_end_while_it_starts_ends_and_leaves_nothing_half_done(
    tmp_path: Path, sqlite_url: str, cradle: Nursery, seconds: float
) -> None:
    async with siege(tmp_path, sqlite_url, cradle) as town:
        starting = asyncio.create_task(town.begin())
        # It forks at once; what it has come to by then depends on the machine, and must not matter.
        await asyncio.sleep(seconds)
        os.kill(town.program.pid, signal.SIGTERM)
        await until(lambda: gone(town))
        with contextlib.suppress(AssertionError):
            await starting
        said = town.program.said()
        assert not any("Traceback" in line or '"level": "error"' in line for line in said), said
        await town.begin()
        await town.programme()
        assert await town.standing() == await town.owed()
