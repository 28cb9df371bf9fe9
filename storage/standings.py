"""How the whole ledger stands, in numbers for whoever runs Trellis: every workspace together, and nobody by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, case, func, select

from bot.domain.deliveries import WAITING, State
from bot.domain.health import ON_TIME
from storage.tables import Delivery as Table
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Standing:
    """Rows by state; of those that wait, how many are `due`, since when the oldest (UTC), and how many are `late`.

    Late is what should have left fifteen minutes ago, as in the coordinators' own figures.
    """

    states: Mapping[State, int]
    due: int = 0
    late: int = 0
    due_since: datetime | None = None

    def waits(self, now: datetime) -> timedelta:
        """Return for how long the oldest has been due."""
        return max(now - self.due_since, timedelta(0)) if self.due_since else timedelta(0)


def standing(tx: Transaction, now: datetime) -> Standing:
    """Count the ledger's rows in all workspaces; one held on purpose is due when it is to be looked at again."""
    return _standing(tx, now, _BY_STATE)


def lately(tx: Transaction, now: datetime, since: datetime) -> Standing:
    """Count the rows that were due between `since` and `now`; what is due and waits, of whatever age."""
    # With each state named, the index leads to the few rows of lately, whatever there was before.
    recent = (Table.state.in_([*State]), Table.due_at > since, Table.due_at <= now)
    return _standing(tx, now, _BY_STATE.where(*recent))


_BY_STATE = select(Table.state, func.count()).group_by(Table.state)


def _standing(tx: Transaction, now: datetime, by_state: Select[str, int]) -> Standing:
    states = {State(state): int(number) for state, number in tx.execute(by_state)}
    row = tx.execute(_due(now)).one()
    return Standing(states, due=int(row[0]), late=int(row[1] or 0), due_since=row[2])


def _due(now: datetime) -> Select[int, Any, datetime]:
    late = func.sum(case((Table.due_at <= now - ON_TIME, 1), else_=0))
    waits = (Table.state.in_((*WAITING, State.SENDING)), Table.due_at <= now)
    return select(func.count(), late, func.min(Table.due_at)).where(*waits)
