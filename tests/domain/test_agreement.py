"""The agreement: how answers compare, how a difference is settled in three presses, and what both sign."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import permutations
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain import agreement as rules
from bot.domain import common_hours
from bot.domain.agreement import (
    BY_ID,
    CLAUSES,
    Agreement,
    AgreementState,
    Clause,
    Comparison,
    Kind,
    Likeness,
    Move,
    Position,
    Signature,
    Value,
    compare,
    contact_from,
    is_short_notice,
    moves,
    press,
    seal_of,
    settled,
)
from bot.domain.cadence import LADDER, rung
from bot.domain.people import Role

NOW = datetime(2027, 3, 16, 10, tzinfo=UTC)
MENTOR, MENTEE = 1, 2
LADDERS = [clause for clause in CLAUSES if clause.kind is Kind.LADDER]
AGREED, CLOSE, DIFFERENT = Likeness.AGREED, Likeness.CLOSE, Likeness.DIFFERENT


WALLS = [f"{hour:02}:{minute}" for hour in range(24) for minute in ("00", "30")]
hours = st.fixed_dictionaries(
    {
        "days": st.lists(st.integers(0, 6), min_size=1, unique=True).map(sorted),
        "starts": st.sampled_from(WALLS),
        "ends": st.sampled_from(WALLS),
        "zone": st.sampled_from(["Europe/Lisbon", "America/New_York", "Asia/Tokyo", "Australia/Adelaide"]),
    }
)


def value_of(clause: Clause) -> st.SearchStrategy[Value]:
    """Answers to a clause, as the conversation keeps them."""
    match clause.kind:
        case Kind.LADDER:
            return st.sampled_from(clause.options).map(lambda one: {"choice": one})
        case Kind.CADENCE:
            return st.fixed_dictionaries(
                {
                    "every": st.integers(1, 26),
                    "unit": st.sampled_from(["week", "month"]),
                    "weekday": st.none() | st.integers(0, 6),
                    "at": st.none() | st.sampled_from(["09:00", "16:30"]),
                }
            )
        case Kind.LADDERS:
            return st.fixed_dictionaries({one.id: st.sampled_from(one.options) for one in clause.parts})
        case Kind.CHANNELS:
            return st.fixed_dictionaries(
                {
                    part.id: st.sampled_from(
                        [{"preferred": a, "backup": b} for a, b in permutations(part.options, 2)]
                    )
                    for part in clause.parts
                }
            )
        case Kind.HOURS:
            return hours
        case Kind.EACH:
            return st.sampled_from(clause.options).map(lambda one: {"choice": one})
        case Kind.TONGUES:
            tags = st.lists(st.sampled_from(["en", "pt", "es", "fr"]), min_size=1, unique=True).map(sorted)
            return st.fixed_dictionaries({"tags": tags, "note": st.sampled_from(["", "I am often silent"])})
        case Kind.UNION:
            chosen = st.lists(st.sampled_from(clause.options), min_size=1, unique=True)
            return st.fixed_dictionaries({"choices": chosen, "note": st.sampled_from(["", "my boss"])})
        case Kind.TEXTS:
            return st.fixed_dictionaries({"text": st.text(min_size=1, max_size=9)})


@st.composite
def laid_out(draw: st.DrawFn) -> tuple[Clause, Value, Value]:
    """A clause with the mentor's and the mentee's answer."""
    clause = draw(st.sampled_from(CLAUSES))
    return clause, draw(value_of(clause)), draw(value_of(clause))


def side_by_side(clause: str | Clause, mentor: Value, mentee: Value) -> Comparison:
    found = BY_ID[clause] if isinstance(clause, str) else clause
    return compare(found, {Role.MENTOR: mentor, Role.MENTEE: mentee})


def cadence(every: int, unit: str, weekday: int | None = None, at: str | None = None) -> Value:
    return {"every": every, "unit": unit, "weekday": weekday, "at": at}


def uses(**more: tuple[str, str]) -> Value:
    """Channels as they are suggested, but for these."""
    usual = {"quick": ("slack", "email"), "sessions": ("video", "phone"), "documents": ("slack", "email")}
    said = {**usual, "urgent": ("phone", "slack"), **more}
    return {use: {"preferred": first, "backup": second} for use, (first, second) in said.items()}


def at_work(zone: str) -> Value:
    return {"days": [0, 1, 2, 3, 4], "starts": "09:00", "ends": "17:00", "zone": zone}


LISBON, NEW_YORK, TOKYO = (at_work(zone) for zone in ("Europe/Lisbon", "America/New_York", "Asia/Tokyo"))


@pytest.mark.parametrize(
    ("clause", "mentor", "mentee", "likeness", "becomes"),
    [
        pytest.param("length", {"choice": "45"}, {"choice": "45"}, AGREED, {"choice": "45"}, id="the same"),
        pytest.param("length", {"choice": "60"}, {"choice": "45"}, CLOSE, {"choice": "45"}, id="the shorter"),
        pytest.param(
            "reply_time", {"choice": "same_day"}, {"choice": "one_day"}, CLOSE, {"choice": "one_day"}, id="the gentler"
        ),
        pytest.param(
            "confidentiality", {"choice": "nothing"}, {"choice": "ask_first"}, CLOSE, {"choice": "nothing"},
            id="the stricter",
        ),
        pytest.param(
            "cadence", cadence(1, "week", 1), cadence(2, "week", 1, "16:00"), CLOSE, cadence(2, "week", 1, "16:00"),
            id="the rarer, with what only one named",
        ),
        pytest.param(
            "cadence", cadence(2, "week", 1), cadence(2, "week", 3), CLOSE, cadence(2, "week"), id="two weekdays, none"
        ),
        pytest.param("cadence", cadence(4, "week"), cadence(1, "month"), CLOSE, cadence(1, "month"), id="four weeks"),
        pytest.param("channels", uses(), uses(), AGREED, uses(), id="the same channels"),
        pytest.param(
            "channels", uses(sessions=("video", "phone")), uses(sessions=("video", "huddle")),
            CLOSE, uses(sessions=("video", "huddle")), id="one first choice",
        ),
        pytest.param(
            "channels", uses(quick=("email", "slack")), uses(quick=("slack", "phone")),
            CLOSE, uses(quick=("slack", "email")), id="one's backup is the other's first",
        ),
        pytest.param(
            "scheduling", {"who": "mentor", "notice": "one_week"}, {"who": "either", "notice": "one_week"},
            CLOSE, {"who": "either", "notice": "one_week"}, id="whoever it is, with the same notice",
        ),
        pytest.param(
            "hours", LISBON, NEW_YORK, CLOSE, {"windows": {"mentor": LISBON, "mentee": NEW_YORK}}, id="the overlap"
        ),
        pytest.param(
            "feedback", {"choice": "direct"}, {"choice": "gentle"},
            AGREED, {"choices": {"mentor": "direct", "mentee": "gentle"}}, id="each their own",
        ),
        pytest.param(
            "language", {"tags": ["en", "pt"], "note": ""}, {"tags": ["es", "pt"], "note": "Call me Zé"},
            CLOSE, {"tags": ["pt"], "notes": {"mentee": "Call me Zé"}}, id="the language that both know",
        ),
        pytest.param("commitments", {"text": ""}, {"text": ""}, AGREED, {"texts": {}}, id="nothing to plan around"),
        pytest.param(
            "boundaries", {"choices": ["none"], "note": ""}, {"choices": ["money", "health"], "note": "my boss"},
            CLOSE, {"choices": ["health", "money"], "notes": {"mentee": "my boss"}}, id="what either leaves out",
        ),
        pytest.param(
            "boundaries", {"choices": ["none"], "note": ""}, {"choices": ["none"], "note": ""},
            AGREED, {"choices": ["none"], "notes": {}}, id="nothing in particular",
        ),
        pytest.param(
            "goals", {"text": "See Inês lead"}, {"text": "Lead"},
            AGREED, {"texts": {"mentor": "See Inês lead", "mentee": "Lead"}}, id="both goals stand",
        ),
    ],
)  # fmt: skip
def test_answers_alike_or_close_become_one(
    clause: str, mentor: Value, mentee: Value, likeness: Likeness, becomes: Value
) -> None:
    compared = side_by_side(clause, mentor, mentee)
    assert (compared.likeness, compared.merged, compared.middle) == (likeness, becomes, None)


@pytest.mark.parametrize(
    ("clause", "mentor", "mentee", "middle"),
    [
        pytest.param("length", {"choice": "90"}, {"choice": "30"}, {"choice": "45"}, id="the later of two middles"),
        pytest.param("cadence", cadence(1, "week"), cadence(3, "week", 2), cadence(2, "week", 2), id="between"),
        pytest.param(
            "channels", uses(quick=("email", "phone")), uses(quick=("slack", "huddle")),
            uses(quick=("slack", "email")), id="the first choices of both",
        ),
        pytest.param(
            "scheduling", {"who": "mentor", "notice": "one_day"}, {"who": "mentee", "notice": "two_days"},
            {"who": "either", "notice": "two_days"}, id="either of the two",
        ),
        pytest.param(
            "hours", TOKYO, LISBON,
            {"days": [0, 1, 2, 3, 4], "starts": "07:30", "ends": "09:30", "zone": "Europe/Lisbon"}, id="half way round",
        ),
        pytest.param(
            "language", {"tags": ["en"], "note": ""}, {"tags": ["es"], "note": ""},
            {"tags": ["en", "es"], "notes": {}}, id="both languages",
        ),
    ],
)  # fmt: skip
def test_answers_far_apart_are_left_to_the_two_with_a_middle(
    clause: str, mentor: Value, mentee: Value, middle: Value
) -> None:
    compared = side_by_side(clause, mentor, mentee)
    assert (compared.likeness, compared.merged, compared.middle) == (DIFFERENT, None, middle)


@given(laid_out())
def test_it_makes_no_difference_who_said_what(laid: tuple[Clause, Value, Value]) -> None:
    clause, one, other = laid
    here, there = side_by_side(clause, one, other), side_by_side(clause, other, one)
    assert here.likeness is there.likeness
    if clause.kind in (Kind.LADDER, Kind.LADDERS, Kind.CADENCE, Kind.CHANNELS):
        assert (here.merged, here.middle) == (there.merged, there.middle)


@given(laid_out())
def test_what_is_not_different_has_become_one_and_what_is_has_a_middle(
    laid: tuple[Clause, Value, Value],
) -> None:
    compared = side_by_side(*laid)
    assert (compared.merged is None) is (compared.likeness is DIFFERENT)
    assert (compared.middle is None) is (compared.likeness is not DIFFERENT)


@example((BY_ID["hours"], {"days": [0], "starts": "00:00", "ends": "00:30", "zone": "Europe/Lisbon"}))
@given(st.sampled_from(CLAUSES).flatmap(lambda clause: st.tuples(st.just(clause), value_of(clause))))
def test_the_same_answer_twice_is_agreed(laid: tuple[Clause, Value]) -> None:
    clause, value = laid
    assert side_by_side(clause, value, value).likeness is AGREED


@given(value_of(BY_ID["cadence"]), value_of(BY_ID["cadence"]))
def test_what_two_cadences_become_is_never_more_often_than_either_and_a_middle_lies_between(
    one: Value, other: Value
) -> None:
    compared = side_by_side("cadence", one, other)
    first, second = sorted((rules.cadence_of(one), rules.cadence_of(other)))
    if compared.merged:
        assert rules.cadence_of(compared.merged).mean_days == second.mean_days
    else:
        assert compared.middle is not None
        middle = rules.cadence_of(compared.middle)
        assert rung(first) < LADDER.index(middle) < rung(second)


@given(st.sampled_from(LADDERS).flatmap(lambda one: st.tuples(st.just(one), value_of(one), value_of(one))))
def test_a_middle_is_neither_of_the_two_answers(laid: tuple[Clause, Value, Value]) -> None:
    compared = side_by_side(*laid)
    assert compared.middle not in laid[1:]


FAR = side_by_side("length", {"choice": "90"}, {"choice": "30"})
ANSWERS = {MENTOR: {"choice": "90"}, MENTEE: {"choice": "30"}}


def after(*pressed: tuple[int, Move]) -> Position | None:
    position: Position | None = None
    for person, move in pressed:
        position = press(FAR, ANSWERS, position, person, move, NOW)
        assert position is not None
    return position


def test_taking_the_others_answer_settles_it_in_one_press() -> None:
    assert after((MENTOR, Move.ACCEPT)) == Position("length", MENTOR, {"choice": "30"}, 1, NOW)


def test_a_proposal_waits_for_the_other_and_is_settled_when_they_take_it() -> None:
    proposed = after((MENTOR, Move.MIDDLE))
    assert proposed == Position("length", MENTOR, {"choice": "45"}, 1)
    assert (moves(FAR, proposed, MENTOR), moves(FAR, proposed, MENTEE)) == ((), (Move.ACCEPT, Move.MINE))
    assert after((MENTOR, Move.MIDDLE), (MENTEE, Move.ACCEPT)) == Position(
        "length", MENTEE, {"choice": "45"}, 2, NOW
    )


def test_the_third_press_accepts_or_leaves_it_for_the_first_conversation() -> None:
    insisted = after((MENTOR, Move.MINE), (MENTEE, Move.MINE))
    assert moves(FAR, insisted, MENTOR) == (Move.ACCEPT, Move.TALK)
    taken = press(FAR, ANSWERS, insisted, MENTOR, Move.ACCEPT, NOW)
    left = press(FAR, ANSWERS, insisted, MENTOR, Move.TALK, NOW)
    assert taken == Position("length", MENTOR, {"choice": "30"}, 3, NOW)
    assert left == Position("length", MENTOR, {"choice": "45", "talk": True}, 3, NOW)


@pytest.mark.parametrize("move", list(Move))
def test_whoever_waits_or_comes_too_late_presses_in_vain(move: Move) -> None:
    waiting, over = after((MENTOR, Move.MINE)), after((MENTOR, Move.ACCEPT))
    agreed = side_by_side("length", {"choice": "45"}, {"choice": "45"})
    in_vain = [
        press(FAR, ANSWERS, waiting, MENTOR, move, NOW),
        press(FAR, ANSWERS, over, MENTEE, move, NOW),
        press(agreed, ANSWERS, None, MENTEE, move, NOW),
    ]
    assert in_vain == [None, None, None]


def test_nothing_can_be_left_for_later_before_both_have_spoken() -> None:
    assert press(FAR, ANSWERS, None, MENTOR, Move.TALK, NOW) is None


@given(laid_out(), st.data())
def test_every_difference_ends_within_three_presses_whatever_is_pressed(
    laid: tuple[Clause, Value, Value], data: st.DataObject
) -> None:
    clause, mentor, mentee = laid
    compared, answers = side_by_side(clause, mentor, mentee), {MENTOR: mentor, MENTEE: mentee}
    position: Position | None = None
    presses = 0
    while open_ := [(who, move) for who in answers for move in moves(compared, position, who)]:
        who, move = data.draw(st.sampled_from(open_))
        position = press(compared, answers, position, who, move, NOW)
        presses += 1
        assert position is not None
        assert (position.presses, position.person_id, position.clause) == (presses, who, clause.id)
    assert presses <= rules.MOST_PRESSES
    assert settled([compared], {clause.id: position} if position else {}) is not None


def test_the_agreement_waits_for_its_last_difference() -> None:
    alike = side_by_side("review", {"choice": "six_months"}, {"choice": "six_months"})
    waiting, done = after((MENTOR, Move.MINE)), after((MENTOR, Move.ACCEPT))
    assert waiting is not None
    assert done is not None
    assert (settled([alike, FAR], {}), settled([alike, FAR], {"length": waiting})) == (None, None)
    assert settled([alike, FAR], {"length": done}) == {
        "review": {"choice": "six_months"},
        "length": {"choice": "30"},
    }


VALUES: dict[str, Any] = {"length": {"choice": "45"}, "goals": {"texts": {"mentee": "Lead"}}}
SNAPSHOT = {"en": "Agreement between Noah and Inês", "pt": "Acordo entre Noah e Inês"}


def test_the_hash_is_the_same_however_its_parts_are_ordered() -> None:
    seal = seal_of(VALUES, "w1", SNAPSHOT)
    turned = seal_of(dict(reversed(VALUES.items())), "w1", dict(reversed(SNAPSHOT.items())))
    assert (turned, len(seal), int(seal, 16) > 0) == (seal, 64, True)


def test_the_hash_changes_with_a_value_a_word_or_a_letter_that_was_shown() -> None:
    seals = {
        seal_of(VALUES, "w1", SNAPSHOT),
        seal_of({**VALUES, "length": {"choice": "60"}}, "w1", SNAPSHOT),
        seal_of({**VALUES, "length": {"choice": "45", "talk": True}}, "w1", SNAPSHOT),
        seal_of({"length": VALUES["length"]}, "w1", SNAPSHOT),
        seal_of(VALUES, "w2", SNAPSHOT),
        seal_of(VALUES, "w1", {**SNAPSHOT, "pt": "Acordo entre Noah e Ines"}),
        seal_of(VALUES, "w1", {"en": SNAPSHOT["en"]}),
    }
    assert len(seals) == 7


json_values = st.dictionaries(
    st.text(max_size=3), st.integers() | st.text(max_size=3) | st.none(), max_size=3
)
contents = st.tuples(
    st.dictionaries(st.text(max_size=3), json_values, max_size=3),
    st.text(max_size=3),
    st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2),
)


@given(contents, contents)
def test_two_texts_have_one_hash_only_if_they_are_one_text(
    one: tuple[Any, str, Any], other: tuple[Any, str, Any]
) -> None:
    assert (seal_of(*one) == seal_of(*other)) is (one == other)


def test_a_signature_counts_for_the_text_that_was_signed_and_for_no_other() -> None:
    signatures = (Signature(MENTOR, "a" * 64, NOW), Signature(MENTEE, "b" * 64, NOW))
    agreement = Agreement(1, 1, 1, AgreementState.PROPOSED, {}, {}, "w1", "a" * 64, signatures)
    assert (agreement.signed_by(MENTOR), agreement.signed_by(MENTEE)) == (True, False)
    assert (agreement.complete([MENTOR]), agreement.complete([MENTOR, MENTEE])) == (True, False)


def test_every_clause_has_an_id_of_its_own_and_options_where_it_offers_some() -> None:
    assert len(BY_ID) == len(CLAUSES)
    offering = {clause.id for clause in CLAUSES if clause.options}
    assert offering == {
        clause.id for clause in CLAUSES if clause.kind in (Kind.LADDER, Kind.UNION, Kind.EACH)
    }
    parted = {clause.id for clause in CLAUSES if clause.parts}
    assert parted == {clause.id for clause in CLAUSES if clause.kind in (Kind.LADDERS, Kind.CHANNELS)}
    assert set(Kind) == {clause.kind for clause in CLAUSES}


@given(hours, hours)
def test_whoever_is_asked_to_stretch_is_asked_no_more_than_the_other_would_be_for_anything_else(
    one: Value, other: Value
) -> None:
    here, there = common_hours.between(one, other), common_hours.between(other, one)
    assert common_hours.work_hours(here).days == common_hours.work_hours(there).days
    assert instants(here) == instants(there)


def instants(hours: Value) -> set[tuple[int, int]]:
    """When a day's window begins and ends in UTC in winter, in minutes of the day."""
    monday = common_hours.SEASONS[0]
    found = set()
    for name in ("starts", "ends"):
        wall = datetime.combine(monday, time.fromisoformat(hours[name]), ZoneInfo(hours["zone"]))
        there = wall.astimezone(UTC)
        found.add((there.hour, there.minute))
    return found


def test_hours_are_compared_in_winter_and_in_summer() -> None:
    # Phoenix never changes its clocks: in winter there is an hour in common, in summer none.
    phoenix = {**LISBON, "zone": "America/Phoenix"}
    later = {**LISBON, "ends": "19:00"}
    assert (common_hours.meet(LISBON, NEW_YORK), common_hours.meet(LISBON, phoenix)) == (True, False)
    assert common_hours.meet(later, phoenix)


def test_a_break_is_nobodys_time_for_a_session() -> None:
    short = {**LISBON, "starts": "14:00", "ends": "15:00"}
    with_break = {**NEW_YORK, "lunch": ["09:05", "09:55"]}
    assert [common_hours.meet(short, one) for one in (NEW_YORK, with_break)] == [True, False]
    assert common_hours.work_hours(with_break).lunch == (time(9, 5), time(9, 55))
    hours = common_hours.stretches(time(9), time(17), (time(12), time(13)))
    assert hours == {"starts": "09:00", "ends": "17:00", "lunch": ["12:00", "13:00"]}
    assert common_hours.lunch_of(hours) == (time(12), time(13))
    assert common_hours.stretches(time(9), time(17)) == {"starts": "09:00", "ends": "17:00"}


AGREED_HOURS = [
    pytest.param({}, None, id="nothing agreed"),
    pytest.param(
        {"hours": {"windows": {"mentor": LISBON, "mentee": NEW_YORK}}}, ("Europe/Lisbon", "America/New_York"),
        id="each their own",
    ),
    pytest.param({"hours": TOKYO}, ("Asia/Tokyo", "Asia/Tokyo"), id="one window for both"),
]  # fmt: skip


@pytest.mark.parametrize(("clauses", "zones"), AGREED_HOURS)
def test_sessions_are_looked_for_in_the_hours_that_were_agreed(
    clauses: dict[str, Value], zones: tuple[str, str] | None
) -> None:
    agreed = common_hours.agreed(clauses)
    assert (agreed and tuple(one.zone for one in agreed)) == zones


READ = [
    pytest.param({}, None, None, id="nothing agreed"),
    pytest.param(
        {"scheduling": {"who": "either", "notice": "two_days"}, "review": {"choice": "two_months"}},
        timedelta(days=2), 2, id="both agreed",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("clauses", "early", "months"), READ)
def test_others_read_notice_and_review_out_of_the_agreement(
    clauses: dict[str, Value], early: timedelta | None, months: int | None
) -> None:
    assert (rules.notice(clauses), rules.review_months(clauses)) == (early, months)


PLANS = [
    pytest.param({}, rules.USUAL_PLAN, True, id="nothing agreed"),
    pytest.param({"tech": {"choices": ["check"]}}, rules.USUAL_PLAN, True, id="the check alone"),
    pytest.param({"tech": {"choices": ["move", "check", "phone"]}}, ("phone", "move"), True, id="in their order"),
    pytest.param({"tech": {"choices": ["write"]}}, ("write",), False, id="no check"),
]  # fmt: skip


@pytest.mark.parametrize(("clauses", "steps", "check"), PLANS)
def test_the_plan_for_a_broken_call_is_what_was_ticked_in_order(
    clauses: dict[str, Value], steps: tuple[str, ...], check: bool
) -> None:
    assert (rules.plan(clauses), rules.wants_tech_check(clauses)) == (steps, check)


LIMITS = [
    pytest.param(None, timedelta(0), True, id="nothing agreed"),
    pytest.param("any_time", timedelta(0), True, id="whenever"),
    pytest.param("daily", timedelta(hours=23), False, id="once a day, too early"),
    pytest.param("daily", timedelta(days=1), True, id="once a day"),
    pytest.param("twice_weekly", timedelta(days=2), False, id="twice a week, too early"),
    pytest.param("weekly", timedelta(days=7), True, id="once a week"),
]


@pytest.mark.parametrize(("choice", "ago", "may"), LIMITS)
def test_news_that_can_wait_comes_no_more_often_than_was_agreed(
    choice: str | None, ago: timedelta, may: bool
) -> None:
    clauses = {"contact": {"choice": choice}} if choice else {}
    told = (rules.may_tell(clauses, NOW - ago, NOW), rules.may_tell(clauses, None, NOW))
    assert told == (may, True)


@pytest.mark.parametrize(
    ("agreed", "hours", "is_short"),
    [
        pytest.param("one_day", 23, True, id="later than a day before"),
        pytest.param("one_day", 24, False, id="just a day before"),
        pytest.param("one_week", 100, True, id="later than a week before"),
        pytest.param("same_day", 1, False, id="the same day is fine"),
        pytest.param("one_day", -1, False, id="it has begun"),
        pytest.param(None, 1, False, id="nothing was agreed"),
    ],
)
def test_a_change_is_late_by_what_was_agreed(agreed: str | None, hours: int, is_short: bool) -> None:
    now = datetime(2027, 3, 11, 15, tzinfo=UTC)
    clauses = {"scheduling": {"who": "mentee", "notice": agreed}} if agreed else {}
    assert is_short_notice(clauses, now + timedelta(hours=hours), now) is is_short


DAY, HOUR = timedelta(days=1), timedelta(hours=1)
DAILY = {"contact": {"choice": "daily"}}


@pytest.mark.parametrize(
    ("clauses", "before", "waits"),
    [
        pytest.param({}, [timedelta()], timedelta(), id="nothing was agreed"),
        pytest.param({"contact": {"choice": "any_time"}}, [HOUR, timedelta()], timedelta(), id="any time"),
        pytest.param(DAILY, [], timedelta(), id="the first"),
        pytest.param(DAILY, [HOUR / 2], timedelta(), id="of the same hour"),
        pytest.param(DAILY, [HOUR], DAY - HOUR, id="an hour later"),
        pytest.param(
            DAILY, [HOUR * 3 / 2, HOUR], DAY - HOUR * 3 / 2, id="counted from the first of the hour"
        ),
        pytest.param(DAILY, [DAY + HOUR, HOUR], DAY - HOUR, id="counted from the newest contact"),
        pytest.param(DAILY, [DAY], timedelta(), id="a day later"),
        pytest.param({"contact": {"choice": "weekly"}}, [DAY], 6 * DAY, id="a week"),
    ],
)
def test_the_others_word_keeps_to_what_was_agreed_on_contact(
    clauses: dict[str, Value], before: list[timedelta], waits: timedelta
) -> None:
    now = datetime(2027, 3, 16, 10, tzinfo=UTC)
    assert contact_from(clauses, [now - one for one in before], now) == now + waits
