"""The engine for many processes on PostgreSQL: what the local one does, woken by any process through a queue."""

from __future__ import annotations

import asyncio
import contextlib

import structlog

from jobs import queue
from jobs.deliver import Deliverer
from jobs.local import LocalEngine
from jobs.queue import Pulse
from storage.errors import DatabaseUnreachable

log = structlog.get_logger(__name__)

# Between attempts to reach the queue again, in seconds; doubled up to the second.
SOON, LATE = 0.5, 10.0


class QueuedEngine:
    """See bot.ports.Engine. The ledger stays the truth: a job that is lost costs a few seconds, and no message.

    What this process owes it sends at once, as the local engine does; the queue tells the others, who go on when
    this one dies or has its hands full.
    """

    def __init__(self, deliverer: Deliverer, conninfo: str, pulse: Pulse | None = None) -> None:
        """`conninfo` is the database's address as libpq reads it: postgresql://USER:PASSWORD@HOST/NAME."""
        self._local = LocalEngine(deliverer)
        self._conninfo = conninfo
        self._pulse = pulse or Pulse()
        self._worker: asyncio.Task[None] | None = None
        self._wait = SOON
        self._listens = False

    @property
    def is_well(self) -> bool:
        """Whether the queue is heard."""
        return self._listens

    def wake(self) -> None:
        """Look at the ledger now."""
        self._local.wake()

    async def run(self) -> None:
        """Sweep whenever woken by this process or another, until `stop`."""
        self._worker = asyncio.create_task(self._supervise(), name="queue")
        await self._local.run()

    async def stop(self) -> None:
        """Let what is under way end, and begin nothing else."""
        if self._worker:
            self._worker.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._worker
        await self._local.stop()

    async def settle(self) -> None:
        """Sweep until nothing is due and nothing is under way in this process."""
        await self._local.settle()

    async def _supervise(self) -> None:
        """Work on the queue again whenever that ended, as it does when PostgreSQL restarts."""
        while True:
            try:
                await queue.work(self._conninfo, self._look, self._pulse, self._began)
                why = "its worker ended"
            except Exception as error:
                why = str(error) or type(error).__name__
            finally:
                self._listens = False
            log.warning("the queue is not heard", why=why, retry_in=self._wait)
            await asyncio.sleep(self._wait)
            self._wait = min(self._wait * 2, LATE)

    def _began(self) -> None:
        self._listens = True
        self._wait = SOON
        log.info("listening to the queue")
        # What was called for while nobody listened.
        self._local.wake()

    async def _look(self) -> None:
        try:
            await self._local.sweep_all()
        except DatabaseUnreachable:
            log.debug("the ledger cannot be read")
        except Exception:
            # The clockwork looks again in a few seconds.
            log.exception("sweep failed")
