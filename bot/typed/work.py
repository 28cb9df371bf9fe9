"""The days and hours at which people say they work."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from bot.typed import wall_times
from bot.typed.folding import normal
from bot.typed.vocabulary import WEEKDAYS

MONDAY_TO_FRIDAY = frozenset(range(5))
EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class WorkWeek:
    """Weekdays (0 is Monday) with start and end in wall time, and a break between two stretches if one was said."""

    days: frozenset[int]
    start: time
    end: time
    lunch: tuple[time, time] | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """Start and end in wall time, and a break between two stretches if one was said."""

    start: time
    end: time
    lunch: tuple[time, time] | None = None


_GROUPS = {
    r"weekdays?|week days?|work ?days|working days|business days|dias laborables|dias laborales|dias habiles"
    r"|dias de semana|entre semana"
    r"|m ?- ?f|l ?- ?v|l a v": MONDAY_TO_FRIDAY,
    r"weekends?|fin(?:es)? de semana": frozenset({5, 6}),
    r"every ?day|all days|all week|any day|daily|7 days(?: a week)?|todos(?=\s*$)"
    r"|todos los dias|cada dia|toda la semana": EVERY_DAY,
}
_GROUP_PATTERNS = [(re.compile(rf"\b(?:{words})\b"), days) for words, days in _GROUPS.items()]
_DAY_NAMES = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_DAYS = re.compile(
    rf"\b(?P<first>{_DAY_NAMES})s?\b\.?"
    rf"(?: ?(?:-|to|thru|through|till|until|al?|hasta(?: el)?) ?(?P<last>{_DAY_NAMES})s?\b)?"
)
_EXCEPT = re.compile(r"\b(?:except|but(?: not)?|not|without|excluding|excepto|menos|salvo|no)\b")
_TO = r"\s?(?:-|to|till|until|through|a|hasta|and|y)\s?(?:las? )?"
_NO_HOURS = r"(?![\d:/%]|-\d| ?(?:weeks|months|days|semanas|meses|dias))"
_HOURS = re.compile(rf"(?<![\d.:/-])\b{wall_times.pattern(1)}{_TO}{wall_times.pattern(2)}{_NO_HOURS}")


def work_days(text: str) -> frozenset[int] | None:
    """Return the weekdays, 0 for Monday, of "Mon-Thu", "weekdays but Friday", "martes y jueves"; None if none."""
    said, _, left_out = (re.sub(_EXCEPT, "\0", normal(text), count=1)).partition("\0")
    days = _days_in(said) - _days_in(left_out)
    return days or None


def hours(text: str) -> Hours | None:
    """Return wall times: "9-5" is 09:00 to 17:00, "22-6" crosses midnight, "9-13 and 14-18" has a break."""
    stretches = _stretches(normal(text))
    return Hours(stretches[0][0], stretches[-1][1], _lunch(stretches)) if stretches else None


def _lunch(stretches: list[tuple[time, time]]) -> tuple[time, time] | None:
    """Return what lies between two stretches; those that touch are one."""
    if len(stretches) < 2 or stretches[0][1] == stretches[1][0]:
        return None
    return stretches[0][1], stretches[1][0]


def work_week(text: str) -> WorkWeek | None:
    """Return days and hours said in one: "Mon-Fri 9-5", "de lunes a jueves de 9 a 13 y de 14 a 18"."""
    days, stretches = work_days(text), _stretches(normal(text))
    if not days or not stretches:
        return None
    return WorkWeek(days, stretches[0][0], stretches[-1][1], _lunch(stretches))


def first_start(normal: str) -> wall_times.Found | None:
    """Return where the first range of hours in a normalised text stands, and when it starts: 15:00 of "3-4pm"."""
    for match in _HOURS.finditer(normal):
        stretch = _stretch(match)
        if stretch:
            return wall_times.Found(stretch[0], match.start(), match.end())
    return None


def _days_in(said: str) -> frozenset[int]:
    groups = [days for pattern, days in _GROUP_PATTERNS if pattern.search(said)]
    named = [_range(match["first"], match["last"]) for match in _DAYS.finditer(said)]
    return frozenset[int]().union(*groups, *named)


def _range(first: str, last: str | None) -> frozenset[int]:
    start, end = WEEKDAYS[first], WEEKDAYS[last or first]
    return frozenset((start + ahead) % 7 for ahead in range((end - start) % 7 + 1))


def _stretches(said: str) -> list[tuple[time, time]]:
    """Return the first two ranges of hours in a text, earlier first; one that overlaps the first is left out.

    Of the two halves of the day in which the second may lie, the nearer one is meant.
    """
    found = [stretch for match in _HOURS.finditer(said) if (stretch := _stretch(match))][:2]
    if len(found) < 2:
        return found
    both = [
        pair
        for second in (found[1], _half_a_day_on(found[1]))
        for pair in ([found[0], second], [second, found[0]])
    ]
    gaps = {gap: pair for pair in both if (gap := _gap(*pair[0], *pair[1])) is not None}
    return gaps[min(gaps)] if gaps else found[:1]


def _half_a_day_on(stretch: tuple[time, time]) -> tuple[time, time]:
    start, end = (at.replace(hour=(at.hour + 12) % 24) for at in stretch)
    # From 9 to 13 says which half of the day it means.
    return (start, end) if (start.hour < 12) == (end.hour < 12) else stretch


def _gap(start: time, left: time, back: time, end: time) -> int | None:
    """Return the minutes between two stretches; None where the clock does not show all four in turn within a day."""
    ahead = [((at.hour - start.hour) * 60 + at.minute - start.minute) % (24 * 60) for at in (left, back, end)]
    return ahead[1] - ahead[0] if 0 < ahead[0] <= ahead[1] < ahead[2] else None


def _stretch(match: re.Match[str]) -> tuple[time, time] | None:
    """Settle which halves of the day are meant: "9-5", "1-5pm" and "10 to 6" are all in the daytime."""
    first, last = wall_times.read(match, 1), wall_times.read(match, 2)
    if first is None or last is None:
        return None
    (start, start_settled), (end, end_settled) = first, last
    if not (match["am2"] or match["pm2"]) and 0 < end <= start < 13 * 60:
        end += 720
    elif not start_settled and not end_settled and 60 <= start < 6 * 60:
        start, end = start + 720, end + 720
    if not start_settled and match["pm2"] and start + 720 < end and start < 720:
        start += 720
    return wall_times.as_time(start), wall_times.as_time(end)
