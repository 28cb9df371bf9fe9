"""Retention: which pairs' words have been kept as long as their programme says, and their end."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, or_, select

from bot.domain.audience import Audience
from bot.domain.deliveries import Reason
from bot.domain.keeping import CHOICES, USUAL_MONTHS, months_before
from bot.domain.pairs import AFTER_THE_LAST_DAY, OPEN, Pair, PairState
from storage import deliveries, erasing, pairs, rows, schedules
from storage.fields import among
from storage.prepared import Prepared
from storage.tables import Pair as Table
from storage.tables import Programme
from storage.transaction import Transaction

# Of so many at a time the next look finds the rest.
MOST = 200


def _over() -> Select[Any]:
    """Build the statement that finds pairs of every workspace whose time is over."""
    pair, programme = rows.table(Table), rows.table(Programme)
    months = func.coalesce(programme.c.keeps_months, USUAL_MONTHS)
    is_open = among(pair.c.state, OPEN)
    times = []
    for number in CHOICES:
        then = bindparam(f"then_{number}", type_=pair.c.state_since.type)
        last_day = bindparam(f"day_{number}", type_=programme.c.ends_on.type)
        long_ago = or_(
            and_(~is_open, pair.c.state_since <= then), and_(is_open, programme.c.ends_on < last_day)
        )
        times.append(and_(months == number, long_ago))
    same = and_(pair.c.workspace_id == programme.c.workspace_id, pair.c.programme_id == programme.c.id)
    found = select(pair.c.workspace_id, pair.c.id).join(programme, same)
    return found.where(pair.c.erased_at.is_(None), or_(*times)).order_by(pair.c.id).limit(MOST)


# Built once: a rehearsal looks four times in each of its days.
OVER = _over()


def due(tx: Transaction, now: datetime) -> list[Pair]:
    """Return pairs of every workspace whose time is over: counted from their end, or from their programme's."""
    given: dict[str, Any] = {}
    for number in CHOICES:
        then = months_before(now, number)
        given |= {f"then_{number}": then, f"day_{number}": (then - AFTER_THE_LAST_DAY).date()}
    found = tx.rows(Prepared(OVER, given, "kept as long as was said"))
    return [pairs.get(tx, row["workspace_id"], row["id"]) for row in found]


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
