"""A line of the benchmarks' table."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One figure; where it is compared, `ratio` is it divided by the figure of `against`.

    `goal` is the least ratio that we promise, `limit` the largest, and `most` the largest value. Absolute figures
    belong to one machine, ratios travel.
    """

    name: str
    value: float
    unit: str
    against: str | None = None
    ratio: float | None = None
    goal: float | None = None
    most: float | None = None
    limit: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether the goal is reached; true where there is none."""
        reached = self.goal is None or (self.ratio is not None and self.ratio >= self.goal)
        kept = self.limit is None or (self.ratio is not None and self.ratio <= self.limit)
        return reached and kept and (self.most is None or self.value <= self.most)

    @property
    def promise(self) -> str:
        """What we promise, for a reader; empty where we promise nothing."""
        if self.goal is not None:
            return f"≥ {self.goal:g}"
        if self.limit is not None:
            return f"≤ {self.limit:g}"
        return "" if self.most is None else f"≤ {self.most:g} {self.unit}".rstrip()


def middle_ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the median of what each round found of one, divided by what the same round found of the other.

    A machine that others use as well is slower by a third for minutes, and then so are both.
    """
    return statistics.median(one / other for one, other in zip(ours, theirs, strict=True))
