"""Times of day as people write them, alone or in the middle of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from bot.typed.vocabulary import MONTH

_MERIDIEM = (
    r"(?:(?P<am{n}>a\.?\s?m\b\.?|in the morning\b|(?:de|por) la manana\b)"
    r"|(?P<pm{n}>p\.?\s?m\b\.?|in the (?:afternoon|evening)\b|at night\b|(?:de|por) la (?:tarde|noche)\b))"
)
# The groups carry a number, so that two times fit into one pattern.
_TIME = (
    r"(?:(?P<lead{n}>half past|quarter past|quarter to)\s)?(?P<hour{n}>\d{{1,2}})"
    r"(?:\s?[:.h]\s?(?P<minute{n}>[0-5]\d)|(?P<tail{n}>\sy (?:media|cuarto)\b|\smenos cuarto\b))?"
    r"\s?(?P<clock{n}>h(?:rs?|s|oras)?\b|o'clock\b)?\s?" + _MERIDIEM + "?"
)
_MINUTES = {
    "half past": 30,
    "quarter past": 15,
    "quarter to": -15,
    "y media": 30,
    "y cuarto": 15,
    "menos cuarto": -15,
}
_AT = r"(?P<at>(?:@|\b(?:at|a las?|las|by|around|about|from|desde las?|sobre las?|hacia las?))\s*)?"
# "by 3 May" and "in 3 weeks" hold no time of day.
_NO_TIME = (
    rf"(?![\w:/%-]|\.\d| ?(?:of |de )?(?:{MONTH}|(?:week|day|month|year|semana|dia|mes|ano)(?:e?s)?\b))"
)
_FOUND = re.compile(rf"{_AT}(?<![\d.,:/+-])\b{_TIME.format(n=1)}{_NO_TIME}")
_NAMED = {
    "noon": time(12),
    "midday": time(12),
    "mediodia": time(12),
    "midnight": time(0),
    "medianoche": time(0),
}
_NAMED_TIME = re.compile(rf"\b(?:at |a(?:l| la)? )?({'|'.join(_NAMED)})\b")


@dataclass(frozen=True, slots=True)
class Found:
    """A time of day and where it stands in the text."""

    at: time
    start: int
    end: int


def pattern(n: int) -> str:
    """Return the pattern of a time, with its groups numbered `n`, for use inside a larger one."""
    return _TIME.format(n=n)


def read(match: re.Match[str], n: int = 1) -> tuple[int, bool] | None:
    """Return minutes since midnight of a matched time and whether a.m. or p.m. is settled; None if impossible.

    Only "am", "pm" and their like, and hours beyond 12 or written with two digits as "04", settle it.
    """
    hour, minute = int(match[f"hour{n}"]), int(match[f"minute{n}"] or 0)
    minute += _MINUTES.get((match[f"lead{n}"] or match[f"tail{n}"] or "").strip(), 0)
    morning, evening = match[f"am{n}"], match[f"pm{n}"]
    if hour > 24 or ((morning or evening) and not 1 <= hour <= 12):
        return None
    if morning or evening:
        # Twelve at night is midnight in Spanish, and midnight in English too.
        late = evening and not (hour == 12 and re.search("noche|night", evening))
        return (hour % 12 + (12 if late else 0)) * 60 % 1440 + minute, True
    return (hour * 60 + minute) % 1440, hour > 12 or match[f"hour{n}"].startswith("0")


def as_time(minutes: int) -> time:
    """Return the wall time so many minutes after midnight, counted around the clock."""
    return time(*divmod(minutes % 1440, 60))


def find(normal: str) -> Found | None:
    """Return the first time of day in a normalised text.

    A number counts only with a sign of being a time: minutes, "h", a.m. or p.m., or "at" before it. An
    hour from 1 to 6 that does not say which half of the day it means is taken for the afternoon.
    """
    likely = [match for match in _FOUND.finditer(normal) if _looks_like_a_time(match)]
    # In "12.03. 16:00" the first looks like a time too, but dots are for dates first.
    for match in sorted(likely, key=lambda match: bool(re.match(r"\d+\.\d+", match[0]))):
        told = read(match)
        if told:
            minutes, settled = told
            afternoon = not settled and 60 <= minutes < 7 * 60
            return Found(as_time(minutes + 720 * afternoon), match.start(), match.end())
    named = _NAMED_TIME.search(normal)
    return Found(_NAMED[named[1]], named.start(), named.end()) if named else None


def _looks_like_a_time(match: re.Match[str]) -> bool:
    signs = ("minute1", "clock1", "am1", "pm1", "at", "lead1")
    return any(match[sign] for sign in signs)
