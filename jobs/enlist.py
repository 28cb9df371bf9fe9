"""Enlisting: goes on with lists of invitations that were sent off by a process which is gone."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import structlog

from bot.ports import Clock
from bot.views import messages
from bot.views import rosters as views
from bot.words import Reader, Words
from jobs.clients import Clients, NoToken
from storage import enlisting, people, programmes, rosters, workspaces
from storage.rosters import Kept
from storage.store import Store, Transaction, Turn
from storage.workspaces import Workspace

log = structlog.get_logger(__name__)

# Whoever sends a list off does a part every second or so: after so long without one, nobody is at it.
ABANDONED = timedelta(seconds=30)

Drawn = tuple[Kept, Workspace, dict[str, Any]]


async def tick(store: Store, clock: Clock, words: Words, clients: Clients) -> int:
    """Go on with each list that nobody is at, to its end; returns how many there were."""
    now = clock.now()
    found = await store.read(lambda tx: rosters.abandoned(tx, now - ABANDONED))
    for workspace_id, list_id in found:
        try:
            await _to_its_end(store, clock, words, clients, workspace_id, list_id)
        except Exception:
            log.exception("a list of invitations could not go on", list=list_id)
    return len(found)


async def _to_its_end(
    store: Store, clock: Clock, words: Words, clients: Clients, workspace_id: int, list_id: int
) -> None:
    log.info("a list of invitations goes on", list=list_id)
    is_over = False
    while not is_over:
        part = partial(_part, workspace_id=workspace_id, list_id=list_id, clock=clock, words=words)
        drawn = await store.run(part, turn=Turn.PATIENT)
        if drawn is None:
            return
        kept, workspace, view = drawn
        is_over = kept.is_over
        await _show(clients, workspace, kept, view)


def _part(tx: Transaction, *, workspace_id: int, list_id: int, clock: Clock, words: Words) -> Drawn | None:
    now = clock.now()
    workspace = workspaces.get(tx, workspace_id)
    if not workspace.installed:
        return None
    kept = enlisting.go_on(tx, workspace_id, list_id, messages.INVITING, at=now)
    if kept is None:
        return None
    person = people.get(tx, workspace_id, kept.person_id)
    reader = Reader(words, words.spoken(person.locale, workspace.locale), person.zone, now)
    name = programmes.get(tx, workspace_id, kept.programme_id).name
    return (
        kept,
        workspace,
        views.under_way(kept.done, len(kept.lines), kept.came if kept.is_over else None, name, reader),
    )


async def _show(clients: Clients, workspace: Workspace, kept: Kept, view: dict[str, Any]) -> None:
    """Draw the window anew in which it was sent off; it may be closed long since, and what came of it is told too."""
    if kept.view_id is None:
        return
    try:
        client = await clients(workspace)
        await client.views_update(view_id=kept.view_id, view=view)
    except NoToken:
        return
    except Exception as failed:
        log.info("the window of a list is not there", why=type(failed).__name__)
