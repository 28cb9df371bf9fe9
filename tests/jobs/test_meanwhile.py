"""What changes between the look at a row and its claim: nobody is written to whom a guard would have spared by then."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bot.domain.audience import Audience
from bot.domain.deliveries import DeliveryClass, Reason, State
from jobs import claims
from jobs.steps import Ready
from storage import answers, deliveries
from storage.answers import Asked
from tests.jobs.office import CONSEQUENCE, REMINDER, REPLY, SCHEDULED, Office

PROMPT, OTHER, DAY = "reflection", "have_you_met", "2027-03-01"


async def look(work: Office, row: int) -> Any:
    """Look at a row, and return what writes down what was seen."""
    found, now = await work.row(row), work.clock.now()
    [seen] = await work.deliverer._looker.look_at([found], now)
    assert isinstance(seen, Ready)
    return partial(claims.write_down, seen=[(found, seen)], now=now, pace=None)


async def prompt(work: Office, class_: DeliveryClass = SCHEDULED, kind: str = PROMPT) -> int:
    return await work.owe(kind, work.ines, class_, occasion=DAY, day=DAY, turn=0)


@pytest.mark.parametrize(
    ("class_", "leaves"), [(SCHEDULED, False), (REMINDER, False), (CONSEQUENCE, True), (REPLY, True)]
)
async def test_a_pause_that_is_pressed_between_the_look_and_the_claim_stops_what_a_pause_stops(
    work: Office, class_: DeliveryClass, leaves: bool
) -> None:
    row = await prompt(work, class_)
    write_down = await look(work, row)
    await work.change_pair(paused_by=work.noah, paused_at=work.clock.now(), paused_until=None)
    assert [one.delivery.id for one in await work.store.run(write_down)] == [row] * leaves
    if not leaves:
        await work.sweep()
        assert (await work.state(row), await work.posted()) == ((State.SKIPPED, "paused"), [])


async def test_a_snooze_that_is_pressed_between_the_look_and_the_claim_holds_a_prompt(work: Office) -> None:
    row = await prompt(work)
    write_down = await look(work, row)
    await work.change(work.ines, snoozed_until=work.clock.now() + timedelta(days=1))
    assert await work.store.run(write_down) == []
    await work.sweep()
    assert (await work.state(row), await work.posted()) == ((State.HELD, "snoozed"), [])


async def test_what_the_other_presses_for_themselves_keeps_nothing_from_anybody(work: Office) -> None:
    row = await prompt(work)
    write_down = await look(work, row)
    await work.change(work.noah, snoozed_until=work.clock.now() + timedelta(days=1))
    assert [one.delivery.id for one in await work.store.run(write_down)] == [row]


async def test_a_prompt_that_came_between_the_look_and_the_claim_takes_the_place_of_another(
    work: Office,
) -> None:
    row = await prompt(work)
    write_down = await look(work, row)
    # Owed longer, and found by a process that is faster.
    before = work.clock.now() - timedelta(hours=1)
    other = await work.owe(OTHER, work.ines, SCHEDULED, due_at=before)
    await work.change_row(row, due_at=work.clock.now() + timedelta(hours=1))
    await work.later(seconds=1)
    assert await work.posted() == [other]
    await work.change_row(row, due_at=work.clock.now() - timedelta(seconds=1))
    assert await work.store.run(write_down) == []
    await work.sweep()
    assert (await work.state(row), await work.posted()) == ((State.HELD, "budget"), [other])


async def test_an_answer_given_between_the_look_and_the_claim_comes_too_late(work: Office) -> None:
    row = await prompt(work)
    write_down = await look(work, row)
    asked = Asked(work.ws, work.ines, work.pair, PROMPT, DAY)
    said: dict[str, Any] = {"value": {"mood": "well"}, "audience": Audience.PAIR, "at": work.clock.now()}
    await work.store.run(partial(answers.record, asked=asked, **said))
    assert [one.delivery.id for one in await work.store.run(write_down)] == [row]


async def test_what_was_called_off_between_the_look_and_the_claim_does_not_leave(work: Office) -> None:
    row = await prompt(work)
    write_down = await look(work, row)
    over = Reason("pair-over", audience=Audience.PAIR)
    await work.store.run(lambda tx: deliveries.cancel_all(tx, work.ws, work.pair, over))
    assert await work.store.run(write_down) == []
    assert await work.state(row) == (State.SKIPPED, "pair-over")
