"""Programmes: which dates one can have."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.programme import DatesReversed, ProgrammeOver, check_dates

TODAY = date(2027, 3, 16)


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        pytest.param(date(2027, 3, 16), date(2027, 3, 17), id="from today to tomorrow"),
        pytest.param(date(2027, 1, 1), date(2027, 6, 30), id="under way"),
        pytest.param(date(2028, 1, 1), date(2028, 1, 2), id="next year"),
    ],
)
def test_a_programme_ends_after_it_begins_and_after_today(starts: date, ends: date) -> None:
    check_dates(starts, ends, TODAY)


@pytest.mark.parametrize(
    ("starts", "ends", "wrong"),
    [
        pytest.param(date(2027, 4, 2), date(2027, 4, 1), DatesReversed, id="it ends before it begins"),
        pytest.param(date(2027, 4, 1), date(2027, 4, 1), DatesReversed, id="it ends as it begins"),
        pytest.param(date(2027, 1, 1), date(2027, 3, 15), ProgrammeOver, id="it ended yesterday"),
        pytest.param(date(2027, 1, 1), date(2027, 3, 16), ProgrammeOver, id="it ends today"),
        pytest.param(
            date(2026, 2, 1), date(2026, 1, 1), DatesReversed, id="what is wrong first is told first"
        ),
    ],
)
def test_other_dates_are_refused_with_their_reason(starts: date, ends: date, wrong: type[Exception]) -> None:
    with pytest.raises(wrong):
        check_dates(starts, ends, TODAY)
