"""Dates and moments as people write them, looking forward."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.cadence import at_local
from bot.typed import wall_times
from bot.typed.folding import normal
from bot.typed.lengths import duration_minutes
from bot.typed.vocabulary import MONTH, WEEKDAY, month_number, weekday_number
from bot.typed.work import first_start
from bot.typed.zones import abbreviation

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|o|er|\.)?"
_YEAR = r"(?:,? (?:of |de |del )?(?P<year>\d{4}))?"
_NEXT = r"(?:next|coming|following|proxim[oa]|siguiente)"
_THAT_COMES = r"(?:que viene|proxim[oa]|siguiente|next)"
_NEXT_WEEK = (
    rf"(?:(?:of )?(?:the )?{_NEXT} week|(?:de )?(?:la )?{_NEXT} semana|(?:de )?(?:la )?semana {_THAT_COMES})"
)
_UNIT = r"(?P<unit>day|dia|week|semana|fortnight|quincena|month|mes|year|ano)(?:e?s)?"
_LEAD = re.compile(
    r"^(?:(?:de aqui a|on|by|for|the|el|la|los|para|about|around|maybe|perhaps|let's say|say|due|until|before|hasta"
    r"|antes|sobre|hacia|at|del?|dia|day|it's|tal vez|quizas?|starting|from|desde|a partir|sometime|some time"
    r"|i can do|i could do|how about|what about|see you|let's (?:do|meet|say)|puedo|que tal|nos vemos"
    r"|a(?= (?:fin|partir|mediados))),? )+(?!$)"
)
_FIRST = re.compile(r"\b(?:first|primero)\b")
# "28.3." and "2027.03.28" are dates, though a part of them could be a time.
_DIGITS_ONLY = re.compile(r"[\d./-]+")
_TAIL = re.compile(r"[ ,.;!?]+$|(?:,? (?:please|por favor|if possible|si es posible|at|on|a las?|el|-|@))+$")
# What a text must hold before the big parser is asked, which would find a date in almost anything.
_DATE_LIKE = re.compile(
    rf"\b(?:{MONTH}|{WEEKDAY}|{_UNIT}|tomorrow|today|manana|hoy)\b|\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d"
)
_ORDERS = {True: "MDY", False: "DMY"}
_PARSED_LENGTH = 60

_Reading = Callable[["re.Match[str]", date, bool], date | None]


def day(text: str, today: date, locale: str = "en-GB") -> date | None:
    """Return the date that a text names as seen from `today`, or None.

    Understands "tomorrow", "3 May", "in two weeks", "el proximo viernes", "2027-03-28", and leaves a time of day
    aside. What can be meant several ways is the next that comes: a weekday, and "next Friday" too, is the first
    after today. "3/5" is 5 March for the locale en-US, else 3 May. Only a text that says so ("yesterday", a year)
    gives a date in the past.
    """
    said = _stripped(normal(text))
    found = wall_times.find(said)
    if found and not _DIGITS_ONLY.fullmatch(said):
        said = _stripped(f"{said[: found.start]} {said[found.end :]}")
    month_first = locale.replace("_", "-").casefold() == "en-us"
    for pattern, reading in _RULES:
        match = pattern.fullmatch(said)
        if match:
            try:
                return reading(match, today, month_first)
            except (ValueError, OverflowError):
                return None
    return _parsed_at_large(said, today, month_first)


def moment(text: str, now: datetime, zone: str, locale: str = "en-GB") -> datetime | None:
    """Return the UTC instant that a text names for somebody in an IANA zone at `now` (aware), or None.

    A time alone is the next such time; a date without a time is None. "In two hours" counts from `now`; a zone
    said with the time ("16:00 CET") goes before the person's own.
    """
    said = _TAIL.sub("", normal(text))
    try:
        return _exactly(said) or _from_now(text, said, now) or _on_a_day(said, now, zone, locale)
    except (ValueError, OverflowError):
        return None


def _stripped(said: str) -> str:
    """Drop the words around a date that say nothing about it."""
    first = _FIRST.sub("1st", " ".join(said.split()))
    return _LEAD.sub("", _TAIL.sub("", _TAIL.sub("", first))).strip()


def _exactly(said: str) -> datetime | None:
    """Read an ISO instant with its offset; without one it is a date and a time like any other."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}(?::\d{2})? ?(?:z|[+-]\d{2}:\d{2})", said):
        return None
    return datetime.fromisoformat(f"{said[:10]}T{said[11:].replace(' ', '').upper()}").astimezone(UTC)


def _from_now(text: str, said: str, now: datetime) -> datetime | None:
    if said in {"now", "right now", "ahora", "ahora mismo"}:
        return now.astimezone(UTC)
    ahead = re.match(r"(?:in|within|en|dentro de) ", said) or re.search(r" from now$", said)
    by_the_clock = re.search(r"\d ?h\b|\bhours?\b|\bhoras?\b|\bhrs?\b|\bmin(?:ute|uto)?s?\b", said)
    minutes = duration_minutes(text) if ahead and by_the_clock else None
    return now.astimezone(UTC) + timedelta(minutes=minutes) if minutes else None


def _on_a_day(said: str, now: datetime, zone: str, locale: str) -> datetime | None:
    said = re.sub(r"(?<=\d)t(?=\d\d:)", " ", said)
    part = _part_of_day(said)
    found = wall_times.find(said) or first_start(said) or part
    if found is None:
        return None
    before, after = _PART.sub(" ", said[: found.start]), _PART.sub(" ", said[found.end :])
    rest, there = _zone_of(before.split(), after.split(), zone)
    if part and part.at.hour >= 12 and 1 <= found.at.hour < 12:
        # "Tonight at 8": the words for the part of the day settle which eight.
        found = replace(found, at=found.at.replace(hour=found.at.hour + 12))
    today = now.astimezone(ZoneInfo(there)).date()
    if rest in {"", "on", "at", "el", "la", "a", "around", "about", "by", "sobre"}:
        at_once = at_local(today, found.at, there)
        return at_once if at_once > now else at_local(today + timedelta(days=1), found.at, there)
    named = day(rest, today, locale)
    return at_local(named, found.at, there) if named else None


def _zone_of(before: list[str], after: list[str], zone: str) -> tuple[str, str]:
    """Return what stands around a time, and the zone: an abbreviation right after the time, or at the end."""
    for place in (0, -1):
        there = abbreviation(after[place].strip(".,()")) if after else None
        if there:
            after.pop(place)
            return " ".join([*before, *after]).strip(" ,.;-"), there
    return " ".join([*before, *after]).replace(" ,", "").strip(" ,.;-"), zone


_PARTS_OF_DAY = (
    (
        re.compile(
            r"\b(?:in the |this |por la |de la |esta )?morning\b|\b(?:por|de) la manana\b|\besta manana\b"
        ),
        time(9),
    ),
    (re.compile(r"\b(?:in the |this )?afternoon\b|\b(?:por|de) la tarde\b|\besta tarde\b"), time(14)),
    (
        re.compile(r"\b(?:in the |this )?evening\b|\btonight\b|\b(?:por|de) la noche\b|\besta noche\b"),
        time(18),
    ),
)


_PART = re.compile("|".join(pattern.pattern for pattern, _ in _PARTS_OF_DAY))


def _part_of_day(said: str) -> wall_times.Found | None:
    for pattern, at in _PARTS_OF_DAY:
        match = pattern.search(said)
        if match:
            return wall_times.Found(at, match.start(), match.end())
    return None


def _part_of_month(match: re.Match[str], today: date, _order: bool) -> date:
    """The beginning of a month is its first day, the middle its fifteenth."""
    number = 15 if match["middle"] else 1
    if match["month"]:
        return _coming(today, month_number(match["month"]), number)
    ahead = 1 if match["next"] or match["coming"] or today.day > number else 0
    return _months_later(today.replace(day=1), ahead).replace(day=number)


def _in_days(days: int) -> _Reading:
    return lambda _match, today, _order: today + timedelta(days=days)


def _ahead(match: re.Match[str], today: date, _order: bool) -> date:
    count = int(match["count"]) if match["count"].isdigit() else 1
    return _later(today, count, match["unit"])


def _from_today(match: re.Match[str], today: date, _order: bool) -> date:
    return today + timedelta(days=7 if match["count"] == "8" else 14)


def _later(today: date, count: int, unit: str) -> date:
    if unit in {"month", "mes", "year", "ano"}:
        return _months_later(today, count * (12 if unit in {"year", "ano"} else 1))
    return today + timedelta(days=count * {"day": 1, "dia": 1, "week": 7, "semana": 7}.get(unit, 14))


def _months_later(today: date, months: int) -> date:
    year, month0 = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(year, month0 + 1, min(today.day, monthrange(year, month0 + 1)[1]))


def _next_unit(match: re.Match[str], today: date, _order: bool) -> date:
    """Next week is its Monday; next month and next year are the same day of them."""
    unit = match["unit"] or match["before"]
    return _monday_after(today) if unit in {"week", "semana"} else _later(today, 1, unit)


def _monday_after(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


def _weekday(match: re.Match[str], today: date, _order: bool) -> date:
    wanted = weekday_number(match["weekday"])
    if match["next_week"]:
        return _monday_after(today) + timedelta(days=wanted)
    # "This Friday" may be today; any other is to come.
    start = 0 if match["this"] else 1
    return today + timedelta(days=start + (wanted - today.weekday() - start) % 7)


def _weeks_from_weekday(match: re.Match[str], today: date, _order: bool) -> date:
    ahead = 1 + (weekday_number(match["weekday"]) - today.weekday() - 1) % 7
    return _ahead_weeks(today + timedelta(days=ahead), match["count"])


def _ahead_weeks(start: date, count: str) -> date:
    return start + timedelta(weeks=int(count) if count.isdigit() else 1)


def _end_of_period(match: re.Match[str], today: date, _order: bool) -> date:
    if match["year"]:
        return date(today.year, 12, 31)
    if match["week"]:
        return today + timedelta(days=(4 - today.weekday()) % 7)
    if match["month"]:
        first = _coming(today.replace(day=1), month_number(match["month"]), 1)
    else:
        first = _months_later(today.replace(day=1), 1 if match["next"] else 0)
    return first.replace(day=monthrange(first.year, first.month)[1])


def _named_date(match: re.Match[str], today: date, _order: bool) -> date:
    month, year = month_number(match["month"]), match["year"]
    return date(int(year), month, int(match["day"])) if year else _coming(today, month, int(match["day"]))


def _month_alone(match: re.Match[str], today: date, _order: bool) -> date:
    month, year = month_number(match["month"]), match["year"]
    return date(int(year), month, 1) if year else _coming(today, month, 1)


def _numbers(match: re.Match[str], today: date, month_first: bool) -> date:
    first, second = int(match["first"]), int(match["second"])
    # Whatever the locale, no month has a number beyond 12.
    month, number = (first, second) if (month_first and first <= 12) or second > 12 else (second, first)
    year = match["year"]
    return date(int(year) + 2000 * (len(year) < 3), month, number) if year else _coming(today, month, number)


def _iso(match: re.Match[str], _today: date, _order: bool) -> date:
    return date(*(int(part) for part in match.groups()))


def _day_of_month(match: re.Match[str], today: date, _order: bool) -> date:
    number = int(match["day"])
    months = (_months_later(today.replace(day=1), ahead) for ahead in range(12))
    fitting = (
        first.replace(day=number) for first in months if number <= monthrange(first.year, first.month)[1]
    )
    return (
        next(found for found in fitting if found >= today)
        if 1 <= number <= 31
        else date(today.year, 1, number)
    )


def _coming(today: date, month: int, number: int) -> date:
    """Return the next such day of the year, today included; 29 February waits for a leap year."""
    date(2024, month, number)
    for year in range(today.year, today.year + 9):
        if number <= monthrange(year, month)[1] and date(year, month, number) >= today:
            return date(year, month, number)
    raise ValueError


def _rule(pattern: str, reading: _Reading) -> tuple[re.Pattern[str], _Reading]:
    return re.compile(pattern), reading


_RULES = (
    _rule(
        r"today|tonight|now|hoy|ahora|esta noche|esta tarde|this (?:morning|afternoon|evening)", _in_days(0)
    ),
    _rule(r"tomorrow|tomorow|tmrw?|manana", _in_days(1)),
    _rule(r"day after tomorrow|overmorrow|pasado manana|pasado", _in_days(2)),
    _rule(r"yesterday|ayer", _in_days(-1)),
    _rule(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", _iso),
    _rule(r"(?P<first>\d{1,2})[-/.](?P<second>\d{1,2})(?:[-/.](?P<year>\d{4}|\d{2}))?\.?", _numbers),
    # "in 2 weeks", "a month from now", "dentro de 3 dias"
    _rule(
        rf"(?:in |en |dentro de |within )?(?P<count>\d{{1,4}}|an?|the) {_UNIT}(?:'s?)?"
        r"(?: time| from (?:now|today))?",
        _ahead,
    ),
    _rule(rf"(?P<count>\d{{1,4}}|an?) weeks? from (?:on )?(?P<weekday>{WEEKDAY})", _weeks_from_weekday),
    _rule(rf"{_NEXT} {_UNIT}|(?P<before>week|semana|mes|ano) {_THAT_COMES}", _next_unit),
    # "Friday", "this Friday", "el viernes que viene", "Friday next week"
    _rule(
        rf"(?:(?P<this>this|este)(?: coming)? |{_NEXT} )?(?P<weekday>{WEEKDAY})"
        rf"(?:,? (?:{_THAT_COMES}|(?P<next_week>{_NEXT_WEEK})))?",
        _weekday,
    ),
    # "end of the month", "a fin de mes", "finales de junio"
    _rule(
        r"(?:a )?(?:the )?(?:end|final(?:es)?|fin(?:es)?|ultimo dia) (?:of|del?) (?:the |this |este )?"
        r"(?:(?P<next>next |proximo )?(?:month|mes)|(?P<year>year|ano)|(?P<week>week|semana laboral)"
        rf"|(?P<month>{MONTH}))",
        _end_of_period,
    ),
    # "mid May", "a mediados de mayo", "a principios del mes que viene"
    _rule(
        r"(?:a |in )?(?:the )?(?:(?P<middle>mid|middle|mediados)|beginning|start|early|principios?|comienzos?|inicios?)"
        r"[ -](?:of |del? )?(?:the |this |este )?"
        rf"(?:(?P<next>next |proximo )?(?:month|mes)(?(next)|(?P<coming> que viene)?)|(?P<month>{MONTH}))",
        _part_of_month,
    ),
    # "de hoy en 8" counts today as the first of the days.
    _rule(r"(?:de )?hoy en (?P<count>8|15)(?: dias)?", _from_today),
    # "Friday, 3rd of May 2027", "May 3", "mayo", "the 15th"
    _rule(rf"(?:{WEEKDAY},? )?(?:the )?{_DAY} ?(?:of |de |del )?(?P<month>{MONTH}){_YEAR}", _named_date),
    _rule(rf"(?:{WEEKDAY},? )?(?P<month>{MONTH}) (?:the )?{_DAY}{_YEAR}", _named_date),
    _rule(rf"(?:in |en )?(?P<month>{MONTH}){_YEAR}", _month_alone),
    _rule(rf"(?:{WEEKDAY},? )?(?:the |el )?{_DAY}", _day_of_month),
)


def _parsed_at_large(said: str, today: date, month_first: bool) -> date | None:
    """Ask dateparser, in English and Spanish alone, about short texts that hold some word of a date."""
    if len(said) > _PARSED_LENGTH or not _DATE_LIKE.search(said):
        return None
    # It takes a third of a second to import, and most people never come here.
    import dateparser

    try:
        found = dateparser.parse(
            said,
            languages=["en", "es"],
            settings={
                "RELATIVE_BASE": datetime.combine(today, time(12)),
                "PREFER_DATES_FROM": "future",
                "DATE_ORDER": _ORDERS[month_first],
                "PARSERS": ["relative-time", "absolute-time"],
                "RETURN_AS_TIMEZONE_AWARE": False,
            },
        )
    except Exception:  # Whatever it stumbles over, to the person it is a date that was not understood.
        return None
    # Numbers that fit nowhere else it takes for years: nobody plans in 2110 without saying so.
    plausible = found and (found.year - today.year <= 5 or str(found.year) in said)
    return found.date() if found and plausible else None
