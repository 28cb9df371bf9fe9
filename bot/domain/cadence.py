"""How often something happens, and on which dates and at which instants that falls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import total_ordering
from itertools import count
from typing import Literal
from zoneinfo import ZoneInfo

Unit = Literal["week", "month"]

# The Gregorian calendar repeats after 400 years, which have 4,800 months and 146,097 days.
MEAN_DAYS: dict[Unit, float] = {"week": 7.0, "month": 146_097 / 4_800}
LARGEST_EVERY = 104


@total_ordering
@dataclass(frozen=True, slots=True)
class Cadence:
    """Every `every` weeks or months, 1 to 104 of them (else ValueError); the rarer of two is the greater."""

    every: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 1 <= self.every <= LARGEST_EVERY or self.unit not in MEAN_DAYS:
            raise ValueError(f"no cadence of every {self.every} {self.unit}")

    def __lt__(self, other: Cadence) -> bool:
        return self.mean_days < other.mean_days

    @property
    def mean_days(self) -> float:
        """The mean number of days from one occurrence to the next."""
        return self.every * MEAN_DAYS[self.unit]


WEEKLY = Cadence(1, "week")
FORTNIGHTLY = Cadence(2, "week")
EVERY_THREE_WEEKS = Cadence(3, "week")
MONTHLY = Cadence(1, "month")
EVERY_TWO_MONTHS = Cadence(2, "month")
QUARTERLY = Cadence(3, "month")

# The cadences that people choose from, the most frequent first; a step is from one to its neighbour.
LADDER = (WEEKLY, FORTNIGHTLY, EVERY_THREE_WEEKS, MONTHLY, EVERY_TWO_MONTHS, QUARTERLY)


def rarer(a: Cadence, b: Cadence) -> Cadence:
    """Return the one of the two that comes less often."""
    return max(a, b)


def rung(cadence: Cadence) -> int:
    """Return the index in LADDER of the cadence nearest to this one (every four weeks counts as monthly)."""
    return min(range(len(LADDER)), key=lambda index: abs(LADDER[index].mean_days - cadence.mean_days))


@dataclass(frozen=True, slots=True)
class Schedule:
    """A rule of recurrence: the first local date, how often, at which wall time, in which IANA zone.

    Weeks keep the anchor's weekday. So do months, as people meet on Tuesdays and not on the 16th: an anchor
    on the third Tuesday means every third Tuesday, and one on a fifth means the last of each month.
    """

    anchor: date
    cadence: Cadence
    wall: time
    zone: str


def at_local(day: date, wall: time, zone: str) -> datetime:
    """Return the UTC instant of a wall time in an IANA zone.

    A gap moves forward, a fold means its first hour; `whenever` and Temporal call this "compatible".
    An unknown zone raises zoneinfo.ZoneInfoNotFoundError.
    """
    return datetime.combine(day, wall.replace(fold=0), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def instant_of(rule: Schedule, day: date) -> datetime:
    """Return the UTC instant of the occurrence with this nominal local date."""
    return at_local(day, rule.wall, rule.zone)


def occurrences(rule: Schedule, after: date) -> Iterator[date]:
    """Yield the nominal local dates later than `after`, in order, until the calendar's year 9999 ends."""
    for index in count(max(0, _index_at(rule, after))):
        try:
            day = _nth(rule, index)
        except (OverflowError, ValueError):
            return
        if day > after:
            yield day


def latest_due(rule: Schedule, now: datetime) -> date | None:
    """Return the nominal local date of the latest occurrence whose instant has come at `now`, which is aware.

    None before the first.
    """
    # Two days ahead, because where clocks go back over midnight (or the date line) a later instant can
    # have an earlier local date.
    ahead = now.astimezone(ZoneInfo(rule.zone)).date() + timedelta(days=2)
    for index in range(_index_at(rule, ahead), -1, -1):
        day = _nth(rule, index)
        if instant_of(rule, day) <= now:
            return day
    return None


def until(rule: Schedule, now: datetime, end: datetime) -> Iterator[datetime]:
    """Yield the UTC instants of the occurrences later than `now`, up to `end`."""
    day, instant = next_after(rule, now)
    following = occurrences(rule, day)
    while instant <= end:
        yield instant
        day = next(following)
        instant = instant_of(rule, day)


def next_after(rule: Schedule, now: datetime) -> tuple[date, datetime]:
    """Return the first occurrence later than `now`: its nominal local date and its UTC instant."""
    return following(rule, latest_due(rule, now))


def following(rule: Schedule, latest: date | None) -> tuple[date, datetime]:
    """Return the occurrence after the one of a nominal date, or the first: its own nominal date and its UTC instant."""
    day = rule.anchor if latest is None else next(occurrences(rule, latest))
    return day, instant_of(rule, day)


def moved(rule: Schedule, pending: datetime, wall: time, zone: str) -> tuple[Schedule, datetime]:
    """Give a rule another wall time or zone; returns it with the UTC instant of the occurrence that was pending.

    That one keeps its nominal date, wherever its person is now: what they have been asked is not asked again, and
    what they had still to be asked is not lost, though by the new clock its hour may have passed.
    """
    fresh = replace(rule, wall=wall, zone=zone)
    return fresh, instant_of(fresh, _nominal(rule, pending))


def realigned(rule: Schedule, pending: datetime) -> datetime:
    """Return the UTC instant of a pending occurrence anew, as the time zone database may have changed meanwhile."""
    return instant_of(rule, _nominal(rule, pending))


def _nominal(rule: Schedule, pending: datetime) -> date:
    """Return the date of the occurrence nearest to an instant: by another clock it may show the day before or after."""
    found = [day for day in (latest_due(rule, pending), next_after(rule, pending)[0]) if day is not None]
    return min(found, key=lambda day: abs(instant_of(rule, day) - pending))


def first_anchor(on_or_after: date, work_days: frozenset[int], weekday: int | None = None) -> date:
    """Return the first such weekday (0 is Monday) on or after a date; if none is asked, the first work day.

    A weekday that was asked for counts even if it is no work day; with no work days at all, every day is one.
    """
    wanted = work_days if weekday is None else frozenset({weekday})
    week = [on_or_after + timedelta(days=ahead) for ahead in range(7)]
    return next((day for day in week if day.weekday() in wanted), on_or_after)


def shifted(rule: Schedule, weeks: int) -> Schedule:
    """Move a rule by whole weeks, as a pause does: its weekday stays, whatever it is counted in."""
    return replace(rule, anchor=rule.anchor + timedelta(weeks=weeks))


def weeks_paused(paused_on: date, resumed_on: date) -> int:
    """Return the whole weeks by which a pause moves a rule: a week begun counts."""
    return max(0, -((paused_on - resumed_on).days // 7))


def after_change(rule: Schedule, last_sent_on: date | None) -> Schedule:
    """Move a new rule's anchor on by whole weeks until half of its interval has passed since the last sent.

    So nobody who was asked on Monday is asked again on Tuesday because the rhythm has changed.
    """
    if last_sent_on is None:
        return rule
    earliest = last_sent_on + timedelta(days=half_interval(rule.cadence))
    return shifted(rule, weeks_paused(rule.anchor, earliest))


def half_interval(cadence: Cadence) -> int:
    """Return half of the mean interval in days, rounded up."""
    return int(-(-cadence.mean_days // 2))


def _index_at(rule: Schedule, day: date) -> int:
    """Return the index of the last occurrence on or before a date, or one more; at times below 0."""
    if rule.cadence.unit == "week":
        return (day - rule.anchor).days // (7 * rule.cadence.every)
    return (_month_number(day) - _month_number(rule.anchor)) // rule.cadence.every


def _nth(rule: Schedule, index: int) -> date:
    """Return the date of an occurrence, counted from the anchor and never from the one before: no drift."""
    steps = index * rule.cadence.every
    if rule.cadence.unit == "week":
        return rule.anchor + timedelta(weeks=steps)
    week_of_month = (rule.anchor.day - 1) // 7
    return _weekday_in_month(_month_number(rule.anchor) + steps, rule.anchor.weekday(), week_of_month)


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _weekday_in_month(month_number: int, weekday: int, week: int) -> date:
    """Return the weekday's occurrence number `week` (from 0) in a month, or its last if there is no fifth."""
    year, month0 = divmod(month_number, 12)
    first = date(year, month0 + 1, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7, weeks=week)
    return day if day.month == first.month else day - timedelta(weeks=1)
