"""How often, and when: the rules of recurrence against named cases and against another library."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from typing import get_args
from zoneinfo import available_timezones

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from whenever import Date, Time

from bot.domain import cadence
from bot.domain.cadence import (
    EVERY_THREE_WEEKS,
    FORTNIGHTLY,
    LADDER,
    MONTHLY,
    QUARTERLY,
    WEEKLY,
    Cadence,
    Schedule,
    Unit,
)

MONDAY, TUESDAY, FRIDAY = 0, 1, 4
WEEKDAYS = frozenset(range(5))
ZONES = sorted(available_timezones() - {"localtime"})

zones = st.sampled_from(ZONES)
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
walls = st.times().map(lambda wall: wall.replace(second=0, microsecond=0))
cadences = st.builds(Cadence, st.integers(1, 13), st.sampled_from(get_args(Unit)))
schedules = st.builds(Schedule, anchor=days, cadence=cadences, wall=walls, zone=zones)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def by_whenever(day: date, wall: time, zone: str) -> datetime:
    local = Date(day.year, day.month, day.day).at(Time(wall.hour, wall.minute))
    return local.assume_tz(zone, disambiguation="compatible").to_instant().to_stdlib()


def dates(rule: Schedule, how_many: int) -> list[date]:
    return list(islice(cadence.occurrences(rule, rule.anchor - timedelta(days=1)), how_many))


@pytest.mark.parametrize(
    ("day", "wall", "zone", "instant"),
    [
        pytest.param(
            date(2027, 3, 28), time(1, 30), "Europe/London", "2027-03-28 01:30", id="gap of an hour"
        ),
        pytest.param(date(2026, 11, 1), time(1, 30), "America/New_York", "2026-11-01 05:30", id="fold"),
        pytest.param(
            date(2026, 10, 4),
            time(2, 15),
            "Australia/Lord_Howe",
            "2026-10-03 15:45",
            id="gap of half an hour",
        ),
        pytest.param(date(2011, 12, 30), time(9), "Pacific/Apia", "2011-12-30 19:00", id="a day left out"),
        pytest.param(date(2027, 1, 15), time(9), "Asia/Kathmandu", "2027-01-15 03:15", id="plain"),
    ],
)
def test_a_wall_time_means_one_instant_even_where_clocks_change(
    day: date, wall: time, zone: str, instant: str
) -> None:
    assert cadence.at_local(day, wall, zone) == utc(instant)


def test_the_second_hour_of_a_fold_is_never_meant() -> None:
    day = date(2026, 11, 1)
    assert cadence.at_local(day, time(1, 30, fold=1), "America/New_York") == utc("2026-11-01 05:30")


@settings(deadline=None)
@given(days, walls, zones)
def test_every_wall_time_in_every_zone_is_the_instant_that_whenever_finds(
    day: date, wall: time, zone: str
) -> None:
    assert cadence.at_local(day, wall, zone) == by_whenever(day, wall, zone)


def test_a_fortnightly_tuesday_keeps_its_wall_time_when_the_clocks_change() -> None:
    rule = Schedule(date(2027, 3, 16), FORTNIGHTLY, time(16), "Europe/London")
    assert [(day, cadence.instant_of(rule, day)) for day in dates(rule, 3)] == [
        (date(2027, 3, 16), utc("2027-03-16 16:00")),
        (date(2027, 3, 30), utc("2027-03-30 15:00")),
        (date(2027, 4, 13), utc("2027-04-13 15:00")),
    ]


def test_a_month_keeps_the_weekday_and_its_place_in_the_month() -> None:
    third_tuesday = Schedule(date(2027, 1, 19), MONTHLY, time(9), "UTC")
    assert dates(third_tuesday, 4) == [
        date(2027, 1, 19),
        date(2027, 2, 16),
        date(2027, 3, 16),
        date(2027, 4, 20),
    ]


def test_a_fifth_friday_means_the_last_friday() -> None:
    last_friday = Schedule(date(2027, 1, 29), MONTHLY, time(9), "UTC")
    assert dates(last_friday, 4) == [
        date(2027, 1, 29),
        date(2027, 2, 26),
        date(2027, 3, 26),
        date(2027, 4, 30),
    ]


def test_a_quarterly_rule_crosses_the_year() -> None:
    rule = Schedule(date(2026, 11, 2), QUARTERLY, time(9), "UTC")
    assert dates(rule, 3) == [date(2026, 11, 2), date(2027, 2, 1), date(2027, 5, 3)]


def test_occurrences_after_an_occurrence_leave_it_out() -> None:
    rule = Schedule(date(2027, 3, 16), WEEKLY, time(9), "UTC")
    assert next(cadence.occurrences(rule, date(2027, 3, 23))) == date(2027, 3, 30)


def test_occurrences_end_with_the_calendar() -> None:
    rule = Schedule(date(9999, 12, 1), FORTNIGHTLY, time(9), "UTC")
    assert list(cadence.occurrences(rule, date(9999, 12, 1))) == [date(9999, 12, 15), date(9999, 12, 29)]


@settings(deadline=None)
@given(schedules)
def test_weeks_agree_with_whenever_counted_from_the_anchor(rule: Schedule) -> None:
    assume(rule.cadence.unit == "week")
    anchor = Date(rule.anchor.year, rule.anchor.month, rule.anchor.day)
    expected = [anchor.add(weeks=n * rule.cadence.every).to_stdlib() for n in range(30)]
    assert dates(rule, 30) == expected


@settings(deadline=None)
@given(schedules)
def test_occurrences_keep_the_weekday_and_stay_near_the_mean_interval(rule: Schedule) -> None:
    found = dates(rule, 30)
    assert found[0] == rule.anchor
    assert {day.weekday() for day in found} == {rule.anchor.weekday()}
    assert all(abs((later - day).days - rule.cadence.mean_days) <= 10 for day, later in pairwise(found))


@settings(deadline=None)
@given(schedules)
def test_months_agree_with_whenever_on_the_weekday_of_each_month(rule: Schedule) -> None:
    assume(rule.cadence.unit == "month")
    anchor = Date(rule.anchor.year, rule.anchor.month, rule.anchor.day)
    place = (anchor.day - 1) // 7 + 1 if anchor.day <= 28 else -1
    months = [anchor.replace(day=1).add(months=n * rule.cadence.every) for n in range(30)]
    expected = [month.nth_weekday_of_month(place, anchor.day_of_week()) for month in months]
    assert dates(rule, 30) == [day.to_stdlib() for day in expected]


@settings(deadline=None)
@given(schedules, st.integers(0, 40), st.integers(-1, 1))
def test_what_is_due_changes_at_the_very_instant_of_an_occurrence(
    rule: Schedule, index: int, seconds: int
) -> None:
    day, following = dates(rule, index + 2)[-2:]
    instant = by_whenever(day, rule.wall, rule.zone)
    now = instant + timedelta(seconds=seconds)
    if seconds < 0:
        assert cadence.next_after(rule, now) == (day, instant)
        assert cadence.latest_due(rule, now) == (dates(rule, index)[-1] if index else None)
    else:
        assert cadence.latest_due(rule, now) == day
        assert cadence.next_after(rule, now) == (following, by_whenever(following, rule.wall, rule.zone))


def test_nothing_is_due_before_the_anchor() -> None:
    rule = Schedule(date(2027, 3, 16), WEEKLY, time(9), "Europe/Lisbon")
    now = utc("2027-03-16 08:59:59")
    assert (cadence.latest_due(rule, now), cadence.next_after(rule, now)) == (
        None,
        (date(2027, 3, 16), utc("2027-03-16 09:00")),
    )


def test_after_an_outage_of_a_month_only_the_latest_is_due() -> None:
    rule = Schedule(date(2027, 3, 2), WEEKLY, time(9), "UTC")
    assert cadence.latest_due(rule, utc("2027-04-01 12:00")) == date(2027, 3, 30)


def test_where_clocks_go_back_over_midnight_an_occurrence_stays_due() -> None:
    # In Saint John's the clocks of 7 November 2010 went at one past midnight back to one past eleven the day before.
    day, zone = date(2010, 11, 7), "America/St_Johns"
    rule = Schedule(day, WEEKLY, time(0), zone)
    assert (instant := cadence.at_local(day, time(0), zone)) == utc("2010-11-07 02:30")
    assert [cadence.latest_due(rule, instant + timedelta(minutes=m)) for m in (0, 30, 90)] == [day] * 3


@pytest.mark.parametrize(
    ("weekday", "work_days", "anchor"),
    [
        pytest.param(None, WEEKDAYS, date(2027, 3, 22), id="a Saturday goes to Monday"),
        pytest.param(TUESDAY, WEEKDAYS, date(2027, 3, 23), id="the weekday that was asked for"),
        pytest.param(5, WEEKDAYS, date(2027, 3, 20), id="asked for beats work days, and today counts"),
        pytest.param(None, frozenset({4}), date(2027, 3, 26), id="Fridays only"),
        pytest.param(None, frozenset[int](), date(2027, 3, 20), id="no work days known"),
    ],
)
def test_the_first_date_suits_the_week(weekday: int | None, work_days: frozenset[int], anchor: date) -> None:
    assert cadence.first_anchor(date(2027, 3, 20), work_days, weekday) == anchor


def test_a_pause_of_ten_days_moves_the_rhythm_by_two_weeks() -> None:
    rule = Schedule(date(2027, 3, 2), FORTNIGHTLY, time(9), "UTC")
    weeks = cadence.weeks_paused(date(2027, 3, 10), date(2027, 3, 20))
    moved = cadence.shifted(rule, weeks)
    assert (weeks, moved.anchor, moved.cadence) == (2, date(2027, 3, 16), FORTNIGHTLY)


@pytest.mark.parametrize(
    ("resumed_on", "weeks"),
    [(date(2027, 3, 9), 0), (date(2027, 3, 10), 0), (date(2027, 3, 11), 1), (date(2027, 3, 17), 1)],
)
def test_a_week_of_pause_begun_counts_whole(resumed_on: date, weeks: int) -> None:
    assert cadence.weeks_paused(date(2027, 3, 10), resumed_on) == weeks


@pytest.mark.parametrize(
    ("now_every", "last_sent_on", "anchor"),
    [
        pytest.param(FORTNIGHTLY, date(2027, 3, 15), date(2027, 3, 23), id="a day after is too soon"),
        pytest.param(FORTNIGHTLY, date(2027, 3, 9), date(2027, 3, 16), id="exactly half is enough"),
        pytest.param(MONTHLY, date(2027, 3, 15), date(2027, 4, 6), id="half of a month is sixteen days"),
        pytest.param(WEEKLY, date(2027, 3, 12), date(2027, 3, 16), id="half of a week is four days"),
        pytest.param(WEEKLY, None, date(2027, 3, 16), id="nothing sent yet"),
    ],
)
def test_a_changed_rhythm_leaves_half_an_interval_of_peace(
    now_every: Cadence, last_sent_on: date | None, anchor: date
) -> None:
    rule = Schedule(date(2027, 3, 16), now_every, time(9), "UTC")
    assert cadence.after_change(rule, last_sent_on).anchor == anchor


@settings(deadline=None)
@given(schedules, st.integers(-100, 100))
def test_a_changed_rhythm_waits_no_longer_than_it_must(rule: Schedule, days_ago: int) -> None:
    sent = rule.anchor - timedelta(days=days_ago)
    moved = cadence.after_change(rule, sent).anchor
    assert (moved - sent).days * 2 >= rule.cadence.mean_days
    assert moved.weekday() == rule.anchor.weekday()
    assert moved == rule.anchor or (moved - sent).days * 2 < rule.cadence.mean_days + 14 + 2


def test_the_ladder_goes_from_frequent_to_rare() -> None:
    assert [*LADDER] == sorted(LADDER, key=lambda step: step.mean_days)


@settings(deadline=None)
@given(cadences, cadences)
def test_the_rarer_of_two_is_the_one_with_the_longer_interval(a: Cadence, b: Cadence) -> None:
    assert cadence.rarer(a, b).mean_days == max(a.mean_days, b.mean_days)
    assert (a < b) == (a.mean_days < b.mean_days)


@pytest.mark.parametrize(
    ("given_cadence", "nearest"),
    [
        (WEEKLY, WEEKLY),
        (EVERY_THREE_WEEKS, EVERY_THREE_WEEKS),
        (Cadence(4, "week"), MONTHLY),
        (Cadence(13, "week"), QUARTERLY),
        (Cadence(1, "month"), MONTHLY),
        (Cadence(12, "month"), QUARTERLY),
    ],
)
def test_any_cadence_has_a_place_on_the_ladder(given_cadence: Cadence, nearest: Cadence) -> None:
    assert LADDER[cadence.rung(given_cadence)] == nearest


@pytest.mark.parametrize("every", [0, -1, 105])
def test_a_cadence_that_cannot_be_is_refused(every: int) -> None:
    with pytest.raises(ValueError, match=f"no cadence of every {every} week"):
        Cadence(every, "week")


@given(schedules, st.integers(0, 3 * 365 * 24), walls, zones)
def test_whoever_moves_is_asked_on_the_same_date_by_their_new_clock(
    rule: Schedule, hours: int, wall: time, zone: str
) -> None:
    now = cadence.at_local(rule.anchor, time(), rule.zone) + timedelta(hours=hours)
    day, pending = cadence.next_after(rule, now)
    fresh, due_at = cadence.moved(rule, pending, wall, zone)
    assert fresh == Schedule(rule.anchor, rule.cadence, wall, zone)
    assert due_at == by_whenever(day, wall, zone)


@given(schedules, st.integers(0, 200), st.integers(-26 * 60, 26 * 60))
def test_a_new_rule_of_clocks_moves_an_instant_and_no_date(rule: Schedule, nth: int, minutes: int) -> None:
    day = next(islice(cadence.occurrences(rule, rule.anchor - timedelta(days=1)), nth, None))
    instant = by_whenever(day, rule.wall, rule.zone)
    assert cadence.realigned(rule, instant + timedelta(minutes=minutes)) == instant


MOVES = st.lists(st.tuples(st.integers(1, 60 * 24 * 9), walls, zones), max_size=12)


@settings(deadline=None)
@given(st.builds(Schedule, days, st.builds(Cadence, st.integers(1, 3), st.just("week")), walls, zones), MOVES)
def test_nobody_is_asked_twice_or_missed_however_they_travel(
    rule: Schedule, moves: list[tuple[int, time, str]]
) -> None:
    """Live some weeks by the hour: a sweep plans what has come due, and moves come between sweeps."""
    begins = cadence.at_local(rule.anchor, time(), rule.zone) - timedelta(days=3)
    now, pending = begins, cadence.next_after(rule, begins)[1]
    arrivals = []
    at = now
    for minutes, wall, zone in moves:
        at += timedelta(minutes=minutes)
        arrivals.append((at, wall, zone))
    asked: list[date] = []
    while now < begins + timedelta(days=70):
        now += timedelta(hours=7)
        while arrivals and arrivals[0][0] <= now:
            _at, wall, zone = arrivals.pop(0)
            rule, pending = cadence.moved(rule, pending, wall, zone)
        if pending <= now:
            latest = cadence.latest_due(rule, now)
            assert latest is not None
            if not asked or latest > asked[-1]:
                asked.append(latest)
            pending = cadence.next_after(rule, now)[1]
    assert asked == dates(rule, len(asked))
    assert len(asked) >= 70 // (7 * rule.cadence.every) - 1
