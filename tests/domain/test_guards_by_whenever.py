"""The guards that look at a calendar, against another library: in every zone, on the days of its changes above all."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import available_timezones

from hypothesis import given, settings
from hypothesis import strategies as st
from whenever import Date, Instant, Time

from bot.domain.budget import Budget
from bot.domain.calendar import is_break
from bot.domain.deliveries import Hold, Reason, Send, Skip, Verdict, judge
from bot.domain.people import Person
from bot.domain.status import Away
from tests.domain.test_guards import CONSEQUENCE, DAY, INES, REMINDER, SCHEDULED, Holidays, row, seen

FIRST, LAST = date(2024, 1, 1), date(2031, 12, 31)
ZONES = sorted(available_timezones() - {"localtime"})
QUARTER = timedelta(minutes=15)
# As far as any stretch of work is looked for, and the longest leave.
AHEAD, LONGEST = 60, 30
Stretch = tuple[datetime, datetime]


def by_whenever(day: date, wall: time, zone: str) -> datetime:
    local = Date(day.year, day.month, day.day).at(Time(wall.hour, wall.minute))
    return local.assume_tz(zone, disambiguation="compatible").to_instant().to_stdlib()


def day_of(instant: datetime, zone: str) -> date:
    return Instant(instant).to_tz(zone).date().to_stdlib()


@cache
def changes(zone: str) -> tuple[date, ...]:
    """Return the days of a zone before whose end its clocks show another distance from UTC than at their beginning."""
    every = [FIRST + nth * DAY for nth in range((LAST - FIRST).days)]
    offsets = [Instant.from_utc(day.year, day.month, day.day).to_tz(zone).offset for day in every]
    found = [day for day, one, next_ in zip(every, offsets, offsets[1:], strict=False) if one != next_]
    return tuple(found) or (FIRST,)


walls = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
budgets = st.builds(Budget, st.integers(1, 2), st.integers(1, 4))


@st.composite
def moments(draw: st.DrawFn, zone: str) -> datetime:
    """Some moment, mostly near a change of the zone's clocks."""
    day = draw(st.sampled_from(changes(zone)) | st.dates(FIRST, LAST))
    return datetime.combine(day, time(), UTC) + draw(st.integers(-8 * 24, 8 * 24)) * QUARTER


@st.composite
def people(draw: st.DrawFn) -> tuple[Person, datetime]:
    """Somebody somewhere with hours, a break, leave and holidays, and a moment at which something is to come."""
    zone = draw(st.sampled_from(ZONES))
    now = draw(moments(zone))
    start, end = draw(walls), draw(walls)
    lunch = draw(st.none() | st.tuples(walls, walls))
    near = st.integers(-8, 8).map(lambda days: now.date() + days * DAY)
    leave = [
        (first, first + draw(st.integers(0, LONGEST)) * DAY) for first in draw(st.lists(near, max_size=1))
    ]
    person = replace(
        INES,
        zone=zone,
        work_days=draw(st.frozensets(st.integers(0, 6), min_size=1)),
        work_starts=start,
        work_ends=end,
        lunch=lunch if lunch and is_break(lunch, start, end) else None,
        leave=tuple(leave),
        holidays=Holidays(tuple(draw(st.lists(near, max_size=3)))),
        prompt_at=draw(st.none() | walls),
    )
    return person, now


def stretches(person: Person, day: date) -> list[Stretch]:
    """Return when they work of what begins on a day."""
    days, holidays = person.hours.days, person.hours.holidays
    if day.weekday() not in days or day in holidays or any(one <= day <= last for one, last in person.leave):
        return []
    start, end, zone = person.hours.start, person.hours.end, person.zone

    def at(wall: time, *, is_end: bool = False) -> datetime:
        """A wall time of this work, which after midnight is one of the next day."""
        next_day = wall < start or (is_end and wall == start)
        return by_whenever(day + DAY if next_day else day, wall, zone)

    begins, ends = at(start), at(end, is_end=True)
    if person.lunch is None:
        return [(begins, ends)]
    left, back = map(at, person.lunch)
    return [(begins, min(left, ends)), (max(back, begins), ends)]


def opening(person: Person, instant: datetime) -> datetime | None:
    """Return the first moment from an instant on at which they work."""
    today = day_of(instant, person.zone)
    every = [one for ahead in range(-3, AHEAD) for one in stretches(person, today + ahead * DAY)]
    return min((max(one, instant) for one, end in every if one < end and instant < end), default=None)


def ends(verdict: Verdict) -> datetime | str | None:
    """Return until when something is held, why it never comes, or None where it may leave."""
    match verdict:
        case Hold(until):
            return until
        case Skip(Reason(why)):
            return why
    return None


@settings(deadline=None)
@given(people())
def test_nothing_leaves_outside_anybodys_hours_and_nothing_waits_longer(
    about: tuple[Person, datetime],
) -> None:
    person, now = about
    opens = opening(person, now)
    expected = "never-open" if opens is None else None if opens == now else opens
    verdicts = [ends(judge(seen(one, person=person, now=now))) for one in (CONSEQUENCE, REMINDER, SCHEDULED)]
    assert verdicts == [expected] * 3


@settings(deadline=None)
@given(people())
def test_a_status_without_an_end_holds_until_the_next_day_on_which_they_work(
    about: tuple[Person, datetime],
) -> None:
    person, now = about
    person = replace(person, away=Away(now - DAY), work_starts=time(), work_ends=time(), lunch=None)
    if opening(person, now) != now:
        # On other days they are not at work, which is asked first.
        return
    tomorrow = by_whenever(day_of(now, person.zone) + DAY, person.prompt_at or time(), person.zone)
    until = opening(person, tomorrow) or tomorrow
    held = Hold(until, Reason("status-away", {"until": until.isoformat()}))
    assert judge(seen(SCHEDULED, person=person, now=now)) == held


@settings(deadline=None)
@given(people(), budgets, st.lists(st.integers(1, 9 * 96), max_size=6))
def test_a_budget_counts_the_days_as_their_own_calendar_has_them(
    about: tuple[Person, datetime], budget: Budget, quarters_ago: list[int]
) -> None:
    person, now = about
    person = replace(person, work_starts=time(), work_ends=time(), lunch=None, leave=(), holidays=None)
    person = replace(person, work_days=frozenset(range(7)))
    lately = tuple(sorted(now - nth * QUARTER for nth in quarters_ago))
    taken = Counter(day_of(one, person.zone) for one in lately)

    def has_room(day: date) -> bool:
        weeks = [[first + nth * DAY for nth in range(7)] for first in (day - nth * DAY for nth in range(7))]
        return taken[day] < budget.a_day and all(
            sum(taken[one] for one in week) < budget.a_week for week in weeks
        )

    today = day_of(now, person.zone)
    nudge = replace(row(SCHEDULED), kind="goal_nudge")
    verdict = judge(seen(delivery=nudge, person=person, now=now, sent_lately=lately, budget=budget))
    if has_room(today):
        assert verdict == Send()
        return
    day = next(one for nth in range(1, 9) if has_room(one := today + nth * DAY))
    until = by_whenever(day, person.prompt_at or time(), person.zone)
    assert verdict == Hold(until, Reason("budget", {"until": until.isoformat()}))
