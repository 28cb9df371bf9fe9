"""Endings: which pairs have come to the end of their programme."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, and_, func, select

from bot.domain.pairs import AFTER_THE_LAST_DAY, Pair, PairState
from storage import pairs, rows
from storage.tables import Pair as Table
from storage.tables import Programme
from storage.transaction import Transaction
from storage.workspaces import served

# A day is over on every clock on earth when it is over twelve hours behind UTC.
EVERYWHERE = timedelta(hours=12)
pair, programme = rows.table(Table), rows.table(Programme)
SAME = and_(pair.c.workspace_id == programme.c.workspace_id, pair.c.programme_id == programme.c.id)
NEXT_END = (
    select(func.min(programme.c.ends_on).label("at"))
    .join(pair, SAME)
    .where(pair.c.state == PairState.ACTIVE, served(pair.c.workspace_id))
)


def due(tx: Transaction, now: datetime) -> list[Pair]:
    """Return the pairs of every workspace that are under way though their programme is over."""
    over = (now.astimezone(UTC) - EVERYWHERE).date() - AFTER_THE_LAST_DAY
    # The few programmes first: by a join, SQLite goes through all pairs there are.
    under_way = select(pair.c.id).where(SAME, pair.c.state == PairState.ACTIVE)
    programmes = select(programme.c.workspace_id, programme.c.id).where(
        programme.c.ends_on < over, served(programme.c.workspace_id), under_way.exists()
    )
    found = [
        (pair_id, workspace_id)
        for workspace_id, programme_id in tx.execute(programmes).all()
        for pair_id in tx.scalars(_under_way(workspace_id, programme_id))
    ]
    return [pairs.get(tx, workspace_id, pair_id) for pair_id, workspace_id in sorted(found)]


def _under_way(workspace_id: int, programme_id: int) -> Select[Any]:
    return select(pair.c.id).where(
        pair.c.workspace_id == workspace_id,
        pair.c.programme_id == programme_id,
        pair.c.state == PairState.ACTIVE,
    )


def next_end(tx: Transaction) -> datetime | None:
    """Return the first instant at which a pair of any workspace that is under way comes to its end (UTC)."""
    last: date | None = rows.instant(tx, "next programme to end", NEXT_END)
    if last is None:
        return None
    over = last + AFTER_THE_LAST_DAY + timedelta(days=1)
    return datetime.combine(over, time(), tzinfo=UTC) + EVERYWHERE
