"""Goals, their milestones, and the log of their progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from bot.domain.goals import Closing, Entry, Goal, Milestone, Smart
from bot.errors import PairMoved
from storage import pairs, rows
from storage.tables import Goal as Table
from storage.tables import Milestone as MilestoneTable
from storage.tables import PairMember, Progress
from storage.transaction import Row, Transaction

BY_NUMBER = (rows.table(Table).c.number,)
AS_LOGGED = (rows.table(Progress).c.logged_at, rows.table(Progress).c.id)


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said of a goal: a percentage, a note, or both, and the form or command that it came by."""

    percent: int | None
    note: str | None
    source: str | None = None


def create(
    tx: Transaction,
    workspace_id: int,
    pair_id: int,
    person_id: int,
    title: str,
    *,
    at: datetime,
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
    return get(tx, workspace_id, goal_id, reader=person_id)


def get(tx: Transaction, workspace_id: int, goal_id: int, *, reader: int) -> Goal:
    """Return a goal; raises PairMoved for one that is not there, NotYours for a reader who is not of its pair."""
    row = rows.first(tx, Table, Table.workspace_id == workspace_id, Table.id == goal_id)
    if row is None:
        raise PairMoved
    pairs.admit(tx, workspace_id, row["pair_id"], reader)
    return _goals(tx, workspace_id, [row])[0]


def of_pair(tx: Transaction, workspace_id: int, pair_id: int, *, reader: int) -> list[Goal]:
    """Return a pair's goals with their logs, by number; raises NotYours for a reader who is not of the pair."""
    pairs.admit(tx, workspace_id, pair_id, reader)
    where = (Table.workspace_id == workspace_id, Table.pair_id == pair_id)
    return _goals(tx, workspace_id, rows.find(tx, Table, *where, order=BY_NUMBER))


def by_entry(tx: Transaction, workspace_id: int, entry_id: int, *, reader: int) -> Goal:
    """Return the goal whose log holds an entry; raises as `get` does."""
    row = rows.first(tx, Progress, Progress.workspace_id == workspace_id, Progress.id == entry_id)
    if row is None:
        raise PairMoved
    return get(tx, workspace_id, row["goal_id"], reader=reader)


def from_source(tx: Transaction, workspace_id: int, source: str, *, reader: int) -> Entry | None:
    """Return the reader's own standing entry whose source begins so, the newest of several."""
    of_them = (PairMember.workspace_id == workspace_id, PairMember.person_id == reader)
    mine = {row["pair_id"] for row in rows.find(tx, PairMember, *of_them)}
    # By the goals there may be: how a text begins, no index finds on both databases.
    theirs = (Table.workspace_id == workspace_id, Table.pair_id.in_(mine))
    where = (
        Progress.workspace_id == workspace_id,
        Progress.goal_id.in_({row["id"] for row in rows.find(tx, Table, *theirs)}),
        Progress.person_id == reader,
        Progress.withdrawn_at.is_(None),
    )
    order = rows.table(Progress).c.id.desc()
    row = rows.first(tx, Progress, *where, Progress.source.startswith(source, autoescape=True), order=order)
    return _entry(tx, row) if row else None


def sharpen(tx: Transaction, workspace_id: int, goal: Goal, said: Smart) -> None:
    """Put a goal into its writer's newest words; another title is another goal, which nobody has endorsed yet."""
    is_same = said.title == goal.title
    _change(
        tx,
        workspace_id,
        goal,
        title=_seal(tx, workspace_id, "goals.title", said.title),
        measure=_seal(tx, workspace_id, "goals.measure", said.measure),
        first_step=_seal(tx, workspace_id, "goals.first_step", said.first_step),
        target_on=said.target_on,
        **({} if is_same else {"endorsed_by": None, "endorsed_at": None}),
    )


def close(tx: Transaction, workspace_id: int, goal: Goal, closing: Closing, *, at: datetime) -> None:
    """End a goal; its number and its log stay."""
    _change(tx, workspace_id, goal, closed_at=at, closed_as=closing)


def reopen(tx: Transaction, workspace_id: int, goal: Goal) -> None:
    """Take a goal up again."""
    _change(tx, workspace_id, goal, closed_at=None, closed_as=None)


def respond(
    tx: Transaction,
    workspace_id: int,
    goal: Goal,
    person_id: int,
    comment: str | None,
    *,
    endorsed: bool,
    at: datetime,
) -> None:
    """Keep the partner's newest word on a goal, and whether they stand behind it; without a word, the old one goes."""
    since = goal.endorsed_at or at
    said = comment is not None
    _change(
        tx,
        workspace_id,
        goal,
        comment=_seal(tx, workspace_id, "goals.comment", comment),
        commented_by=person_id if said else None,
        commented_at=at if said else None,
        endorsed_by=person_id if endorsed else None,
        endorsed_at=since if endorsed else None,
    )


def add_milestone(tx: Transaction, workspace_id: int, goal: Goal, title: str) -> int:
    """Write down a step on the way to a goal; return its id."""
    return rows.add(
        tx,
        MilestoneTable,
        workspace_id=workspace_id,
        goal_id=goal.id,
        person_id=goal.person_id,
        title=_seal(tx, workspace_id, "milestones.title", title),
    )


def tick(
    tx: Transaction, workspace_id: int, goal: Goal, milestone_ids: Sequence[int], *, at: datetime | None
) -> None:
    """Write down when milestones of a goal were reached; None takes that back."""
    where = (MilestoneTable.workspace_id == workspace_id, MilestoneTable.goal_id == goal.id)
    rows.renew(tx, MilestoneTable, *where, MilestoneTable.id.in_(list(milestone_ids)), reached_at=at)


def log(tx: Transaction, goal: Goal, workspace_id: int, person_id: int, said: Said, *, at: datetime) -> bool:
    """Append to a goal's log; False when the same form or command has logged before."""
    if said.source and _logged(tx, workspace_id, person_id, said.source):
        return False
    rows.add(
        tx,
        Progress,
        workspace_id=workspace_id,
        goal_id=goal.id,
        person_id=person_id,
        percent=said.percent,
        note=_seal(tx, workspace_id, "progress.note", said.note),
        logged_at=at,
        source=said.source,
    )
    return True


def withdraw(tx: Transaction, workspace_id: int, entry: Entry, *, at: datetime) -> bool:
    """Take an entry out of the log's count; False when it was already."""
    where = (Progress.workspace_id == workspace_id, Progress.id == entry.id, Progress.withdrawn_at.is_(None))
    return rows.change(tx, Progress, *where, withdrawn_at=at) > 0


def _logged(tx: Transaction, workspace_id: int, person_id: int, source: str) -> bool:
    # In Slack a message has its name within its conversation alone: what two people typed may be called the same.
    theirs = (Progress.workspace_id == workspace_id, Progress.person_id == person_id)
    return rows.first(tx, Progress, *theirs, Progress.source == source) is not None


def _change(tx: Transaction, workspace_id: int, goal: Goal, **values: Any) -> None:
    rows.renew(tx, Table, Table.workspace_id == workspace_id, Table.id == goal.id, **values)


def _seal(tx: Transaction, workspace_id: int, field: str, text: str | None) -> bytes | None:
    return tx.vault.seal(workspace_id, field, text) if text else None


def _open(tx: Transaction, row: Row, field: str) -> str | None:
    sealed = row[field.partition(".")[2]]
    return None if sealed is None else tx.vault.open(row["workspace_id"], field, sealed)


def _goals(tx: Transaction, workspace_id: int, found: Sequence[Row]) -> list[Goal]:
    """Load what belongs to some goals with them."""
    ids = [row["id"] for row in found]
    mine = (Progress.workspace_id == workspace_id, Progress.goal_id.in_(ids))
    entries = rows.find(tx, Progress, *mine, order=AS_LOGGED) if ids else []
    of_goal = (MilestoneTable.workspace_id == workspace_id, MilestoneTable.goal_id.in_(ids))
    steps = rows.find(tx, MilestoneTable, *of_goal) if ids else []
    return [
        _goal(
            tx,
            row,
            [one for one in entries if one["goal_id"] == row["id"]],
            [one for one in steps if one["goal_id"] == row["id"]],
        )
        for row in found
    ]


def _goal(tx: Transaction, row: Row, entries: Sequence[Row], steps: Sequence[Row]) -> Goal:
    return Goal(
        id=row["id"],
        pair_id=row["pair_id"],
        person_id=row["person_id"],
        number=row["number"],
        title=tx.vault.open(row["workspace_id"], "goals.title", row["title"]),
        measure=_open(tx, row, "goals.measure"),
        target_on=row["target_on"],
        first_step=_open(tx, row, "goals.first_step"),
        comment=_open(tx, row, "goals.comment"),
        endorsed_at=row["endorsed_at"],
        closed_at=row["closed_at"],
        closed_as=Closing(row["closed_as"]) if row["closed_as"] else None,
        log=tuple(_entry(tx, one) for one in entries),
        milestones=tuple(_milestone(tx, one) for one in steps),
    )


def _entry(tx: Transaction, row: Row) -> Entry:
    return Entry(
        id=row["id"],
        goal_id=row["goal_id"],
        person_id=row["person_id"],
        percent=row["percent"],
        note=_open(tx, row, "progress.note"),
        logged_at=row["logged_at"],
        withdrawn_at=row["withdrawn_at"],
    )


def _milestone(tx: Transaction, row: Row) -> Milestone:
    title = tx.vault.open(row["workspace_id"], "milestones.title", row["title"])
    return Milestone(id=row["id"], goal_id=row["goal_id"], title=title, reached_at=row["reached_at"])
