"""When somebody is at work, and when two people are at work together."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.domain.cadence import at_local


class Holidays(Protocol):
    """The public holidays of a country or of one of its regions."""

    @property
    def country(self) -> str:
        """Its code (ISO 3166-1)."""

    @property
    def region(self) -> str:
        """The code of the region, or nothing for the whole country."""

    def __contains__(self, day: object, /) -> bool:
        """Tell whether a date is one."""

    def next_after(self, day: date, language: str = "") -> tuple[date, str] | None:
        """Return the first that comes after a day, with its name in a language (`en`), else in its own."""


Leave = tuple[tuple[date, date], ...]
Span = tuple[datetime, datetime]

SEARCHED_DAYS = 400
SEARCHED_TOGETHER = timedelta(days=90)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkHours:
    """The weekdays (0 is Monday) and wall times at which somebody works, in an IANA zone.

    Hours that end at or before their start cross midnight and belong to the day they start on: 22:00 to 06:00
    on Mondays ends on Tuesday morning, and 00:00 to 00:00 is the whole day. `lunch`, a break of any kind, is
    taken out.
    """

    days: frozenset[int]
    start: time
    end: time
    zone: str
    lunch: tuple[time, time] | None = None
    # On these days nobody works.
    holidays: Container[date] = ()


def is_within(at: time, hours: WorkHours) -> bool:
    """Tell whether a wall time lies in somebody's work hours, and not in their break."""
    return _between(at, hours.start, hours.end) and not (
        hours.lunch is not None and hours.lunch[0] != hours.lunch[1] and _between(at, *hours.lunch)
    )


def is_break(lunch: tuple[time, time], start: time, end: time) -> bool:
    """Tell whether a break begins after work does, ends before work does, and leaves some of it on either side."""
    ahead = [_minutes_from(start, one) for one in (*lunch, end)]
    left, back, over = ahead[0], ahead[1], ahead[2] or 24 * 60
    return 0 < left < back < over


def _between(at: time, start: time, end: time) -> bool:
    """Say whether a wall time lies in a stretch that may cross midnight; two equal ends are the whole day."""
    return start == end or _minutes_from(start, at) < _minutes_from(start, end)


def _minutes_from(start: time, at: time) -> int:
    """Count the minutes from one wall time to the next time that the clock shows another."""
    return ((at.hour - start.hour) * 60 + at.minute - start.minute) % (24 * 60)


def open_at(hours: WorkHours, leave: Leave, instant: datetime) -> bool:
    """Say whether somebody is at work at an aware instant.

    `leave` holds first and last local dates, both included. Like the hours, leave and holidays go by the day on
    which work starts: a night begun before the leave is worked to its end.
    """
    return any(start <= instant < end for start, end in _spans(hours, leave, _days_near(hours, instant)))


def next_open(hours: WorkHours, leave: Leave, instant: datetime) -> datetime | None:
    """Return the aware instant in UTC if somebody is at work then, else the UTC instant at which work begins.

    None if that does not come within 400 days: no work days, or leave without an end.
    """
    today = instant.astimezone(ZoneInfo(hours.zone)).date()
    for start, end in _spans(hours, leave, _days(today - 2 * DAY, today + SEARCHED_DAYS * DAY)):
        if instant < end:
            return max(start, instant.astimezone(UTC))
    return None


def next_open_together(everybody: Sequence[tuple[WorkHours, Leave]], instant: datetime) -> datetime | None:
    """Return the first UTC instant from `instant` on at which all of them are at work.

    None if that does not come within 90 days: hours that never meet, or leave without an end.
    """
    sought_until = instant + SEARCHED_TOGETHER
    while instant < sought_until:
        opens = [next_open(hours, leave, instant) for hours, leave in everybody]
        known = [one for one in opens if one is not None]
        if len(known) < len(opens):
            return None
        if max(known) == min(known):
            return known[0]
        instant = max(known)
    return None


def overlap(
    a: WorkHours,
    b: WorkHours,
    day_range: tuple[date, date],
    length: timedelta,
    *,
    leaves: tuple[Leave, Leave] = ((), ()),
    step: timedelta = timedelta(minutes=30),
) -> list[datetime]:
    """Return the UTC instants at which a session could start with both at work for its whole length.

    `day_range` is first and last date, both included, in the zone of `a`; `leaves` are a's and b's. Starts
    are counted in steps from the moment at which both are there.
    """
    found: list[datetime] = []
    for start, end in shared_spans(a, b, day_range, leaves=leaves):
        room = max(0, (end - start - length) // step + 1)
        found.extend(start + nth * step for nth in range(room))
    return found


def shared_hours_per_week(a: WorkHours, b: WorkHours, on: date) -> float:
    """Return for how many hours both are at work in the seven days from a date, in the zone of `a`."""
    spans = shared_spans(a, b, (on, on + 6 * DAY))
    return sum((end - start for start, end in spans), timedelta()) / timedelta(hours=1)


def shared_spans(
    a: WorkHours, b: WorkHours, day_range: tuple[date, date], *, leaves: tuple[Leave, Leave] = ((), ())
) -> list[Span]:
    """Return the (start, end) in UTC for which both are at work, within dates in the zone of `a`."""
    first, last = day_range
    midnights = at_local(first, time(), a.zone), at_local(last + DAY, time(), a.zone)
    # A date in one zone touches at most two dates on either side of it in another, and a night one more.
    near = [*_days(first - 3 * DAY, last + 3 * DAY)]
    theirs = list(_joined(_spans(b, leaves[1], near)))
    return [
        (start, end)
        for mine in _joined(_spans(a, leaves[0], near))
        for other in theirs
        for start, end in [(max(mine[0], other[0], midnights[0]), min(mine[1], other[1], midnights[1]))]
        if start < end
    ]


def _days(first: date, last: date) -> Iterator[date]:
    # Of the four hundred that may be searched, two are mostly enough.
    return (first + nth * DAY for nth in range((last - first).days + 1))


def _days_near(hours: WorkHours, instant: datetime) -> list[date]:
    """Return the local dates whose work may reach an instant; a day more on each side where clocks jump."""
    today = instant.astimezone(ZoneInfo(hours.zone)).date()
    return [*_days(today - 2 * DAY, today + DAY)]


def _spans(hours: WorkHours, leave: Leave, days: Iterable[date]) -> Iterator[Span]:
    working = (day for day in days if works_on(hours, leave, day))
    return chain.from_iterable(_spans_of(hours, day) for day in working)


def works_on(hours: WorkHours, leave: Leave, day: date) -> bool:
    """Tell whether work starts on a local date."""
    return day.weekday() in hours.days and not _on_leave(leave, day) and day not in hours.holidays


def _on_leave(leave: Leave, day: date) -> bool:
    return any(first <= day <= last for first, last in leave)


def _spans_of(hours: WorkHours, day: date) -> Iterator[Span]:
    """Yield the one or two stretches of work that start on a local date, in UTC."""
    start, end = _instants(day, hours.start, hours.end, hours.zone)
    if hours.lunch is None or hours.lunch[0] == hours.lunch[1]:
        pieces = [(start, end)]
    else:
        # In a night's work the break may lie after midnight.
        away_on = day + DAY if hours.lunch[0] < hours.start else day
        left, back = _instants(away_on, *hours.lunch, hours.zone)
        pieces = [(start, min(left, end)), (max(back, start), end)] if left < end else [(start, end)]
    return (piece for piece in pieces if piece[0] < piece[1])


def _instants(day: date, start: time, end: time, zone: str) -> Span:
    ends_on = day + DAY if end <= start else day
    return at_local(day, start, zone), at_local(ends_on, end, zone)


def _joined(spans: Iterator[Span]) -> Iterator[Span]:
    """Join stretches that follow each other without a gap, such as two whole days."""
    current = next(spans, None)
    for span in spans:
        if current is not None and span[0] <= current[1]:
            current = current[0], max(current[1], span[1])
            continue
        if current is not None:
            yield current
        current = span
    if current is not None:
        yield current
