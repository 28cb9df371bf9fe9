"""Delivery health: what became of a programme's messages, in numbers that tell nothing of a single person's wishes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
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
    """What became of one message: where it stands, when it was due and sent (UTC), and its reason's id."""

    state: State
    due_at: datetime
    sent_at: datetime | None = None
    reason: str | None = None
    # Whether Slack was seen to hold it twice.
    doubled: bool = False


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


def health(rows: Iterable[Fared], now: datetime) -> Health:
    """Count what became of messages; what was skipped, by cause too."""
    counts: Counter[str] = Counter()
    causes: Counter[Cause] = Counter()
    for row in rows:
        if row.state in (State.PLANNED, State.SENDING):
            counts["due"] += row.due_at <= now
        else:
            counts[row.state.value] += 1
        counts["late"] += (
            row.state is State.SENT and row.sent_at is not None and row.sent_at > row.due_at + ON_TIME
        )
        counts["doubled"] += row.doubled
        if row.state is State.SKIPPED:
            causes[CAUSE_OF.get(row.reason or "", Cause.NEEDLESS)] += 1
    return Health(**counts, causes={cause: causes[cause] for cause in Cause if causes[cause]})
