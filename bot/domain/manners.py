"""Manners: how little somebody may want to hear and still get a kind of message, and what becomes of it held."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.people import Intensity


class WhenHeld(StrEnum):
    """What a message does that may not leave at its time."""

    # Comes alone, as soon as it may.
    LATE = "late"
    # Comes within the next message of Trellis's, or alone where none comes before it may.
    FOLD = "fold"
    # Its moment was the point of it.
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Manner:
    """What a kind declares of itself; `least` is the lowest wish under which it still comes."""

    least: Intensity = Intensity.USUAL
    when_held: WhenHeld = WhenHeld.LATE


USUAL = Manner(Intensity.ESSENTIAL)


def wanted(manner: Manner, intensity: Intensity) -> bool:
    """Tell whether somebody with this wish gets a message of this manner."""
    order = list(Intensity)
    return order.index(intensity) <= order.index(manner.least)
