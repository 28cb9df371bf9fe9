"""How often people say that they want something, on which weekday and at what time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time
from typing import NamedTuple

from bot.domain.cadence import (
    EVERY_TWO_MONTHS,
    FORTNIGHTLY,
    LARGEST_EVERY,
    MONTHLY,
    QUARTERLY,
    WEEKLY,
    Cadence,
)
from bot.typed import wall_times
from bot.typed.folding import normal
from bot.typed.vocabulary import WEEKDAY, weekdays_in
from bot.typed.work import first_start


class Rhythm(NamedTuple):
    """A cadence, and the weekday (0 is Monday) and wall time if they were said."""

    cadence: Cadence
    weekday: int | None
    at: time | None


# The words for a unit, and how many weeks or months it is; days are counted apart.
_WEEKS = {"week": 1, "wk": 1, "semana": 1, "fortnight": 2, "quincena": 2}
_MONTHS = {"month": 1, "mes": 1, "quarter": 3, "trimestre": 3, "semestre": 6, "year": 12, "ano": 12}
_DAYS = {7: 1, 8: 1, 14: 2, 15: 2, 21: 3, 28: 4}
_MONTHS_OF_DAYS = {30: 1, 60: 2, 90: 3}
_UNIT = rf"(?P<unit>{'|'.join([*_WEEKS, *_MONTHS, 'day', 'dia'])})(?:e?s)?\b"
_EVERY = r"\b(?:every|each|cada|todas las|todos los|toda la|todo el)"
_ADJECTIVES = {
    "weekly": WEEKLY,
    "semanal": WEEKLY,
    "semanalmente": WEEKLY,
    "fortnightly": FORTNIGHTLY,
    "biweekly": FORTNIGHTLY,
    "bi-weekly": FORTNIGHTLY,
    "quincenal": FORTNIGHTLY,
    "quincenalmente": FORTNIGHTLY,
    "bimensual": FORTNIGHTLY,
    "monthly": MONTHLY,
    "mensual": MONTHLY,
    "mensualmente": MONTHLY,
    "bimonthly": EVERY_TWO_MONTHS,
    "bi-monthly": EVERY_TWO_MONTHS,
    "bimestral": EVERY_TWO_MONTHS,
    "quarterly": QUARTERLY,
    "trimestral": QUARTERLY,
    "trimestralmente": QUARTERLY,
}
_TIMES = {"once": 1, "twice": 2, "thrice": 3}


def cadence(text: str) -> Rhythm | None:
    """Return the rhythm that a text asks for: "every two weeks on Tuesday at 4pm", "quincenal, los martes".

    None too for what comes more often than weekly. "Biweekly" is every two weeks, "bimonthly" every two months, as
    the dictionaries' first senses have it for meetings; it is read back to the person anyhow.
    """
    said = normal(text)
    every = _how_often(said)
    if every is None:
        return None
    found = wall_times.find(said) or first_start(said)
    return Rhythm(every, next(iter(weekdays_in(said)), None), found.at if found else None)


def _how_often(said: str) -> Cadence | None:
    for rule, reading in _RULES:
        match = rule.search(said)
        if match:
            return reading(match)
    return None


def _count(words: str | None) -> int:
    digits = re.match(r"\d+", words or "")
    return int(digits[0]) if digits else _TIMES.get((words or "").strip(), 1)


def _of_unit(match: re.Match[str], every: int, times: int = 1) -> Cadence | None:
    """Return the cadence of so many times in `every` units, or None if there is none at all near it."""
    unit = match["unit"]
    if unit in _WEEKS:
        return _divided(every * _WEEKS[unit], "week", times)
    if unit in _MONTHS:
        return _divided(every * _MONTHS[unit], "month", times)
    if times == 1 and every in _DAYS:
        return Cadence(_DAYS[every], "week")
    return Cadence(_MONTHS_OF_DAYS[every], "month") if times == 1 and every in _MONTHS_OF_DAYS else None


def _divided(whole: int, unit: str, times: int) -> Cadence | None:
    if not times or not 1 <= whole <= LARGEST_EVERY:
        return None
    if whole % times == 0:
        return Cadence(whole // times, "week" if unit == "week" else "month")
    # Twice a month is every two weeks; three times a month is near no number of weeks.
    weeks = whole / times * (1 if unit == "week" else 52 / 12)
    near = int(weeks)
    return Cadence(near, "week") if 1 <= near <= LARGEST_EVERY and weeks - near <= 0.1 * weeks else None


def _weeks(every: int) -> Cadence | None:
    return Cadence(every, "week") if 1 <= every <= LARGEST_EVERY else None


def _rule(pattern: str, reading: Callable[[re.Match[str]], Cadence | None]) -> _Rule:
    return re.compile(pattern), reading


_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Cadence | None]]

# Tried in this order; the first that matches decides, also when there is no such cadence.
_RULES: tuple[_Rule, ...] = (
    # "twice a month", "once every 2 weeks", "2 veces al mes", "1x/month"
    _rule(
        r"\b(?P<times>once|twice|thrice|\d{1,3} ?(?:x|times?|vez|veces)) ?"
        r"(?:an?\b|per\b|every\b|each\b|in an?\b|al\b|a la\b|por\b|cada\b|en 1\b|/) ?"
        rf"(?:(?P<every>\d{{1,3}}) )?{_UNIT}",
        lambda match: _of_unit(match, _count(match["every"]), _count(match["times"])),
    ),
    # "the first Monday of the month", "el ultimo viernes de cada mes"
    _rule(
        rf"\b(?:\d(?:st|nd|rd|th|er|o)|first|second|third|fourth|last|primer|segundo|tercer|cuarto|ultimo) {WEEKDAY}"
        r" (?:of|in|de|del)(?: (?:the|each|every|cada|el))? ?(?:month|mes)\b",
        lambda _: MONTHLY,
    ),
    # "every other week", "alternate weeks", "semanas alternas", "1 semana si y otra no"
    _rule(
        rf"\b(?:every (?:other|second|2nd|alternate)|alternate|alternating|cada segund[oa]) {_UNIT}",
        lambda match: _of_unit(match, 2),
    ),
    _rule(rf"\b{_UNIT} (?:alternas|alternos|por medio|si y otr[oa] no)\b", lambda match: _of_unit(match, 2)),
    # "every other Friday", "every second Friday", "1 viernes si y otro no"
    _rule(
        rf"\b(?:every (?:other|second|2nd|alternate)|alternate|cada segundo) {WEEKDAY}", lambda _: FORTNIGHTLY
    ),
    _rule(rf"\b{WEEKDAY} (?:alternos|por medio|si y otro no)\b", lambda _: FORTNIGHTLY),
    # "every 3 weeks", "cada mes", "todas las semanas"
    _rule(
        rf"{_EVERY} (?:(?P<every>\d{{1,3}})(?:st|nd|rd|th)? )?{_UNIT}",
        lambda match: _of_unit(match, _count(match["every"])),
    ),
    # "every Tuesday", "cada 2 martes", "todos los martes"
    _rule(
        rf"{_EVERY} (?:(?P<every>\d{{1,3}})(?:st|nd|rd|th)? )?{WEEKDAY}",
        lambda match: _weeks(_count(match["every"])),
    ),
    _rule(
        rf"(?<![\w-])(?P<word>{'|'.join(sorted(_ADJECTIVES, key=len, reverse=True))})(?:es)?\b",
        lambda match: _ADJECTIVES[match["word"]],
    ),
    # "1 a month" and "2 weeks" alone, as an answer to "how often?"
    _rule(
        rf"^(?P<times>\d{{1,3}}) ?(?:a|per|al|a la|por|/) ?{_UNIT}",
        lambda match: _of_unit(match, 1, int(match["times"])),
    ),
    _rule(rf"^(?P<every>\d{{1,3}}) {_UNIT}$", lambda match: _of_unit(match, int(match["every"]))),
    # "Tuesdays", "los martes"
    _rule(
        r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days"
        r"|los (?:lunes|martes|miercoles|jueves|viernes|sabados|domingos))\b",
        lambda _: WEEKLY,
    ),
)
