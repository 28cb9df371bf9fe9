"""The engine of a process that only listens: what it owes, those that work hear of with its commit."""

from __future__ import annotations

import asyncio


class RestingEngine:
    """See bot.ports.Engine."""

    def __init__(self) -> None:
        self._stopped = asyncio.Event()

    @property
    def is_well(self) -> bool:
        """Whether nothing of it has broken: it does nothing that could."""
        return True

    def wake(self) -> None:
        """Leave it to those that work."""

    async def run(self) -> None:
        """Rest until `stop`."""
        await self._stopped.wait()

    async def stop(self) -> None:
        """Rest no more."""
        self._stopped.set()

    async def settle(self) -> None:
        """Nothing is ever under way here."""
