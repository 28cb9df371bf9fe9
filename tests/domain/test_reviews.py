"""The agreement is looked at again at the agreed interval, and half-way, but not twice within three weeks."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people import Person
from bot.domain.reviews import HALF_WAY, NEAR, REVIEW, is_near, reviews

INES = Person(1, 1, "UMENTEE", "Inês", "Europe/Lisbon", "en-GB", prompt_at=time(10))
BEGINS, ENDS = date(2027, 3, 1), date(2027, 8, 31)
HALF = date(2027, 5, 31)

PLANS = [
    pytest.param(3, HALF, [(REVIEW, date(2027, 5, 31))], id="three months are half-way"),
    pytest.param(2, HALF, [(REVIEW, date(2027, 5, 3)), (HALF_WAY, HALF)], id="two months, and half-way"),
    pytest.param(6, HALF, [(REVIEW, date(2027, 8, 31)), (HALF_WAY, HALF)], id="six months end with the programme"),
    pytest.param(6, None, [(REVIEW, date(2027, 8, 31))], id="half-way has been"),
    pytest.param(3, BEGINS, [(REVIEW, date(2027, 5, 31))], id="half-way is today"),
]  # fmt: skip


@pytest.mark.parametrize(("months", "half_way_on", "planned"), PLANS)
def test_reviews_come_at_the_agreed_interval(
    months: int, half_way_on: date | None, planned: list[tuple[str, date]]
) -> None:
    found = list(reviews(INES, BEGINS, ENDS, months, half_way_on))
    assert [(one.kind, one.rule.anchor) for one in found] == planned
    assert {(one.rule.wall, one.rule.zone) for one in found} == {(time(10), "Europe/Lisbon")}


@given(st.sampled_from([2, 3, 6]), st.integers(1, 400))
def test_the_one_half_way_lies_well_apart_from_the_first_that_was_agreed(months: int, days: int) -> None:
    ends_on = BEGINS + timedelta(days=days)
    half = BEGINS + timedelta(days=days) / 2
    found = {one.kind: one.rule.anchor for one in reviews(INES, BEGINS, ends_on, months, half)}
    assert found.get(REVIEW, BEGINS) <= ends_on
    if REVIEW in found and HALF_WAY in found:
        # A day that is no work day moves on by a weekend at most.
        assert abs(found[HALF_WAY] - found[REVIEW]) > NEAR - timedelta(days=3)


def test_near_half_way_is_three_weeks_before_and_after() -> None:
    days = [HALF - NEAR - timedelta(days=1), HALF - NEAR, HALF, HALF + NEAR, HALF + NEAR + timedelta(days=2)]
    assert [is_near(day, BEGINS, ENDS) for day in days] == [False, True, True, True, False]
