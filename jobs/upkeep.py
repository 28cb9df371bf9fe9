"""Upkeep: forgets what is no longer needed to tell a repeated event from a new one."""

from __future__ import annotations

from datetime import timedelta

from bot.ports import Clock
from storage import inbound
from storage.store import Store

# Slack repeats an event for a day at the most, with delayed events switched on (docs.slack.dev, "Events API").
REMEMBERED = timedelta(days=7)


async def tidy(store: Store, clock: Clock) -> None:
    """Forget the events that Slack cannot send again."""
    before = clock.now() - REMEMBERED
    await store.run(lambda tx: inbound.forget(tx, before))
