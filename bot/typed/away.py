"""Statuses in Slack that say that somebody is on leave, ill or otherwise not at work."""

from __future__ import annotations

import re

from bot.typed.folding import fold

# Slack's own suggestions for being away, and what people use beside them.
AWAY_EMOJI = frozenset(
    {
        ":palm_tree:",
        ":desert_island:",
        ":beach_with_umbrella:",
        ":umbrella_on_ground:",
        ":face_with_thermometer:",
        ":thermometer:",
        ":mask:",
        ":baby:",
        ":baby_bottle:",
        ":hospital:",
        ":airplane:",
        ":airplane_departure:",
        ":camping:",
        ":ski:",
        ":luggage:",
    }
)
_AWAY = re.compile(
    r"\b(?:vacation(?:ing)?|holidays?|annual leave|parental leave|maternity|paternity|sick(?: leave| day)?|out sick"
    r"|on leave|o\.?o\.?o\.?|out of (?:the )?office|pto|day off|days off|away until|back on"
    r"|vacaciones|de baja|de permiso|ausente|fuera de la oficina|dia libre|vuelvo el"
    r"|ferias|de ferias|urlaub|im urlaub|krank|elternzeit|conges?|en conge|absente?)\b"
)


def says_away(text: str, emoji: str) -> bool:
    """Tell whether a status says that somebody is not at work for a while."""
    return emoji in AWAY_EMOJI or _AWAY.search(fold(text)) is not None
