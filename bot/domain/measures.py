"""Measures: what of people's answers can be counted, and in which steps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Scale(StrEnum):
    """In which steps something was answered: agreement from 1 to 5, a number from 0 to 10, or one of some options."""

    AGREEMENT = "agreement"
    RATING = "rating"
    OPTIONS = "options"


MOST = {Scale.AGREEMENT: 5, Scale.RATING: 10}


@dataclass(frozen=True, slots=True)
class Measure:
    """An item of a question that can be counted.

    `words` names it where it is asked: the same statement in two questions is the same measure. `options`, lowest
    first, are those of a measure that has some.
    """

    question: str
    item: str
    words: str
    scale: Scale
    options: tuple[str, ...] = ()

    def step(self, value: str) -> int | None:
        """Return at which step of its scale an answer stands; None for one that is not on it."""
        if self.scale is Scale.OPTIONS:
            return self.options.index(value) + 1 if value in self.options else None
        return int(value) if value.isdigit() and int(value) <= self.steps else None

    @property
    def steps(self) -> int:
        """How many steps its scale has, nought not counted."""
        return MOST.get(self.scale, len(self.options))
