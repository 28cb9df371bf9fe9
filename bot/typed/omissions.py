"""What somebody wants shown and what left out, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.typed.choices import choice
from bot.typed.commands import Command, command
from bot.typed.folding import fold

_ALL = re.compile(
    r"(?:show|share|include|mostrar?|comparte|compartir)? ?"
    r"(?:all|everything|all of it|all of them|the whole card|leave (?:it )?all in|leave nothing out|nada fuera|"
    r"tod[oa]s?|(?:muestra|comparte)lo todo)"
)
_NOTHING = re.compile(
    r"(?:show|share|mostrar?|comparte)? ?(?:nothing|none|none of it|nothing at all|leave (?:it |everything )?all out|"
    r"leave out everything|nada|ningun[oa]|ninguna de ellas)"
)
_LEAVE_OUT = re.compile(
    r"^(?:(?:please |show |share |mostrar? |comparte )?(?:all|everything|todo)?,? ?"
    r"(?:but(?: not)?|except(?: for)?|without|save|leave out|leave off|omit|hide|not|minus|not my|no|"
    r"menos|excepto|salvo|sin|oculta|omite|deja fuera|quita)\b)"
)
_LIST = re.compile(r"[,;/&+]|\b(?:and|or|nor|y|e|ni)\b")
_MINE = re.compile(r"^(?:my|the|mi|mis|el|la|los|las)\b")


def left_out(text: str, names: Mapping[str, tuple[str, ...]]) -> list[str] | None:
    """Return the keys of what a text leaves out, in the order of `names` (labels by key); None if it is unclear.

    "Everything" leaves nothing out and "nothing" all of it; whatever is named beside that is left out.
    """
    said = fold(text).strip(" .!")
    steer = command(text)
    if steer is Command.YES or _ALL.fullmatch(said):
        return []
    if steer is Command.NO or _NOTHING.fullmatch(said):
        return list(names)
    parts = [_MINE.sub("", part.strip()).strip() for part in _LIST.split(_LEAVE_OUT.sub("", said))]
    found = {choice(part, names) for part in parts if part}
    return [key for key in names if key in found] if found and None not in found else None
