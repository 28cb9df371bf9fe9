"""The message budget: how much anybody hears unasked, as their programme and they themselves have set it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.people import Intensity, Person
from bot.domain.rhythm import DAY_BUDGET, USUAL, WEEK_BUDGET, Rhythm

WEEK = timedelta(days=7)
# So far ahead a day with room is looked for.
HORIZON = timedelta(days=28)
# Who wants fewer messages and has set no number gets one a week.
FEWER_A_WEEK = 1


@dataclass(frozen=True, slots=True)
class Budget:
    """At most so many scheduled messages on one of somebody's days, and in any seven of them."""

    a_day: int = 1
    a_week: int = 2


DEFAULT = Budget()


def budget_of(person: Person, rhythm: Rhythm = USUAL) -> Budget:
    """Return what holds for somebody: what they have set themselves goes before what their programme has."""
    a_week = rhythm.of(WEEK_BUDGET)
    if person.intensity is not Intensity.USUAL:
        a_week = min(a_week, FEWER_A_WEEK)
    return Budget(person.most_a_day or rhythm.of(DAY_BUDGET), person.most_a_week or a_week)


def first_with_room(today: date, taken: Sequence[date], budget: Budget) -> date:
    """Return the first day from today on with room, so that no seven days hold more than the budget has.

    The last day of the horizon where there is none.
    """
    last = today + HORIZON
    day = today
    while day < last and not _has_room(day, taken, budget):
        day += timedelta(days=1)
    return day


def _has_room(day: date, taken: Sequence[date], budget: Budget) -> bool:
    if taken.count(day) >= budget.a_day:
        return False
    # Only what lies less than a week before or after shares seven days with it.
    near = sorted((one - day).days for one in taken if abs(one - day) < WEEK)
    weeks = (range(first, first + WEEK.days) for first in range(1 - WEEK.days, 1))
    return all(sum(one in week for one in near) < budget.a_week for week in weeks)
