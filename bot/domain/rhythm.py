"""The rhythm: what comes back to whom once an agreement has begun, and when, as a programme has set it.

The intervals are those of MENTOR's Elements of Effective Practice and of practice on pulse surveys: early contact,
a first look after four weeks, then every two months, half-way and at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.cadence import MONTHLY, Cadence, Schedule, at_local, first_anchor
from bot.domain.check_ins import QUESTION
from bot.domain.people import Person, Role

if TYPE_CHECKING:
    from bot.domain.programme import Programme

AGREEMENT_NUDGE = "agreement_nudge"
CONFIDENCE = "confidence"
TECH_CHECK = "tech_check"
HAVE_YOU_MET = "have_you_met"
QUESTIONS = "questions"
SESSION_PULSE = "session_pulse"
FEEDBACK = "feedback"
CHECK_IN = QUESTION
MENTOR_CHECK_IN = "mentor_check_in"
NUDGE = "goal_nudge"
SETBACK = "setback"
REFLECTION = "reflection"
LEARNING = "learning"
PULSE = "pulse"
MIDPOINT = "midpoint"
CLOSING = "closing"
SURVEY = "closing_survey"
FOLLOW_UP = "follow_up"
DAY_BUDGET = "day_budget"
WEEK_BUDGET = "week_budget"

CONFIDENCE_AFTER = timedelta(days=1)
NUDGE_AFTER = (timedelta(days=3), timedelta(days=7))
# One that was held up for so long comes too late.
NUDGE_WINDOW = timedelta(days=4)
REFLECT_AFTER = timedelta(days=21)
PULSE_AFTER = timedelta(days=28)
LEARN_AFTER = timedelta(days=42)
SURVEY_BEFORE = timedelta(days=4)
# How late the closing survey may still come.
SURVEY_WINDOW = timedelta(days=30)
# Nobody is asked for feedback more often than this, whatever happens; nor after a set-back.
FEEDBACK_REST = timedelta(days=14)
SETBACK_REST = timedelta(days=21)
OFF = 0
ON = 1


class Measure(StrEnum):
    """What a line's number counts."""

    SWITCH = "switch"
    MONTHS = "months"
    DAYS_IN = "days_in"
    DAYS_LEFT = "days_left"
    DAYS_AFTER = "days_after"
    SESSIONS = "sessions"
    A_DAY = "a_day"
    A_WEEK = "a_week"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the rhythm: what its number counts, the numbers to choose from, and the usual one; 0 is off."""

    id: str
    measure: Measure = Measure.SWITCH
    choices: tuple[int, ...] = (ON,)
    usual: int = ON

    @property
    def offered(self) -> tuple[int, ...]:
        """The numbers to choose from, with "off" where it can be: nobody's budget is without end."""
        return self.choices if self.measure in (Measure.A_DAY, Measure.A_WEEK) else (*self.choices, OFF)


# As shared evaluation practice has it, in the order in which a pair lives through them.
LINES: tuple[Line, ...] = (
    Line(AGREEMENT_NUDGE),
    Line(CONFIDENCE),
    Line(TECH_CHECK),
    Line(HAVE_YOU_MET, Measure.DAYS_IN, (10, 12, 14), 10),
    Line(QUESTIONS),
    Line(SESSION_PULSE),
    Line(FEEDBACK, Measure.SESSIONS, (1, 2, 3, 4, 6), 3),
    Line(CHECK_IN),
    Line(MENTOR_CHECK_IN),
    Line(NUDGE),
    Line(SETBACK),
    Line(REFLECTION, Measure.MONTHS, (1, 2, 3), 1),
    Line(LEARNING, Measure.MONTHS, (1, 2, 3), 2),
    Line(PULSE, Measure.MONTHS, (1, 2, 3), 2),
    Line(MIDPOINT),
    Line(CLOSING, Measure.DAYS_LEFT, (7, 14, 21), 14),
    Line(SURVEY),
    Line(FOLLOW_UP, Measure.DAYS_AFTER, (60, 90, 120), 90),
)
# How many messages come to one person at most, whatever the lines above have planned.
BUDGETS: tuple[Line, ...] = (
    Line(DAY_BUDGET, Measure.A_DAY, (1, 2, 3), 1),
    Line(WEEK_BUDGET, Measure.A_WEEK, (1, 2, 3, 4, 5), 2),
)
EVERY = (*LINES, *BUDGETS)
BY_ID: Mapping[str, Line] = {line.id: line for line in EVERY}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What a programme has set, by line: only what differs from the usual is kept."""

    numbers: Mapping[str, int] = field(default_factory=dict)

    def of(self, line: str) -> int:
        """Return a line's number, 0 where it is off; raises KeyError for what is no line."""
        return self.numbers.get(line, BY_ID[line].usual)

    def has(self, kind: str) -> bool:
        """Tell whether a kind of message may come: what is no line of the rhythm always may."""
        return kind not in BY_ID or self.of(kind) != OFF

    def months(self, line: str) -> Cadence:
        """Return the interval of a line that is counted in months, and of one that is off its usual one."""
        return Cadence(self.of(line) or BY_ID[line].usual, "month")

    def days(self, line: str) -> timedelta:
        """Return the days of a line that is counted in days."""
        return timedelta(days=self.of(line) or BY_ID[line].usual)

    def changed(self, other: Rhythm) -> frozenset[str]:
        """Return the lines that another rhythm has set otherwise."""
        return frozenset(line.id for line in EVERY if self.of(line.id) != other.of(line.id))


USUAL = Rhythm()


def set_to(numbers: Mapping[str, int]) -> Rhythm:
    """Return the rhythm of these numbers; what is no line, or not one of its choices, is left as usual."""
    kept = {
        line.id: numbers[line.id]
        for line in EVERY
        if numbers.get(line.id, line.usual) != line.usual and numbers[line.id] in line.offered
    }
    return Rhythm(kept)


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
    """Yield what comes to a member, at the hour that they chose; nothing begins after the programme's last day.

    The mentor's own check-in is not among it: it comes to who asked for it (`check_in`).
    """
    for planned in _everything(person, role, programme, begins_on, agreed):
        if programme.rhythm.has(planned.kind) and begins_on < planned.rule.anchor <= programme.ends_on:
            yield planned


def check_in(person: Person, begins_on: date, agreed: Agreed) -> Schedule:
    """Return the rule of the check-in: the first comes after one whole interval."""
    earliest = begins_on + timedelta(days=round(agreed.cadence.mean_days))
    return _rule(person, first_anchor(earliest, person.hours.days, agreed.weekday), agreed.cadence)


def _everything(
    person: Person, role: Role, programme: Programme, begins_on: date, agreed: Agreed
) -> Iterator[Planned]:
    set_ = programme.rhythm

    def on(day: date, cadence: Cadence = MONTHLY) -> Schedule:
        return _rule(person, first_anchor(day, person.hours.days), cadence)

    if role is Role.MENTEE:
        rule = check_in(person, begins_on, agreed)
        yield Planned(CHECK_IN, rule)
        # Half an interval after each check-in, and only where nothing was logged for a whole one.
        half = rule.anchor + timedelta(days=round(agreed.cadence.mean_days / 2))
        yield Planned(NUDGE, _rule(person, first_anchor(half, person.hours.days), agreed.cadence))
    else:
        yield Planned(LEARNING, on(begins_on + LEARN_AFTER, set_.months(LEARNING)))
    yield Planned(CONFIDENCE, on(begins_on + CONFIDENCE_AFTER), once=True)
    yield Planned(HAVE_YOU_MET, on(begins_on + set_.days(HAVE_YOU_MET)), once=True)
    yield Planned(REFLECTION, on(begins_on + REFLECT_AFTER, set_.months(REFLECTION)))
    yield Planned(PULSE, on(begins_on + PULSE_AFTER, set_.months(PULSE)))
    length = programme.ends_on - begins_on
    yield Planned(MIDPOINT, on(begins_on + length / 2), once=True)
    yield Planned(CLOSING, on(programme.ends_on - set_.days(CLOSING)), once=True)
    yield Planned(SURVEY, on(programme.ends_on - SURVEY_BEFORE), once=True)


def _rule(person: Person, anchor: date, cadence: Cadence) -> Schedule:
    return Schedule(anchor, cadence, person.prompt_at or person.hours.start, person.zone)


def at_their_hour(person: Person, day: date) -> datetime:
    """Return the UTC instant of the hour that somebody chose, on the first day from `day` on which they work."""
    on = first_anchor(day, person.hours.days)
    return at_local(on, person.prompt_at or person.hours.start, person.zone)


def stage(percent: int, last_mood: str | None) -> str:
    """Return where a mentee stands on the GROW model (Whitmore): goal, reality, options or will."""
    if last_mood == "stuck":
        return "options"
    for most, name in ((0, "goal"), (39, "reality"), (79, "options")):
        if percent <= most:
            return name
    return "will"
