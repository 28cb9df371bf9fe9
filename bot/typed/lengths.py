"""How long something lasts, or may take, in the words of people."""

from __future__ import annotations

import re
from math import ceil

from bot.typed.folding import normal

LONGEST_MINUTES = 24 * 60
LONGEST_HOURS = 31 * 24

# Minutes of a unit; a working day counts as a day.
_MINUTES = {
    "m": 1,
    "min": 1,
    "mins": 1,
    "minute": 1,
    "minutes": 1,
    "minuto": 1,
    "minutos": 1,
    "'": 1,
    "h": 60,
    "hr": 60,
    "hrs": 60,
    "hs": 60,
    "hour": 60,
    "hours": 60,
    "hora": 60,
    "horas": 60,
    "d": 1440,
    "day": 1440,
    "days": 1440,
    "dia": 1440,
    "dias": 1440,
    "week": 10_080,
    "weeks": 10_080,
    "semana": 10_080,
    "semanas": 10_080,
}
_UNIT = rf"(?P<unit>(?:{'|'.join(sorted(_MINUTES, key=len, reverse=True))}))(?![a-z])"
_KIND = r"(?:working |business |work |full |whole )?"
_NUMBER = r"\d{0,5}[.,]?\d{1,5}"
# "45 min", "1 h 30", "an hour and a half", "half an hour", "3 cuartos de hora", "20 to 30 minutes"
_AMOUNT = re.compile(
    rf"(?:(?P<least>{_NUMBER}) ?(?:-|to|or|a|o) ?)?(?P<number>{_NUMBER}|\ban?\b|\bthe\b|\bper\b)? ?"
    r"(?P<part>\bhalf\b|\bmedi[ao]\b|\bcuartos? de\b|\bquarters? of\b|\bquarters?\b)? ?"
    rf"(?:an? |1 |of an )?{_KIND}{_UNIT}"
    r"(?: ?(?P<more>and a half|y medi[ao]|and a quarter|y cuarto|(?P<minutes>[0-5]\d)(?![\d.,]| ?[a-z'])))?"
)
_CLOCK = re.compile(r"(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)(?: ?h(?:ours?|rs?|oras?)?)?")
_BARE = re.compile(rf"(?P<number>{_NUMBER})")
_PARTS = {"half": 0.5, "media": 0.5, "medio": 0.5}
_MORE = {"and a half": 0.5, "y media": 0.5, "y medio": 0.5, "and a quarter": 0.25, "y cuarto": 0.25}

# "a day or two" is two days.
_OR_MORE = re.compile(r"\b(?:an?|1) (hour|day|week|hora|dia|semana) (?:or|o) (\d+)\b")

_SAID_HOURS = (
    (
        re.compile(
            r"\b(?:same|mismo|the) (?:working |business )?(?:day|dia)\b|\bby end of day\b|\beod\b|^en el dia$"
        ),
        8,
    ),
    (
        re.compile(
            r"\bnext (?:working |business )?day\b|\b(?:al )?dia siguiente\b|\bovernight\b|\btomorrow\b"
            r"|^(?:para )?manana$"
        ),
        24,
    ),
    (re.compile(r"\bdaily\b|\bevery day\b|\bdiari[oa]\b|\bcada dia\b"), 24),
    (re.compile(r"\b(?:the|this|same|misma|la|esta) (?:week|semana)\b|\bweekly\b|\bsemanal\b"), 168),
    (
        re.compile(r"\b(?:immediately|right away|at once|instantly|de inmediato|enseguida|inmediatamente)\b"),
        1,
    ),
    (re.compile(r"\b(?:a )?few hours\b|\b(?:unas|algunas) horas\b"), 4),
    (re.compile(r"\b(?:a )?few days\b|\b(?:unos|algunos) dias\b"), 72),
)


def duration_minutes(text: str) -> int | None:
    """Return minutes, 1 to 1,440: "45 min", "an hour and a half", "1h30", "una hora y media".

    Of a range the longer end; a number alone is minutes, or hours up to 4.
    """
    said = normal(text)
    clock = _CLOCK.search(said)
    if clock:
        return _within(int(clock["hours"]) * 60 + int(clock["minutes"]), LONGEST_MINUTES)
    bare = _BARE.fullmatch(said)
    if bare:
        value = _number(bare["number"])
        return _within(value * 60 if value <= 4 else value, LONGEST_MINUTES)
    return _within(_total_minutes(said), LONGEST_MINUTES)


def reply_time(text: str) -> int | None:
    """Return the hours, 1 to 744, within which somebody promises to answer: "two days" is 48, rounded up.

    "Same day" is a working day of 8 hours; of a range the longer end counts; a number alone is hours.
    """
    said = normal(text)
    for pattern, hours in _SAID_HOURS:
        if pattern.search(said):
            return hours
    bare = _BARE.fullmatch(said)
    minutes = _number(bare["number"]) * 60 if bare else _total_minutes(said)
    return _within(minutes / 60, LONGEST_HOURS)


def _total_minutes(said: str) -> float:
    """Return the sum of all the amounts in a text, 0 if there are none."""
    return sum(_minutes(match) for match in _AMOUNT.finditer(_OR_MORE.sub(r"\2 \1", said)))


def _minutes(match: re.Match[str]) -> float:
    unit, number = _MINUTES[match["unit"]], match["number"] or ""
    if not number and not match["part"] and match["unit"] in {"m", "h", "d", "'"}:
        return 0
    amount = _number(number) if number[:1].isdigit() or number[:1] in {".", ","} else 1
    part = match["part"] or ""
    amount *= _PARTS.get(part, 0.25 if part else 1)
    more = match["more"] or ""
    return (amount + _MORE.get(more, 0)) * unit + int(match["minutes"] or 0)


def _number(words: str) -> float:
    return float(words.replace(",", "."))


def _within(value: float, most: int) -> int | None:
    whole = ceil(round(value, 6))
    return whole if 1 <= whole <= most else None
