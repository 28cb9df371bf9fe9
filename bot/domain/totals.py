"""Totals: what coordinators learn of surveys, of five people or more, and never so that one person can be told.

Answers are gathered in waves. A wave closes when five people have answered and four weeks have passed since the first
did; its figures are made once and never again, and the next wave begins with whoever answers then. So no two totals
share a person's answer, and none can be taken from another to lay one bare (small numbers: shared evaluation practice).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from bot.domain.measures import Measure, Scale
from bot.domain.people import Role

LEAST = 5
GATHERS = timedelta(days=28)
ROLES = (Role.MENTOR, Role.MENTEE)


@dataclass(frozen=True, slots=True)
class Given:
    """One answer that counts: whose, as what they gave it, and when (UTC)."""

    person_id: int
    role: Role
    value: Mapping[str, Any]
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class Figure:
    """What so many people answered to one item: the median of a scale, or the option most often chosen.

    `value` is None where no option leads. `by_role` stands only where each role has people enough.
    """

    people: int
    value: float | str | None
    by_role: Mapping[Role, float | str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wave:
    """A closed wave of a survey: how many people answered, its figures by item, and from when to when (UTC)."""

    question: str
    number: int
    people: int
    figures: Mapping[str, Figure]
    closed_at: datetime
    # When the wave before it was closed.
    after: datetime | None = None


def closes(given: Sequence[Given], now: datetime) -> bool:
    """Tell whether a wave with these answers may close."""
    if len({one.person_id for one in given}) < LEAST:
        return False
    return now - min(one.answered_at for one in given) >= GATHERS


def figures(given: Iterable[Given], measures: Iterable[Measure]) -> dict[str, Figure]:
    """Return the figures by item that can be shown; each person counts once, with the newest of their answers."""
    newest = {one.person_id: one for one in sorted(given, key=lambda one: one.answered_at)}
    found = {}
    for measure in measures:
        figure = _figure(list(newest.values()), measure)
        if figure:
            found[measure.item] = figure
    return found


def _figure(given: Sequence[Given], measure: Measure) -> Figure | None:
    said = [(one.role, str(one.value.get(measure.item) or "")) for one in given]
    said = [(role, value) for role, value in said if measure.step(value) is not None]
    if len(said) < LEAST:
        return None
    apart = {role: [value for one, value in said if one is role] for role in ROLES}
    # One role alone would give the other away by what is left.
    enough = all(len(values) >= LEAST for values in apart.values())
    by_role = {role: _middle(values, measure) for role, values in apart.items()} if enough else {}
    return Figure(len(said), _middle([value for _role, value in said], measure), by_role)


def _middle(values: Sequence[str], measure: Measure) -> float | str | None:
    """Return the median, or the option that leads: neither tells what any single one of five has said."""
    if measure.scale is not Scale.OPTIONS:
        return float(median(int(value) for value in values))
    ranked = Counter(values).most_common(2)
    leads = len(ranked) == 1 or ranked[0][1] > ranked[1][1]
    return ranked[0][0] if leads else None
