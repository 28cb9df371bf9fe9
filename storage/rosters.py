"""Lists of people to invite, and how far they have come: our ids, and nothing that somebody wrote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, or_, select

from bot.domain.pairs import OPEN, PairState
from bot.domain.people import Role
from bot.domain.rosters import Came, Judged, Present
from storage import pairs, programmes, rows
from storage.tables import InvitationList as Table
from storage.transaction import Row, Transaction
from storage.workspaces import served

# A list that nobody sent off within a day was only looked at; one that did not come to its end by then has no more.
KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """A mentor and a mentee, or one person with a role: our ids."""

    people: tuple[int, ...]
    role: Role | None = None
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A list as it was kept, and by whom; once it is sent off, `came` is what came of as many lines as are `done`."""

    id: int
    programme_id: int
    person_id: int
    lines: tuple[Line, ...]
    made_at: datetime
    sent_off_at: datetime | None = None
    is_over: bool = False
    done: int = 0
    came: Came = field(default_factory=Came)
    view_id: str | None = None

    @property
    def left(self) -> int:
        """How many lines are not done."""
        return len(self.lines) - self.done

    def waits(self, now: datetime) -> bool:
        """Tell whether it can be sent off still."""
        return self.sent_off_at is None and now < self.made_at + KEPT


def keep(
    tx: Transaction,
    workspace_id: int,
    programme_id: int,
    person_id: int,
    lines: Iterable[Judged],
    *,
    at: datetime,
) -> int:
    """Keep what a list would do, and return its id; what this person tried before is gone, unless it is under way."""
    rests = or_(Table.sent_off_at.is_(None), Table.over_at.is_not(None))
    before = (Table.workspace_id == workspace_id, Table.person_id == person_id, rests)
    tx.execute(delete(rows.table(Table)).where(*before))
    return rows.add(
        tx,
        Table,
        workspace_id=workspace_id,
        programme_id=programme_id,
        person_id=person_id,
        lines=[[[one.id for one in line.people], line.role, line.capacity] for line in lines],
        made_at=at,
    )


def get(tx: Transaction, workspace_id: int, list_id: int) -> Kept | None:
    """Return a list, unless it has gone."""
    row = rows.first(tx, Table, Table.workspace_id == workspace_id, Table.id == list_id)
    return _kept(row) if row else None


def send_off(tx: Transaction, workspace_id: int, list_id: int, view_id: str | None, *, at: datetime) -> bool:
    """Note that a list is sent off, in a window of Slack's; False where it was before."""
    fresh = (Table.workspace_id == workspace_id, Table.id == list_id, Table.sent_off_at.is_(None))
    return rows.change(tx, Table, *fresh, sent_off_at=at, moved_at=at, view_id=view_id) > 0


def advance(tx: Transaction, workspace_id: int, kept: Kept, upto: int, *, at: datetime) -> bool:
    """Take on the lines of a list up to one; False where somebody else was faster, and has taken them."""
    same = (Table.workspace_id == workspace_id, Table.id == kept.id, Table.done == kept.done)
    return rows.change(tx, Table, *same, Table.over_at.is_(None), done=upto, moved_at=at) > 0


def add(tx: Transaction, workspace_id: int, list_id: int, came: Came) -> None:
    """Count what came of some lines, which were taken on in the same transaction."""
    mine = (Table.workspace_id == workspace_id, Table.id == list_id)
    row = rows.first(tx, Table, *mine)
    if row:
        both = _came(row).plus(came)
        rows.renew(tx, Table, *mine, invited=both.people, begun=both.pairs, already=both.already)


def end(tx: Transaction, workspace_id: int, list_id: int, *, at: datetime) -> bool:
    """Note that nothing more comes of a list; False where that was noted before."""
    mine = (Table.workspace_id == workspace_id, Table.id == list_id, Table.over_at.is_(None))
    return rows.change(tx, Table, *mine, over_at=at) > 0


def abandoned(tx: Transaction, since: datetime) -> list[tuple[int, int]]:
    """Return the lists of every workspace that are under way, and that nobody has been at since then (UTC).

    Each is told by our ids of its workspace and its own.
    """
    table = rows.table(Table).c
    where = (table.moved_at <= since, table.over_at.is_(None), served(table.workspace_id))
    statement = select(table.workspace_id, table.id).where(*where).order_by(table.id)
    return [(workspace_id, id_) for workspace_id, id_ in tx.execute(statement)]


def forget(tx: Transaction, now: datetime) -> None:
    """Forget the lists that were not sent off in time, and those that came to their end as long ago."""
    unsent = and_(Table.sent_off_at.is_(None), Table.made_at <= now - KEPT)
    tx.execute(delete(rows.table(Table)).where(or_(unsent, Table.over_at <= now - KEPT)))


def _kept(row: Row) -> Kept:
    lines = tuple(
        Line(tuple(people), Role(role) if role else None, capacity) for people, role, capacity in row["lines"]
    )
    names = ("id", "programme_id", "person_id", "made_at", "sent_off_at", "done", "view_id")
    return Kept(
        **{name: row[name] for name in names},
        lines=lines,
        is_over=row["over_at"] is not None,
        came=_came(row),
    )


def _came(row: Row) -> Came:
    return Came(row["invited"], row["begun"], row["already"])


def present(tx: Transaction, workspace_id: int, programme_id: int) -> Present:
    """Return who is in a programme already."""
    enrolled = programmes.enrolled(tx, workspace_id, programme_id)
    every = pairs.of_programme(tx, workspace_id, programme_id)
    members = [(pair.state, frozenset(member.person_id for member in pair.members)) for pair in every]
    return Present(
        taking_part=frozenset((one.person_id, one.role) for one in enrolled if one.left_at is None),
        said_no=frozenset((one.person_id, one.role) for one in enrolled if one.refused),
        pairs=frozenset(ids for state, ids in members if state in OPEN),
        refused=frozenset(ids for state, ids in members if state is PairState.DECLINED),
    )
