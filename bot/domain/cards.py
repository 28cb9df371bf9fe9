"""Cards: what of somebody's words about themselves their partner gets to read."""

from __future__ import annotations

from collections.abc import Collection

from bot.domain.audience import Audience


def audience(declared: Audience, step: str, left_out: Collection[str] | None) -> Audience:
    """Return who reads the answer to a step: `left_out` are the steps that its writer keeps off the card.

    While nothing is decided (None) it is the writer's alone, and declared so: CARD.
    """
    if declared is not Audience.CARD or left_out is None:
        return declared
    return Audience.ONLY_ME if step in left_out else Audience.PAIR
