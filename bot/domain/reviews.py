"""When a pair looks at its agreement again: at the agreed interval, and half-way through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.domain.cadence import Cadence, Schedule, first_anchor, occurrences
from bot.domain.people import Person
from bot.domain.rhythm import Planned

REVIEW = "review"
HALF_WAY = "review_half_way"
# Two reviews within so much time would be one too many: then the one that was agreed is enough.
NEAR = timedelta(days=21)


def reviews(
    person: Person, begins_on: date, ends_on: date, months: int, half_way_on: date | None
) -> Iterator[Planned]:
    """Yield what reminds a member of looking at the agreement again, every so many months from a day on.

    At the hour that they chose, on a day they work; nothing after the programme's last day. Half-way through there
    is one more, unless one of the others lies near it.
    """
    cadence = Cadence(months, "month")
    anchor = first_anchor(_after(begins_on, months), person.hours.days)
    rule = _rule(person, anchor, cadence)
    if anchor <= ends_on:
        yield Planned(REVIEW, rule)
    if half_way_on is None or half_way_on <= begins_on or _is_near(rule, half_way_on, ends_on):
        return
    yield Planned(HALF_WAY, _rule(person, first_anchor(half_way_on, person.hours.days), cadence), once=True)


def is_near(day: date, begun_on: date, ends_on: date) -> bool:
    """Tell whether a day lies near the half of what runs from one day to another."""
    return abs(day - (begun_on + (ends_on - begun_on) / 2)) <= NEAR


def _after(day: date, months: int) -> date:
    """Return the day so many mean months later."""
    return day + timedelta(days=round(Cadence(months, "month").mean_days))


def _is_near(rule: Schedule, day: date, ends_on: date) -> bool:
    nearest = next(occurrences(rule, day - NEAR - timedelta(days=1)))
    return nearest <= min(day + NEAR, ends_on)


def _rule(person: Person, anchor: date, cadence: Cadence) -> Schedule:
    return Schedule(anchor, cadence, person.prompt_at or person.hours.start, person.zone)
