"""Upkeep: forgets what is no longer needed to tell a repeated event from a new one, and follows changed clocks."""

from __future__ import annotations

from datetime import timedelta

import structlog

from bot.ports import Clock
from storage import drafts, inbound, rosters, schedules, slots, states
from storage.store import Store, Turn

log = structlog.get_logger(__name__)

# Nobody waits long for a transaction.
MOST = 500

# Slack repeats an event for a day at the most, with delayed events switched on (docs.slack.dev, "Events API").
REMEMBERED = timedelta(days=7)
# Longer than clocks of two machines are apart.
LONG_FREE = timedelta(hours=1)


async def realign(store: Store) -> int:
    """Derive anew when everything that comes back is due, as the time zone database says today; returns what moved."""
    after, moved = 0, 0
    while True:
        last, changed = await store.run(
            lambda tx, after=after: schedules.realign(tx, after, MOST),  # type: ignore[misc]
            turn=Turn.PATIENT,
        )
        moved += changed
        if not last:
            break
        after = last
    if moved:
        log.info("schedules follow new rules of clocks", count=moved)
    return moved


async def tidy(store: Store, clock: Clock) -> None:
    """Forget what is of no use any more.

    That is events which Slack cannot send again, slots that nobody waits for, states of old pages, texts of which
    nobody said what they answer, and lists that were not sent off.
    """
    now = clock.now()
    await store.run(lambda tx: inbound.forget(tx, now - REMEMBERED))
    await store.run(lambda tx: slots.forget(tx, now - LONG_FREE))
    await store.run(lambda tx: states.forget(tx, now - LONG_FREE))
    await store.run(lambda tx: drafts.forget_old(tx, now))
    await store.run(lambda tx: rosters.forget(tx, now))
