"""Pauses: the rhythm moves on by whole weeks, and nothing comes twice in short order."""

from __future__ import annotations

from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cadence import Cadence, Schedule
from bot.domain.pauses import resumed
from bot.domain.rhythm import CHECK_IN, CLOSING, MIDPOINT

FORTNIGHTLY = Schedule(date(2027, 3, 16), Cadence(2, "week"), time(10), "Europe/Lisbon")
PAUSED, BACK = date(2027, 3, 20), date(2027, 4, 10)


def after(
    rule: Schedule, kind: str, last_on: date | None = None, *, back: date = BACK, once: bool = False
) -> date:
    return resumed(rule, kind, paused_on=PAUSED, resumed_on=back, last_on=last_on, once=once).anchor


def test_a_check_in_moves_by_the_weeks_of_the_pause() -> None:
    assert after(FORTNIGHTLY, CHECK_IN, date(2027, 3, 16)) == date(2027, 4, 6)


def test_what_was_held_and_comes_now_keeps_the_next_half_an_interval_away() -> None:
    assert after(FORTNIGHTLY, CHECK_IN, date(2027, 4, 9)) == date(2027, 4, 20)


def test_what_comes_once_is_put_off_and_what_belongs_to_the_end_keeps_its_day() -> None:
    assert after(FORTNIGHTLY, MIDPOINT, once=True) == date(2027, 4, 6)
    assert after(FORTNIGHTLY, CLOSING, once=True) == BACK
    assert after(FORTNIGHTLY, CLOSING, once=True, back=date(2027, 3, 1)) == date(2027, 3, 16)


@given(st.integers(0, 400), st.integers(1, 8), st.sampled_from(["week", "month"]))
def test_the_weekday_stays_and_no_day_comes_back_that_lay_before(days: int, every: int, unit: str) -> None:
    rule = Schedule(date(2027, 3, 16), Cadence(every, unit), time(10), "Europe/Lisbon")  # type: ignore[arg-type]
    moved = after(rule, CHECK_IN, back=PAUSED + timedelta(days=days))
    assert moved.weekday() == rule.anchor.weekday()
    assert timedelta(days=days) <= moved - rule.anchor < timedelta(days=days + 7)
