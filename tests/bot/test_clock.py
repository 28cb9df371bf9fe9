"""The clocks: the machine's, one that is shifted, one that is moved, and one that stands still."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from freezegun import freeze_time

from bot.clock import MovableClock, SystemClock

START = datetime(2027, 3, 1, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_the_system_clock_tells_the_time_in_utc() -> None:
    with freeze_time("2027-03-01 15:00"):
        assert (SystemClock().now(), SystemClock(3600).now(), SystemClock(-60).now()) == (
            START,
            START + HOUR,
            START - timedelta(minutes=1),
        )


async def test_sleeping_is_done_in_real_seconds() -> None:
    clock = MovableClock(START, flows=False)
    await clock.sleep(0)
    assert clock.now() == START


def test_a_clock_that_flows_goes_on_from_where_it_was_set() -> None:
    with freeze_time("2030-01-01 00:00") as frozen:
        clock = MovableClock(START)
        frozen.tick(HOUR)
        assert clock.now() == START + HOUR
        clock.move_to(START + 5 * HOUR)
        frozen.tick(HOUR)
        assert clock.now() == START + 6 * HOUR


def test_a_clock_without_a_start_begins_now() -> None:
    with freeze_time("2027-03-01 15:00"):
        assert [MovableClock(flows=flows).now() for flows in (True, False)] == [START, START]


def test_a_clock_that_stands_still_moves_only_when_it_is_moved() -> None:
    with freeze_time("2030-01-01 00:00") as frozen:
        clock = MovableClock(START, flows=False)
        frozen.tick(HOUR)
        assert clock.now() == START
        clock.move_to(START + HOUR)
        assert clock.now() == START + HOUR


def test_no_clock_goes_back() -> None:
    for flows in (True, False):
        with freeze_time("2027-03-01 15:00"):
            clock = MovableClock(START, flows=flows)
            clock.move_to(START - HOUR)
            clock.move_to(START)
            assert clock.now() == START
