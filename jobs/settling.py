"""Settling: writes down what became of rows that did not simply leave, each in a transaction of its own."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from bot.delivery import Refused
from bot.domain.audience import Audience
from bot.domain.deliveries import Delivery, Reason, State
from bot.ports import Clock
from jobs import refusals
from storage import deliveries
from storage.store import Store, Transaction, Turn

log = structlog.get_logger(__name__)


class Settler:
    """Moves one row at a time, under the fence by which it is known."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def settle(
        self, delivery: Delivery, fence: int, state: State, reason: Reason | None, **when: datetime
    ) -> None:
        """Move a row to a state; `due_at` and `lease_until` (UTC) say when it is looked at again."""

        def work(tx: Transaction) -> None:
            deliveries.settle(tx, delivery, state, reason, fence=fence, **when)

        await self._store.run(work, turn=Turn.NOTE)

    async def refused(self, delivery: Delivery, fence: int, no: Refused) -> None:
        """End a row that Slack refused, and all else that its refusal reaches."""
        now = self._clock.now()
        await self._store.run(lambda tx: refusals.refused(tx, delivery, fence, no, now), turn=Turn.NOTE)
        say = log.error if no.ends == "workspace" else log.warning
        say("refused", delivery=delivery.id, kind=delivery.kind, error=no.error, ends=no.ends)

    async def wait(self, delivery: Delivery, fence: int, why: str, seconds: float) -> None:
        """Send nothing to that person for so long, as Slack asked for or as it may have lost its way."""
        until = self._clock.now() + timedelta(seconds=seconds)
        reason = Reason(why, {"until": until.isoformat()}, Audience.ONLY_ME)
        await self.settle(delivery, fence, State.HELD, reason, lease_until=until)
