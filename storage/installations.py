"""Installations: by which token Trellis speaks in each workspace that installed it by OAuth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, bindparam, or_, select

from storage import freezing, rows
from storage.freezing import Installed
from storage.prepared import Prepared
from storage.tables import Installation as Table
from storage.tables import Workspace as Workspaces
from storage.transaction import Row, Transaction

TOKEN, REFRESH = "installations.token", "installations.refresh_token"


@dataclass(frozen=True, slots=True)
class Granted:
    """What Slack gave whoever let Trellis in; `until` is the end of a token that rotates (UTC)."""

    team_id: str
    team_name: str
    enterprise_id: str | None
    app_id: str
    bot_id: str
    bot_user_id: str
    installed_by: str
    scopes: tuple[str, ...]
    token: str
    refresh_token: str | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Installation:
    """Where Trellis is installed, and how it speaks there."""

    workspace_id: int
    team_id: str
    enterprise_id: str | None
    app_id: str
    bot_id: str
    bot_user_id: str
    scopes: tuple[str, ...]
    token: str
    until: datetime | None


def _found() -> Select[tuple[object, ...]]:
    mine = Workspaces.id == Table.workspace_id
    here = rows.table(Workspaces).c
    return (
        select(rows.table(Table), here.team_id, here.bot_user_id, here.scopes)
        .join(rows.table(Workspaces), mine)
        .where(
            here.team_id == bindparam("team"),
            here.uninstalled_at.is_(None),
            rows.table(Table).c.token.is_not(None),
        )
    )


# Built once: each request of a workspace that is not known by heart runs it.
FOUND = _found()


def keep(tx: Transaction, granted: Granted, *, locale: str, at: datetime) -> Installed:
    """Keep what Slack granted, in a workspace that is new, known or removed before; one row for each."""
    installed = freezing.install(
        tx,
        granted.team_id,
        granted.team_name,
        granted.bot_user_id,
        locale=locale,
        at=at,
        scopes=granted.scopes,
    )
    fresh = {
        "enterprise_id": granted.enterprise_id,
        "app_id": granted.app_id,
        "bot_id": granted.bot_id,
        "installed_by": granted.installed_by,
        **_tokens(tx, installed.workspace.id, granted.token, granted.refresh_token, granted.until, at),
    }
    rows.put(tx, Table, ("workspace_id",), fresh, workspace_id=installed.workspace.id, **fresh)
    return installed


def find(tx: Transaction, team_id: str) -> Installation | None:
    """Return how Trellis speaks in a workspace by Slack's id, in one query; None where it is not installed.

    It is found by its team alone: an organisation that it has joined since changes nothing.
    """
    row = tx.row(Prepared(FOUND, {"team": team_id}, "installation"))
    return _installation(tx, row) if row else None


def is_dead(tx: Transaction, workspace_id: int, before: datetime) -> bool:
    """Tell whether a refused token can only be the present one, since it is older than what anybody knows by heart."""
    row = rows.first(tx, Table, Table.workspace_id == workspace_id)
    return row is not None and row["token_since"] < before


def to_refresh(tx: Transaction, now: datetime, ahead: timedelta, most: int) -> list[int]:
    """Return at most so many workspaces whose token ends within a span from `now`, and that nobody is renewing.

    Those whose token ends first come first.
    """
    free = or_(Table.refreshing_until.is_(None), Table.refreshing_until <= now)
    where = (Table.token_until <= now + ahead, Table.refresh_token.is_not(None), free)
    table = rows.table(Table)
    soonest = select(table.c.workspace_id).where(*where).order_by(table.c.token_until).limit(most)
    return [*tx.scalars(soonest)]


def claim(
    tx: Transaction, workspace_id: int, now: datetime, lease: timedelta, ahead: timedelta
) -> str | None:
    """Take it on to renew a token, for a while alone; returns what it is renewed by, or None for somebody else."""
    free = or_(Table.refreshing_until.is_(None), Table.refreshing_until <= now)
    where = (Table.workspace_id == workspace_id, Table.token_until <= now + ahead, free)
    if not rows.change(tx, Table, *where, refreshing_until=now + lease):
        return None
    row = rows.first(tx, Table, Table.workspace_id == workspace_id)
    sealed = row["refresh_token"] if row else None
    return tx.vault.open(workspace_id, REFRESH, sealed) if sealed else None


def spent(tx: Transaction, workspace_id: int, until: datetime) -> None:
    """Give up what a token would be renewed by: Slack does not take it, for whoever has had it until then alone."""
    mine = (Table.workspace_id == workspace_id, Table.refreshing_until == until)
    rows.renew(tx, Table, *mine, refresh_token=None, refreshing_until=None)


def renewed(
    tx: Transaction, workspace_id: int, token: str, refresh_token: str, until: datetime, *, at: datetime
) -> None:
    """Keep the token that took the place of another, and what it is renewed by in its turn."""
    fresh = _tokens(tx, workspace_id, token, refresh_token, until, at)
    rows.renew(tx, Table, Table.workspace_id == workspace_id, **fresh)


def _tokens(
    tx: Transaction,
    workspace_id: int,
    token: str,
    refresh_token: str | None,
    until: datetime | None,
    at: datetime,
) -> dict[str, object]:
    renewing = tx.vault.seal(workspace_id, REFRESH, refresh_token) if refresh_token else None
    return {
        "token": tx.vault.seal(workspace_id, TOKEN, token),
        "token_since": at,
        "token_until": until,
        "refresh_token": renewing,
        "refreshing_until": None,
    }


def _installation(tx: Transaction, row: Row) -> Installation:
    plain = ("workspace_id", "team_id", "enterprise_id", "app_id", "bot_id", "bot_user_id")
    return Installation(
        **{name: row[name] for name in plain},
        scopes=tuple(row["scopes"]),
        token=tx.vault.open(row["workspace_id"], TOKEN, row["token"]),
        until=row["token_until"],
    )
