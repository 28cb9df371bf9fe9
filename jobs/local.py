"""The local engine: an asyncio dispatcher in this process, for SQLite and one machine."""

from __future__ import annotations

import asyncio
import contextlib

import structlog

from jobs.deliver import Deliverer

log = structlog.get_logger(__name__)

# After a failure of the database, so that its return is noticed and nothing spins.
PAUSE = 1.0


class LocalEngine:
    """See bot.ports.Engine."""

    def __init__(self, deliverer: Deliverer) -> None:
        self._deliverer = deliverer
        self._owed = asyncio.Event()
        self._stopping = False
        self._sweeping = asyncio.Lock()

    def wake(self) -> None:
        """Look at the ledger now."""
        self._owed.set()

    async def run(self) -> None:
        """Sweep whenever woken, until `stop`."""
        while not self._stopping:
            await self._owed.wait()
            self._owed.clear()
            try:
                await self.settle()
            except asyncio.CancelledError:
                raise
            except Exception:
                log.exception("sweep failed")
                self._owed.set()
                await asyncio.sleep(PAUSE)

    async def stop(self) -> None:
        """Let the sweep that is under way end, and begin no other."""
        self._stopping = True
        self._owed.set()
        with contextlib.suppress(asyncio.CancelledError):
            async with self._sweeping:
                pass

    async def settle(self) -> None:
        """Sweep until nothing is due."""
        while not self._stopping:
            async with self._sweeping:
                if not await self._deliverer.sweep():
                    return
