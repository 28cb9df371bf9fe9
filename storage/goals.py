"""Goals and the log of their progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, func, select

from bot.domain.goals import Entry, Goal
from storage import pairs, rows
from storage.tables import Goal as Table
from storage.tables import Progress
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said of a goal: a percentage, a note, or both, and the form or command that it came by."""

    percent: int | None
    note: str | None
    source: str | None = None


def create(
    tx: Transaction, workspace_id: int, pair_id: int, person_id: int, title: str, *, at: datetime
) -> Goal:
    """Write down a goal under the pair's next number."""
    highest = tx.scalar(
        select(func.max(Table.number)).where(Table.workspace_id == workspace_id, Table.pair_id == pair_id)
    )
    goal_id = rows.add(
        tx,
        Table,
        workspace_id=workspace_id,
        pair_id=pair_id,
        person_id=person_id,
        number=(highest or 0) + 1,
        title=tx.vault.seal(workspace_id, "goals.title", title),
        created_at=at,
    )
    return next(goal for goal in of_pair(tx, workspace_id, pair_id, reader=person_id) if goal.id == goal_id)


def of_pair(tx: Transaction, workspace_id: int, pair_id: int, *, reader: int) -> list[Goal]:
    """Return a pair's goals with their logs, by number; raises NotYours for a reader who is not of the pair."""
    pairs.admit(tx, workspace_id, pair_id, reader)
    found = rows.find(
        tx,
        Table,
        Table.workspace_id == workspace_id,
        Table.pair_id == pair_id,
        order=rows.table(Table).c.number,
    )
    return [_goal(tx, row, _log(tx, workspace_id, row["id"])) for row in found]


def log(tx: Transaction, goal: Goal, workspace_id: int, person_id: int, said: Said, *, at: datetime) -> bool:
    """Append to a goal's log; False when the same form or command has logged before."""
    if said.source and _logged(tx, workspace_id, said.source):
        return False
    rows.add(
        tx,
        Progress,
        workspace_id=workspace_id,
        goal_id=goal.id,
        person_id=person_id,
        percent=said.percent,
        note=tx.vault.seal(workspace_id, "progress.note", said.note) if said.note else None,
        logged_at=at,
        source=said.source,
    )
    return True


def _logged(tx: Transaction, workspace_id: int, source: str) -> bool:
    return (
        rows.first(tx, Progress, Progress.workspace_id == workspace_id, Progress.source == source) is not None
    )


def _log(tx: Transaction, workspace_id: int, goal_id: int) -> Sequence[RowMapping]:
    ordered = (rows.table(Progress).c.logged_at, rows.table(Progress).c.id)
    return rows.find(
        tx, Progress, Progress.workspace_id == workspace_id, Progress.goal_id == goal_id, order=ordered
    )


def _goal(tx: Transaction, row: RowMapping, log_rows: Sequence[RowMapping]) -> Goal:
    return Goal(
        id=row["id"],
        pair_id=row["pair_id"],
        person_id=row["person_id"],
        number=row["number"],
        title=tx.vault.open(row["workspace_id"], "goals.title", row["title"]),
        target_on=row["target_on"],
        closed_at=row["closed_at"],
        log=tuple(_entry(tx, one) for one in log_rows),
    )


def _entry(tx: Transaction, row: RowMapping) -> Entry:
    note = row["note"]
    return Entry(
        id=row["id"],
        goal_id=row["goal_id"],
        person_id=row["person_id"],
        percent=row["percent"],
        note=None if note is None else tx.vault.open(row["workspace_id"], "progress.note", note),
        logged_at=row["logged_at"],
        withdrawn_at=row["withdrawn_at"],
    )
