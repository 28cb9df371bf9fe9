"""Which times suit two people, and what each may do with a session, when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people import Person
from bot.domain.sessions import (
    AHEAD,
    LEAD,
    Answer,
    Session,
    SessionState,
    Wanted,
    accept,
    answer,
    both_met,
    cancel,
    chosen_instant,
    day_before,
    give_way,
    may_be_late,
    minutes_of,
    outside_hours,
    proposals,
    proposed,
    tell,
    upcoming,
)
from bot.errors import PairMoved

# A Monday; New York's clocks change on Sunday the 14th, Lisbon's on the 28th.
NOW = datetime(2027, 3, 8, 15, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
INES, NOAH = 1, 2
MET, MOVED, MISSED = SessionState.MET, SessionState.MOVED, SessionState.MISSED
ZONES = (
    "Europe/Lisbon", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Auckland",
    "America/Santiago", "UTC", "Pacific/Apia",
)  # fmt: skip


def person(id_: int = INES, zone: str = "Europe/Lisbon", **more: object) -> Person:
    return Person(id_, 1, f"U{id_}", "Inês", zone, "en-GB", **more)  # type: ignore[arg-type]


def session(state: SessionState = SessionState.AGREED, **more: object) -> Session:
    usual: dict[str, object] = {
        "proposed_by": NOAH, "starts_at": NOW + DAY, "zone": "America/New_York", "minutes": 45, "created_at": NOW,
    }  # fmt: skip
    return Session(1, 1, state=state, **usual | more)  # type: ignore[arg-type]


def local(starts: tuple[datetime, ...], zone: str) -> list[str]:
    return [f"{one.astimezone(ZoneInfo(zone)):%a %d %H:%M}" for one in starts]


people = st.builds(
    person,
    zone=st.sampled_from(ZONES),
    work_days=st.frozensets(st.integers(0, 6), min_size=1),
    work_starts=st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30])),
    work_ends=st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30])),
    leave=st.lists(
        st.integers(0, 20).map(lambda n: (date(2027, 3, 8) + n * DAY, date(2027, 3, 10) + n * DAY)),
        max_size=2,
    ).map(tuple),
)
moments = st.integers(0, 365 * 24 * 4).map(lambda n: NOW + n * timedelta(minutes=15))


@given(people, people, moments, st.sampled_from([30, 45, 60, 90]))
def test_every_time_that_is_proposed_lies_in_both_peoples_work_hours(
    mentor: Person, mentee: Person, now: datetime, minutes: int
) -> None:
    starts = proposals(mentor, mentee, now, minutes)
    assert (list(starts), len(set(starts)) <= 3) == (sorted(set(starts)), True)
    for start in starts:
        held = session(starts_at=start, minutes=minutes)
        assert now + LEAD <= start < now + AHEAD + 3 * DAY
        assert (outside_hours(held, mentor), outside_hours(held, mentee)) == (False, False)


@given(people, people, moments)
def test_what_is_left_out_is_not_proposed_again(mentor: Person, mentee: Person, now: datetime) -> None:
    first = proposals(mentor, mentee, now, 45)
    assert set(first) & set(proposals(mentor, mentee, now, 45, without=first)) == set()


def test_three_times_stand_on_three_days_early_in_the_middle_and_late() -> None:
    starts = proposals(person(NOAH, "America/New_York"), person(work_ends=time(18)), NOW, 45)
    assert local(starts, "Europe/Lisbon") == ["Tue 09 15:00", "Wed 10 15:30", "Thu 11 17:00"]
    assert local(starts, "America/New_York") == ["Tue 09 10:00", "Wed 10 10:30", "Thu 11 12:00"]


def test_between_the_two_nights_on_which_clocks_change_an_hour_more_is_shared() -> None:
    noah, ines = person(NOAH, "America/New_York"), person(work_ends=time(18))
    between = proposals(noah, ines, NOW + 7 * DAY, 45)
    after = proposals(noah, ines, NOW + 21 * DAY, 45)
    # On the 30th, Lisbon is five hours ahead again.
    assert local(between, "Europe/Lisbon") == ["Tue 16 15:00", "Wed 17 15:00", "Thu 18 17:00"]
    assert local(between, "America/New_York") == ["Tue 16 11:00", "Wed 17 11:00", "Thu 18 13:00"]
    assert local(after, "Europe/Lisbon")[1:] == ["Wed 31 15:30", "Thu 01 17:00"]


def test_two_who_share_one_day_are_offered_three_times_on_it() -> None:
    mondays = person(work_days=frozenset({0}))
    assert local(proposals(mondays, person(NOAH), NOW, 60), "Europe/Lisbon") == [
        "Mon 15 09:00", "Mon 15 09:30", "Mon 22 12:30",
    ]  # fmt: skip


def test_where_hours_never_meet_nothing_is_proposed() -> None:
    night = person(work_starts=time(22), work_ends=time(5))
    assert proposals(night, person(NOAH), NOW, 45) == ()


PROPOSED = session(SessionState.PROPOSED)
STANDING = replace(session(starts_at=NOW + 2 * DAY), id=2)
ANSWERS = [
    ("a new time", INES, NOW + 3 * DAY, Answer.PROPOSE),
    ("the other's time", INES, NOW + DAY, Answer.ACCEPT),
    ("one's own time again", NOAH, NOW + DAY, Answer.NOTHING),
    ("the time that stands", INES, NOW + 2 * DAY, Answer.NOTHING),
]


@pytest.mark.parametrize(
    ("by", "starts_at", "means"), [one[1:] for one in ANSWERS], ids=[a[0] for a in ANSWERS]
)
def test_naming_a_time_means_what_it_is_to_what_stands(by: int, starts_at: datetime, means: Answer) -> None:
    assert answer([PROPOSED, STANDING], by, Wanted(starts_at, 45), NOW) is means


@pytest.mark.parametrize("by", [INES, NOAH])
def test_another_agenda_for_the_time_that_stands_is_no_new_proposal(by: int) -> None:
    assert answer([STANDING], by, Wanted(STANDING.starts_at, 45, agenda="Lead"), NOW) is Answer.DETAILS


@pytest.mark.parametrize("starts_at", [NOW, NOW - DAY, NOW + 367 * DAY])
def test_a_time_that_has_passed_or_is_years_away_cannot_be_proposed(starts_at: datetime) -> None:
    with pytest.raises(PairMoved):
        answer([], INES, Wanted(starts_at, 45), NOW)


def test_only_the_other_can_agree_and_only_before_the_hour() -> None:
    assert accept(PROPOSED, INES, NOW) == replace(PROPOSED, state=SessionState.AGREED)
    for by, state, now in (
        (NOAH, SessionState.PROPOSED, NOW),
        (INES, SessionState.PROPOSED, PROPOSED.starts_at),
        *((INES, state, NOW) for state in SessionState if state is not SessionState.PROPOSED),
    ):
        with pytest.raises(PairMoved):
            accept(session(state), by, now)


def test_a_session_can_be_called_off_until_it_has_ended() -> None:
    open_ = {SessionState.PROPOSED, SessionState.AGREED}
    for state in SessionState:
        for now in (NOW, NOW + DAY, NOW + 2 * DAY):
            if state in open_ and now < NOW + 2 * DAY:
                assert cancel(session(state), now).state is SessionState.CANCELLED
            else:
                with pytest.raises(PairMoved):
                    cancel(session(state), now)


def test_what_is_upcoming_and_what_is_proposed_end_with_their_hour() -> None:
    both = [PROPOSED, STANDING]
    assert (proposed(both, NOW), upcoming(both, NOW)) == (PROPOSED, STANDING)
    assert (proposed(both, NOW + DAY), upcoming(both, STANDING.ends_at)) == (None, None)
    assert (proposed([give_way(PROPOSED)], NOW), upcoming([give_way(STANDING)], NOW)) == (None, None)


def test_one_can_be_held_up_from_two_hours_before_until_the_end() -> None:
    minutes = {-121: False, -120: True, 0: True, 44: True, 45: False}
    at = {n: may_be_late(session(), NOW + DAY + timedelta(minutes=n)) for n in minutes}
    assert (at, may_be_late(PROPOSED, NOW + DAY - HOUR)) == (minutes, False)


TOLD = [
    ({INES: MET}, MET),
    ({INES: MISSED}, MISSED),
    ({INES: MISSED, NOAH: MET}, MET),
    ({INES: MET, NOAH: MISSED}, MET),
    ({INES: MISSED, NOAH: MOVED}, MOVED),
    ({INES: MET, NOAH: None}, MET),
    ({INES: None}, SessionState.AGREED),
]


@pytest.mark.parametrize(("said", "state"), TOLD)
def test_that_they_met_counts_for_more_than_any_other_word(
    said: dict[int, SessionState | None], state: SessionState
) -> None:
    held = session()
    for by, outcome in said.items():
        held = tell(held, by, outcome, NOW + 2 * DAY)
    assert (held.state, held.told) == (state, {by: one for by, one in said.items() if one})


def test_how_it_went_is_told_once_it_has_begun_and_of_what_stood() -> None:
    for held, now in ((session(), NOW), (give_way(session()), NOW + 2 * DAY), (PROPOSED, NOW + 2 * DAY)):
        with pytest.raises(PairMoved):
            tell(held, INES, MET, now)


def test_the_reminder_of_the_day_before_comes_on_a_work_day_at_ones_own_hour() -> None:
    ines = person(prompt_at=time(10))
    # Tuesday 30 March: the day before is the first Monday of summer time.
    assert day_before(ines, datetime(2027, 3, 30, 14, tzinfo=UTC)) == datetime(2027, 3, 29, 9, tzinfo=UTC)
    # A Monday's comes on Friday, unless that is a leave.
    monday = datetime(2027, 3, 15, 14, tzinfo=UTC)
    assert day_before(ines, monday) == datetime(2027, 3, 12, 10, tzinfo=UTC)
    away = replace(ines, leave=((date(2027, 3, 11), date(2027, 3, 12)),))
    assert day_before(away, monday) == datetime(2027, 3, 10, 10, tzinfo=UTC)


def test_a_time_from_the_pickers_is_on_the_wall_where_one_is() -> None:
    assert chosen_instant("2027-03-30", "16:00", "Europe/Lisbon") == datetime(2027, 3, 30, 15, tzinfo=UTC)
    # The hour that New York leaves out on 14 March: an hour later.
    assert chosen_instant("2027-03-14", "02:30", "America/New_York") == datetime(
        2027, 3, 14, 7, 30, tzinfo=UTC
    )


def test_the_agreement_says_how_long_a_session_is() -> None:
    assert [minutes_of(one) for one in ({"choice": "60"}, {}, None, {"choice": "²"})] == [60, 45, 45, 45]


MET = SessionState.MET


@pytest.mark.parametrize(
    ("told", "met"),
    [
        pytest.param({}, False, id="nobody has said anything"),
        pytest.param({INES: MET}, False, id="one alone says so"),
        pytest.param({INES: MET, NOAH: SessionState.MISSED}, False, id="they see it differently"),
        pytest.param({INES: MET, NOAH: MET}, True, id="both say so"),
    ],
)
def test_a_session_was_held_beyond_question_when_both_say_so(
    told: dict[int, SessionState], met: bool
) -> None:
    held = Session(1, 1, INES, NOW, "Europe/Lisbon", 45, MET, NOW, told=told)
    assert both_met(held, (INES, NOAH)) is met
