"""Work hours, leave and the hours that two people share, across zones and changes of the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whenever import Instant

from bot.domain import calendar
from bot.domain.cadence import at_local
from bot.domain.calendar import Leave, WorkHours

WEEKDAYS = frozenset(range(5))
LISBON = WorkHours(WEEKDAYS, time(9), time(17), "Europe/Lisbon")
NEW_YORK = WorkHours(WEEKDAYS, time(9), time(17), "America/New_York")
NIGHTS = WorkHours(WEEKDAYS, time(22), time(6), "Europe/Lisbon")
WITH_LUNCH = WorkHours(WEEKDAYS, time(9), time(17), "Europe/Lisbon", (time(12, 30), time(13, 30)))
NEVER = WorkHours(frozenset(), time(9), time(17), "Europe/Lisbon")
HOUR, QUARTER, MINUTE, DAY = (
    timedelta(hours=1),
    timedelta(minutes=15),
    timedelta(minutes=1),
    timedelta(days=1),
)

zones = st.sampled_from(
    ["Europe/Lisbon", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]
)
walls = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
weekdays = st.frozensets(st.integers(0, 6), min_size=1)
lunches = st.none() | st.tuples(walls, walls)
work = st.builds(WorkHours, weekdays, walls, walls, zones, lunches)
instants = st.integers(0, 3 * 366 * 24 * 60).map(
    lambda n: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=n)
)
leaves = st.lists(
    st.builds(
        lambda first, length: (first, first + timedelta(days=length)),
        st.dates(date(2026, 1, 1), date(2029, 1, 1)),
        st.integers(0, 60),
    ),
    max_size=3,
).map(tuple)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "leave", "instant", "is_open"),
    [
        pytest.param(LISBON, (), "2027-01-11 09:00", True, id="the first moment"),
        pytest.param(LISBON, (), "2027-01-11 08:59", False, id="a minute early"),
        pytest.param(LISBON, (), "2027-01-11 17:00", False, id="the end is outside"),
        pytest.param(LISBON, (), "2027-01-16 10:00", False, id="Saturday"),
        pytest.param(LISBON, (), "2027-07-12 08:00", True, id="in summer an hour earlier by UTC"),
        pytest.param(
            LISBON, ((date(2027, 1, 11), date(2027, 1, 11)),), "2027-01-11 10:00", False, id="leave"
        ),
        pytest.param(LISBON, ((date(2027, 1, 4), date(2027, 1, 10)),), "2027-01-11 10:00", True, id="back"),
        pytest.param(WITH_LUNCH, (), "2027-01-11 12:30", False, id="lunch begins"),
        pytest.param(WITH_LUNCH, (), "2027-01-11 13:30", True, id="lunch is over"),
        pytest.param(NIGHTS, (), "2027-01-12 03:00", True, id="Monday's night on Tuesday morning"),
        pytest.param(NIGHTS, (), "2027-01-16 05:59", True, id="Friday's night on Saturday morning"),
        pytest.param(NIGHTS, (), "2027-01-11 03:00", False, id="Sunday has no night"),
        pytest.param(NIGHTS, ((date(2027, 1, 12), date(2027, 1, 12)),), "2027-01-12 03:00", True, id="begun"),
    ],
)
def test_somebody_is_at_work_or_not(hours: WorkHours, leave: Leave, instant: str, is_open: bool) -> None:
    assert calendar.open_at(hours, leave, utc(instant)) is is_open


@pytest.mark.parametrize(
    ("hours", "leave", "instant", "opens"),
    [
        pytest.param(LISBON, (), "2027-01-11 10:15", "2027-01-11 10:15", id="open now"),
        pytest.param(LISBON, (), "2027-01-11 06:00", "2027-01-11 09:00", id="this morning"),
        pytest.param(LISBON, (), "2027-01-15 18:00", "2027-01-18 09:00", id="over the weekend"),
        pytest.param(LISBON, (), "2027-03-26 18:00", "2027-03-29 08:00", id="into summer time"),
        pytest.param(
            LISBON,
            ((date(2027, 1, 11), date(2027, 1, 22)),),
            "2027-01-11 10:00",
            "2027-01-25 09:00",
            id="leave",
        ),
        pytest.param(WITH_LUNCH, (), "2027-01-11 12:45", "2027-01-11 13:30", id="after lunch"),
        pytest.param(NIGHTS, (), "2027-01-16 06:00", "2027-01-18 22:00", id="after the week's last night"),
    ],
)
def test_what_must_wait_waits_for_the_next_opening(
    hours: WorkHours, leave: Leave, instant: str, opens: str
) -> None:
    assert calendar.next_open(hours, leave, utc(instant)) == utc(opens)


def test_hours_that_start_in_a_gap_start_when_it_is_over() -> None:
    early = WorkHours(frozenset({6}), time(1, 30), time(5), "Europe/London")
    assert calendar.next_open(early, (), utc("2027-03-28 00:00")) == utc("2027-03-28 01:30")


@given(work, walls)
def test_a_time_of_day_lies_in_somebodys_hours_when_they_are_at_work_then(hours: WorkHours, at: time) -> None:
    everyday = replace(hours, days=frozenset(range(7)), zone="UTC")
    instant = datetime.combine(date(2027, 1, 13), at, UTC)
    if hours.lunch is None or calendar.is_break(hours.lunch, hours.start, hours.end):
        assert calendar.is_within(at, hours) is calendar.open_at(everyday, (), instant)


@given(walls, walls, walls, walls)
def test_a_break_is_what_leaves_work_before_and_after_it(
    start: time, left: time, back: time, end: time
) -> None:
    hours = WorkHours(frozenset(range(7)), start, end, "UTC", (left, back))
    day = datetime(2027, 1, 13, tzinfo=UTC)
    quarters = [day + timedelta(hours=start.hour, minutes=start.minute + nth * 15) for nth in range(96)]
    whole = [calendar.open_at(replace(hours, lunch=None), (), one) for one in quarters]
    is_open = [calendar.open_at(hours, (), one) for one in quarters]
    gaps = [off for off, on in zip(is_open, whole, strict=True) if on and not off]
    # The clock shows the four one after the other exactly when work begins, rests, goes on and ends.
    minutes = [(one.hour * 60 + one.minute - start.hour * 60 - start.minute) % 1440 for one in (left, back)]
    length = (end.hour * 60 + end.minute - start.hour * 60 - start.minute) % 1440 or 1440
    ordered = 0 < minutes[0] < minutes[1] < length
    assert calendar.is_break((left, back), start, end) is ordered
    if ordered:
        assert len(gaps) == (minutes[1] - minutes[0]) // 15
        assert is_open[0]
        assert is_open[length // 15 - 1]


def test_who_never_works_never_opens() -> None:
    now = utc("2027-01-11 10:00")
    always_away = ((date(2020, 1, 1), date(2099, 1, 1)),)
    assert (calendar.next_open(NEVER, (), now), calendar.next_open(LISBON, always_away, now)) == (None, None)


@settings(deadline=None)
@given(work, leaves, instants)
def test_the_next_opening_is_open_and_not_before(hours: WorkHours, leave: Leave, instant: datetime) -> None:
    opens = calendar.next_open(hours, leave, instant)
    if opens is None:
        # Only a lunch that eats the whole day's work leaves somebody with no hours at all.
        assert hours.lunch is not None
        return
    assert opens >= instant
    assert calendar.open_at(hours, leave, opens)
    assert (opens == instant) == calendar.open_at(hours, leave, instant)


@settings(deadline=None)
@given(work, leaves, instants, st.floats(0, 1, exclude_max=True))
def test_nothing_is_open_before_the_next_opening(
    hours: WorkHours, leave: Leave, instant: datetime, part: float
) -> None:
    opens = calendar.next_open(hours, leave, instant) or instant + timedelta(days=400)
    between = instant + (opens - instant) * part
    assert calendar.open_at(hours, leave, between) == (between == opens)


@settings(deadline=None)
@given(work.filter(lambda hours: hours.lunch is None), instants)
def test_on_days_of_24_hours_the_wall_clock_alone_decides(hours: WorkHours, instant: datetime) -> None:
    local = Instant(instant).to_tz(hours.zone)
    around = [local.subtract(days=1), local, local.add(days=1), local.add(days=2)]
    if len({there.offset for there in around}) > 1:
        return
    wall, today = local.time().to_stdlib(), local.date().to_stdlib().weekday()
    started_today = today in hours.days and wall >= hours.start
    started_yesterday = (today - 1) % 7 in hours.days and wall < hours.end
    at_night = hours.end <= hours.start
    expected = started_today or started_yesterday if at_night else started_today and wall < hours.end
    assert calendar.open_at(hours, (), instant) == expected


def test_lisbon_and_new_york_share_three_hours_a_day() -> None:
    monday = date(2027, 1, 11)
    assert calendar.overlap(LISBON, NEW_YORK, (monday, monday), HOUR) == [
        utc("2027-01-11 14:00"),
        utc("2027-01-11 14:30"),
        utc("2027-01-11 15:00"),
        utc("2027-01-11 15:30"),
        utc("2027-01-11 16:00"),
    ]


def test_a_session_never_reaches_into_lunch_or_leave() -> None:
    days = (date(2027, 1, 11), date(2027, 1, 12))
    away: Leave = ((date(2027, 1, 12), date(2027, 1, 12)),)
    starts = calendar.overlap(LISBON, WITH_LUNCH, days, 3 * HOUR, leaves=((), away))
    assert starts == [
        utc("2027-01-11 09:00"),
        utc("2027-01-11 09:30"),
        utc("2027-01-11 13:30"),
        utc("2027-01-11 14:00"),
    ]


def test_two_who_work_around_the_clock_may_meet_over_midnight() -> None:
    always = WorkHours(frozenset(range(7)), time(0), time(0), "UTC")
    days = (date(2027, 1, 11), date(2027, 1, 12))
    assert utc("2027-01-11 23:30") in calendar.overlap(always, always, days, HOUR)


def test_those_who_never_meet_share_nothing() -> None:
    tokyo = WorkHours(WEEKDAYS, time(9), time(17), "Asia/Tokyo")
    week = (date(2027, 1, 11), date(2027, 1, 17))
    assert calendar.overlap(NEW_YORK, tokyo, week, HOUR) == []
    assert calendar.shared_hours_per_week(NEW_YORK, tokyo, date(2027, 1, 11)) == 0.0


@pytest.mark.parametrize(
    ("a", "b", "on", "hours"),
    [
        pytest.param(LISBON, LISBON, date(2027, 1, 11), 40.0, id="the same hours"),
        pytest.param(LISBON, WITH_LUNCH, date(2027, 1, 11), 35.0, id="less the lunches"),
        pytest.param(LISBON, NEW_YORK, date(2027, 1, 11), 15.0, id="five hours apart"),
        pytest.param(LISBON, NEW_YORK, date(2027, 3, 15), 20.0, id="four hours apart for two weeks in March"),
        pytest.param(NIGHTS, NIGHTS, date(2027, 1, 11), 40.0, id="nights"),
    ],
)
def test_shared_hours_are_those_of_the_week_in_question(
    a: WorkHours, b: WorkHours, on: date, hours: float
) -> None:
    assert calendar.shared_hours_per_week(a, b, on) == hours


@settings(deadline=None)
@given(work, work, st.dates(date(2026, 1, 1), date(2029, 1, 1)), st.integers(1, 16), st.integers(0))
def test_both_are_at_work_for_the_whole_of_every_proposed_session(
    a: WorkHours, b: WorkHours, first: date, quarters: int, moment: int
) -> None:
    proposed = calendar.overlap(a, b, (first, first + DAY), quarters * QUARTER)
    for start in proposed:
        during = [start, start + (moment % quarters) * QUARTER, start + quarters * QUARTER - MINUTE]
        assert all(calendar.open_at(a, (), m) and calendar.open_at(b, (), m) for m in during)


@settings(deadline=None, max_examples=30)
@given(work, work, st.dates(date(2026, 1, 1), date(2029, 1, 1)))
def test_the_hours_shared_are_those_counted_quarter_by_quarter(a: WorkHours, b: WorkHours, on: date) -> None:
    start, end = (at_local(on + timedelta(days=n), time(), a.zone) for n in (0, 7))
    moments = [start + n * QUARTER for n in range((end - start) // QUARTER)]
    both = [m for m in moments if calendar.open_at(a, (), m) and calendar.open_at(b, (), m)]
    assert calendar.shared_hours_per_week(a, b, on) == len(both) / 4
