"""Snoozes: until a day at somebody's hour, wherever they are by then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people import Person
from bot.domain.snoozes import moved

LISBON, TOKYO, NEW_YORK, LOS_ANGELES = (
    "Europe/Lisbon",
    "Asia/Tokyo",
    "America/New_York",
    "America/Los_Angeles",
)
NOW = datetime(2027, 3, 16, 12, tzinfo=UTC)


def at(zone: str, day: int, hour: int = 9, month: int = 3) -> datetime:
    return datetime(2027, month, day, hour, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def snoozing(zone: str, until: datetime | None) -> Person:
    return Person(1, 1, "UINES", "Inês", zone, "en-GB", snoozed_until=until)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        pytest.param(LISBON, LOS_ANGELES, id="westward, where clocks have changed already"),
        pytest.param(LISBON, TOKYO, id="eastward, where clocks never change"),
        pytest.param(NEW_YORK, LISBON, id="eastward, where clocks change before that day"),
        pytest.param(TOKYO, LISBON, id="westward, where clocks change before that day"),
    ],
)
def test_until_monday_is_until_monday_at_the_same_hour_there(here: str, there: str) -> None:
    """On Sunday 28 March Europe's clocks go forward, and on the 14th those of New York had."""
    assert moved(snoozing(here, at(here, 29)), there, NOW) == at(there, 29)


def test_whoever_goes_where_that_hour_has_passed_hears_from_trellis_again() -> None:
    now = at(LISBON, 29, 1)
    assert moved(snoozing(LISBON, at(LISBON, 29)), TOKYO, now) is None


def test_a_snooze_that_is_over_does_not_begin_again_where_it_is_earlier() -> None:
    now = at(LISBON, 29, 10)
    assert moved(snoozing(LISBON, at(LISBON, 29)), LOS_ANGELES, now) is None


def test_whoever_hears_from_trellis_goes_on_to() -> None:
    assert moved(snoozing(LISBON, None), TOKYO, NOW) is None


@given(st.sampled_from((TOKYO, NEW_YORK, LOS_ANGELES)), st.integers(18, 31))
def test_there_and_back_it_is_as_before(there: str, day: int) -> None:
    person = snoozing(LISBON, at(LISBON, day))
    away = replace(person, zone=there, snoozed_until=moved(person, there, NOW))
    assert moved(away, LISBON, NOW) == at(LISBON, day)
