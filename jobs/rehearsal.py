"""The moving clock: goes from one due moment to the next, and lets everything happen in its order."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from bot.clock import MovableClock
from bot.ports import Engine
from jobs import begin, complete, forget, plan, resume
from storage import amendments, deliveries, endings, pauses, rows, schedules, sending
from storage.store import Store, Transaction

# From hold to hold, further than any guard holds a message.
MOST_JUMPS = 400


class Rehearsal:
    """Moves a clock; whoever watches sees every message leave at the moment at which it would have left."""

    def __init__(self, store: Store, clock: MovableClock, engine: Engine) -> None:
        self._store = store
        self._clock = clock
        self._engine = engine
        self._moving = asyncio.Lock()

    async def next_due(self) -> datetime | None:
        """Return the next moment at which anything is to be looked at (UTC)."""
        now = self._clock.now()
        return await self._store.read(lambda tx: _next_due(tx, now))

    async def to(self, instant: datetime) -> None:
        """Go to `instant`, stopping at every due moment on the way."""
        async with self._moving:
            await self._settle()
            while await self._next(instant):
                pass

    async def step(self, instant: datetime) -> bool:
        """Go to the next due moment, or to `instant` where nothing is due by then; returns whether anything was."""
        async with self._moving:
            return await self._next(instant)

    async def to_next(self) -> bool:
        """Go on until a message has left; False when nothing is due any more."""
        async with self._moving:
            await self._settle()
            before = await self._store.read(deliveries.posted)
            for _ in range(MOST_JUMPS):
                due = await self.next_due()
                if due is None:
                    return False
                await self._step_to(max(due, self._clock.now()))
                if await self._store.read(deliveries.posted) > before:
                    return True
            return False

    async def _next(self, instant: datetime) -> bool:
        due = await self.next_due()
        if due is None or due > instant:
            self._clock.move_to(instant)
            await self._settle()
            return False
        await self._step_to(max(due, self._clock.now()))
        return True

    async def _step_to(self, instant: datetime) -> None:
        if instant <= self._clock.now():
            # A lease or a hold that ends this very moment: a hair's breadth further it has ended.
            instant = self._clock.now() + timedelta(milliseconds=1)
        self._clock.move_to(instant)
        await self._settle()

    async def _settle(self) -> None:
        await begin.tick(self._store, self._clock)
        await resume.tick(self._store, self._clock)
        await complete.tick(self._store, self._clock)
        await forget.tick(self._store, self._clock)
        await plan.tick(self._store, self._clock)
        await self._engine.settle()


def _next_due(tx: Transaction, now: datetime) -> datetime | None:
    return rows.earliest(
        amendments.next_to_begin(tx),
        pauses.next_end(tx),
        endings.next_end(tx),
        schedules.next_due(tx),
        sending.next_due(tx, now),
    )
