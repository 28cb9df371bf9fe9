"""What time it is: the system's clock, and one that can be moved."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta


class SystemClock:
    """The machine's clock, shifted by a fixed number of seconds for rehearsals."""

    def __init__(self, offset_seconds: float = 0.0) -> None:
        self.offset = timedelta(seconds=offset_seconds)

    def now(self) -> datetime:
        """Return the present instant in UTC."""
        return datetime.now(UTC) + self.offset

    async def sleep(self, seconds: float) -> None:
        """Wait for so many real seconds."""
        await asyncio.sleep(seconds)


class MovableClock(SystemClock):
    """A clock that goes on at its own pace and can be moved forward; `flows=False` makes it stand still."""

    def __init__(self, start: datetime | None = None, *, flows: bool = True) -> None:
        super().__init__()
        self.flows = flows
        self._standing = start or datetime.now(UTC)
        if flows and start is not None:
            self.offset = start - datetime.now(UTC)

    def now(self) -> datetime:
        """Return the present instant in UTC."""
        return super().now() if self.flows else self._standing

    def move_to(self, instant: datetime) -> None:
        """Go forward to `instant`; an instant that has passed changes nothing."""
        ahead = instant - self.now()
        if ahead > timedelta(0):
            self.offset += ahead
            self._standing = instant
