"""Check-ins: what a mentee can answer when asked how it goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

QUESTION = "check_in"
LONGEST_NOTE = 2000


class Mood(StrEnum):
    """How the last stretch went, in the mentee's own eyes."""

    WELL = "well"
    SOME = "some"
    STUCK = "stuck"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One answered check-in: a press, words, or both."""

    person_id: int
    occurred_on: date
    mood: Mood | None
    note: str
    answered_at: datetime
