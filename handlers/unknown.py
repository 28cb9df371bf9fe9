"""Whatever nobody listens for, or comes from where Trellis is not installed: an answer that a person can use."""

from __future__ import annotations

import structlog

from bot.router import Answer
from bot.views import elsewhere as views
from handlers.errors import on_error, reader_of
from handlers.services import Call, NotInstalled, On, tell

log = structlog.get_logger(__name__)

# Where these have no address to answer at, only a token would let us say a thing.
PRESSED = ("action", "shortcut", "message_shortcut")


def register(on: On) -> None:
    on.unknown(unknown)
    on.elsewhere(elsewhere)


async def unknown(call: Call) -> Answer:
    """Say that this came from another time; events, which people do not see, are only noted."""
    log.info("nobody listens", kind=call.kind, id=call.id)
    if call.kind in ("event", "view_closed"):
        return None
    if call.kind == "options":
        return {"options": []}
    text = (await reader_of(call)).plain("unknown")
    if call.kind == "command":
        return text
    call.services.tasks.spawn(tell(call, text), "answer what is unknown")
    return None


async def elsewhere(call: Call) -> Answer:
    """Say that Trellis is not installed, wherever Slack lets that be said without a token."""
    log.info("not installed there", kind=call.kind, id=call.id)
    if call.kind == "view_closed" or (call.kind in PRESSED and not call.response_url):
        return None
    if call.kind == "view" and not any(one.get("type") == "input" for one in call.view.get("blocks", ())):
        return {"response_action": "update", "view": views.removed(await reader_of(call))}
    return await on_error(call, NotInstalled())
