"""Delivery health: what became of the messages of a programme's pairs, counted by the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select

from bot.domain.deliveries import DeliveryClass, State
from bot.domain.health import ON_TIME, Fared
from storage import rows
from storage.deliveries import DOUBLED
from storage.tables import Delivery as Table
from storage.tables import Pair
from storage.transaction import DialectName, Transaction

table = rows.table(Table)
DAY_SECONDS = 86_400
# Julian days are kept to 40 microseconds.
HAIR_SECONDS = 0.001


def of_programme(
    tx: Transaction, workspace_id: int, programme_id: int, since: datetime, now: datetime
) -> list[Fared]:
    """Return what became of the messages about a programme's pairs that were due since an instant, each sort once.

    What is held is due when it is to be looked at again.
    """
    pairs = select(Pair.id).where(Pair.workspace_id == workspace_id, Pair.programme_id == programme_id)
    sort = (
        table.c.state,
        table.c.reason,
        _told(table.c.due_at <= now).label("is_due"),
        _told(and_(table.c.state == State.SENT, _is_late(tx.dialect))).label("is_late"),
        _told(table.c.facts[DOUBLED].as_boolean()).label("is_doubled"),
    )
    statement = (
        select(*sort, func.count())
        .where(
            table.c.workspace_id == workspace_id,
            table.c.pair_id.in_(pairs),
            table.c.rewrites_id.is_(None),
            # With each of them named, the index leads to what was due lately, however much there was before.
            table.c.state.in_([*State]),
            table.c.delivery_class.in_([*DeliveryClass]),
            table.c.due_at > since,
        )
        .group_by(*sort)
    )
    return [
        Fared(State(state), reason, times, is_due=bool(due), is_late=bool(late), is_doubled=bool(doubled))
        for state, reason, due, late, doubled, times in tx.execute(statement)
    ]


def _told(condition: ColumnElement[Any]) -> ColumnElement[int]:
    """Return 1 where a condition holds, and 0 where it does not, or where nobody can tell."""
    return case((condition, 1), else_=0)


def _is_late(dialect: DialectName) -> ColumnElement[bool]:
    """Return the condition that a message left later than on time, as each database counts seconds."""
    took: ColumnElement[Any]
    if dialect == "sqlite":
        took = (func.julianday(table.c.sent_at) - func.julianday(table.c.due_at)) * DAY_SECONDS
    else:
        took = func.extract("epoch", table.c.sent_at - table.c.due_at)
    return took > ON_TIME.total_seconds() + HAIR_SECONDS
