"""To hear nothing for a while, or to hear again, in words: "snooze until Friday", "silenciar 3 dias", "snooze off"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.typed.dates import day
from bot.typed.folding import fold

_SNOOZE = (
    r"(?:snooze|mute|silence|silenciar|silencia(?:me|te|lo)?|silencio)"
    r"(?: (?:it|me|trellis|(?:all|the|your|my|los|tus|mis) (?:messages|mensajes)|messages|mensajes|todo|everything))?"
)
_ASKED = re.compile(rf"(?:please |por favor )?{_SNOOZE}(?:,? (?P<rest>.+))?")
_OVER = re.compile(
    r"off|end|ends|over|stop|cancel|no|none|fin|no mas|quitar|quita|terminar|termina|acabar|cancelar|desactivar"
)
_ENDED = re.compile(
    r"(?:unsnooze|unmute|(?:end|stop|cancel|finish) (?:the |my )?(?:snooze|snoozing)"
    r"|(?:terminar|termina|acabar|quitar|quita|cancelar|fin de) (?:el |mi |del? )?silencio"
    r"|(?:dejar|deja) de silenciar|volver a recibir mensajes)"
)
# The words before a length of time that the grammar of dates has no use for.
_DURING = re.compile(r"^(?:during|durante|por|unos|unas)\s+(?:the |los |las |unos |unas )?")
_EDGES = " .,;!?"


@dataclass(frozen=True, slots=True)
class Snoozing:
    """A wish to hear nothing until work begins on `until`, or to hear again (`is_over`).

    With neither, no day was understood where `names_day`, and else none was named.
    """

    until: date | None = None
    is_over: bool = False
    names_day: bool = False


def snoozing(text: str, today: date, locale: str = "en-GB") -> Snoozing | None:
    """Return what a text wants of a snooze, as seen from `today`; None where it is about something else."""
    folded = fold(text).strip(_EDGES)
    if _ENDED.fullmatch(folded):
        return Snoozing(is_over=True)
    asked = _ASKED.fullmatch(folded)
    if asked is None:
        return None
    said = (asked["rest"] or "").strip(_EDGES)
    if _OVER.fullmatch(said):
        return Snoozing(is_over=True)
    return Snoozing(day(_DURING.sub("", said), today, locale) if said else None, names_day=bool(said))
