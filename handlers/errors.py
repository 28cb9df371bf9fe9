"""The one place where a failed press, command or submission is logged, and told to whoever made it."""

from __future__ import annotations

import secrets
from typing import Any

import structlog

from bot.errors import TrellisError
from bot.router import Answer
from bot.words import Reader
from handlers.services import Call, tell
from storage import people, workspaces
from storage.store import Transaction

log = structlog.get_logger(__name__)


async def on_error(call: Call, error: Exception) -> Answer:
    """Say what happened and what to do, in the person's language, where only they see it."""
    text = await sentence(call, error)
    if call.kind == "view" and (field := _first_input(call)):
        return {"response_action": "errors", "errors": {field: text}}
    if call.kind == "command":
        return text
    if call.kind == "options":
        return {"options": []}
    call.services.tasks.spawn(tell(call, text), "tell of an error")
    return None


async def sentence(call: Call, error: Exception) -> str:
    """Put an error into words; one that this person cannot mend gets a reference that stands in the log too."""
    reader = await reader_of(call)
    # What only whoever runs Trellis can mend, such as a database that is down, has no words for people in Slack.
    if isinstance(error, TrellisError) and reader.knows(type(error).words_id()):
        return reader.plain(type(error).words_id(), **error.facts)
    reference = secrets.token_hex(4)
    log.error("handler failed", kind=call.kind, id=call.id, reference=reference, exc_info=error)
    return reader.plain("broken", reference=reference)


async def reader_of(call: Call) -> Reader:
    """Return the Reader of whoever acts, in the default language when we do not know them."""
    services = call.services

    def find(tx: Transaction) -> tuple[str, str]:
        workspace = workspaces.by_team(tx, call.team_id)
        person = people.by_slack_id(tx, workspace.id, call.user_id) if workspace else None
        return (
            (person.locale or services.settings.locale, person.zone)
            if person
            else (services.settings.locale, "UTC")
        )

    try:
        locale, zone = await services.store.read(find)
    except Exception:
        locale, zone = services.settings.locale, "UTC"
    return Reader(services.words, locale, zone, services.clock.now())


def _first_input(call: Call) -> str | None:
    blocks: list[dict[str, Any]] = call.view.get("blocks", [])
    return next((block["block_id"] for block in blocks if block.get("type") == "input"), None)
