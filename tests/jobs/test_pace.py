"""How fast what is owed leaves: one message a second to a conversation, three to a workspace, the most urgent first."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.domain.deliveries import DeliveryClass, State
from bot.domain.pace import Pace
from jobs import claims
from jobs.local import LocalEngine
from jobs.looking import Looker
from jobs.steps import Ready
from storage import slots
from storage.store import Store, Transaction
from storage.vault import Vault
from tests.jobs.office import CONSEQUENCE, REMINDER, REPLY, SCHEDULED, WORDS, Office

HELP, NEWS = "help", "partner_signed"
THIRD = timedelta(seconds=1) / 3


@pytest.fixture
def paced(work: Office) -> Office:
    """An office that keeps the pace that Trellis keeps by default."""
    work.deliverer = work.another(pace=Pace.of(3.0))
    return work


async def tick(work: Office, times: int = 1, by: timedelta = THIRD) -> list[int]:
    """Let so many slots become free, one after another; return the rows that left with each."""
    left = []
    for _ in range(times):
        before = len(await work.posted())
        await work.later(seconds=by.total_seconds())
        left.append(len(await work.posted()) - before)
    return left


async def test_a_conversation_hears_of_others_once_a_second(paced: Office) -> None:
    news = [await paced.owe(NEWS, paced.ines, CONSEQUENCE) for _ in range(3)]
    await paced.sweep()
    assert await paced.posted() == news[:1]
    await paced.later(seconds=0.9)
    assert await paced.posted() == news[:1]
    await paced.later(seconds=0.1)
    assert await paced.posted() == news[:2]
    await paced.later(seconds=1)
    assert await paced.posted() == news


async def test_whoever_acts_is_answered_at_once_however_fast_they_are(paced: Office) -> None:
    for _ in range(3):
        answer = await paced.owe(HELP, paced.ines)
        await paced.later(seconds=0.34)
        assert (await paced.posted())[-1] == answer


async def test_a_workspace_gets_three_messages_a_second(paced: Office) -> None:
    crowd = await paced.crowd(6)
    owed = [await paced.owe(HELP, one) for one in crowd]
    await paced.sweep()
    assert [1, *await tick(paced, 5)] == [1] * 6
    assert await paced.posted() == owed
    assert paced.calls("chat.postMessage") == 6


async def test_what_is_urgent_goes_before_all_that_came_first(paced: Office) -> None:
    crowd = await paced.crowd(6)
    news = [await paced.owe(HELP, one, CONSEQUENCE) for one in crowd]
    await paced.sweep()
    await tick(paced, 2)
    answer = await paced.owe(HELP, paced.noah, REPLY)
    await tick(paced, 4)
    assert await paced.posted() == [*news[:3], answer, *news[3:]]


async def test_a_burst_spreads_and_a_reminder_overtakes_it_and_nothing_passes_its_window_unseen(
    paced: Office,
) -> None:
    crowd = await paced.crowd(12)
    window = timedelta(seconds=3)
    burst = [await paced.owe(HELP, one, SCHEDULED, window=window) for one in crowd]
    await paced.sweep()
    reminder = await paced.owe(HELP, paced.amara, REMINDER, window=window)
    await tick(paced, 15)
    left = await paced.posted()
    # Ten slots began in three seconds: nine for the burst, and the second for the reminder; then it was too late.
    assert left == [burst[0], reminder, *burst[1:9]]
    ends = [await paced.state(row) for row in burst]
    assert ends == [(State.SENT, None)] * 9 + [(State.SKIPPED, "too-late")] * 3


async def test_processes_share_the_slots(paced: Office, database_url: str, vault: Vault) -> None:
    crowd = await paced.crowd(6)
    for one in crowd:
        await paced.owe(HELP, one)
    other = await Store.open(database_url, vault)
    both = [
        LocalEngine(paced.another(pace=Pace.of(3.0))),
        LocalEngine(paced.another(store=other, pace=Pace.of(3.0))),
    ]
    for sent in range(1, 4):
        await asyncio.gather(*(one.settle() for one in both))
        assert len(await paced.posted()) == sent
        paced.clock.move_to(paced.clock.now() + THIRD + timedelta(milliseconds=1))
    await other.close()


async def test_a_limit_moves_the_slot_for_everybody(work: Office) -> None:
    first = await work.owe(HELP, work.ines)
    work.fault("429", times=1, seconds=30)
    await work.sweep()
    second = await work.owe(HELP, work.noah)
    assert await work.state(first) == (State.HELD, "slack-busy")
    await work.later(seconds=29)
    # Nobody asked Slack again, for anybody; both leave when it said.
    assert work.calls("chat.postMessage") == 1
    await work.later(seconds=1)
    assert sorted(await work.posted()) == [first, second]


async def test_what_waits_for_a_slot_leaves_without_being_asked_for(paced: Office) -> None:
    owed = [await paced.owe(HELP, one) for one in await paced.crowd(3)]
    engine = LocalEngine(paced.another(pace=Pace.of(50.0)))
    running = asyncio.create_task(engine.run())
    engine.wake()
    # A clock of its own moves on when the engine rests and has set its alarm, and nothing else is said to it.
    alarm = None
    async with asyncio.timeout(20):
        for left in range(1, len(owed)):
            while len(await paced.posted()) < left or engine._alarm is alarm:
                await asyncio.sleep(0.005)
            alarm = engine._alarm
            paced.clock.move_to(paced.clock.now() + timedelta(milliseconds=20))
        while len(await paced.posted()) < len(owed):
            await asyncio.sleep(0.005)
    await engine.stop()
    await running
    assert await paced.posted() == owed


async def test_a_slot_that_becomes_free_between_the_look_and_the_rest_is_not_missed(
    paced: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    owed = [await paced.owe(HELP, one) for one in await paced.crowd(3)]
    deliverer = paced.another(pace=Pace.of(3.0))
    ask = deliverer.pause

    async def ask_late(since: datetime) -> float | None:
        paced.clock.move_to(paced.clock.now() + THIRD + timedelta(milliseconds=1))
        return await ask(since)

    monkeypatch.setattr(deliverer, "pause", ask_late)
    engine = LocalEngine(deliverer)
    running = asyncio.create_task(engine.run())
    engine.wake()
    async with asyncio.timeout(20):
        while len(await paced.posted()) < len(owed):
            await asyncio.sleep(0.005)
    await engine.stop()
    await running
    assert await paced.posted() == owed


async def test_of_two_that_want_a_slot_one_gets_it(work: Office) -> None:
    now, gap = work.clock.now(), timedelta(seconds=1)

    asked = [
        ("a", 0.0, 0.0),
        ("a", 0.0, 0.0),
        ("b", 0.0, 0.0),
        ("a", 0.999, 0.0),
        ("a", 0.0, 1.0),
        ("a", 1.0, 0.0),
    ]

    def take(tx: Transaction) -> list[bool]:
        return [
            slots.take(tx, work.ws, key, now + timedelta(seconds=after), gap, ahead=timedelta(seconds=ahead))
            for key, after, ahead in asked
        ]

    assert await work.store.run(take) == [True, False, True, False, True, True]


async def test_who_finds_no_slot_in_the_workspace_keeps_none_of_their_conversations(paced: Office) -> None:
    rows = [await paced.row(await paced.owe(NEWS, one, CONSEQUENCE)) for one in (paced.ines, paced.noah)]
    now, pace = paced.clock.now(), Pace.of(3.0)
    seen = await Looker(paced.store, WORDS).look_at(rows, now)
    leaves = [(row, one) for row, one in zip(rows, seen, strict=True) if isinstance(one, Ready)]
    claimed = await paced.store.run(lambda tx: claims.write_down(tx, leaves, now, pace))
    assert [one.delivery.id for one in claimed] == [rows[0].id]
    assert await tick(paced) == [1]
    assert await paced.posted() == [rows[1].id]


async def test_slots_that_nobody_waits_for_are_forgotten(work: Office) -> None:
    now, gap = work.clock.now(), timedelta(seconds=1)
    await work.store.run(lambda tx: slots.take(tx, work.ws, "a", now, gap))
    assert await work.store.run(lambda tx: slots.forget(tx, now)) == 0
    assert await work.store.run(lambda tx: slots.forget(tx, now + timedelta(hours=1))) == 1


@pytest.mark.parametrize(("per_second", "pace"), [(0.0, None), (4.0, Pace(timedelta(seconds=0.25)))])
def test_a_pace_is_so_many_messages_a_second(per_second: float, pace: Pace | None) -> None:
    assert Pace.of(per_second) == pace
    assert [one for one in DeliveryClass if Pace().ahead(one)] == [REPLY]


async def test_a_limit_on_opening_conversations_is_kept_by_everybody(work: Office) -> None:
    await work.change(work.ines, dm_channel=None)
    await work.change(work.noah, dm_channel=None)
    first = await work.owe(HELP, work.ines)
    work.fault("429", "conversations.open", times=1, seconds=30)
    await work.sweep()
    second = await work.owe(HELP, work.noah)
    await work.later(seconds=29)
    assert [await work.state(one) for one in (first, second)] == [(State.HELD, "slack-busy")] * 2
    assert work.calls("conversations.open") == 1
    await work.later(seconds=1)
    assert (sorted(await work.posted()), work.calls("conversations.open")) == ([first, second], 3)


async def test_a_limit_on_looking_people_up_is_kept_by_everybody_and_holds_no_answer(work: Office) -> None:
    await work.change(work.ines, looked_up_at=None)
    await work.change(work.noah, looked_up_at=None)
    first = await work.owe(NEWS, work.ines, CONSEQUENCE)
    work.fault("429", "users.info", times=1, seconds=30)
    await work.sweep()
    second, answer = await work.owe(NEWS, work.noah, CONSEQUENCE), await work.owe(HELP, work.noah)
    await work.later(seconds=29)
    assert [await work.state(one) for one in (first, second)] == [(State.HELD, "slack-busy")] * 2
    assert (await work.posted(), work.calls("users.info")) == ([answer], 1)
    await work.later(seconds=1)
    assert (sorted(await work.posted()), work.calls("users.info")) == ([first, second, answer], 3)
