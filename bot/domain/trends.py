"""Trends: what somebody has answered over time, for that person alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.measures import Measure
from bot.domain.situation import Answer


@dataclass(frozen=True, slots=True)
class Point:
    """One answer: when it was given (UTC), and at which step of the scale."""

    answered_at: datetime
    value: str
    step: int


@dataclass(frozen=True, slots=True)
class Series:
    """The answers to one measure, oldest first; there is at least one."""

    measure: Measure
    points: tuple[Point, ...]

    @property
    def direction(self) -> str | None:
        """How the last answer stands to the first: `up`, `down` or `same`; None while there is one alone."""
        if len(self.points) < 2:
            return None
        moved = self.points[-1].step - self.points[0].step
        return "same" if moved == 0 else "up" if moved > 0 else "down"


def over_time(answers: Iterable[Answer], measures: Sequence[Measure], person_id: int) -> tuple[Series, ...]:
    """Return a person's own answers by measure, in the order of the measures; those of others count for nothing."""
    found: dict[str, list[Point]] = {one.words: [] for one in measures}
    by_question: dict[str, list[Measure]] = {}
    for one in measures:
        by_question.setdefault(one.question, []).append(one)
    mine = sorted((one for one in answers if one.person_id == person_id), key=lambda one: one.answered_at)
    for answer in mine:
        for measure in by_question.get(answer.question, ()):
            value = str(answer.value.get(measure.item) or "")
            step = measure.step(value)
            if step is not None:
                found[measure.words].append(Point(answer.answered_at, value, step))
    first = {one.words: one for one in reversed(measures)}
    return tuple(Series(first[words], tuple(points)) for words, points in found.items() if points)
