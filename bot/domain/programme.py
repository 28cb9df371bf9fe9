"""Programmes: a name, dates, and the rhythm that pairs begin with."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from bot.domain.keeping import USUAL_MONTHS
from bot.domain.people import Person
from bot.domain.rhythm import USUAL, Rhythm
from bot.errors import CannotTakePart, TrellisError

LONGEST_NAME = 80


class DatesReversed(TrellisError):
    """The programme would end before it begins. Please choose a later end."""


class ProgrammeOver(TrellisError):
    """That end lies in the past. Please choose a later one."""


class CoordinatesAlready(TrellisError):
    """{name} coordinates this programme already."""


class LastCoordinator(TrellisError):
    """You are the only coordinator of this programme. Please name somebody who takes over; then you can leave."""


@dataclass(frozen=True, slots=True)
class Programme:
    """A mentoring programme; both dates are included."""

    id: int
    workspace_id: int
    name: str
    starts_on: date
    ends_on: date
    rhythm: Rhythm = USUAL
    # A tag such as `en`, in which both of a pair are addressed together; the workspace's language where there is none.
    language: str | None = None
    # For how many months after its end a pair's words are kept, where that was set.
    keeps_months: int | None = None

    @property
    def months_kept(self) -> int:
        """For how many months after its end a pair's words are kept."""
        return self.keeps_months or USUAL_MONTHS


def check_dates(starts_on: date, ends_on: date, today: date) -> None:
    """Raise DatesReversed or ProgrammeOver for dates that no programme can have."""
    if ends_on <= starts_on:
        raise DatesReversed
    if ends_on <= today:
        raise ProgrammeOver


def check_coordinator(person: Person, coordinators: Collection[int]) -> None:
    """Raise CannotTakePart or CoordinatesAlready when somebody cannot be named; `coordinators` are people's ids."""
    if person.is_bot or person.deactivated_at:
        raise CannotTakePart(name=person.name)
    if person.id in coordinators:
        raise CoordinatesAlready(name=person.name)


def check_leaving(person_id: int, coordinators: Collection[int]) -> None:
    """Raise LastCoordinator when nobody would be left to coordinate the programme."""
    if not set(coordinators) - {person_id}:
        raise LastCoordinator


def who_hears(paired_by: int, coordinators: Collection[int]) -> tuple[int, ...]:
    """Return who hears of a pair: whoever paired the two while they coordinate, else everybody who does."""
    return (paired_by,) if paired_by in coordinators else tuple(sorted(coordinators))
