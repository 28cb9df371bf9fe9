"""Goals: what a mentee works towards, and how far they have come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.errors import NoGoalYet, NoSuchGoal

LONGEST_TITLE = 300
LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry in a goal's log; `percent` from 0 to 100, or None for a note alone."""

    id: int
    goal_id: int
    person_id: int
    percent: int | None
    note: str | None
    logged_at: datetime
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal with its log, oldest first; people count goals from 1 in each pair."""

    id: int
    pair_id: int
    person_id: int
    number: int
    title: str
    target_on: date | None = None
    closed_at: datetime | None = None
    log: tuple[Entry, ...] = ()

    @property
    def percent(self) -> int:
        """How far the goal has come: the last percentage that stands, 0 before the first."""
        said = [entry.percent for entry in self.log if entry.percent is not None and not entry.withdrawn_at]
        return said[-1] if said else 0

    @property
    def latest(self) -> Entry | None:
        """The last entry that stands."""
        standing = [entry for entry in self.log if not entry.withdrawn_at]
        return standing[-1] if standing else None


def choose(goals: Sequence[Goal], number: int | None) -> Goal:
    """Return the goal that a person means; without a number, the first that is open.

    Raises NoGoalYet when there is none at all, NoSuchGoal when the number names none.
    """
    if not goals:
        raise NoGoalYet
    if number is None:
        return next((goal for goal in goals if not goal.closed_at), goals[0])
    for goal in goals:
        if goal.number == number:
            return goal
    raise NoSuchGoal(number=number)
