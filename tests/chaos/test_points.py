"""Killed at any point of sending, by its name, a job leaves what docs/delivery.md says, and the next one goes on."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.deliveries import State
from jobs.claims import LEASE
from storage.store import Store
from tests.chaos.dying import POINTS, Mortals, mortals
from tests.jobs.office import Office, office

HELP = "help"
LEASE_OVER = LEASE + timedelta(seconds=1)
# Where the row stands when the job has died, and how many posts Slack has got by then.
LEFT = {
    "before claim": (State.PLANNED, 0),
    "after claim": (State.SENDING, 0),
    "after post": (State.SENDING, 1),
    "before mark": (State.SENDING, 1),
    "after mark": (State.SENT, 1),
}


@pytest.fixture(scope="session")
def cradle_of_mortals() -> Iterator[Mortals]:
    """The process that bears them."""
    with mortals() as opened:
        yield opened


@pytest.fixture
async def work(store: Store) -> AsyncIterator[Office]:
    """An office beside which another job dies."""
    async with office(store) as opened:
        yield opened


async def sweep_until(work: Office, born: Mortals, url: str, point: str) -> int:
    """Let a job sweep in a process of its own until it is gone, or stands still; returns its process id."""
    # In the pool, since it waits for Slack, which is in this loop.
    pid = await asyncio.to_thread(
        born.bear,
        database_url=url,
        api_url=work.slack.api_url,
        token=work.slack.bot_token,
        now=work.clock.now().isoformat(),
        point=point,
    )
    while _state_of(pid) not in {"", "T"}:
        await asyncio.sleep(0.005)
    return pid


def _state_of(pid: int) -> str:
    """Return the letter that Linux has for a process that runs, sleeps or is stopped; empty for none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return ""


@pytest.mark.parametrize("point", POINTS)
async def test_whoever_dies_at_a_point_leaves_the_row_to_the_next_and_it_is_said_once(
    work: Office, cradle_of_mortals: Mortals, database_url: str, point: str
) -> None:
    row = await work.owe(HELP, work.ines)
    await sweep_until(work, cradle_of_mortals, database_url, point)
    assert ((await work.state(row))[0], len(await work.posted())) == LEFT[point]
    await work.later(seconds=61)
    assert (await work.state(row), await work.posted()) == ((State.SENT, None), [row])


async def test_whoever_dies_having_read_back_leaves_it_to_be_read_again(
    work: Office, cradle_of_mortals: Mortals, database_url: str
) -> None:
    row = await work.owe(HELP, work.ines)
    work.fault("cut_after", times=1)
    await work.sweep()
    work.clock.move_to(work.clock.now() + LEASE_OVER)
    await sweep_until(work, cradle_of_mortals, database_url, "after reading back")
    assert (await work.state(row))[0] is State.SENDING
    await work.later(seconds=61)
    assert (await work.state(row), await work.posted()) == ((State.SENT, None), [row])


async def test_a_process_frozen_between_its_look_at_the_clock_and_the_write_says_it_twice(
    work: Office, cradle_of_mortals: Mortals, database_url: str
) -> None:
    row = await work.owe(HELP, work.ines)
    frozen = await sweep_until(work, cradle_of_mortals, database_url, "freeze after claim")
    await work.later(seconds=61)
    # The other has read back, found nothing, and sent it.
    sent = await work.row(row)
    assert (sent.state, await work.posted()) == (State.SENT, [row])
    os.kill(frozen, signal.SIGCONT)
    while _state_of(frozen):
        await asyncio.sleep(0.005)
    # The only window: one message twice in Slack. The ledger keeps the word of whoever had the later fence.
    assert await work.posted() == [row, row]
    assert await work.row(row) == sent
