"""Freezing: what stops when Trellis is removed from a workspace, and what goes on when it is installed again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.domain.deliveries import OVERTAKEN, Delivery, DeliveryClass, State, too_late
from bot.domain.pairs import OPEN
from storage import deliveries, questions, rows, schedules, workspaces
from storage.tables import Installation, Pair
from storage.tables import Workspace as Table
from storage.transaction import Transaction
from storage.workspaces import Workspace


@dataclass(frozen=True, slots=True)
class Back:
    """What a workspace comes back to: when Trellis had left it, and when anything comes next (UTC).

    `pairs` are under way, `waits` messages go on, and `left_out` do not: they were overtaken, or their time is over.
    """

    since: datetime
    pairs: int
    waits: int
    left_out: int
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class Installed:
    """A workspace as it stands after an installation; `back` where Trellis had left it before.

    `is_known` tells whether Trellis was there at any time before.
    """

    workspace: Workspace
    back: Back | None = None
    is_known: bool = True


def install(
    tx: Transaction,
    team_id: str,
    name: str,
    bot_user_id: str,
    *,
    locale: str,
    at: datetime,
    scopes: Collection[str] = (),
) -> Installed:
    """Keep a workspace as installed, new, known or removed before, with what Slack grants us there."""
    known = workspaces.by_team(tx, team_id)
    workspace = workspaces.remember(tx, team_id, name, bot_user_id, locale=locale, at=at, scopes=scopes)
    if known is None or known.uninstalled_at is None:
        return Installed(workspace, is_known=known is not None)
    return Installed(workspace, thaw(tx, workspace.id, known.uninstalled_at, at=at))


def freeze(tx: Transaction, workspace_id: int, *, at: datetime) -> bool:
    """Let nothing be planned or sent in a workspace from now on; False when it was frozen already.

    Everything that is remembered stays, and what is owed waits.
    """
    here = (Table.id == workspace_id, Table.uninstalled_at.is_(None))
    frozen = rows.change(tx, Table, *here, uninstalled_at=at) > 0
    if frozen:
        # Slack has withdrawn them.
        of = Installation.workspace_id == workspace_id
        rows.renew(tx, Installation, of, token=None, refresh_token=None, token_until=None)
    return frozen


def thaw(tx: Transaction, workspace_id: int, since: datetime, *, at: datetime) -> Back:
    """Let go on what waited `since` then, without a flood: of what comes back, the latest occasion alone.

    A schedule that has come due meanwhile is planned by the next sweep, once and for its latest date; what it had
    planned before is left out, and so is all whose time is over.
    """
    waited = deliveries.waiting_in(tx, workspace_id)
    left_out = _leave_out(tx, workspace_id, waited, at)
    deliveries.look_again_in(tx, workspace_id, at=at)
    going = [row.due_at for row in waited if row.id not in left_out]
    soonest = rows.earliest(schedules.next_due_in(tx, workspace_id), *going)
    return Back(
        since=since,
        pairs=rows.count(tx, Pair, Pair.workspace_id == workspace_id, Pair.state.in_(OPEN)),
        waits=len(going),
        left_out=len(left_out),
        next_at=max(soonest, at) if soonest else None,
    )


def _leave_out(tx: Transaction, workspace_id: int, waited: list[Delivery], at: datetime) -> set[int]:
    """Settle what is not sent any more; `waited` has the newest first."""
    due = schedules.overdue(tx, workspace_id, at)
    kept: set[tuple[str, str, int]] = set()
    left_out: set[int] = set()
    for row in waited:
        why = too_late(row, at)
        if why is None and row.delivery_class is DeliveryClass.SCHEDULED:
            series = (row.kind, row.subject, row.person_id)
            if series in kept or (row.kind, row.pair_id, row.person_id) in due:
                why = OVERTAKEN
            kept.add(series)
        if why:
            deliveries.settle(tx, row, State.SKIPPED, why)
            questions.close_of(tx, workspace_id, row.id, at=at)
            left_out.add(row.id)
    return left_out
