"""The local engine: an asyncio dispatcher in this process, for SQLite and one machine."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import datetime

import structlog

from jobs.deliver import Deliverer
from storage.errors import DatabaseUnreachable

log = structlog.get_logger(__name__)

# After a failure of the database, so that its return is noticed and nothing spins.
PAUSE = 1.0
# A sweep lasts as long as its slowest call to Slack; meanwhile another one serves everybody else.
SWEEPERS = 4


class LocalEngine:
    """See bot.ports.Engine."""

    def __init__(self, deliverer: Deliverer) -> None:
        self._deliverer = deliverer
        # However often we are woken, one look is enough, and one idle sweeper takes it.
        self._owed: asyncio.Queue[None] = asyncio.Queue(maxsize=1)
        self._alarm: asyncio.TimerHandle | None = None
        self._stopping = False
        self._under_way = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    @property
    def is_well(self) -> bool:
        """Whether nothing of it has broken: it has nothing that could."""
        return True

    def wake(self) -> None:
        """Look at the ledger now."""
        with contextlib.suppress(asyncio.QueueFull):
            self._owed.put_nowait(None)

    async def run(self) -> None:
        """Sweep whenever woken, until `stop`."""
        async with asyncio.TaskGroup() as sweepers:
            for number in range(SWEEPERS):
                sweepers.create_task(self._serve(), name=f"sweeper {number}")

    async def stop(self) -> None:
        """Let the sweeps that are under way end, and begin no other."""
        self._stopping = True
        self._silence()
        self.wake()
        await self._quiet.wait()

    async def settle(self) -> None:
        """Sweep until nothing is due and nothing is under way."""
        while not self._stopping:
            if await self._sweep():
                continue
            if not self._under_way:
                return
            await self._quiet.wait()

    async def sweep_all(self) -> None:
        """Sweep until nothing is due, or `stop`."""
        while not self._stopping:
            since = self._deliverer.now()
            if not await self._sweep():
                await self._look_again(since)
                return

    async def _look_again(self, since: datetime) -> None:
        """Be woken when the slot is free for which something waited that was due at an instant (UTC)."""
        pause = await self._deliverer.pause(since)
        if pause is not None:
            self._silence()
            self._alarm = asyncio.get_running_loop().call_later(pause, self.wake)

    def _silence(self) -> None:
        if self._alarm:
            self._alarm.cancel()

    async def _serve(self) -> None:
        while not self._stopping:
            await self._owed.get()
            try:
                await self.sweep_all()
            except Exception as error:
                if not isinstance(error, DatabaseUnreachable):
                    log.exception("sweep failed")
                await asyncio.sleep(PAUSE)
                self.wake()
        # For the next sweeper, which stops too.
        self.wake()

    async def _sweep(self) -> int:
        self._under_way += 1
        self._quiet.clear()
        try:
            return await self._deliverer.sweep(self.wake)
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._quiet.set()
