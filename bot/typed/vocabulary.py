"""The names of weekdays and months in English and Spanish, as folded text writes them."""

from __future__ import annotations

import re

_WEEKDAYS = (
    "monday mon lunes lun",
    "tuesday tues tue martes mar",
    "wednesday weds wed miercoles mie",
    "thursday thurs thur thu jueves jue",
    "friday fri viernes vie",
    "saturday sat sabado sab",
    "sunday sun domingo dom",
)
_MONTHS = (
    "january jan enero ene",
    "february feb febrero",
    "march mar marzo",
    "april apr abril abr",
    "may mayo",
    "june jun junio",
    "july jul julio",
    "august aug agosto ago",
    "september sept sep septiembre setiembre set",
    "october oct octubre",
    "november nov noviembre",
    "december dec diciembre dic",
)

WEEKDAYS = {word: number for number, words in enumerate(_WEEKDAYS) for word in words.split()}
MONTHS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}


def _one_of(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


# For use inside larger patterns: a weekday with its plural, and a month.
WEEKDAY = rf"(?:{_one_of(WEEKDAYS)})s?\b\.?"
MONTH = rf"(?:{_one_of(MONTHS)})\b\.?"

_WEEKDAY = re.compile(rf"\b({_one_of(WEEKDAYS)})s?\b")


def weekdays_in(folded: str) -> list[int]:
    """Return the weekdays named in a folded text in their order, 0 for Monday."""
    return [WEEKDAYS[name] for name in _WEEKDAY.findall(folded)]


def month_number(name: str) -> int:
    """Return 1 to 12 for a name that MONTH has matched."""
    return MONTHS[name.rstrip(".")]


def weekday_number(name: str) -> int:
    """Return 0 to 6 for a name that WEEKDAY has matched."""
    plain = name.rstrip(".")
    return WEEKDAYS[plain] if plain in WEEKDAYS else WEEKDAYS[plain.removesuffix("s")]
