"""Erasing: what is held of a person goes, or what a pair wrote once its time is over; counts stay, without a name.

What goes and what stays is declared in `storage.holdings`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, delete, null, select, update

from bot.domain.deliveries import State
from bot.domain.keeping import without
from bot.domain.pairs import Pair
from storage import pairs, rows, slots
from storage.holdings import HOLDINGS, Becomes, Fate, Holding
from storage.tables import (
    Agreement,
    Amendment,
    Answer,
    Base,
    Clause,
    Delivery,
    Goal,
    Installation,
    Person,
    Position,
    Session,
)
from storage.transaction import Transaction

# Before Slack's id of an account stood here; Slack's begin with a capital.
ALIAS = "gone-"
# Through which column a row belongs to a pair that does not name it itself.
PARENTS: Mapping[str, type[Base]] = {"agreement_id": Agreement, "goal_id": Goal, "answer_id": Answer}


def person(tx: Transaction, workspace_id: int, person_id: int, *, at: datetime) -> None:
    """Delete what is held of a person: their words, settings and name, wherever they stand.

    What their partners wrote stays, and what only counts. Their pairs must have ended, and nobody must wait for them
    as the only coordinator; both is for the caller to see to.
    """
    mine = pairs.of_person(tx, workspace_id, person_id)
    for pair in mine:
        _take_out(tx, pair, person_id)
    known = rows.first(tx, Person, Person.workspace_id == workspace_id, Person.id == person_id)
    if known is not None:
        slots.forget_channel(tx, workspace_id, known["dm_channel"] or "")
        let_in = (Installation.workspace_id == workspace_id, Installation.installed_by == known["slack_id"])
        rows.renew(tx, Installation, *let_in, installed_by="")
    for table, holding in _held():
        mine_here = [table.c.workspace_id == workspace_id]
        if holding.goes_by:
            tx.execute(delete(table).where(*mine_here, table.c[holding.goes_by] == person_id))
        for by, columns in holding.empties.items():
            values = _values(tx, table, columns, workspace_id, at, person_id)
            tx.execute(update(table).where(*mine_here, table.c[by] == person_id).values(values))
    # Whatever is on its way finds its claim gone, and writes nothing of where it arrived.
    moving = (Delivery.workspace_id == workspace_id, Delivery.person_id == person_id)
    delivery = rows.table(Delivery)
    tx.execute(
        update(delivery)
        .where(*moving, Delivery.state == State.SENDING)
        .values(state=State.UNKNOWN, fence=delivery.c.fence + 1, lease_until=None)
    )
    rows.forget(tx)


def pair(tx: Transaction, workspace_id: int, pair_id: int, *, at: datetime) -> None:
    """Delete what the two of a pair wrote, its time being over; that there was a pair, and how it went, counts on."""
    for table, holding in _held():
        where = _in_pair(table, workspace_id, pair_id)
        if where is None:
            continue
        if holding.in_time is Fate.DELETED:
            tx.execute(delete(table).where(where))
        elif holding.in_time is Fate.EMPTIED and holding.empties:
            tx.execute(
                update(table).where(where).values(_values(tx, table, holding.emptied, workspace_id, at))
            )
    same = (Agreement.workspace_id == workspace_id, Agreement.pair_id == pair_id)
    rows.renew(tx, Agreement, *same, snapshot=rows.seal_json(tx, workspace_id, "agreements.snapshot", {}))
    in_pair = (Session.workspace_id == workspace_id, Session.pair_id == pair_id)
    rows.renew(tx, Session, *in_pair, told={})
    pairs.change(tx, workspace_id, pair_id, channel=None, erased_at=at)


def _held() -> Iterator[tuple[Table, Holding]]:
    """Return the tables that hold something of people, those first to which no other refers."""
    for table in reversed(Base.metadata.sorted_tables):
        if table.name in HOLDINGS and "workspace_id" in table.c:
            yield table, HOLDINGS[table.name]


def _values(
    tx: Transaction,
    table: Table,
    columns: Mapping[str, Any],
    workspace_id: int,
    at: datetime,
    person_id: int | None = None,
) -> dict[str, Any]:
    """Return what stands in columns that are emptied."""
    found: dict[str, Any] = {}
    for name, value in columns.items():
        match value:
            case Becomes.NOW:
                found[name] = at
            case Becomes.ALIAS:
                found[name] = f"{ALIAS}{person_id}"
            case Becomes.BLANK:
                found[name] = tx.vault.seal(workspace_id, f"{table.name}.{name}", "")
            case None:
                # To SQLAlchemy, None in a column of JSON is JSON's null, which is not the database's.
                found[name] = null()
            case _:
                found[name] = value
    return found


def _take_out(tx: Transaction, pair: Pair, person_id: int) -> None:
    """Take one's part out of what both wrote together; the partner's stays."""
    ws = pair.workspace_id
    role = pair.member(person_id).role.value
    pairs.change(tx, ws, pair.id, channel=None)
    same = (Agreement.workspace_id == ws, Agreement.pair_id == pair.id)
    versions = [row["id"] for row in rows.find(tx, Agreement, *same)]
    rows.renew(tx, Agreement, *same, snapshot=rows.seal_json(tx, ws, "agreements.snapshot", {}))
    of_pair = (Amendment.workspace_id == ws, Amendment.pair_id == pair.id)
    rows.renew(tx, Amendment, *of_pair, snapshot=rows.seal_json(tx, ws, "amendments.snapshot", {}))
    _redact(tx, Clause, ws, role, Clause.agreement_id.in_(versions) if versions else None)
    _redact(tx, Amendment, ws, role, Amendment.pair_id == pair.id)
    _redact(tx, Position, ws, role, Position.pair_id == pair.id)
    for row in rows.find(tx, Session, Session.workspace_id == ws, Session.pair_id == pair.id):
        told = {who: said for who, said in row["told"].items() if who != str(person_id)}
        rows.renew(tx, Session, Session.workspace_id == ws, Session.id == row["id"], told=told)


def _redact(tx: Transaction, of: type[Base], ws: int, role: str, where: Any) -> None:
    if where is None:
        return
    table = rows.table(of)
    field = f"{table.name}.value"
    for row in rows.find(tx, of, table.c.workspace_id == ws, where):
        left = without(rows.open_json(tx, ws, field, row["value"]), role)
        same = (table.c.workspace_id == ws, table.c.id == row["id"])
        tx.execute(update(table).where(*same).values(value=rows.seal_json(tx, ws, field, left)))


def _in_pair(table: Table, workspace_id: int, pair_id: int) -> ColumnElement[bool] | None:
    """Return which rows of a table are a pair's; None where none can be."""
    here = table.c.workspace_id == workspace_id
    if "pair_id" in table.c:
        return and_(here, table.c.pair_id == pair_id)
    for column, parent in PARENTS.items():
        if column in table.c:
            above = rows.table(parent)
            of_pair = select(above.c.id).where(
                above.c.workspace_id == workspace_id, above.c.pair_id == pair_id
            )
            return and_(here, table.c[column].in_(of_pair))
    return None
