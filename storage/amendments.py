"""Amendments: proposals to change a clause, and the versions that begin on a later day."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from bot.domain.agreement import AgreementState
from bot.domain.amendments import Amendment, AmendmentState
from bot.domain.pairs import PairState
from storage import agreements, pairs, reviews, rhythms, rows
from storage.agreements import Text
from storage.tables import Agreement as AgreementTable
from storage.tables import Amendment as Table
from storage.transaction import Row, Transaction
from storage.workspaces import served

VALUE = "amendments.value"
SNAPSHOT = "amendments.snapshot"
# What nobody waits for; the next sweep takes the rest.
MOST = 100
NEXT_TO_BEGIN = select(func.min(Table.begins_at).label("at")).where(
    Table.state == AmendmentState.ACCEPTED, served(Table.workspace_id)
)


def propose(tx: Transaction, workspace_id: int, amendment: Amendment) -> Amendment:
    """Write a proposal down and return it with its id; its own id is not looked at."""
    new = rows.add(
        tx,
        Table,
        workspace_id=workspace_id,
        pair_id=amendment.pair_id,
        changes_id=amendment.changes_id,
        clause=amendment.clause,
        value=rows.seal_json(tx, workspace_id, VALUE, amendment.value),
        snapshot=rows.seal_json(tx, workspace_id, SNAPSHOT, dict(amendment.snapshot)),
        words_version=amendment.words_version,
        hash=amendment.hash,
        begins_on=amendment.begins_on,
        begins_at=amendment.begins_at,
        proposed_by=amendment.proposed_by,
        proposed_at=amendment.proposed_at,
        round=amendment.round,
        state=amendment.state,
    )
    return get(tx, workspace_id, new, reader=amendment.proposed_by)


def get(tx: Transaction, workspace_id: int, amendment_id: int, *, reader: int) -> Amendment:
    """Return a proposal; raises LookupError for one of another workspace, NotYours for a reader of another pair."""
    row = rows.first(tx, Table, Table.workspace_id == workspace_id, Table.id == amendment_id)
    if row is None:
        raise LookupError(amendment_id)
    pairs.admit(tx, workspace_id, row["pair_id"], reader)
    return _amendment(tx, row)


def of_pair(tx: Transaction, workspace_id: int, pair_id: int, *, reader: int) -> list[Amendment]:
    """Return all proposals of a pair, oldest first; raises NotYours for a reader of another pair."""
    pairs.admit(tx, workspace_id, pair_id, reader)
    found = rows.find(tx, Table, Table.workspace_id == workspace_id, Table.pair_id == pair_id)
    return [_amendment(tx, row) for row in found]


def settle(tx: Transaction, workspace_id: int, amendment: Amendment) -> None:
    """Write down what became of a proposal."""
    where = (Table.workspace_id == workspace_id, Table.id == amendment.id)
    rows.renew(tx, Table, *where, state=amendment.state, settled_at=amendment.settled_at)


def accept(tx: Transaction, workspace_id: int, amendment: Amendment, *, by: int, at: datetime) -> Amendment:
    """Make the next version of an accepted proposal, signed by both; it waits for its day."""
    before = agreements.get(tx, workspace_id, amendment.changes_id, reader=by)
    clauses = {**before.clauses, amendment.clause: amendment.value}
    text = Text(clauses, amendment.snapshot, amendment.words_version, amendment.hash)
    maker = amendment.proposed_by
    made = agreements.propose(tx, workspace_id, amendment.pair_id, text, by=maker, at=amendment.proposed_at)
    agreements.sign(tx, made, workspace_id, maker, at=amendment.proposed_at)
    agreements.sign(tx, made, workspace_id, by, at=at)
    same = (AgreementTable.workspace_id == workspace_id, AgreementTable.id == made.id)
    rows.renew(tx, AgreementTable, *same, state=AgreementState.AGREED)
    settle(tx, workspace_id, amendment)
    where = (Table.workspace_id == workspace_id, Table.id == amendment.id)
    rows.renew(tx, Table, *where, agreement_id=made.id)
    return get(tx, workspace_id, amendment.id, reader=by)


def begin(tx: Transaction, workspace_id: int, amendment: Amendment, *, at: datetime) -> bool:
    """Let the version of an accepted proposal begin, and the rhythm follow it.

    False when it has begun already, or the pair has ended: then it never begins.
    """
    pair = pairs.get(tx, workspace_id, amendment.pair_id)
    where = (Table.workspace_id == workspace_id, Table.id == amendment.id)
    if get(tx, workspace_id, amendment.id, reader=amendment.proposed_by).state is not AmendmentState.ACCEPTED:
        return False
    if pair.state is not PairState.ACTIVE or amendment.agreement_id is None:
        rows.renew(tx, Table, *where, state=AmendmentState.WITHDRAWN)
        return False
    maker = amendment.proposed_by
    before = agreements.get(tx, workspace_id, amendment.changes_id, reader=maker)
    made = agreements.get(tx, workspace_id, amendment.agreement_id, reader=maker)
    if made.clauses["cadence"] != before.clauses["cadence"]:
        rhythms.follow(tx, workspace_id, pair, made.clauses["cadence"], at=at)
    if made.clauses.get("review") != before.clauses.get("review"):
        reviews.start(tx, workspace_id, pair, made.clauses, at=at)
    # Whoever signs after the day that was proposed lets it begin on the day of their signature.
    begins_on = max(amendment.begins_on, rhythms.today(tx, workspace_id, maker, at))
    agreements.activate(tx, workspace_id, made, begins_on)
    rows.renew(tx, Table, *where, state=AmendmentState.BEGUN)
    return True


def due_to_begin(tx: Transaction, now: datetime, most: int = MOST) -> list[tuple[int, Amendment]]:
    """Return the accepted proposals of every workspace whose day has come, each with its workspace."""
    chosen = rows.table(Table)
    accepted = chosen.c.state == AmendmentState.ACCEPTED
    where = (accepted, chosen.c.begins_at <= now, served(chosen.c.workspace_id))
    statement = select(chosen).where(*where).order_by(chosen.c.begins_at, chosen.c.id).limit(most)
    found = rows.named(tx.execute(statement))
    return [(row["workspace_id"], _amendment(tx, row)) for row in found]


def next_to_begin(tx: Transaction) -> datetime | None:
    """Return the first instant at which an accepted proposal of any workspace begins."""
    first: datetime | None = rows.instant(tx, "next to begin", NEXT_TO_BEGIN)
    return first


def _amendment(tx: Transaction, row: Row) -> Amendment:
    ours = ("id", "pair_id", "changes_id", "clause", "words_version", "hash", "begins_on", "begins_at")
    more = ("proposed_by", "proposed_at", "round", "settled_at", "agreement_id")
    workspace_id = row["workspace_id"]
    return Amendment(
        **{name: row[name] for name in (*ours, *more)},
        value=rows.open_json(tx, workspace_id, VALUE, row["value"]),
        snapshot=rows.open_json(tx, workspace_id, SNAPSHOT, row["snapshot"]),
        state=AmendmentState(row["state"]),
    )
