"""Whatever nobody listens for: an answer that a person can use."""

from __future__ import annotations

import structlog

from bot.router import Answer
from handlers.errors import reader_of
from handlers.services import Call, On, tell

log = structlog.get_logger(__name__)


def register(on: On) -> None:
    on.unknown(unknown)


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
