"""Goals: how far one has come, and which one is meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.goals import (
    Entry,
    Goal,
    Milestone,
    Telling,
    choose,
    fell_back,
    finished,
    lines,
    since,
    telling,
    ticked,
    trend,
)
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


@pytest.mark.parametrize(
    ("log", "points"),
    [
        pytest.param((), None, id="nothing logged"),
        pytest.param((entry(-20, 40),), None, id="nothing lately"),
        pytest.param((entry(-20, 40), entry(-3, None)), None, id="a note alone moves nothing"),
        pytest.param((entry(-20, 40), entry(-3, 55)), 15, id="forth"),
        pytest.param((entry(-20, 40), entry(-3, 10)), -30, id="back"),
        pytest.param((entry(-20, 40), entry(-3, 40)), 0, id="steady"),
        pytest.param((entry(-3, 60),), 60, id="from the beginning"),
        pytest.param((entry(-14, 40), entry(-13, 50)), 10, id="two weeks ago is before"),
        pytest.param((entry(-20, 40), entry(-3, 55, withdrawn=True)), None, id="taken back"),
    ],
)
def test_a_trend_tells_how_far_a_goal_moved_in_two_weeks(log: tuple[Entry, ...], points: int | None) -> None:
    assert trend(replace(LEAD, log=log), NOW) == points


@given(entries)
def test_a_trend_is_never_more_than_the_whole_way(said: list[tuple[int | None, bool]]) -> None:
    log = tuple(entry(n - 17, percent, withdrawn=withdrawn) for n, (percent, withdrawn) in enumerate(said))
    assert abs(trend(replace(LEAD, log=log), NOW) or 0) <= 100


def test_an_entry_falls_back_or_ends_a_goal_by_what_stood_before_it() -> None:
    log = (entry(1, 60), entry(2, 40), entry(3, None), entry(4, 100), entry(5, 100))
    goal = replace(LEAD, log=log)
    assert [(fell_back(goal, one), finished(goal, one)) for one in log] == [
        (False, False),
        (True, False),
        (False, False),
        (False, True),
        (False, False),
    ]


def test_what_was_logged_since_a_moment_comes_in_its_order_from_all_goals() -> None:
    lead = replace(LEAD, log=(entry(1, 10), entry(3, 30), entry(4, 40, withdrawn=True)))
    speak = replace(SPEAK, log=(entry(2, 20),))
    after = {moment: since([lead, speak], moment) for moment in (None, NOW + timedelta(days=1))}
    assert {moment: [one.id for _goal, one in found] for moment, found in after.items()} == {
        None: [1, 2, 3],
        NOW + timedelta(days=1): [2, 3],
    }


@pytest.mark.parametrize(
    ("clauses", "when"),
    [
        ({}, Telling.CHECK_IN),
        ({"progress": {"choice": "at_once"}}, Telling.AT_ONCE),
        ({"progress": {"choice": "check_in"}}, Telling.CHECK_IN),
        ({"progress": {"choice": "by pigeon"}}, Telling.CHECK_IN),
    ],
)
def test_the_mentor_hears_of_progress_when_the_agreement_says_so(
    clauses: dict[str, dict[str, str]], when: Telling
) -> None:
    assert telling(clauses) is when


@pytest.mark.parametrize(
    ("reached", "shown", "chosen", "wished"),
    [
        pytest.param(set(), set(), {1, 2}, ([1, 2], []), id="ticked"),
        pytest.param({1, 2}, {1, 2}, {2}, ([], [1]), id="a tick taken away"),
        pytest.param({1}, {1}, {1}, ([], []), id="left alone"),
        pytest.param({1, 2}, {1}, {1}, ([], []), id="an old form undoes nothing"),
        pytest.param({1}, set(), {1}, ([], []), id="the same form sent twice reaches nothing twice"),
        pytest.param(set(), {1}, set(), ([], []), id="undone elsewhere already"),
        pytest.param(set(), set(), {9}, ([], []), id="a milestone of another goal"),
    ],
)
def test_a_form_of_milestones_changes_what_was_changed_in_it(
    reached: set[int], shown: set[int], chosen: set[int], wished: tuple[list[int], list[int]]
) -> None:
    milestones = [Milestone(id_, 1, f"Step {id_}", NOW if id_ in reached else None) for id_ in (1, 2)]
    assert ticked(milestones, shown, chosen) == wished


def test_milestones_are_typed_one_in_each_line() -> None:
    assert lines("  Write a plan \n\nKick-off\r\nWrite a plan\n ") == ["Write a plan", "Kick-off"]
