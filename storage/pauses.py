"""Pauses: which have come to their end, and how a pair goes on."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bot.domain.cadence import Schedule as Rule
from bot.domain.cadence import instant_of, next_after
from bot.domain.pairs import Pair
from bot.domain.pauses import resumed
from bot.domain.situation import Schedule
from storage import deliveries, pairs, rows, schedules
from storage.schedules import Subject
from storage.tables import Pair as Table
from storage.transaction import Transaction
from storage.workspaces import served

NEXT_END = select(func.min(Table.paused_until).label("at")).where(
    Table.paused_at.is_not(None), served(Table.workspace_id)
)


def due(tx: Transaction, now: datetime) -> list[Pair]:
    """Return the pairs of every workspace whose pause ends by its date; each carries its own workspace."""
    statement = select(Table.workspace_id, Table.id).where(
        Table.paused_at.is_not(None), Table.paused_until <= now, served(Table.workspace_id)
    )
    return [pairs.get(tx, workspace_id, pair_id) for workspace_id, pair_id in tx.execute(statement)]


def next_end(tx: Transaction) -> datetime | None:
    """Return the first instant at which a pause of any workspace ends by its date."""
    found: datetime | None = rows.instant(tx, "next pause to end", NEXT_END)
    return found


def end(tx: Transaction, workspace_id: int, pair: Pair, *, at: datetime) -> bool:
    """End a pause: the rhythm moves on by its weeks, and what it held is looked at again; False when it had ended."""
    where = (Table.workspace_id == workspace_id, Table.id == pair.id, Table.paused_at.is_not(None))
    # Until when it rested stays: whoever has rested for long was not quiet meanwhile.
    if pair.paused_at is None or not rows.change(
        tx, Table, *where, paused_by=None, paused_at=None, paused_until=at
    ):
        return False
    for one in schedules.of_pair(tx, workspace_id, pair.id):
        subject = Subject(workspace_id, one.kind, pair.id, one.person_id)
        rule, next_at = going_on(tx, workspace_id, one, paused_at=pair.paused_at, at=at)
        schedules.put(tx, subject, rule, next_at, once=one.once)
    deliveries.look_again_at(tx, workspace_id, pair.id, at=at)
    return True


def going_on(
    tx: Transaction, workspace_id: int, one: Schedule, *, paused_at: datetime, at: datetime
) -> tuple[Rule, datetime]:
    """Return by which rule something comes back when its pair goes on, and when it is due then; all in UTC."""
    zone = ZoneInfo(one.zone)
    rule = resumed(
        schedules.rule_of(one),
        one.kind,
        paused_on=paused_at.astimezone(zone).date(),
        resumed_on=at.astimezone(zone).date(),
        last_on=deliveries.last_asked(tx, workspace_id, one.kind, str(one.pair_id), one.person_id),
        once=one.once,
    )
    return rule, instant_of(rule, rule.anchor) if one.once else next_after(rule, at)[1]
