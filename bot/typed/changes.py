"""Words about the agreement: "change the agreement", "change the cadence to every three weeks", "as you suggest"."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.typed.folding import normal
from bot.typed.rhythm import Rhythm, cadence

_WISH = (
    r"(?:(?:i want to|i would like to|i'd like to|can we|could we|let's|let us|quiero|quisiera|me gustaria|podemos"
    r"|podriamos|se puede|vamos a) )?"
)
_VERB = (
    rf"(?:please |por favor )?{_WISH}(?:change|reopen|re-open|amend|edit|cambiar|cambia|cambiemos|reabrir|reabre"
    r"|modificar|modifica|editar)"
)
_WHOSE = r"(?:the|our|my|this|el|la|nuestro|nuestra|mi)?"
_AGREEMENT = re.compile(
    rf"{_VERB} {_WHOSE} ?(?:mentoring )?(?:agreement|acuerdo)(?: de mentoria)?(?: please| por favor)?[.!?]?"
)
_CADENCE = re.compile(
    rf"{_VERB} {_WHOSE} ?(?:cadence|rhythm|cadencia|ritmo|frecuencia)"
    r"(?: (?:to|a|por) (?P<how>.+?))?(?: please| por favor)?[.!?]?"
)

_SUGGESTED = re.compile(
    r"(?:(?:i|i'll|i will) take |as )?(?:you |your |the )?suggest(?:ion|ed)?(?: please)?[.!]?"
    r"|(?:(?:lo que|como) sugieres|(?:tu|la) sugerencia)(?: por favor)?[.!]?"
)


class Change(NamedTuple):
    """A wish to change the agreement; the rhythm where one was named that is understood."""

    rhythm: Rhythm | None = None


def change(text: str) -> Change | None:
    """Return the wish that the whole text is, or None when it is anything else."""
    said = normal(text)
    if _AGREEMENT.fullmatch(said):
        return Change()
    match = _CADENCE.fullmatch(said)
    if match is None:
        return None
    return Change(cadence(match["how"]) if match["how"] else None)


def as_suggested(text: str) -> bool:
    """Tell whether the whole text takes what was suggested: "as you suggest", "your suggestion"."""
    return _SUGGESTED.fullmatch(normal(text)) is not None
