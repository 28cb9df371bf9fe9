"""Retention: which pairs' words have been kept as long as their programme says, and their end."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, func, or_, select

from bot.domain.audience import Audience
from bot.domain.deliveries import Reason
from bot.domain.keeping import CHOICES, USUAL_MONTHS, months_before
from bot.domain.pairs import AFTER_THE_LAST_DAY, OPEN, Pair, PairState
from storage import deliveries, erasing, pairs, rows, schedules
from storage.tables import Pair as Table
from storage.tables import Programme
from storage.transaction import Transaction

# Of so many at a time the next look finds the rest.
MOST = 200


def due(tx: Transaction, now: datetime) -> list[Pair]:
    """Return pairs of every workspace whose time is over: counted from their end, or from their programme's."""
    pair, programme = rows.table(Table), rows.table(Programme)
    months = func.coalesce(programme.c.keeps_months, USUAL_MONTHS)
    ended = pair.c.state.not_in([str(one) for one in OPEN])
    times = []
    for number in CHOICES:
        then = months_before(now, number)
        last_day = (then - AFTER_THE_LAST_DAY).date()
        long_ago = or_(and_(ended, pair.c.state_since <= then), and_(~ended, programme.c.ends_on < last_day))
        times.append(and_(months == number, long_ago))
    statement = (
        select(pair.c.workspace_id, pair.c.id)
        .join(
            programme,
            and_(pair.c.workspace_id == programme.c.workspace_id, pair.c.programme_id == programme.c.id),
        )
        .where(pair.c.erased_at.is_(None), or_(*times))
        .order_by(pair.c.id)
        .limit(MOST)
    )
    return [pairs.get(tx, workspace_id, pair_id) for workspace_id, pair_id in tx.execute(statement)]


def end(tx: Transaction, pair: Pair, now: datetime) -> bool:
    """Delete what the two of a pair wrote; one that never got under way ends with it. False when it was done before."""
    ws = pair.workspace_id
    row = rows.first(tx, Table, Table.workspace_id == ws, Table.id == pair.id, Table.erased_at.is_(None))
    if row is None:
        return False
    if row["state"] in OPEN:
        pairs.change(tx, ws, pair.id, state=PairState.ENDED, state_since=now)
        schedules.end(tx, ws, pair.id, at=now)
    deliveries.cancel_all(tx, ws, pair.id, Reason("pair-over", audience=Audience.PAIR))
    erasing.pair(tx, ws, pair.id, at=now)
    return True
