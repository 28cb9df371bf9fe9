"""The clockwork: APScheduler says when to look; what is due, the database says."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.ports import Clock, Engine
from jobs import begin, complete, forget, plan, purge, resume, upkeep
from storage.errors import DatabaseUnreachable
from storage.store import Store

LOOK_EVERY = 5
TIDY_EVERY = 6 * 60 * 60
# Until everything of a workspace goes from which Trellis was removed.
GRACE = timedelta(days=14)


class Clockwork:
    """A few interval jobs in this process; missing one costs nothing, since the next looks at all that is due."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        engine: Engine,
        grace: timedelta = GRACE,
        first: Callable[[], Awaitable[object]] | None = None,
        beside: Callable[[], Awaitable[object]] | None = None,
    ) -> None:
        """Each look begins with `first`, where there is such a thing; `beside` it may take its time."""
        self._store = store
        self._clock = clock
        self._engine = engine
        self._grace = grace
        self._first = first
        self._beside = beside
        # Its default forgives a job one second of lateness and then drops it.
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._scheduler = AsyncIOScheduler(timezone="UTC", job_defaults=defaults)

    def start(self) -> None:
        """Begin to look, in the running event loop."""
        self._scheduler.add_job(self._look, "interval", seconds=LOOK_EVERY, jitter=1)
        if self._beside:
            self._scheduler.add_job(self._see_to)
            self._scheduler.add_job(self._see_to, "interval", seconds=LOOK_EVERY, jitter=1)
        # Zones are read anew only by a process that starts, and rules of clocks may have changed since the last one.
        self._scheduler.add_job(self._realign)
        self._scheduler.add_job(self._tidy, "interval", seconds=TIDY_EVERY, jitter=60)
        self._scheduler.add_job(self._forget)
        self._scheduler.add_job(self._forget, "interval", seconds=TIDY_EVERY, jitter=60)
        self._scheduler.start()

    def stop(self) -> None:
        """Look no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def look(self) -> None:
        """Let begin, go on and end whose day has come, plan what has come due, and wake the engine."""
        if self._first:
            await self._first()
        await begin.tick(self._store, self._clock)
        await resume.tick(self._store, self._clock)
        await complete.tick(self._store, self._clock)
        await plan.tick(self._store, self._clock)
        self._engine.wake()

    async def _look(self) -> None:
        # The first is said by somebody else, and the next look finds it there again; the second is how we are stopped.
        with suppress(DatabaseUnreachable, asyncio.CancelledError):
            await self.look()

    async def _see_to(self) -> None:
        with suppress(DatabaseUnreachable):
            await self.see_to()

    async def see_to(self) -> None:
        """Go on with what was left in the middle."""
        if self._beside:
            await self._beside()

    async def _realign(self) -> None:
        with suppress(DatabaseUnreachable):
            await upkeep.realign(self._store)

    async def _tidy(self) -> None:
        with suppress(DatabaseUnreachable):
            await upkeep.tidy(self._store, self._clock)

    async def _forget(self) -> None:
        with suppress(DatabaseUnreachable):
            await self.forget()

    async def forget(self) -> None:
        """Delete what was promised to be kept no longer than until now."""
        await forget.tick(self._store, self._clock)
        await purge.tick(self._store, self._clock, self._grace)
