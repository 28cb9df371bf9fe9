"""Programmes: which dates one can have, who coordinates one, and who hears of its pairs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.people import Person
from bot.domain.programme import (
    CoordinatesAlready,
    DatesReversed,
    LastCoordinator,
    ProgrammeOver,
    check_coordinator,
    check_dates,
    check_leaving,
    who_hears,
)
from bot.errors import CannotTakePart

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


BELA = Person(7, 1, "UBELA", "Béla", "Europe/London", "en-GB")


def test_anybody_with_an_account_can_be_named_once() -> None:
    check_coordinator(BELA, {1, 2})
    for person, already, wrong in (
        (BELA, {1, 7}, CoordinatesAlready),
        (replace(BELA, is_bot=True), {1}, CannotTakePart),
        (replace(BELA, deactivated_at=datetime(2027, 1, 1, tzinfo=UTC)), {1}, CannotTakePart),
    ):
        with pytest.raises(wrong, match="Béla"):
            check_coordinator(person, already)


@pytest.mark.parametrize("left", [{7}, set()])
def test_the_last_one_cannot_leave(left: set[int]) -> None:
    check_leaving(7, {1, 7})
    with pytest.raises(LastCoordinator):
        check_leaving(7, left)


def test_news_goes_to_whoever_paired_the_two_while_they_coordinate_and_else_to_all_who_do() -> None:
    assert who_hears(2, {3, 2}) == (2,)
    assert who_hears(2, {3, 1}) == (1, 3)
    assert who_hears(2, ()) == ()
