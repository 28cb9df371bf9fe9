"""Delivery health: what became of a programme's messages, in numbers that tell nothing of a single person's wishes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from bot.domain.deliveries import State

# A message that leaves within a few sweeps of its time is on time.
ON_TIME = timedelta(minutes=15)


class Cause(StrEnum):
    """Why messages were not sent, as coarse as coordinators may know it: whose answer or wish it was, nobody tells."""

    NEEDLESS = "needless"
    WISH = "wish"
    PAUSE = "pause"
    LATE = "late"
    GONE = "gone"


CAUSE_OF: Mapping[str, Cause] = {
    "snoozed": Cause.WISH,
    "fewer-only": Cause.WISH,
    "essential-only": Cause.WISH,
    "budget": Cause.WISH,
    "outside-hours": Cause.WISH,
    "holiday": Cause.WISH,
    "away": Cause.WISH,
    "do-not-disturb": Cause.WISH,
    "status-away": Cause.WISH,
    "never-open": Cause.WISH,
    "never-together": Cause.WISH,
    "outside-hours-of-both": Cause.WISH,
    "not-wanted": Cause.WISH,
    "contact": Cause.WISH,
    "paused": Cause.PAUSE,
    "paused-until": Cause.PAUSE,
    "pair-over": Cause.PAUSE,
    "too-late": Cause.LATE,
    "deactivated": Cause.GONE,
    "not-installed": Cause.GONE,
    "no-consent": Cause.GONE,
    "not-both": Cause.GONE,
    "no-place": Cause.GONE,
}


@dataclass(frozen=True, slots=True)
class Fared:
    """What became of so many messages alike: where they stand, and their reason's id."""

    state: State
    reason: str | None = None
    times: int = 1
    # Whether they are to have left by now, whether they left later than ON_TIME, and whether Slack holds them twice.
    is_due: bool = True
    is_late: bool = False
    is_doubled: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    """How many messages stand where; of those sent, `late` left too long after they were to."""

    due: int = 0
    sent: int = 0
    late: int = 0
    held: int = 0
    folded: int = 0
    skipped: int = 0
    failed: int = 0
    unknown: int = 0
    doubled: int = 0
    causes: Mapping[Cause, int] = field(default_factory=dict)


def health(sorts: Iterable[Fared]) -> Health:
    """Count what became of messages; what was skipped, by cause too."""
    counts: Counter[str] = Counter()
    causes: Counter[Cause] = Counter()
    for one in sorts:
        if one.state in (State.PLANNED, State.SENDING):
            counts["due"] += one.times * one.is_due
        else:
            counts[one.state.value] += one.times
        counts["late"] += one.times * one.is_late
        counts["doubled"] += one.times * one.is_doubled
        if one.state is State.SKIPPED:
            causes[CAUSE_OF.get(one.reason or "", Cause.NEEDLESS)] += one.times
    return Health(**counts, causes={cause: causes[cause] for cause in Cause if causes[cause]})
