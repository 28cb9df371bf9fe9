"""Which pairs are worth a coordinator's look: plain rules with numbers, and nothing for a day too early."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.attention import Look, Signs, Why, may_be_quiet, worth_a_look
from bot.domain.pairs import Pair, PairState

NOW = datetime(2027, 6, 1, 12, tzinfo=UTC)
FORTNIGHTLY, MONTHLY = timedelta(days=14), timedelta(days=30.4)


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def pair(state: PairState, days: float, id_: int = 1, **rests: Any) -> Pair:
    return Pair(id_, 1, 1, state, (), 3, state_since=ago(days), **rests)


def looks(one: Pair, signs: Signs | None = None) -> list[tuple[Why, datetime]]:
    return [(look.why, look.since) for look in worth_a_look([one], {1: signs} if signs else {}, NOW)]


@pytest.mark.parametrize(
    ("state", "days", "why"),
    [
        (PairState.INVITED, 6.9, None),
        (PairState.INVITED, 7, Why.UNANSWERED),
        (PairState.ONBOARDING, 20.9, None),
        (PairState.ONBOARDING, 21, Why.STALLED),
        (PairState.AGREEING, 20.9, None),
        (PairState.AGREEING, 21, Why.STALLED),
        *((state, 300, None) for state in (PairState.COMPLETED, PairState.ENDED, PairState.DECLINED)),
        (PairState.WITHDRAWN, 300, None),
    ],
)
def test_a_stage_that_takes_long_is_told_from_its_day_on(
    state: PairState, days: float, why: Why | None
) -> None:
    assert looks(pair(state, days), Signs()) == ([(why, ago(days))] if why else [])


@pytest.mark.parametrize(
    ("days", "last", "interval", "since"),
    [
        pytest.param(27.9, None, FORTNIGHTLY, None, id="not for as long yet"),
        pytest.param(28, None, FORTNIGHTLY, 28, id="nothing ever since it began"),
        pytest.param(200, 27.9, FORTNIGHTLY, None, id="a sign lately"),
        pytest.param(200, 28, FORTNIGHTLY, 28, id="two intervals without a sign"),
        pytest.param(200, -3, FORTNIGHTLY, None, id="a session that they agreed on lies ahead"),
        pytest.param(200, 45, MONTHLY, None, id="those who meet monthly are given two months"),
        pytest.param(200, 61, MONTHLY, 61, id="and no more than that"),
        pytest.param(200, 29, timedelta(days=7), 29, id="those who meet weekly four weeks"),
        pytest.param(200, 27.9, timedelta(days=7), None, id="and not a day less"),
        pytest.param(200, 29, None, 29, id="and those without a rhythm too"),
        pytest.param(40, 50, FORTNIGHTLY, 40, id="what was before it began is no sign"),
    ],
)
def test_a_pair_under_way_is_quiet_after_two_intervals_and_four_weeks_at_least(
    days: float, last: float | None, interval: timedelta | None, since: float | None
) -> None:
    signs = Signs(None if last is None else ago(last), interval)
    assert looks(pair(PairState.ACTIVE, days), signs) == ([] if since is None else [(Why.QUIET, ago(since))])


def test_of_whom_no_signs_are_known_nothing_is_said() -> None:
    assert looks(pair(PairState.ACTIVE, 300)) == []


def test_who_rests_is_not_quiet_and_who_has_rested_begins_anew() -> None:
    until: dict[str, Any] = {"paused_at": ago(100), "paused_until": ago(-3)}
    assert looks(pair(PairState.ACTIVE, 200, **until), Signs()) == []
    assert looks(pair(PairState.ACTIVE, 200, paused_at=ago(55)), Signs()) == []
    assert looks(pair(PairState.ACTIVE, 200, paused_at=ago(56)), Signs()) == [(Why.RESTS, ago(56))]
    # Where one went on it says until when it rested.
    assert looks(pair(PairState.ACTIVE, 200, paused_until=ago(27)), Signs()) == []
    assert looks(pair(PairState.ACTIVE, 200, paused_until=ago(28)), Signs()) == [(Why.QUIET, ago(28))]
    assert not may_be_quiet(pair(PairState.ACTIVE, 200, paused_until=ago(27)), NOW)


def test_what_was_before_a_pair_began_or_ends_just_now_counts_from_the_later_of_the_two() -> None:
    # It goes on in this very moment.
    assert looks(pair(PairState.ACTIVE, 200, paused_at=ago(100), paused_until=NOW), Signs()) == []
    # It rested once, long before it was under way.
    once: dict[str, Any] = {"paused_at": ago(110), "paused_until": ago(100)}
    assert looks(pair(PairState.ACTIVE, 27, **once), Signs()) == []
    assert looks(pair(PairState.ACTIVE, 28, **once), Signs()) == [(Why.QUIET, ago(28))]
    assert looks(pair(PairState.INVITED, 6, **once)) == []


def test_signs_are_asked_for_where_a_pair_under_way_could_be_quiet_and_nowhere_else() -> None:
    active = PairState.ACTIVE
    assert may_be_quiet(pair(active, 28), NOW)
    assert not may_be_quiet(pair(active, 27.9), NOW)
    assert not may_be_quiet(pair(active, 200, paused_at=ago(100)), NOW)
    assert not any(may_be_quiet(pair(one, 200), NOW) for one in PairState if one is not active)


def test_they_come_reason_by_reason_those_who_have_waited_longest_first() -> None:
    quiet, older = pair(PairState.ACTIVE, 50, 1), pair(PairState.ACTIVE, 60, 2)
    asked, stalled = pair(PairState.INVITED, 9, 3), pair(PairState.AGREEING, 30, 4)
    found = worth_a_look([quiet, stalled, older, asked], {1: Signs(), 2: Signs()}, NOW)
    assert found == (
        Look(asked, Why.UNANSWERED, ago(9)),
        Look(stalled, Why.STALLED, ago(30)),
        Look(older, Why.QUIET, ago(60)),
        Look(quiet, Why.QUIET, ago(50)),
    )
