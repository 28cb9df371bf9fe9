"""Removal: Trellis is taken out of a workspace, or its token is withdrawn, and everything stops there at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import structlog

from bot.router import Answer
from handlers.services import Call, On
from storage import freezing, inbound, workspaces
from storage.store import Transaction

log = structlog.get_logger(__name__)

REMOVED = "app_uninstalled"
REVOKED = "tokens_revoked"


def register(on: On) -> None:
    on.event(REMOVED)(removed)
    on.event(REVOKED)(revoked)


async def removed(call: Call) -> Answer:
    """Trellis was removed from the workspace."""
    await _freeze(call)
    return None


async def revoked(call: Call) -> Answer:
    """Tokens were withdrawn; only without the bot's can we do nothing."""
    if (call.event.get("tokens") or {}).get("bot"):
        await _freeze(call)
    return None


async def _freeze(call: Call) -> None:
    """Stop all in the workspace; both events can come, in any order, again, and later than a new installation."""
    services, now = call.services, call.services.clock.now()
    happened_at = _happened_at(call)

    def freeze(tx: Transaction) -> bool:
        workspace = workspaces.by_team(tx, call.team_id)
        if workspace is None or not workspace.installed:
            return False
        if happened_at and workspace.installed_at and happened_at < workspace.installed_at:
            # Slack sends events again for a day. Since this one, somebody has installed Trellis anew.
            return False
        first = inbound.first_time(tx, workspace.id, call.event_id, at=now)
        return first and freezing.freeze(tx, workspace.id, at=now)

    frozen = await services.store.run(freeze)
    services.forget(call.team_id)
    log.info("removed" if frozen else "removed before", event_type=call.id)


def _happened_at(call: Call) -> datetime | None:
    """Return when it happened, by our clock, which a rehearsal shifts from Slack's; it tells whole seconds."""
    told = call.body.get("event_time")
    if not isinstance(told, int):
        return None
    lag = timedelta(seconds=call.services.settings.clock_offset + 1)
    return datetime.fromtimestamp(told, UTC) + lag
