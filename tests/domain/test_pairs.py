"""Pairs: how far they have come, who can be in one, and when they rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pairs import Member, Pair, PairState, check_new, may_go_on, state_of
from bot.domain.people import Person, Role
from bot.errors import AlreadyPaired, CannotTakePart, DidNotComeAbout, SamePerson

NOW = datetime(2027, 3, 16, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
INES = Person(1, 1, "UINES", "Inês", "Europe/Lisbon", "en-GB")
NOAH = Person(2, 1, "UNOAH", "Noah", "America/New_York", "en-US")


def member(person: int, *reached: str, role: Role = Role.MENTEE) -> Member:
    return Member(person, role, **dict.fromkeys(reached, NOW))


ACCEPTED = ("accepted_at",)
ONBOARDED = ("accepted_at", "onboarded_at")


@pytest.mark.parametrize(
    ("one", "other", "signed", "state"),
    [
        pytest.param((), (), False, PairState.INVITED, id="nobody has answered"),
        pytest.param(ONBOARDED, (), False, PairState.INVITED, id="one is ahead of the invitation"),
        pytest.param(ACCEPTED, ACCEPTED, False, PairState.ONBOARDING, id="both said yes"),
        pytest.param(ONBOARDED, ACCEPTED, False, PairState.ONBOARDING, id="one is still answering"),
        pytest.param(ONBOARDED, ONBOARDED, False, PairState.AGREEING, id="both are known"),
        pytest.param(ONBOARDED, ONBOARDED, True, PairState.ACTIVE, id="both have signed"),
        pytest.param(("declined_at",), ONBOARDED, False, PairState.DECLINED, id="one said no"),
        pytest.param(("declined_at",), ("declined_at",), True, PairState.DECLINED, id="no is final"),
    ],
)
def test_a_pair_is_as_far_as_whoever_is_behind(
    one: tuple[str, ...], other: tuple[str, ...], signed: bool, state: PairState
) -> None:
    members = [member(1, *one), member(2, *other, role=Role.MENTOR)]
    assert (state_of(members, signed=signed), state_of(members[::-1], signed=signed)) == (state, state)


steps = st.sampled_from([(), ACCEPTED, ONBOARDED])
WAY = [PairState.INVITED, PairState.ONBOARDING, PairState.AGREEING, PairState.ACTIVE]


@given(steps, steps, st.sampled_from([ACCEPTED, ONBOARDED]))
def test_going_on_never_takes_a_pair_back(
    one: tuple[str, ...], other: tuple[str, ...], further: tuple[str, ...]
) -> None:
    before = state_of([member(1, *one), member(2, *other)], signed=False)
    after = state_of([member(1, *{*one, *further}), member(2, *other)], signed=False)
    assert WAY.index(after) >= WAY.index(before)


def pair(**more: datetime | int | None) -> Pair:
    members = (member(1), member(2, role=Role.MENTOR))
    return replace(Pair(1, 1, 1, PairState.ACTIVE, members, 3), **more)  # type: ignore[arg-type]  # columns of a pause


def test_a_pair_knows_its_people() -> None:
    ours = pair()
    assert (ours.by_role(Role.MENTOR), ours.by_role(Role.MENTEE), ours.partners(1), ours.partners(9)) == (
        2, 1, (2,), (1, 2),
    )  # fmt: skip
    assert ours.member(2) == member(2, role=Role.MENTOR)
    with pytest.raises(KeyError):
        ours.member(9)


@pytest.mark.parametrize(
    ("until", "at", "rests"),
    [
        pytest.param(None, NOW + 1000 * HOUR, True, id="until somebody goes on"),
        pytest.param(NOW + HOUR, NOW, True, id="at once"),
        pytest.param(NOW + HOUR, NOW + HOUR - timedelta(microseconds=1), True, id="to the last moment"),
        pytest.param(NOW + HOUR, NOW + HOUR, False, id="and then no more"),
    ],
)
def test_a_pause_lasts_until_its_end(until: datetime | None, at: datetime, rests: bool) -> None:
    assert pair(paused_by=1, paused_at=NOW, paused_until=until).is_paused(at) is rests


def test_a_pair_that_nobody_paused_does_not_rest() -> None:
    assert not pair().is_paused(NOW)


def test_two_people_who_may_are_a_pair() -> None:
    check_new(NOAH, INES, paired_already=False)
    check_new(replace(NOAH, is_guest=True), INES, paired_already=False)


def test_nobody_is_paired_with_themselves_with_a_bot_with_who_has_left_or_twice() -> None:
    with pytest.raises(SamePerson):
        check_new(INES, INES, paired_already=False)
    with pytest.raises(CannotTakePart) as bot:
        check_new(NOAH, replace(INES, is_bot=True), paired_already=False)
    with pytest.raises(CannotTakePart) as left:
        check_new(replace(NOAH, deactivated_at=NOW), INES, paired_already=False)
    with pytest.raises(DidNotComeAbout):
        check_new(NOAH, INES, paired_already=False, refused=True)
    with pytest.raises(AlreadyPaired):
        check_new(NOAH, INES, paired_already=True)
    assert (bot.value.facts, left.value.facts) == ({"name": "Inês"}, {"name": "Noah"})


def test_only_completed_pairs_go_on_and_only_when_the_last_day_lies_ahead() -> None:
    every = [Pair(number, 1, 1, state, (), 3) for number, state in enumerate(PairState, 1)]
    today = date(2027, 9, 20)
    completed = tuple(pair for pair in every if pair.state is PairState.COMPLETED)
    assert may_go_on(every, today + timedelta(days=1), today) == completed
    assert may_go_on(every, today, today) == ()
