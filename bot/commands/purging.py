"""Purging from the terminal: what would go is listed, and goes only when that was said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.clock import SystemClock
from bot.commands.kept import opened
from bot.errors import TrellisError
from bot.settings import Settings
from jobs import purge as job
from storage import purging
from storage.purging import Removed
from storage.store import Store
from storage.vault import Vault, new_key

Say = Callable[[str], None]


class NoSuchWorkspace(TrellisError):
    """The database holds no workspace {team}. `trellis purge` lists those whose time of grace is over."""


async def carry_out(configured: Settings, team: str | None, say: Say, *, really: bool) -> None:
    """List what would go, and with `really` let it go; raises NoSuchWorkspace for a `team` that is not there.

    No text is opened for it, so it can be done when the key is lost as well.
    """
    clock = SystemClock(configured.clock_offset)
    now, grace = clock.now(), timedelta(days=configured.purge_after_days)
    async with opened(configured, Vault([new_key()]), alone=really) as store:
        found = await _chosen(store, team, now, grace)
        if not found:
            say(
                f"Nothing is to go: no workspace was uninstalled more than {configured.purge_after_days} days ago."
            )
        for one in found:
            await _listed(store, one, say)
            if really:
                deleted = await job.purge(store, one, now)
                say(
                    f"  Deleted: {deleted} rows. The database holds nothing of it any more; your backups may."
                )
        if found and not really:
            say("Nothing was deleted yet. With --yes all of it goes for good, and nobody can bring it back.")


async def _chosen(store: Store, team: str | None, now: datetime, grace: timedelta) -> list[Removed]:
    if team is None:
        return await store.read(lambda tx: purging.due(tx, now, grace))
    found = await store.read(lambda tx: purging.named(tx, team))
    if found is None:
        raise NoSuchWorkspace(team=team)
    return [found]


async def _listed(store: Store, one: Removed, say: Say) -> None:
    held = await store.read(lambda tx: purging.held(tx, one.id))
    since = f"uninstalled on {one.uninstalled_at:%Y-%m-%d}" if one.uninstalled_at else "still installed"
    name = "A workspace whose purge was interrupted" if one.is_detached else f"{one.name} ({one.team_id})"
    say(
        f"{name}, {since}: {held['people']} people, {held['pairs']} pairs, {held['deliveries']} messages, "
        f"{sum(held.values())} rows in all."
    )
