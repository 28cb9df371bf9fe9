"""Goals: what a mentee works towards, by which steps, and how far they have come."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.errors import NoGoalYet, NoSuchGoal

LONGEST_TITLE = 300
LONGEST_NOTE = 2000
# What a measure, a first step and a comment may hold.
LONGEST_PART = 1000
# Slack's checkboxes hold ten, of 75 characters each (docs.slack.dev, "Checkboxes element").
LONGEST_MILESTONE = 75
MOST_MILESTONES = 10
# More would leave no room on Home, nor in anybody's week.
MOST_OPEN = 8
DONE = 100
TREND_OVER = timedelta(weeks=2)


class Closing(StrEnum):
    """How a goal ended, in the mentee's own eyes."""

    REACHED = "reached"
    PARTLY = "partly"
    NO_LONGER = "no_longer"


class Telling(StrEnum):
    """When the mentor hears of progress that was logged."""

    AT_ONCE = "at_once"
    CHECK_IN = "check_in"


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
class Milestone:
    """A step on the way to a goal; reached while `reached_at` is there."""

    id: int
    goal_id: int
    title: str
    reached_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Smart:
    """A goal in its writer's words: what, how they will know, by when, and the first step."""

    title: str
    measure: str | None = None
    target_on: date | None = None
    first_step: str | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal with its log and its milestones, oldest first; people count goals from 1 in each pair."""

    id: int
    pair_id: int
    person_id: int
    number: int
    title: str
    measure: str | None = None
    target_on: date | None = None
    first_step: str | None = None
    comment: str | None = None
    endorsed_at: datetime | None = None
    closed_at: datetime | None = None
    closed_as: Closing | None = None
    log: tuple[Entry, ...] = ()
    milestones: tuple[Milestone, ...] = ()

    @property
    def standing(self) -> tuple[Entry, ...]:
        """The entries that were not taken back."""
        return tuple(entry for entry in self.log if not entry.withdrawn_at)

    @property
    def percent(self) -> int:
        """How far the goal has come: the last percentage that stands, 0 before the first."""
        return _last_percent(self.standing)

    @property
    def latest(self) -> Entry | None:
        """The last entry that stands."""
        return self.standing[-1] if self.standing else None

    @property
    def sharpened(self) -> bool:
        """Whether anything beyond its title was said of it."""
        return bool(self.measure or self.target_on or self.first_step)

    @property
    def reached(self) -> tuple[Milestone, ...]:
        """The milestones that were reached."""
        return tuple(one for one in self.milestones if one.reached_at)


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


def trend(goal: Goal, now: datetime) -> int | None:
    """Return by how many points a goal moved in the last two weeks; None when no percentage was logged in them."""
    before = [entry for entry in goal.standing if entry.logged_at <= now - TREND_OVER]
    lately = [entry for entry in goal.standing if entry.logged_at > now - TREND_OVER]
    if all(entry.percent is None for entry in lately):
        return None
    return goal.percent - _last_percent(before)


def percent_before(goal: Goal, entry: Entry) -> int:
    """Return how far the goal had come when an entry was logged."""
    return _last_percent([one for one in goal.standing if one.id < entry.id])


def fell_back(goal: Goal, entry: Entry) -> bool:
    """Tell whether an entry says less than was said before it."""
    return entry.percent is not None and entry.percent < percent_before(goal, entry)


def finished(goal: Goal, entry: Entry) -> bool:
    """Tell whether it was this entry that brought the goal to its end."""
    return entry.percent == DONE and percent_before(goal, entry) < DONE


def telling(clauses: Mapping[str, Any]) -> Telling:
    """Return when a pair's agreement wants the mentor to hear of progress: at the next check-in unless it says more.

    This is the place where a clause named `progress` decides, once agreements have one.
    """
    said = clauses.get("progress", {}).get("choice")
    return Telling(said) if said in set(Telling) else Telling.CHECK_IN


def since(goals: Sequence[Goal], moment: datetime | None) -> list[tuple[Goal, Entry]]:
    """Return what was logged after a moment and still stands, oldest first; from the beginning without one."""
    found = [
        (goal, entry)
        for goal in goals
        for entry in goal.standing
        if moment is None or entry.logged_at > moment
    ]
    return sorted(found, key=lambda one: (one[1].logged_at, one[1].id))


def ticked(
    milestones: Sequence[Milestone], shown: Collection[int], chosen: Collection[int]
) -> tuple[list[int], list[int]]:
    """Return which milestones a form reached, and which it took back.

    `shown` are those that stood ticked when the form was opened, `chosen` those when it was sent: what both hold
    alike is no wish, so that an old form undoes nothing.
    """
    reached = [
        one.id for one in milestones if one.id in chosen and one.id not in shown and not one.reached_at
    ]
    undone = [one.id for one in milestones if one.id in shown and one.id not in chosen and one.reached_at]
    return reached, undone


def lines(text: str) -> list[str]:
    """Return the milestones that were typed, one in each line, without empty ones or repetitions."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def _last_percent(entries: Sequence[Entry]) -> int:
    said = [entry.percent for entry in entries if entry.percent is not None]
    return said[-1] if said else 0
