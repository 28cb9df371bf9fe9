"""What is due to whom in a year, told anew from what EVALUATION.md says and what the two have set, by another library.

Nothing here comes from the rules of the program, so that both would have to be wrong in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import ceil

from whenever import Instant, PlainDateTime

from tests.year.people_of import ENDS, Couple, Member

WEEK = 7
MONTH_DAYS = 365.2425 / 12


@dataclass(frozen=True, slots=True)
class Series:
    """Something that comes every so many weeks or months from its first day on, or once where `every` is 0."""

    kind: str
    first: date
    every: int = 0
    by_month: bool = False
    # What belongs to the last days of the programme does not wait for a pair that rested.
    towards_the_end: bool = False

    @property
    def days(self) -> float:
        """How long one interval is."""
        return self.every * (MONTH_DAYS if self.by_month else WEEK)

    def dates(self, first: date) -> Iterator[date]:
        """Yield the dates from another first one on, to the programme's last day."""
        number, day = 0, first
        while day <= ENDS:
            yield day
            if not self.every:
                return
            number += 1
            if self.by_month:
                day = _in_month(first, number * self.every)
            else:
                day = first + timedelta(weeks=number * self.every)


def due(
    couple: Couple, member: Member, *, begun: datetime, rests: Sequence[tuple[datetime, datetime]]
) -> dict[str, list[list[date]]]:
    """Return, for each kind, the lists of dates of which one must be what was owed to a member (aware UTC instants).

    There is more than one after a rest: how the rhythm goes on depends on which question was the last that came.
    """
    known = {one.kind: one for one in _series(couple, member, _local(begun, member.zone))}
    return {kind: list(_lived(one, member, rests)) for kind, one in known.items()}


def _series(couple: Couple, member: Member, today: date) -> Iterator[Series]:
    for one in _every_series(couple, member, today):
        if today < one.first <= ENDS:
            yield one


def _every_series(couple: Couple, member: Member, today: date) -> Iterator[Series]:
    def on(after: timedelta | int, since: date = today) -> date:
        return _workday(member, since + (after if isinstance(after, timedelta) else timedelta(days=after)))

    if member is couple.mentee:
        interval = couple.every * WEEK
        check_in = on(interval)
        yield Series("check_in", check_in, couple.every)
        yield Series("goal_nudge", on(round(interval / 2), check_in), couple.every)
    else:
        yield Series("learning", on(42), 2, by_month=True)
    yield Series("confidence", on(1))
    yield Series("have_you_met", on(10))
    yield Series("reflection", on(21), 1, by_month=True)
    yield Series("pulse", on(28), 2, by_month=True)
    yield Series("midpoint", on((ENDS - today) / 2))
    yield Series("closing", on(-14, ENDS), towards_the_end=True)
    yield Series("closing_survey", on(-4, ENDS), towards_the_end=True)


def _lived(
    series: Series, member: Member, rests: Sequence[tuple[datetime, datetime]]
) -> Iterator[list[date]]:
    """Yield each way in which a series may have gone: one without a rest."""
    if not rests:
        yield list(series.dates(series.first))
        return
    ((begins, ends),) = rests
    before = [day for day in series.dates(series.first) if _instant(member, day) <= begins]
    if not series.every and before:
        yield before
        return
    back_on = _local(ends, member.zone_at(ends))
    rested_on = _local(begins, member.zone_at(begins))
    moved = series.first + timedelta(weeks=ceil((back_on - rested_on).days / WEEK))
    if series.towards_the_end:
        moved = max(series.first, back_on)
    for last in [None, *before] if series.every else [None]:
        # The next comes at least half an interval after the last that came.
        wait = ceil((last + timedelta(days=ceil(series.days / 2)) - moved).days / WEEK) if last else 0
        first = moved + timedelta(weeks=max(wait, 0))
        # What was ahead when they went on, by the clock of where they were then, comes wherever they move.
        there = member.zone_at(ends)
        ahead = (_at(day, member.settings["prompt_at"], there) > ends for day in series.dates(first))
        after = [
            day
            for day, is_ahead in zip(series.dates(first), ahead, strict=True)
            if is_ahead or not series.every
        ]
        yield before + after


def _workday(member: Member, day: date) -> date:
    while day.weekday() not in member.settings["work_days"]:
        day += timedelta(days=1)
    return day


def _instant(member: Member, day: date) -> datetime:
    """Return the hour that a member chose, on a date, wherever they are then (UTC)."""
    found = _at(day, member.settings["prompt_at"], member.zone)
    return _at(day, member.settings["prompt_at"], member.zone_at(found))


def _at(day: date, wall: time, zone: str) -> datetime:
    plain = PlainDateTime(day.year, day.month, day.day, wall.hour, wall.minute)
    return plain.assume_tz(zone, disambiguation="compatible").to_instant().to_stdlib()


def _local(instant: datetime, zone: str) -> date:
    return Instant(instant).to_tz(zone).date().to_stdlib()


def _in_month(first: date, months: int) -> date:
    """Return the same weekday of the month, such as the third Tuesday, so many months on; else its last."""
    number = first.year * 12 + first.month - 1 + months
    start = date(number // 12, number % 12 + 1, 1)
    days = [start + timedelta(days=ahead) for ahead in range(31)]
    fitting = [day for day in days if day.month == start.month and day.weekday() == first.weekday()]
    return fitting[min((first.day - 1) // 7, len(fitting) - 1)]


def complaints(
    owed: Mapping[str, Sequence[date]], expected: Mapping[str, list[list[date]]], who: str
) -> list[str]:
    """Tell of each kind that was owed on other dates than it was due."""
    found = []
    for kind, ways in expected.items():
        came = sorted(owed.get(kind, ()))
        if came not in ways:
            nearest = max(ways, key=lambda way: len({*way} & {*came}))
            missed = [str(day) for day in nearest if day not in came]
            extra = [str(day) for day in came if day not in nearest]
            found.append(f"{who}: of {kind}, {missed} were never owed, and {extra} were not due")
    return found
