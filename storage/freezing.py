"""Freezing: what stops when Trellis is removed from a workspace, and what goes on when it is installed again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.domain.deliveries import OVERTAKEN, State
from storage import deliveries, questions, rows, schedules, workspaces
from storage.tables import Installation
from storage.tables import Workspace as Table
from storage.transaction import Transaction
from storage.workspaces import Workspace


def install(
    tx: Transaction,
    team_id: str,
    name: str,
    bot_user_id: str,
    *,
    locale: str,
    at: datetime,
    scopes: Collection[str] = (),
) -> Workspace:
    """Keep a workspace as installed, new, known or removed before, with what Slack grants us there; return it."""
    known = workspaces.by_team(tx, team_id)
    workspace = workspaces.remember(tx, team_id, name, bot_user_id, locale=locale, at=at, scopes=scopes)
    if known and not known.installed:
        thaw(tx, workspace.id, at=at)
    return workspace


def freeze(tx: Transaction, workspace_id: int, *, at: datetime) -> bool:
    """Let nothing be planned or sent in a workspace from now on; False when it was frozen already.

    Everything that is remembered stays, and what is owed waits.
    """
    here = (Table.id == workspace_id, Table.uninstalled_at.is_(None))
    frozen = rows.change(tx, Table, *here, uninstalled_at=at) > 0
    if frozen:
        # Slack has withdrawn them.
        of = Installation.workspace_id == workspace_id
        rows.change(tx, Installation, of, token=None, refresh_token=None, token_until=None)
    return frozen


def thaw(tx: Transaction, workspace_id: int, *, at: datetime) -> None:
    """Let go on what waited, without a flood: of what comes back, the latest occasion alone.

    A schedule that has come due meanwhile is planned by the next sweep, once and for its latest date; what it had
    planned before is left out.
    """
    due = schedules.overdue(tx, workspace_id, at)
    kept: set[tuple[str, str, int]] = set()
    for row in deliveries.scheduled_in(tx, workspace_id):
        series = (row.kind, row.subject, row.person_id)
        if series in kept or (row.kind, row.pair_id, row.person_id) in due:
            deliveries.settle(tx, row, State.SKIPPED, OVERTAKEN)
            questions.close_of(tx, workspace_id, row.id, at=at)
        kept.add(series)
    deliveries.look_again_in(tx, workspace_id, at=at)
