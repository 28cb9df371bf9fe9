"""The clockwork: APScheduler says when to look; what is due, the database says."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import TypeAlias

from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.ports import Clock, Engine
from jobs import begin, complete, forget, plan, purge, resume, upkeep
from storage.errors import DatabaseUnreachable
from storage.store import Store

Job: TypeAlias = Callable[[], Awaitable[object]]
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
        executors = {"default": _Executor()}
        self._scheduler = AsyncIOScheduler(timezone="UTC", job_defaults=defaults, executors=executors)

    def start(self, *, soon: bool = False) -> None:
        """Begin to look, in the running event loop: in a few seconds, or as `soon` as others had their turn."""
        if soon:
            self._once(self.look)
        self._every(LOOK_EVERY, 1, self.look)
        if self._beside:
            self._once(self.see_to)
            self._every(LOOK_EVERY, 1, self.see_to)
        # Zones are read anew only by a process that starts, and rules of clocks may have changed since the last one.
        self._once(partial(upkeep.realign, self._store))
        self._every(TIDY_EVERY, 60, partial(upkeep.tidy, self._store, self._clock))
        self._once(self.forget)
        self._every(TIDY_EVERY, 60, self.forget)
        self._scheduler.start()

    def stop(self) -> None:
        """Look no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _once(self, job: Job) -> None:
        self._scheduler.add_job(_quietly, args=(job,))

    def _every(self, seconds: int, jitter: int, job: Job) -> None:
        self._scheduler.add_job(_quietly, "interval", seconds=seconds, jitter=jitter, args=(job,))

    async def look(self) -> None:
        """Let begin, go on and end whose day has come, plan what has come due, and wake the engine."""
        if self._first:
            await self._first()
        await begin.tick(self._store, self._clock)
        await resume.tick(self._store, self._clock)
        await complete.tick(self._store, self._clock)
        await plan.tick(self._store, self._clock)
        self._engine.wake()

    async def see_to(self) -> None:
        """Go on with what was left in the middle."""
        if self._beside:
            await self._beside()

    async def forget(self) -> None:
        """Delete what was promised to be kept no longer than until now."""
        await forget.tick(self._store, self._clock)
        await purge.tick(self._store, self._clock, self._grace)


class _Executor(AsyncIOExecutor):  # type: ignore[misc]  # APScheduler has no types.
    """APScheduler's own, which calls it an error when it is stopped before a job whose time has come could begin."""

    def _run_job_error(self, job_id: str, exc: BaseException, traceback: object = None) -> None:
        if isinstance(exc, asyncio.CancelledError):
            self._run_job_success(job_id, ())
        else:
            super()._run_job_error(job_id, exc, traceback)


async def _quietly(job: Job) -> None:
    # The first is said by somebody else, and the next time it is there again; the second is how we are stopped.
    with suppress(DatabaseUnreachable, asyncio.CancelledError):
        await job()
