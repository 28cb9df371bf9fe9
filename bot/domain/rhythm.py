"""The rhythm: what comes back to whom once an agreement has begun, and when.

The intervals are those of MENTOR's Elements of Effective Practice and of practice on pulse surveys: early contact,
a first look after four weeks, then every two months, half-way and at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.cadence import EVERY_TWO_MONTHS, MONTHLY, Cadence, Schedule, first_anchor
from bot.domain.check_ins import QUESTION
from bot.domain.people import Person, Role
from bot.domain.programme import Programme

CHECK_IN = QUESTION
NUDGE = "goal_nudge"
HAVE_YOU_MET = "have_you_met"
REFLECTION = "reflection"
PULSE = "pulse"
MIDPOINT = "midpoint"
CLOSING = "closing"
SURVEY = "closing_survey"

MET_AFTER = timedelta(days=10)
REFLECT_AFTER = timedelta(days=21)
PULSE_AFTER = timedelta(days=28)
CLOSES_BEFORE = timedelta(weeks=2)
SURVEY_BEFORE = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Planned:
    """Something that comes to a person: once on the rule's first day, or again and again."""

    kind: str
    rule: Schedule
    once: bool = False


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the agreement says of the check-in: how often, and if it says so, on which weekday."""

    cadence: Cadence
    weekday: int | None = None


def rhythm(
    person: Person, role: Role, programme: Programme, begins_on: date, agreed: Agreed
) -> Iterator[Planned]:
    """Yield what comes to a member, at the hour that they chose; nothing begins after the programme's last day."""
    for planned in _everything(person, role, programme, begins_on, agreed):
        if begins_on < planned.rule.anchor <= programme.ends_on:
            yield planned


def check_in(person: Person, begins_on: date, agreed: Agreed) -> Schedule:
    """Return the rule of the check-in: the first comes after one whole interval."""
    earliest = begins_on + timedelta(days=round(agreed.cadence.mean_days))
    return _rule(person, first_anchor(earliest, person.hours.days, agreed.weekday), agreed.cadence)


def _everything(
    person: Person, role: Role, programme: Programme, begins_on: date, agreed: Agreed
) -> Iterator[Planned]:
    def on(day: date, cadence: Cadence = MONTHLY) -> Schedule:
        return _rule(person, first_anchor(day, person.hours.days), cadence)

    if role is Role.MENTEE:
        rule = check_in(person, begins_on, agreed)
        yield Planned(CHECK_IN, rule)
        # Half an interval after each check-in, and only where nothing was logged for a whole one.
        half = rule.anchor + timedelta(days=round(agreed.cadence.mean_days / 2))
        yield Planned(NUDGE, _rule(person, first_anchor(half, person.hours.days), agreed.cadence))
    yield Planned(HAVE_YOU_MET, on(begins_on + MET_AFTER), once=True)
    yield Planned(REFLECTION, on(begins_on + REFLECT_AFTER))
    yield Planned(PULSE, on(begins_on + PULSE_AFTER, EVERY_TWO_MONTHS))
    length = programme.ends_on - begins_on
    yield Planned(MIDPOINT, on(begins_on + length / 2), once=True)
    yield Planned(CLOSING, on(programme.ends_on - CLOSES_BEFORE), once=True)
    yield Planned(SURVEY, on(programme.ends_on - SURVEY_BEFORE), once=True)


def _rule(person: Person, anchor: date, cadence: Cadence) -> Schedule:
    return Schedule(anchor, cadence, person.prompt_at or person.hours.start, person.zone)


def stage(percent: int, last_mood: str | None) -> str:
    """Return where a mentee stands on the GROW model (Whitmore): goal, reality, options or will."""
    if last_mood == "stuck":
        return "options"
    for most, name in ((0, "goal"), (39, "reality"), (79, "options")):
        if percent <= most:
            return name
    return "will"
