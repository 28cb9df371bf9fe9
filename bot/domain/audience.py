"""Who may read what a person typed."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum


class Audience(StrEnum):
    """The people who can read a text; its writer always can."""

    ONLY_ME = "only_me"
    # What stands on somebody's card once they have said so; until then theirs alone (bot.domain.cards).
    CARD = "card"
    PAIR = "pair"
    COORDINATOR = "coordinator"
    TOTALS = "totals"
    SAFETY = "safety"


def may_read(
    audience: Audience,
    *,
    reader: int,
    writer: int,
    pair: Collection[int] = (),
    coordinators: Collection[int] = (),
) -> bool:
    """Tell whether `reader` may see a text; people are ids, `pair` its members, `coordinators` the programme's.

    Texts for totals are read by nobody: they only count. Texts for the safety contact take a way of their own.
    """
    if reader == writer:
        return True
    if audience is Audience.PAIR:
        return reader in pair and writer in pair
    if audience is Audience.COORDINATOR:
        return reader in coordinators
    return False
