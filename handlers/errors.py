"""The one place where a failed press, command or submission is logged, and told to whoever made it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import structlog

from bot.errors import PairMoved, TrellisError
from bot.router import Answer
from bot.views import messages
from bot.words import Reader
from handlers.services import AccountEnded, Call, NotInstalled, Scene, act, act_once, tell
from storage import people, workspaces
from storage.store import Transaction

log = structlog.get_logger(__name__)

# Slack waits three seconds for an acknowledgement (docs.slack.dev, "Acknowledgement response").
TELLING_SECONDS = 1.0


async def on_error(call: Call, error: Exception) -> Answer:
    """Say what happened and what to do, in the person's language, where only they see it."""
    text = await sentence(call, error)
    if call.kind == "view" and (field := _first_input(call)):
        return {"response_action": "errors", "errors": {field: text}}
    if call.kind == "command":
        return text
    if call.kind == "options":
        return {"options": []}
    telling = call.services.tasks.spawn(tell(call, text), "tell of an error")
    # Killed after the acknowledgement and before they were told, whoever pressed would believe that it was done; what
    # is not acknowledged, Slack itself says did not work.
    await asyncio.wait({telling}, timeout=TELLING_SECONDS)
    return None


@asynccontextmanager
async def answered(call: Call) -> AsyncIterator[None]:
    """Answer in the DM what an event's handler raises.

    An error that the person can mend is said, and the event noted in the same transaction: sent again, it says nothing
    more. Any other travels up, so that Slack sends the event again; the person hears of it once.
    """
    try:
        yield
    except (NotInstalled, AccountEnded) as nobody:
        log.info("nobody to answer", kind=call.kind, id=call.id, why=type(nobody).__name__)
    except Exception as error:
        if isinstance(error, TrellisError) and type(error) is not TrellisError and _has_words(call, error):
            facts = {"error": error.words_id(), "facts": error.facts}
            await act_once(call, lambda scene: _owe(scene, messages.REFUSED, facts))
            return
        reference = secrets.token_hex(4)
        log.warning("event failed", kind=call.kind, id=call.id, reference=reference)
        with suppress(Exception):
            await act(
                call, lambda scene: _owe(scene, messages.BROKEN, {"reference": reference}, call.event_id)
            )
        raise


def _has_words(call: Call, error: TrellisError) -> bool:
    words = call.services.words
    return words.has(words.language_of(call.services.settings.locale), error.words_id())


def _owe(scene: Scene, kind: str, facts: dict[str, Any], occasion: str | None = None) -> None:
    scene.owe(kind, facts=facts, occasion=occasion)


async def sentence(call: Call, error: Exception) -> str:
    """Put an error into words; one that this person cannot mend gets a reference that stands in the log too.

    A row that is not there was another workspace's, or was removed since the message was sent.
    """
    if type(error) is LookupError:
        error = PairMoved()
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
        if workspace is None:
            return services.settings.locale, "UTC"
        person = people.by_slack_id(tx, workspace.id, call.user_id)
        if person is None:
            return workspace.locale, "UTC"
        return services.words.spoken(person.locale, workspace.locale), person.zone

    try:
        locale, zone = await services.store.read(find)
    except Exception:
        locale, zone = services.settings.locale, "UTC"
    return Reader(services.words, locale, zone, services.clock.now())


def _first_input(call: Call) -> str | None:
    blocks: list[dict[str, Any]] = call.view.get("blocks", [])
    return next((block["block_id"] for block in blocks if block.get("type") == "input"), None)
