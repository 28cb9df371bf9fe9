"""Patience that a frozen machine does not use up."""

from __future__ import annotations

import asyncio

# Longer than a busy machine needs.
SECONDS = 90.0


class Patience:
    """Runs out after so many looks, not after so much time: while the machine stands still, nobody looks."""

    def __init__(self, every: float, seconds: float = SECONDS) -> None:
        """A look is made `every` so many seconds, and in vain for `seconds` at the most."""
        self._every = every
        self._looks = round(seconds / every)
        self._left = self._looks

    async def holds(self) -> bool:
        """Wait until the next look; False when there were enough."""
        await asyncio.sleep(self._every)
        self._left -= 1
        return self._left > 0

    def renew(self) -> None:
        """Something has moved on: begin to wait anew."""
        self._left = self._looks
