"""Do-not-disturb and status in Slack: whether somebody wants quiet now, as far as Slack tells us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

# For so long do-not-disturb is believed; then Slack is asked again.
QUIET_AGE = timedelta(minutes=10)
# A status without an end that has stood for longer was forgotten.
FORGOTTEN_AFTER = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Quiet:
    """When somebody is not to be disturbed, from and until (UTC), as Slack said at `asked_at`."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    asked_at: datetime | None = None

    def holds_at(self, now: datetime) -> bool:
        """Tell whether that is now."""
        return (
            self.starts_at is not None and self.ends_at is not None and self.starts_at <= now < self.ends_at
        )

    def is_old(self, now: datetime) -> bool:
        """Tell whether Slack is to be asked again."""
        return self.asked_at is None or now - self.asked_at > QUIET_AGE


@dataclass(frozen=True, slots=True)
class Away:
    """Since when a status says that somebody is away, as first seen, and until when where it says so (UTC)."""

    since: datetime
    until: datetime | None = None

    def holds_at(self, now: datetime) -> bool:
        """Tell whether it is to be believed now."""
        return now < self.until if self.until else now - self.since < FORGOTTEN_AFTER
