"""Programmes: a name, dates, and the rhythm that pairs begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.errors import TrellisError

LONGEST_NAME = 80


class DatesReversed(TrellisError):
    """The programme would end before it begins. Please choose a later end."""


class ProgrammeOver(TrellisError):
    """That end lies in the past. Please choose a later one."""


@dataclass(frozen=True, slots=True)
class Programme:
    """A mentoring programme; both dates are included."""

    id: int
    workspace_id: int
    name: str
    starts_on: date
    ends_on: date


def check_dates(starts_on: date, ends_on: date, today: date) -> None:
    """Raise DatesReversed or ProgrammeOver for dates that no programme can have."""
    if ends_on <= starts_on:
        raise DatesReversed
    if ends_on <= today:
        raise ProgrammeOver
