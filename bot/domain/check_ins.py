"""Check-ins: what a mentee can answer when asked how it goes."""

from __future__ import annotations

from enum import StrEnum

QUESTION = "check_in"
# What is asked, in the order in which it is told.
ITEMS = ("mood", "confidence", "note", "win", "next")


class Mood(StrEnum):
    """How the last stretch went, in the mentee's own eyes."""

    WELL = "well"
    SOME = "some"
    STUCK = "stuck"
