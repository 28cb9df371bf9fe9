"""Goals: how far one has come, and which one is meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.goals import Entry, Goal, choose
from bot.errors import NoGoalYet, NoSuchGoal

NOW = datetime(2027, 3, 16, 10, tzinfo=UTC)
LEAD = Goal(1, 1, 1, 1, "Lead my first project")
SPEAK = Goal(2, 1, 1, 2, "Speak at a meetup")
CLOSED = replace(LEAD, closed_at=NOW)


def entry(number: int, percent: int | None, *, withdrawn: bool = False) -> Entry:
    at = NOW + timedelta(days=number)
    return Entry(number, 1, 1, percent, f"note {number}", at, at if withdrawn else None)


@pytest.mark.parametrize(
    ("log", "percent", "latest"),
    [
        pytest.param((), 0, None, id="nothing logged"),
        pytest.param((entry(1, 40),), 40, 1, id="one entry"),
        pytest.param((entry(1, 60), entry(2, 40)), 40, 2, id="back is allowed"),
        pytest.param((entry(1, 60), entry(2, None)), 60, 2, id="a note keeps the percentage"),
        pytest.param(
            (entry(1, 40), entry(2, 60, withdrawn=True)), 40, 1, id="what was taken back does not count"
        ),
        pytest.param((entry(1, 0),), 0, 1, id="nought is said, too"),
        pytest.param((entry(1, 50, withdrawn=True),), 0, None, id="all of it taken back"),
    ],
)
def test_a_goal_stands_where_it_was_last_said_to_stand(
    log: tuple[Entry, ...], percent: int, latest: int | None
) -> None:
    goal = replace(LEAD, log=log)
    assert (goal.percent, goal.latest.id if goal.latest else None) == (percent, latest)


entries = st.lists(st.tuples(st.none() | st.integers(0, 100), st.booleans()), max_size=6)


@given(entries)
def test_a_goal_is_always_somewhere_from_nothing_to_done(said: list[tuple[int | None, bool]]) -> None:
    log = tuple(entry(n, percent, withdrawn=withdrawn) for n, (percent, withdrawn) in enumerate(said))
    stands = [percent for percent, withdrawn in said if percent is not None and not withdrawn]
    assert replace(LEAD, log=log).percent == ([0, *stands])[-1]


def test_without_a_number_the_first_open_goal_is_meant() -> None:
    assert [choose(goals, None) for goals in ([LEAD, SPEAK], [CLOSED, SPEAK], [CLOSED])] == [
        LEAD,
        SPEAK,
        CLOSED,
    ]


def test_a_number_means_that_goal_open_or_closed() -> None:
    assert [choose([CLOSED, SPEAK], number) for number in (1, 2)] == [CLOSED, SPEAK]


def test_a_number_that_names_none_and_a_list_without_goals_are_told_apart() -> None:
    with pytest.raises(NoSuchGoal) as unknown:
        choose([LEAD], 7)
    assert unknown.value.facts == {"number": 7}
    for number in (None, 1):
        with pytest.raises(NoGoalYet):
            choose([], number)
