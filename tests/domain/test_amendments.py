"""A proposal to change a clause: who can do what about it, that it always ends, and whose words stay whose."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.agreement import Clause, Kind, Value, compare
from bot.domain.amendments import (
    MOST_ROUNDS,
    Amendment,
    AmendmentState,
    Reply,
    merged,
    never_meet,
    own,
    replied,
    replies,
    start_of,
    under_way,
)
from bot.domain.people import Role
from tests.domain.test_agreement import laid_out, value_of

NOW = datetime(2027, 3, 16, 10, tzinfo=UTC)
MENTEE, MENTOR = 1, 2


def proposal(by: int = MENTOR, **more: Any) -> Amendment:
    facts: dict[str, Any] = {
        "id": 7, "pair_id": 1, "changes_id": 1, "clause": "length", "value": {"choice": "30"}, "snapshot": {"en": "x"},
        "words_version": "v1", "hash": "f" * 64, "begins_on": date(2027, 3, 16), "begins_at": NOW, "proposed_by": by,
        "proposed_at": NOW,
    }  # fmt: skip
    return Amendment(**facts | more)


WHO = [
    (MENTOR, 1, (Reply.WITHDRAW,)),
    (MENTEE, 1, (Reply.SIGN, Reply.COUNTER, Reply.DECLINE)),
    (MENTEE, MOST_ROUNDS, (Reply.SIGN, Reply.DECLINE)),
    (MENTOR, MOST_ROUNDS, (Reply.WITHDRAW,)),
]


@pytest.mark.parametrize(("who", "round_", "offered"), WHO)
def test_who_made_a_proposal_can_take_it_back_and_the_other_answers(
    who: int, round_: int, offered: tuple[Reply, ...]
) -> None:
    assert replies(proposal(round=round_), who) == offered


@pytest.mark.parametrize("state", [one for one in AmendmentState if one is not AmendmentState.PROPOSED])
def test_what_is_settled_stays_settled(state: AmendmentState) -> None:
    done = proposal(state=state)
    assert [replied(done, who, reply, NOW) for who in (MENTEE, MENTOR) for reply in Reply] == [None] * 8


ENDS = {
    Reply.SIGN: AmendmentState.ACCEPTED,
    Reply.COUNTER: AmendmentState.COUNTERED,
    Reply.DECLINE: AmendmentState.DECLINED,
}


@pytest.mark.parametrize("reply", ENDS)
def test_an_answer_settles_a_proposal_at_its_instant(reply: Reply) -> None:
    assert replied(proposal(), MENTEE, reply, NOW) == proposal(state=ENDS[reply], settled_at=NOW)


@given(st.data())
def test_whatever_is_pressed_there_are_at_most_three_proposals_in_answer_to_each_other(
    data: st.DataObject,
) -> None:
    current, made = proposal(), 1
    while True:
        other = MENTEE if current.proposed_by == MENTOR else MENTOR
        reply = data.draw(st.sampled_from(replies(current, other)))
        if reply is not Reply.COUNTER:
            break
        current, made = proposal(other, round=current.round + 1), made + 1
    assert made <= MOST_ROUNDS


def test_only_what_waits_or_is_still_to_begin_is_under_way() -> None:
    states = {state: under_way([proposal(state=state)]) is not None for state in AmendmentState}
    assert {state for state, waits in states.items() if waits} == {
        AmendmentState.PROPOSED,
        AmendmentState.ACCEPTED,
    }


BEGINS = [
    ("Europe/Lisbon", date(2027, 3, 28), datetime(2027, 3, 28, 0, tzinfo=UTC)),
    ("Europe/Lisbon", date(2027, 3, 29), datetime(2027, 3, 28, 23, tzinfo=UTC)),
    ("America/New_York", date(2027, 3, 15), datetime(2027, 3, 15, 4, tzinfo=UTC)),
    # Where clocks jump over midnight, the day begins an hour late.
    ("America/Santiago", date(2027, 9, 5), datetime(2027, 9, 5, 4, tzinfo=UTC)),
]


@pytest.mark.parametrize(("zone", "day", "instant"), BEGINS)
def test_a_version_begins_with_the_day_where_its_maker_is(zone: str, day: date, instant: datetime) -> None:
    assert start_of(day, zone) == instant


BOTH: Value = {"texts": {"mentor": "See Inês lead", "mentee": "Lead"}}
NOTES: Value = {"choices": ["health"], "notes": {"mentor": "my divorce"}}
MERGED = [
    ("length", {"choice": "45"}, {"choice": "30"}, {"choice": "30"}),
    ("goals", BOTH, {"text": "Lead two"}, {"texts": {"mentor": "See Inês lead", "mentee": "Lead two"}}),
    (
        "boundaries",
        NOTES,
        {"choices": ["money", "family"], "note": "no calls"},
        {"choices": ["family", "money"], "notes": {"mentor": "my divorce", "mentee": "no calls"}},
    ),
    ("boundaries", NOTES, {"choices": ["none"], "note": ""}, {"choices": ["none"], "notes": {"mentor": "my divorce"}}),
    (
        "boundaries",
        NOTES,
        {"choices": ["none", "money"], "note": ""},
        {"choices": ["money"], "notes": {"mentor": "my divorce"}},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "before", "said", "after"), MERGED)
def test_what_a_mentee_changes_leaves_the_mentors_own_words_alone(
    clause: str, before: Value, said: Value, after: Value
) -> None:
    assert merged(clause, before, Role.MENTEE, said) == after


def test_a_form_holds_nobody_elses_words() -> None:
    assert own("goals", BOTH, Role.MENTEE) == {"text": "Lead"}
    assert own("boundaries", NOTES, Role.MENTEE) == {"choices": ["health"], "note": ""}


@given(laid_out(), st.sampled_from([Role.MENTOR, Role.MENTEE]))
def test_sending_a_form_as_it_was_opened_changes_nothing(
    laid: tuple[Clause, Value, Value], role: Role
) -> None:
    clause, mentor, mentee = laid
    compared = compare(clause, {Role.MENTOR: mentor, Role.MENTEE: mentee})
    before = compared.merged or compared.middle or {}
    assert merged(clause.id, before, role, own(clause.id, before, role)) == before


@given(laid_out(), st.sampled_from([Role.MENTOR, Role.MENTEE]), st.data())
def test_what_one_fills_in_is_what_they_find_there_the_next_time(
    laid: tuple[Clause, Value, Value], role: Role, data: st.DataObject
) -> None:
    clause, mentor, mentee = laid
    compared = compare(clause, {Role.MENTOR: mentor, Role.MENTEE: mentee})
    before = compared.merged or compared.middle or {}
    said = data.draw(value_of(clause))
    after = own(clause.id, merged(clause.id, before, role, said), role)
    if clause.kind is Kind.UNION:
        said = {**said, "choices": merged(clause.id, before, role, said)["choices"]}
    assert after == said


LISBON = {"days": [0], "starts": "09:00", "ends": "12:00", "zone": "Europe/Lisbon"}
LATER = {**LISBON, "starts": "12:00", "ends": "18:00"}
TOGETHER = [
    pytest.param({"windows": {"mentor": LISBON, "mentee": LISBON}}, False, id="the same hours"),
    pytest.param({"windows": {"mentor": LISBON, "mentee": LATER}}, True, id="one leaves as the other comes"),
    pytest.param(LISBON, False, id="one window for both"),
    pytest.param({"choice": "45"}, False, id="no hours at all"),
]


@pytest.mark.parametrize(("value", "never"), TOGETHER)
def test_hours_without_an_hour_in_common_are_noticed(value: Value, never: bool) -> None:
    assert never_meet(value) is never
