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


def hours(text: str) -> tuple[time, time] | None:
    """Return start and end in wall time: "9-5" is 09:00 to 17:00, "22-6" crosses midnight.

    Of two stretches, as in "9-13 and 14-18", the start of the first and the end of the second.
    """
    stretches = _stretches(normal(text))
    return (stretches[0][0], stretches[-1][1]) if stretches else None


def work_week(text: str) -> WorkWeek | None:
    """Return days and hours said in one: "Mon-Fri 9-5", "de lunes a jueves de 9 a 13 y de 14 a 18"."""
    days, stretches = work_days(text), _stretches(normal(text))
    if not days or not stretches:
        return None
    lunch = (stretches[0][1], stretches[1][0]) if len(stretches) == 2 else None
    return WorkWeek(days, stretches[0][0], stretches[-1][1], lunch)


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
    """Return the first two ranges of hours in a text; a second one that begins too early is left out."""
    found = [stretch for match in _HOURS.finditer(said) if (stretch := _stretch(match))][:2]
    if len(found) == 2 and found[1][0] < found[0][1]:
        later = [time((at.hour + 12) % 24, at.minute) for at in found[1]]
        found[1] = (later[0], later[1])
    return found if len(found) < 2 or found[0][1] <= found[1][0] else found[:1]


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
