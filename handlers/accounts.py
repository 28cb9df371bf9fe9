"""Accounts: somebody has moved, left, or become or called themselves something else, and Slack tells of it at once.

The event comes of everybody in the workspace whenever anything of them changes: most of it is nothing to Trellis. What
it says is only a hint. Slack is asked what holds now, so that it does not matter in which order events come, how often,
and what they leave out. Where Slack does not answer, the hint holds until it does: by the clock of where somebody was
they may be asked too late. That somebody has left is no hint to go by: it would end what they had.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

import structlog

from bot.delivery import Limited
from bot.domain.people import Person, Profile, is_news
from bot.profiles import Gone, look_up, read
from bot.router import Answer
from bot.views.messages import PARTNER_LEFT
from handlers.services import Call, On
from storage import leaving, people, slots
from storage.store import Transaction

log = structlog.get_logger(__name__)

CHANGED = "user_change"


def register(on: On) -> None:
    on.event(CHANGED)(changed)


async def changed(call: Call) -> Answer:
    """Look up whoever is known here and is no longer who they were, in a task of its own."""
    user = call.event.get("user") or {}
    if not user.get("id"):
        return None
    store = call.services.store
    person = await store.glance(partial(_told_of, team_id=call.team_id, user=user))
    if person is not None:
        # Before anything else: whatever becomes of this process, they are looked up before they are written to.
        await store.run(lambda tx: people.doubt(tx, person.workspace_id, person.id))
        hint = read({**user, "locale": user.get("locale") or person.locale})
        call.services.tasks.spawn(_look_again(call, person, hint), "look at an account again")
    return None


def _told_of(tx: Transaction, team_id: str, user: Mapping[str, Any]) -> Person | None:
    """Return whom an event is about, if they are known here and it says anything new of them."""
    found = people.acting(tx, team_id, user["id"])
    if found is None:
        return None
    workspace, person = found
    return person if workspace.installed and is_news(person, read(user)) else None


async def _look_again(call: Call, person: Person, hint: Profile) -> None:
    """Keep what Slack says of somebody now; where it does not say, the look before the next message finds out."""
    services, ws = call.services, person.workspace_id
    now = services.clock.now()
    rests = await services.store.read(lambda tx: slots.taken_until(tx, ws, slots.LOOK_UP, now))
    said = None if rests else await look_up(call.client, person.slack_id)

    def keep(tx: Transaction) -> None:
        match said:
            case Profile():
                leaving.remember(tx, ws, said, PARTNER_LEFT, at=now)
                return
            case Gone():
                leaving.let_go(tx, ws, person.id, PARTNER_LEFT, at=now)
                return
            case Limited(seconds):
                slots.close(tx, ws, slots.LOOK_UP, now + timedelta(seconds=seconds))
        if not hint.deactivated:
            people.remember(tx, ws, hint, at=now)
            people.doubt(tx, ws, person.id)

    await services.store.run(keep)
    services.engine.wake()
    log.info("account changed")
