"""Home's one line: what there is to do now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.agreement import Agreement, AgreementState, Signature
from bot.domain.amendments import Amendment
from bot.domain.deliveries import State
from bot.domain.health import CAUSE_OF, Cause, Fared, Health, health
from bot.domain.overview import (
    Coordinated,
    Now,
    Overview,
    Pressing,
    also,
    by_stage,
    days_in_stage,
    lately,
    pressing,
)
from bot.domain.pairs import Member, Pair, PairState
from bot.domain.people import Person, Role
from bot.domain.programme import Programme
from bot.domain.sessions import Session, SessionState
from bot.domain.situation import PairView, Schedule
from bot.domain.taking_part import Enrolled

NOW = datetime(2027, 3, 16, 10, tzinfo=UTC)
INES = Person(1, 1, "UINES", "Inês", "Europe/Lisbon", "en-GB")
NOAH = Person(2, 1, "UNOAH", "Noah", "America/New_York", "en-US")
SPRING = Programme(1, 1, "Spring", date(2027, 1, 1), date(2027, 6, 30))
WAY = ("accepted_at", "onboarded_at", "clauses_answered_at")
RHYTHM = Schedule(
    1,
    1,
    "check_in",
    1,
    1,
    date(2027, 3, 16),
    2,
    "week",
    time(10),
    "Europe/Lisbon",
    next_due_at=NOW + timedelta(1),
)


def view(state: PairState, mine: int, theirs: int = 3, *, id_: int = 1, **more: Any) -> PairView:
    """A pair in which Inês and Noah have come so many steps on their way."""
    columns = {name: more.pop(name) for name in ("paused_at", "paused_until") if name in more}
    here = Member(1, Role.MENTEE, **dict.fromkeys(WAY[:mine], NOW))
    there = Member(2, Role.MENTOR, **dict.fromkeys(WAY[:theirs], NOW))
    pair = Pair(id_, 1, 1, state, (there, here), 3, **columns)
    return PairView(pair, SPRING, {1: INES, 2: NOAH}, **more)


def overview(*views: PairView, **more: Any) -> Overview:
    facts: dict[str, Any] = {
        "coordinated": (), "may_coordinate": False, "is_coordinator": False, "check_ins_open": {},
    }  # fmt: skip
    return Overview(INES, NOW, views, **facts | more)


def proposed(*signed: int, state: AgreementState = AgreementState.PROPOSED) -> Agreement:
    signatures = tuple(Signature(person, "f" * 64, NOW) for person in signed)
    return Agreement(1, 1, 1, state, {}, {}, "w1", "f" * 64, signatures)


INVITED = view(PairState.INVITED, 0, 0)
ACTIVE = view(PairState.ACTIVE, 3, schedules=(RHYTHM,))
PAUSED = view(PairState.ACTIVE, 3, paused_at=NOW, schedules=(RHYTHM,))
STANDS = [
    pytest.param(INVITED, Now.INVITATION, id="invited"),
    pytest.param(view(PairState.INVITED, 1, 0), Now.ONBOARDING, id="ahead of the other"),
    pytest.param(view(PairState.ONBOARDING, 1), Now.ONBOARDING, id="telling of oneself"),
    pytest.param(view(PairState.ONBOARDING, 2, 1), Now.WAITING, id="the other tells of themselves"),
    pytest.param(view(PairState.AGREEING, 2), Now.CLAUSES, id="answering the clauses"),
    pytest.param(view(PairState.AGREEING, 3, 2), Now.WAITING, id="the other answers the clauses"),
    pytest.param(view(PairState.AGREEING, 3), Now.DIFFERENCES, id="settling"),
    pytest.param(view(PairState.AGREEING, 3, proposed=proposed()), Now.SIGN, id="to sign"),
    pytest.param(view(PairState.AGREEING, 3, proposed=proposed(2)), Now.SIGN, id="the other signed"),
    pytest.param(view(PairState.AGREEING, 3, proposed=proposed(1)), Now.WAITING, id="the other is to sign"),
    pytest.param(ACTIVE, Now.ACTIVE, id="a check-in is planned"),
    pytest.param(view(PairState.ACTIVE, 3), Now.ACTIVE_QUIET, id="nothing is planned for me"),
    pytest.param(PAUSED, Now.PAUSED, id="paused"),
    pytest.param(view(PairState.ACTIVE, 3, paused_at=NOW, paused_until=NOW), Now.ACTIVE_QUIET, id="pause over"),
    pytest.param(view(PairState.INVITED, 0, paused_at=NOW), Now.INVITATION, id="an invitation waits in a pause too"),
]  # fmt: skip


@pytest.mark.parametrize(("stands", "now"), STANDS)
def test_home_says_what_there_is_to_do_in_a_pair(stands: PairView, now: Now) -> None:
    assert pressing(overview(stands)) == Pressing(now, stands)


def test_an_open_check_in_is_named() -> None:
    assert pressing(overview(ACTIVE, check_ins_open={1: 7})) == Pressing(Now.CHECK_IN, ACTIVE)
    assert pressing(overview(ACTIVE, check_ins_open={2: 7})) == Pressing(Now.ACTIVE, ACTIVE)


def test_what_waits_comes_in_the_order_of_its_urgency_and_the_rest_is_named_too() -> None:
    session = Session(1, 1, 2, NOW + timedelta(days=1), "Europe/Lisbon", 45, SessionState.PROPOSED, NOW)
    change = Amendment(1, 1, 1, "cadence", {}, {}, "w1", "f" * 64, date(2027, 4, 1), NOW, 2, NOW)
    busy = replace(ACTIVE, sessions=(session,), amendments=(change,))
    seen = overview(busy, INVITED, check_ins_open={1: 7})
    assert pressing(seen) == Pressing(Now.INVITATION, INVITED)
    assert also(seen) == [Pressing(one, busy) for one in (Now.SESSION, Now.AMENDMENT, Now.CHECK_IN)]
    # What one proposed oneself waits for the other.
    mine = replace(
        ACTIVE, sessions=(replace(session, proposed_by=1),), amendments=(replace(change, proposed_by=1),)
    )
    assert (pressing(overview(mine)), also(overview(mine))) == (Pressing(Now.ACTIVE, mine), [])
    past = replace(ACTIVE, sessions=(replace(session, starts_at=NOW),))
    assert pressing(overview(past)) == Pressing(Now.ACTIVE, past)


def test_a_rest_comes_before_an_open_check_in() -> None:
    assert pressing(overview(PAUSED, check_ins_open={1: 7})) == Pressing(Now.PAUSED, PAUSED)


@pytest.mark.parametrize(
    ("state", "now"),
    [
        (PairState.COMPLETED, Now.OVER),
        (PairState.ENDED, Now.OVER),
        # What did not come about has not come to an end either.
        (PairState.DECLINED, Now.STRANGER),
    ],
)
def test_a_pair_that_is_over_asks_for_nothing(state: PairState, now: Now) -> None:
    assert pressing(overview(view(state, 3))) == Pressing(now)


def test_who_is_in_no_pair_is_told_so() -> None:
    assert pressing(overview()) == Pressing(Now.STRANGER)


EMPTY = Coordinated(SPRING, (), {})
FULL = Coordinated(SPRING, (ACTIVE.pair,), {})


@pytest.mark.parametrize(
    ("facts", "now"),
    [
        pytest.param({"may_coordinate": True}, Now.ADMIN, id="an admin where nobody coordinates"),
        pytest.param(
            {"may_coordinate": True, "is_coordinator": True}, Now.FIRST_PROGRAMME, id="who took the role"
        ),
        pytest.param({"is_coordinator": True}, Now.FIRST_PROGRAMME, id="no programme yet"),
        pytest.param({"is_coordinator": True, "coordinated": (EMPTY,)}, Now.FIRST_PAIR, id="no pair yet"),
        pytest.param(
            {"is_coordinator": True, "coordinated": (EMPTY, FULL)}, Now.ACTIVE_QUIET, id="all is well"
        ),
    ],
)
def test_home_says_what_there_is_to_do_for_a_coordinator(facts: dict[str, Any], now: Now) -> None:
    assert pressing(overview(**facts)) == Pressing(now)


views = st.lists(st.sampled_from([param.values[0] for param in STANDS]), max_size=4)


@given(views, st.booleans(), st.booleans())
def test_of_several_things_the_most_pressing_is_named_in_whatever_order_they_come(
    found: list[Any], may: bool, is_one: bool
) -> None:
    mine = [replace(one, pair=replace(one.pair, id=number)) for number, one in enumerate(found, 1)]
    facts = {"may_coordinate": may, "is_coordinator": is_one}
    here, there = pressing(overview(*mine, **facts)), pressing(overview(*reversed(mine), **facts))
    alone = [pressing(overview(one)).now for one in mine]
    alone += [Now.ADMIN] if may and not is_one else []
    alone += [Now.FIRST_PROGRAMME] if is_one else []
    assert here.now is there.now is min(alone, key=list(Now).index, default=Now.STRANGER)


def test_pairs_stand_by_stage_those_longest_there_first() -> None:
    new, old = (
        replace(ACTIVE.pair, id=number, state_since=NOW - timedelta(days=days))
        for number, days in ((1, 3), (2, 12))
    )
    invited = replace(INVITED.pair, id=3, state_since=NOW - timedelta(hours=9))
    assert by_stage([new, invited, old]) == [
        (PairState.INVITED, (invited,)),
        (PairState.ACTIVE, (old, new)),
    ]
    assert [days_in_stage(pair, NOW, "Europe/Lisbon") for pair in (new, old, invited)] == [3, 12, 0]
    # In New York that was yesterday evening.
    assert days_in_stage(invited, NOW, "America/New_York") == 1


def test_messages_count_by_what_became_of_them_and_as_late_when_they_left_late() -> None:
    sorts = [
        Fared(State.SENT, times=3),
        Fared(State.SENT, "outside-hours", times=2, is_late=True),
        Fared(State.SENT, is_doubled=True),
        Fared(State.PLANNED),
        Fared(State.SENDING),
        Fared(State.PLANNED, times=7, is_due=False),
        Fared(State.HELD, "snoozed"),
        Fared(State.SKIPPED, "answered"),
        Fared(State.SKIPPED, "session-moved"),
        Fared(State.SKIPPED, "budget"),
        Fared(State.SKIPPED, "fewer-only"),
        Fared(State.SKIPPED, "paused"),
        Fared(State.FOLDED, "folded-into"),
        Fared(State.FAILED, "refused"),
        Fared(State.UNKNOWN, "cannot-tell"),
    ]
    assert health(sorts) == Health(
        due=2,
        sent=6,
        late=2,
        held=1,
        folded=1,
        skipped=5,
        failed=1,
        unknown=1,
        doubled=1,
        causes={Cause.NEEDLESS: 2, Cause.WISH: 2, Cause.PAUSE: 1},
    )


def test_a_coordinator_learns_no_reason_that_names_a_single_wish() -> None:
    # Every reason belongs to one cause at most, and the wishes of people are all one.
    assert {CAUSE_OF[one] for one in ("snoozed", "holiday", "away", "budget", "essential-only")} == {
        Cause.WISH
    }


def test_a_pair_that_has_moved_on_is_news_for_a_week_and_an_invitation_is_none() -> None:
    def since(days: float, id_: int, state: PairState = PairState.AGREEING) -> Pair:
        return Pair(id_, 1, 1, state, (), 3, state_since=NOW - timedelta(days=days))

    asked, old = since(0, 1, PairState.INVITED), since(7, 4)
    newest, older = since(1, 2), since(6.9, 3, PairState.DECLINED)
    unknown = Pair(5, 1, 1, PairState.ACTIVE, (), 3)
    assert lately([asked, older, newest, old, unknown], NOW) == (newest, older)


def test_whoever_was_asked_to_take_part_answers_first_and_then_waits() -> None:
    asked = Enrolled(1, Role.MENTEE, invited_by=3)
    answered = Enrolled(1, Role.MENTOR, invited_by=3, answered_at=NOW)
    assert pressing(overview(parts=(answered, asked))) == Pressing(Now.ASKED)
    assert pressing(overview(parts=(answered,))) == Pressing(Now.TAKING_PART)
    assert [one.now for one in also(overview(INVITED, parts=(asked,)))] == [Now.ASKED]
    assert pressing(overview(ACTIVE, parts=(answered,))) == Pressing(Now.ACTIVE, ACTIVE)
