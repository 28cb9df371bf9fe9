"""The moving clock: goes from one due moment to the next, and lets everything happen in its order."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from bot.clock import MovableClock
from bot.ports import Engine
from jobs import begin, complete, forget, plan, resume
from storage import amendments, deliveries, endings, pauses, rows, schedules, sending
from storage.store import Store, Transaction

# From hold to hold, further than any guard holds a message.
MOST_JUMPS = 400
# What is done when the clock stops, in this order: what one does may be what the next one finds.
TICKS = (begin.tick, resume.tick, complete.tick, plan.tick)
# As often as the clockwork does.
FORGETS_EVERY = timedelta(hours=6)


class Rehearsal:
    """Moves a clock; whoever watches sees every message leave at the moment at which it would have left."""

    def __init__(self, store: Store, clock: MovableClock, engine: Engine) -> None:
        self._store = store
        self._clock = clock
        self._engine = engine
        self._moving = asyncio.Lock()
        self._forgot_at = datetime.min.replace(tzinfo=UTC)

    async def next_due(self) -> datetime | None:
        """Return the next moment at which anything is to be looked at (UTC)."""
        return (await self._look_ahead()).first

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
                ahead = await self._look_ahead()
                if ahead.first is None:
                    return False
                await self._step_to(max(ahead.first, self._clock.now()), ahead)
                if await self._store.read(deliveries.posted) > before:
                    return True
            return False

    async def _next(self, instant: datetime) -> bool:
        ahead = await self._look_ahead()
        if ahead.first is None or ahead.first > instant:
            self._clock.move_to(instant)
            await self._settle(ahead)
            return False
        await self._step_to(max(ahead.first, self._clock.now()), ahead)
        return True

    async def _step_to(self, instant: datetime, ahead: _Ahead) -> None:
        if instant <= self._clock.now():
            # A lease or a hold that ends this very moment: a hair's breadth further it has ended.
            instant = self._clock.now() + timedelta(milliseconds=1)
        self._clock.move_to(instant)
        await self._settle(ahead)

    async def _look_ahead(self) -> _Ahead:
        now = self._clock.now()
        return await self._store.read(lambda tx: _look_ahead(tx, now))

    async def _settle(self, ahead: _Ahead | None = None) -> None:
        """Do what has come due: of each sort whatever was seen `ahead`, or all where nobody has looked."""
        now = self._clock.now()
        for tick, first in zip(TICKS, ahead or _Ahead(*[now] * len(_Ahead._fields)), strict=False):
            if first is not None and first <= now:
                await tick(self._store, self._clock)
        if now - self._forgot_at >= FORGETS_EVERY:
            self._forgot_at = now
            await forget.tick(self._store, self._clock)
        await self._engine.settle()


class _Ahead(NamedTuple):
    """When something of each sort is due next: in the order of TICKS, and last what is to be sent."""

    begins: datetime | None
    resumes: datetime | None
    completes: datetime | None
    plans: datetime | None
    sends: datetime | None

    @property
    def first(self) -> datetime | None:
        return rows.earliest(*self)


def _look_ahead(tx: Transaction, now: datetime) -> _Ahead:
    return _Ahead(
        amendments.next_to_begin(tx),
        pauses.next_end(tx),
        endings.next_end(tx),
        schedules.next_due(tx),
        sending.next_due(tx, now),
    )
