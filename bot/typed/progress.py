"""How far somebody says they have come with a goal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.typed.patterns import pattern

# Longer than any field that takes a note, so that the field's own limit answers.
NOTE_LIMIT: Final = 10_000


@dataclass(frozen=True, slots=True)
class Progress:
    """A step on a goal: its number if one was named, percent 0 to 100 or None, and the note as typed.

    `done` is true exactly when `percent` is 100. With neither a percentage the text is a note alone.
    """

    goal: int | None
    percent: int | None
    done: bool
    note: str


@dataclass(frozen=True, slots=True)
class Misread:
    """Understood, but it cannot be: `reason` is "percent_range" for anything outside 0 to 100."""

    reason: str
    given: str


_FLAGS = re.IGNORECASE | re.DOTALL
_SEPARATORS = "¡ \t\r\n-–—:,.;)·"
_FINISHED = (
    r"(?:all done|done|finished|completed?|i'?m done|hech[oa]|terminad[oa]|list[oa]|completad[oa]|acabad[oa]"
    r"|(?:lo |la |ya )?(?:he )?(?:termin[eé]|terminado|acab[eé]|acabado)|ya est[aá]"
    r"|✅|✔️?|:white_check_mark:|:heavy_check_mark:)"
)
_END = r"(?=\s*(?:$|[-–—:,.;!)]))"
_PERCENT = r"(?:%|percent\b|per cent\b|pct\b|por ?ciento\b)"
_NUMBER = r"(?P<number>[-−]?\d{1,6}(?:[.,]\d{1,3})?)"
_LEAD = (
    r"(?:(?:i'?m|we'?re|it'?s|is|es|est[aá]|now|at|about|around|roughly|some|almost|nearly|already|up to|reached"
    r"|avanc[eé]|voy|vamos|por|estoy|estamos|ya|en|el|un|al|casi|llevo|llevamos|alcanc[eé]|hasta|unos|~|≈)\s+|[~≈]){0,6}"
)
_PARTS = {
    100: rf"(?:{_FINISHED}|cien por cien(?:to)?)",
    75: r"(?:three[ -]quarters|tres cuartos|¾)",
    50: r"(?:half[ -]?way(?: (?:there|through))?|half(?: done)?|a medias|a (?:la )?mitad|la mitad|mitad|½)",
    25: r"(?:(?:a|one) quarter|un cuarto|¼)",
    0: r"(?:not started(?: yet)?|nothing yet|no progress(?: yet)?|sin empezar"
    r"|nada a[uú]n|nada todav[ií]a|todav[ií]a nada|a[uú]n nada)",
}

_PREFIX = pattern(
    r"\s*(?:progress|progreso|avances?|update)"
    r"(?:\s*[:–—-]\s*|\s+(?=#?\d|goal\b|objetivo\b|meta\b|done\b|hecho\b|half|$)|\s*$)(?P<rest>.*)",
    _FLAGS,
)
_GOAL = pattern(
    r"\s*(?:[-*•]\s+)?(?:(?:(?:el |la |my |mi )?(?:goal|objetivo|meta)\s*(?:n(?:o|º|°)?\.?\s*)?#?\s*|#)"
    r"(?P<named>\d{1,9})\b(?!\s*(?:%|/\s*\d))"
    rf"|(?P<bare>\d{{1,3}})(?:\s*(?:[:)]|\.\s)\s*(?!\d\d\b(?!\s*%))|\s+(?={_FINISHED}{_END}|\d+\s*%)))"
    r"\s*(?:[:.,)]|[-–—](?=\s))?\s*",
    _FLAGS,
)
_FIRST_PERCENT = pattern(rf"\s*(?:[-*•]\s+)?{_LEAD}{_NUMBER}\s*{_PERCENT}(?P<note>.*)", _FLAGS)
_ANY_PERCENT = pattern(rf"{_NUMBER}\s*{_PERCENT}", _FLAGS)
_LAST_PERCENT = pattern(rf"(?P<note>.*?[\s,;:(–—-]){_LEAD}{_NUMBER}\s*{_PERCENT}[\s.!)]*", _FLAGS)
_BARE = pattern(rf"\s*{_LEAD}{_NUMBER}{_END}(?P<note>.*)", _FLAGS)
_FRACTION = pattern(
    r"\s*(?:(?:finished|completed|done|read|wrote|did|hechos?|le[ií]dos?|terminad[oa]s?|le[ií])\s+)?"
    rf"{_LEAD}(?P<part>\d{{1,6}})\s*(?:/|of|out of|de)\s*(?:los |las |the )?(?P<whole>\d{{1,6}})\b(?P<note>.*)",
    _FLAGS,
)
_WORDS = {
    percent: pattern(rf"\s*{_LEAD}{said}{_END}(?P<note>.*)", _FLAGS) for percent, said in _PARTS.items()
}
_FINISHED_FIRST = pattern(rf"\s*{_FINISHED}{_END}", _FLAGS)


def progress_prefix(text: str) -> str | None:
    """Return what follows "progress:" (or "progreso:", "avance:", "update:"), or None without such a prefix."""
    match = _PREFIX.fullmatch(text[:NOTE_LIMIT])
    return match["rest"].strip() if match else None


def percent_and_note(text: str) -> Progress | Misread | None:
    """Return the progress that a text tells, with the number of the goal if it names one.

    Understands "60% finished the second chapter", "goal 2: 40%", "2 done", "half way", "2/5 chapters" in English
    and Spanish. A text that names a goal or begins with "progress:" and gives no figure is a note alone; any other
    text without a figure is None. Percentages outside 0 to 100 are a Misread.
    """
    prefixed = progress_prefix(text)
    said = text[:NOTE_LIMIT] if prefixed is None else prefixed
    named = _GOAL.match(said)
    goal = int(named["named"] or named["bare"]) if named else None
    rest = said[named.end() :] if named else said
    figure = _figure(rest)
    if isinstance(figure, Misread):
        return figure
    if figure is not None:
        return Progress(goal, figure[0], figure[0] == 100, figure[1])
    note = rest.strip(_SEPARATORS)
    return Progress(goal, None, False, note) if note and (named or prefixed is not None) else None


def _figure(rest: str) -> tuple[int, str] | Misread | None:
    """Return percent and note, trying the surest reading first."""
    for reading in (_first_percent, _fraction, _in_words, _last_percent, _bare_number):
        figure = reading(rest)
        if figure is not None:
            return figure
    return None


def _first_percent(rest: str) -> tuple[int, str] | Misread | None:
    match = _FIRST_PERCENT.fullmatch(rest)
    return _percent(match["number"], match["note"]) if match else None


def _last_percent(rest: str) -> tuple[int, str] | Misread | None:
    """Read "wrote two chapters, 60%"; with several percentages nobody can say which one is meant."""
    if len(_ANY_PERCENT.findall(rest)) != 1:
        return None
    match = _LAST_PERCENT.fullmatch(rest)
    return _percent(match["number"], match["note"].rstrip(_SEPARATORS + "(")) if match else None


def _bare_number(rest: str) -> tuple[int, str] | Misread | None:
    match = _BARE.fullmatch(rest)
    return _percent(match["number"], match["note"]) if match else None


def _percent(number: str, note: str) -> tuple[int, str] | Misread:
    value = float(number.replace(",", ".").replace("−", "-"))
    if not 0 <= value <= 100:
        return Misread("percent_range", number)
    return int(value + 0.5), _tidied(note)


def _tidied(note: str) -> str:
    """Drop what only repeats the figure: the "done" in "60% done: wrote the intro"."""
    said = note.lstrip(_SEPARATORS)
    repeated = _FINISHED_FIRST.match(said)
    return said[repeated.end() if repeated else 0 :].lstrip(_SEPARATORS + "!").strip()


def _fraction(rest: str) -> tuple[int, str] | Misread | None:
    match = _FRACTION.fullmatch(rest)
    if not match or not int(match["whole"]):
        return None
    part, whole = int(match["part"]), int(match["whole"])
    # The note keeps the fraction: "chapters" alone would say less than "2/5 chapters".
    note = rest.strip() if match["note"].strip(_SEPARATORS) else ""
    return (
        (int(100 * part / whole + 0.5), note)
        if part <= whole
        else Misread("percent_range", f"{part}/{whole}")
    )


def _in_words(rest: str) -> tuple[int, str] | None:
    for percent, said in _WORDS.items():
        match = said.fullmatch(rest)
        if match:
            return percent, match["note"].strip(_SEPARATORS + "!")
    return None
