"""Leave: what can be noted, and how what touches is joined."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.leave import (
    MOST,
    LeaveFull,
    LeaveOver,
    LeaveReversed,
    LeaveTooLong,
    added,
    coming,
    without,
)

TODAY = date(2027, 3, 16)
EASTER = (date(2027, 3, 26), date(2027, 3, 29))


def test_what_touches_or_overlaps_is_one_time_away_and_what_is_over_is_dropped() -> None:
    over = (date(2027, 3, 1), date(2027, 3, 15))
    assert added((over, EASTER), date(2027, 3, 30), date(2027, 4, 2), TODAY) == (
        (date(2027, 3, 26), date(2027, 4, 2)),
    )
    assert added((EASTER,), TODAY, TODAY, TODAY) == ((TODAY, TODAY), EASTER)
    assert added((EASTER,), date(2027, 3, 27), date(2027, 3, 27), TODAY) == (EASTER,)


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        pytest.param(date(2027, 4, 2), date(2027, 4, 1), LeaveReversed, id="ends before it begins"),
        pytest.param(date(2027, 3, 1), date(2027, 3, 15), LeaveOver, id="over"),
        pytest.param(date(2027, 4, 1), date(2028, 4, 3), LeaveTooLong, id="more than a year"),
    ],
)
def test_other_times_are_refused_with_their_reason(first: date, last: date, wrong: type[Exception]) -> None:
    with pytest.raises(wrong):
        added((), first, last, TODAY)


def test_there_is_room_for_as_many_as_a_form_can_show() -> None:
    full = tuple((date(2027, 4, day), date(2027, 4, day)) for day in range(1, 2 * MOST, 2))
    with pytest.raises(LeaveFull):
        added(full, date(2027, 6, 1), date(2027, 6, 1), TODAY)
    assert added(without(full, [full[0]]), date(2027, 6, 1), date(2027, 6, 1), TODAY)[-1] == (
        date(2027, 6, 1),
        date(2027, 6, 1),
    )


spans = st.tuples(st.integers(0, 60), st.integers(0, 9)).map(
    lambda one: (TODAY + timedelta(days=one[0]), TODAY + timedelta(days=one[0] + one[1]))
)


@given(st.lists(spans, max_size=MOST))
def test_exactly_the_days_that_were_noted_are_away(noted: list[tuple[date, date]]) -> None:
    def days(leave: tuple[tuple[date, date], ...]) -> set[date]:
        return {first + timedelta(n) for first, last in leave for n in range((last - first).days + 1)}

    leave: tuple[tuple[date, date], ...] = ()
    for first, last in noted:
        leave = added(leave, first, last, TODAY)
    assert days(leave) == days(tuple(noted))
    assert leave == coming(leave, TODAY)
    assert all(one[1] + timedelta(1) < two[0] for one, two in pairwise(leave))
