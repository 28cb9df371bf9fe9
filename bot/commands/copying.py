"""Taking a copy of somebody's data in the terminal: into files that only whoever runs Trellis can read."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from bot import app
from bot.clock import SystemClock
from bot.commands.kept import opened
from bot.errors import TrellisError
from bot.settings import Settings
from bot.words import Reader, Words
from handlers.copy import as_files
from storage import audit, exporting, people, workspaces
from storage.exporting import Copy
from storage.store import Transaction


class WhichWorkspace(TrellisError):
    """There is not exactly one workspace here. Say which: --team T0123456"""


class NobodyThere(TrellisError):
    """Nothing is kept of {person} there. Slack shows somebody's id in their profile, under Copy member ID."""


async def carry_out(configured: Settings, person: str, team: str | None, to: Path) -> list[Path]:
    """Write the two files and note that it was done; returns where they lie. Raises WhichWorkspace or NobodyThere."""
    now = SystemClock(configured.clock_offset).now()
    words = Words()
    async with opened(configured, app.vault_of(configured), alone=False) as store:
        copy, reader = await store.run(lambda tx: _taken(tx, person, team, now, words))
    found = []
    for file in as_files(copy, reader):
        path = to / f"{person}-{file.name}"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as written:
            written.write(file.content)
        found.append(path)
    return found


def _taken(
    tx: Transaction, person: str, team: str | None, now: datetime, words: Words
) -> tuple[Copy, Reader]:
    workspace = workspaces.by_team(tx, team) if team else workspaces.only(tx)
    if workspace is None:
        raise WhichWorkspace
    known = people.by_slack_id(tx, workspace.id, person)
    if known is None:
        raise NobodyThere(person=person)
    audit.note(tx, workspace.id, None, "person.exported", f"person:{known.id}", at=now, about=known.id)
    copy = exporting.of(tx, workspace.id, known.id, at=now)
    return copy, Reader(words, words.spoken(known.locale, workspace.locale), known.zone, now)
