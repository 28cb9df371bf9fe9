"""Workspaces: where Trellis is installed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from storage import rows
from storage.tables import Workspace as Table
from storage.transaction import Row, Transaction

# Where Trellis was removed: nothing is planned, begun or sent there until somebody installs it again.
FROZEN = select(rows.table(Table).c.id).where(rows.table(Table).c.uninstalled_at.is_not(None))


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace as we keep it; `team_id` is Slack's name for it."""

    id: int
    team_id: str
    name: str
    locale: str
    bot_user_id: str
    installed: bool
    # What Slack lets us do here, such as `chat:write`.
    scopes: tuple[str, ...] = ()
    # When it was installed last, and since when it is not any more (UTC).
    installed_at: datetime | None = None
    uninstalled_at: datetime | None = None


def served(workspace_id: Any) -> ColumnElement[bool]:
    """Return the condition that a column's workspace has Trellis installed."""
    condition: ColumnElement[bool] = workspace_id.not_in(FROZEN)
    return condition


def remember(
    tx: Transaction,
    team_id: str,
    name: str,
    bot_user_id: str,
    *,
    locale: str,
    at: datetime,
    scopes: Collection[str] = (),
) -> Workspace:
    """Keep a workspace as installed, new or known, with what Slack grants us there, and return it."""
    fresh: dict[str, Any] = {
        "name": name,
        "bot_user_id": bot_user_id,
        "scopes": sorted(scopes),
        "installed_at": at,
        "uninstalled_at": None,
    }
    rows.put(tx, Table, ("team_id",), fresh, team_id=team_id, locale=locale, **fresh)
    found = by_team(tx, team_id)
    if found is None:
        raise LookupError(team_id)
    return found


def lose_scope(tx: Transaction, workspace_id: int, scope: str) -> None:
    """Note that Slack does not grant something any more, until we hear otherwise."""
    left = [one for one in get(tx, workspace_id).scopes if one != scope]
    rows.renew(tx, Table, Table.id == workspace_id, scopes=left)


def by_team(tx: Transaction, team_id: str) -> Workspace | None:
    """Return the workspace that Slack calls by this id."""
    row = rows.first(tx, Table, Table.team_id == team_id)
    return read(row) if row else None


def only(tx: Transaction) -> Workspace | None:
    """Return the workspace where there is one alone."""
    found = rows.find(tx, Table)
    return read(found[0]) if len(found) == 1 else None


def get(tx: Transaction, workspace_id: int) -> Workspace:
    """Return a workspace by our id; raises LookupError for one we do not know."""
    row = rows.first(tx, Table, Table.id == workspace_id)
    if row is None:
        raise LookupError(workspace_id)
    return read(row)


def read(row: Row) -> Workspace:
    """Return a row of the table as a workspace."""
    return rows.made(row, _made)


def _made(row: Row) -> Workspace:
    return Workspace(
        id=row["id"],
        team_id=row["team_id"],
        name=row["name"],
        locale=row["locale"],
        bot_user_id=row["bot_user_id"],
        installed=row["uninstalled_at"] is None,
        scopes=tuple(row["scopes"]),
        installed_at=row["installed_at"],
        uninstalled_at=row["uninstalled_at"],
    )
