"""The engine, the clockwork and the moving clock: who looks at the ledger, and when."""

from __future__ import annotations

import asyncio
import time as time_
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
import structlog

from bot.domain.cadence import WEEKLY
from bot.domain.cadence import Schedule as Rule
from bot.domain.deliveries import State
from jobs import local, upkeep
from jobs.clockwork import Clockwork
from jobs.deliver import Deliverer
from jobs.local import LocalEngine
from jobs.rehearsal import Rehearsal
from storage import inbound, schedules, slots
from storage.schedules import Subject
from tests.jobs.office import CONSEQUENCE, Office

HELP, NEWS = "help", "partner_signed"


async def running(engine: LocalEngine) -> asyncio.Task[None]:
    """Start an engine and let it come to rest."""
    task = asyncio.create_task(engine.run())
    await asyncio.sleep(0)
    return task


async def sent(work: Office, row: int) -> None:
    """Wait until a row was sent."""
    while (await work.row(row)).state is not State.SENT:
        await asyncio.sleep(0.005)


async def weekly(work: Office) -> None:
    """Let a check-in come to Inês every Tuesday at ten."""
    rule = Rule(date(2027, 3, 2), WEEKLY, time(10), "Europe/Lisbon")
    subject = Subject(work.ws, "check_in", work.pair, work.ines)
    due_at = datetime(2027, 3, 2, 10, tzinfo=UTC)
    await work.store.run(lambda tx: schedules.put(tx, subject, rule, due_at))


# The engine


async def test_an_engine_that_is_woken_sends_what_is_owed_and_rests_again(work: Office) -> None:
    engine = LocalEngine(work.deliverer)
    task = await running(engine)
    for _ in range(2):
        row = await work.owe(HELP, work.ines)
        engine.wake()
        async with asyncio.timeout(20):
            await sent(work, row)
    await engine.stop()
    async with asyncio.timeout(20):
        await task
    assert await work.posted() == [1, 2]


async def test_a_call_to_slack_that_takes_its_time_holds_up_nobody_else(work: Office) -> None:
    engine = LocalEngine(work.deliverer)
    task = await running(engine)
    work.fault("slow", seconds=1.0, times=1)
    slow = await work.owe(HELP, work.ines)
    engine.wake()
    while not work.calls("chat.postMessage"):
        await asyncio.sleep(0.005)
    quick = await work.owe(HELP, work.noah)
    engine.wake()
    async with asyncio.timeout(20):
        await sent(work, quick)
    assert (await work.row(slow)).state is State.SENDING
    # Settled is what is under way, too.
    await engine.settle()
    assert await work.posted() == [slow, quick]
    assert (await work.row(slow)).state is State.SENT
    await engine.stop()
    await task


async def test_an_engine_that_stops_finishes_what_is_under_way_and_begins_nothing(work: Office) -> None:
    first, second = await work.owe(HELP, work.ines), await work.owe(HELP, work.ines)
    work.fault("slow", seconds=0.2)
    engine = LocalEngine(work.deliverer)
    task = await running(engine)
    engine.wake()
    while not work.calls("chat.postMessage"):
        await asyncio.sleep(0.005)
    await engine.stop()
    # Whoever stopped it may go at once.
    assert (await work.state(first), await work.state(second)) == ((State.SENT, None), (State.PLANNED, None))
    await task


async def test_an_engine_outlives_a_sweep_that_fails(work: Office) -> None:
    """A job on a store that is closed fails at each sweep; stopping it still works."""
    engine = LocalEngine(work.deliverer)
    row = await work.owe(HELP, work.ines)
    await work.store.close()
    with structlog.testing.capture_logs() as logged:
        task = await running(engine)
        engine.wake()
        while not logged:
            await asyncio.sleep(0.005)
        assert not task.done()
        await engine.stop()
        task.cancel()
    assert [line["event"] for line in logged] == ["sweep failed"]
    assert (row, work.calls("chat.postMessage")) == (1, 0)


async def test_an_engine_whose_sweeps_failed_again_and_again_works_when_they_no_longer_do(
    work: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "PAUSE", 0.01)
    fails = iter(range(2 * local.SWEEPERS))

    class Unlucky(Deliverer):
        async def sweep(self, more: Callable[[], object] | None = None) -> int:
            if next(fails, None) is not None:
                raise LookupError
            return await super().sweep(more)

    work.deliverer.__class__ = Unlucky
    engine = LocalEngine(work.deliverer)
    row = await work.owe(HELP, work.ines)
    with structlog.testing.capture_logs():
        task = await running(engine)
        engine.wake()
        async with asyncio.timeout(20):
            await sent(work, row)
        await engine.stop()
        await task
    assert (await work.posted(), next(fails, None)) == ([row], None)


# The clockwork


async def test_the_clockwork_plans_and_wakes_the_engine(work: Office) -> None:
    await weekly(work)
    work.clock.move_to(datetime(2027, 3, 2, 10, tzinfo=UTC))
    engine = LocalEngine(work.deliverer)
    task = await running(engine)
    clockwork = Clockwork(work.store, work.clock, engine)
    clockwork.start()
    await clockwork.look()
    async with asyncio.timeout(20):
        await sent(work, 1)
    clockwork.stop()
    clockwork.stop()
    await engine.stop()
    await task
    assert await work.posts() == [(1, "Tue 02 Mar 10:00")]


async def test_what_a_process_does_once_at_its_start_is_done_however_busy_it_is_then(work: Office) -> None:
    await weekly(work)
    # As if planned by rules of clocks that have changed since.
    (known,) = await work.store.read(lambda tx: schedules.of_pair(tx, work.ws, work.pair))
    wrong = datetime(2027, 3, 2, 11, tzinfo=UTC)
    await work.store.run(lambda tx: schedules.advance(tx, work.ws, known.id, next_due_at=wrong))
    clockwork = Clockwork(work.store, work.clock, LocalEngine(work.deliverer))
    clockwork.start()
    # Longer than its scheduler forgives by default.
    time_.sleep(1.1)
    async with asyncio.timeout(20):
        while await work.store.read(schedules.next_due) == wrong:
            await asyncio.sleep(0.005)
    clockwork.stop()
    assert await work.store.read(schedules.next_due) == datetime(2027, 3, 2, 10, tzinfo=UTC)


async def test_a_clockwork_that_is_stopped_as_a_job_was_to_begin_calls_that_no_error(
    work: Office, caplog: pytest.LogCaptureFixture
) -> None:
    clockwork = Clockwork(work.store, work.clock, LocalEngine(work.deliverer))
    # What is due at once is set going and called off in the same turn of the loop.
    clockwork.start(soon=True)
    clockwork.stop()
    await asyncio.sleep(0.05)
    assert [one.getMessage() for one in caplog.records if one.levelname == "ERROR"] == []


# The clock that moves


async def test_the_moving_clock_stops_wherever_something_is_due(work: Office) -> None:
    await weekly(work)
    rehearsal = Rehearsal(work.store, work.clock, LocalEngine(work.deliverer))
    work.clock.move_to(datetime(2027, 3, 1, 23, tzinfo=UTC))
    await work.owe(NEWS, work.noah, CONSEQUENCE)
    await rehearsal.to(datetime(2027, 3, 10, tzinfo=UTC))
    assert [when for _, when in await work.posts()] == [
        "Tue 02 Mar 10:00",
        "Tue 02 Mar 14:00",
        "Tue 09 Mar 10:00",
    ]
    assert work.clock.now() == datetime(2027, 3, 10, tzinfo=UTC)


async def test_the_next_prompt_is_where_the_clock_goes(work: Office) -> None:
    await weekly(work)
    rehearsal = Rehearsal(work.store, work.clock, LocalEngine(work.deliverer))
    assert await rehearsal.next_due() == datetime(2027, 3, 2, 10, tzinfo=UTC)
    assert await rehearsal.to_next() is True
    assert work.clock.now() == datetime(2027, 3, 2, 10, tzinfo=UTC)
    await work.store.run(lambda tx: schedules.end(tx, work.ws, work.pair, at=work.clock.now()))
    assert (await rehearsal.to_next(), await rehearsal.next_due()) == (False, None)


async def test_the_moving_clock_waits_for_a_doubtful_message_in_one_step(work: Office) -> None:
    first, second = await work.owe(HELP, work.ines), await work.owe(HELP, work.ines)
    work.fault("cut_before", times=1)
    rehearsal = Rehearsal(work.store, work.clock, LocalEngine(work.deliverer))
    start = work.clock.now()
    with structlog.testing.capture_logs():
        await work.sweep()
        assert await rehearsal.next_due() == start + timedelta(seconds=60)
        await rehearsal.to(start + timedelta(hours=1))
    assert await work.posts() == [(first, "Mon 01 Mar 15:01"), (second, "Mon 01 Mar 15:01")]


# Upkeep


async def test_events_are_remembered_for_as_long_as_slack_may_repeat_them(work: Office) -> None:
    async def is_new() -> bool:
        return await work.store.run(lambda tx: inbound.first_time(tx, work.ws, "Ev1", at=work.clock.now()))

    assert (await is_new(), await is_new()) == (True, False)
    work.clock.move_to(work.clock.now() + timedelta(days=7))
    await upkeep.tidy(work.store, work.clock)
    assert await is_new() is False
    work.clock.move_to(work.clock.now() + timedelta(seconds=1))
    await upkeep.tidy(work.store, work.clock)
    assert await is_new() is True


async def test_a_slot_that_slack_has_closed_is_not_forgotten_before_its_time(work: Office) -> None:
    now, until = work.clock.now(), work.clock.now() + timedelta(minutes=5)
    await work.store.run(lambda tx: slots.close(tx, work.ws, slots.POST, until))
    await upkeep.tidy(work.store, work.clock)
    assert await work.store.read(lambda tx: slots.taken_until(tx, work.ws, slots.POST, now)) == until
    work.clock.move_to(until + timedelta(hours=1, seconds=1))
    await upkeep.tidy(work.store, work.clock)
    assert await work.store.read(lambda tx: slots.taken_until(tx, work.ws, slots.POST, now)) is None
