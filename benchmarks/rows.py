"""A line of the benchmarks' table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One figure; where it is compared, `ratio` is it divided by the figure of `against`.

    `goal` is the least ratio that we promise. Absolute figures belong to one machine, ratios travel.
    """

    name: str
    value: float
    unit: str
    against: str | None = None
    ratio: float | None = None
    goal: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether the goal is reached; true where there is none."""
        return self.goal is None or (self.ratio is not None and self.ratio >= self.goal)
