"""Purging: every row of a workspace that Trellis was removed from goes, in small works, and of no other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, delete, func, or_, select

from storage import rows
from storage.tables import Base, Installation
from storage.tables import Workspace as Workspaces
from storage.transaction import Row, Transaction

# Nobody waits long for a transaction.
MOST = 500
# Slack's names of workspaces begin with a capital, so this is none of them.
DETACHED = "detached-"


@dataclass(frozen=True, slots=True)
class Removed:
    """A workspace that may go: our id, Slack's, its name, and since when it is uninstalled (UTC; None: it is not)."""

    id: int
    team_id: str
    name: str
    uninstalled_at: datetime | None

    @property
    def is_detached(self) -> bool:
        """Tell whether its purge has begun."""
        return self.team_id.startswith(DETACHED)


def due(tx: Transaction, now: datetime, grace: timedelta) -> list[Removed]:
    """Return the workspaces that were uninstalled longer than `grace` ago, and those whose purge was interrupted."""
    over = Workspaces.uninstalled_at <= now - grace
    begun = Workspaces.team_id.like(f"{DETACHED}%")
    return [_removed(row) for row in rows.find(tx, Workspaces, or_(over, begun))]


def named(tx: Transaction, team_id: str) -> Removed | None:
    """Return the workspace that Slack calls by this id, installed or not."""
    row = rows.first(tx, Workspaces, Workspaces.team_id == team_id)
    return _removed(row) if row else None


def held(tx: Transaction, workspace_id: int) -> Mapping[str, int]:
    """Return how many rows each table holds of a workspace, its own row among them."""
    return {
        table.name: tx.scalar(select(func.count()).select_from(table).where(_of(table, workspace_id))) or 0
        for table in _tables()
    }


def detach(tx: Transaction, workspace_id: int, since: datetime | None, *, at: datetime) -> int | None:
    """Take a workspace's name and token from it: whoever installs Trellis there from now on begins anew.

    Returns how many rows went; None, and nothing is done, where it is not uninstalled `since` then any more (None:
    it is installed): somebody came back.
    """
    as_seen = (
        Workspaces.id == workspace_id,
        Workspaces.uninstalled_at.is_(None) if since is None else Workspaces.uninstalled_at == since,
    )
    nameless = {"team_id": f"{DETACHED}{workspace_id}", "name": "", "scopes": []}
    if not rows.change(tx, Workspaces, *as_seen, **nameless, uninstalled_at=since or at):
        return None
    rows.forget(tx)
    gone = tx.execute(delete(rows.table(Installation)).where(Installation.workspace_id == workspace_id))
    return int(gone.rowcount)


def some(tx: Transaction, workspace_id: int, most: int = MOST) -> int:
    """Delete up to `most` rows of one table of a detached workspace; returns how many, 0 once nothing is left."""
    for table in _tables():
        key = list(table.primary_key)[-1]
        chosen = select(key).where(_of(table, workspace_id)).limit(most)
        gone = tx.execute(delete(table).where(_of(table, workspace_id), key.in_(chosen))).rowcount
        if gone:
            rows.forget(tx)
            return int(gone)
    return 0


def _tables() -> list[Table]:
    """Return every table that holds rows of a workspace, those first to which no other refers any more."""
    tables = reversed(Base.metadata.sorted_tables)
    return [one for one in tables if one.name == "workspaces" or "workspace_id" in one.c]


def _of(table: Table, workspace_id: int) -> ColumnElement[bool]:
    column = table.c.id if table.name == "workspaces" else table.c.workspace_id
    return column == workspace_id


def _removed(row: Row) -> Removed:
    return Removed(row["id"], row["team_id"], row["name"], row["uninstalled_at"])
