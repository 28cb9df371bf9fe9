"""Refreshing: renews tokens that end soon, each by one process alone, where Slack lets an app's tokens rotate."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.ports import Clock
from storage import installations
from storage.store import Store, Turn

log = structlog.get_logger(__name__)

# A token lives for twelve hours; there is time for a Slack that is down, and for us.
AHEAD = timedelta(hours=2)
# Longer than a call to Slack takes. A refresh token is good once, so nobody else tries meanwhile.
LEASE = timedelta(minutes=2)
# After an outage the tokens of all workspaces may have ended: what a look renews keeps nothing else waiting for long.
MOST = 20


@dataclass(frozen=True, slots=True)
class Renewed:
    """What Slack gave for a refresh token, and how long it is good."""

    token: str
    refresh_token: str
    lasts: timedelta


class Spent(Exception):
    """Slack does not take what a token was to be renewed by: the workspace has to install Trellis again."""


# Raises Spent; None when Slack gives nothing now.
Renew = Callable[[str], Awaitable[Renewed | None]]


async def tick(store: Store, clock: Clock, renew: Renew) -> int:
    """Renew what ends soon, a few at once; returns how many tokens were renewed. The next look finds the rest."""
    now = clock.now()
    found = await store.read(lambda tx: installations.to_refresh(tx, now, AHEAD, MOST))
    return sum(await asyncio.gather(*(_refresh(store, clock, renew, one) for one in found)))


async def _refresh(store: Store, clock: Clock, renew: Renew, workspace_id: int) -> bool:
    now = clock.now()
    held = await store.run(lambda tx: installations.claim(tx, workspace_id, now, LEASE, AHEAD))
    try:
        renewed = await renew(held) if held else None
    except Spent:
        await store.run(lambda tx: installations.spent(tx, workspace_id, now + LEASE))
        return False
    if renewed is None:
        return False
    at = clock.now()
    until = at + renewed.lasts
    await store.run(
        lambda tx: installations.renewed(
            tx, workspace_id, renewed.token, renewed.refresh_token, until, at=at
        ),
        turn=Turn.NOTE,
    )
    log.info("token renewed", workspace_id=workspace_id)
    return True
