"""Agreements: versions, their clauses, positions on differences, and signatures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete

from bot.domain.agreement import Agreement, AgreementState, Position, Signature, Value
from storage import pairs, rows
from storage.opened import Opened
from storage.tables import Agreement as Table
from storage.tables import Clause
from storage.tables import Position as PositionTable
from storage.tables import Signature as SignatureTable
from storage.transaction import Row, Transaction

SNAPSHOT = "agreements.snapshot"
CLAUSE = "clauses.value"
POSITION = "positions.value"
LATEST_FIRST = (rows.table(Table).c.id.desc(),)


@dataclass(frozen=True, slots=True)
class Text:
    """What a version says: its clauses, the text as it is shown by locale, and the hash over both."""

    clauses: Mapping[str, Value]
    snapshot: Mapping[str, str]
    words_version: str
    hash: str


def propose(
    tx: Transaction, workspace_id: int, pair_id: int, text: Text, *, by: int, at: datetime
) -> Agreement:
    """Write down the pair's next version, for everybody to sign."""
    version = max((one.version for one in versions(tx, workspace_id, pair_id, reader=by)), default=0) + 1
    agreement_id = rows.add(
        tx,
        Table,
        workspace_id=workspace_id,
        pair_id=pair_id,
        version=version,
        state=AgreementState.PROPOSED,
        words_version=text.words_version,
        hash=text.hash,
        snapshot=rows.seal_json(tx, workspace_id, SNAPSHOT, dict(text.snapshot)),
        proposed_by=by,
        created_at=at,
    )
    for clause, value in text.clauses.items():
        sealed = rows.seal_json(tx, workspace_id, CLAUSE, value)
        rows.add(
            tx, Clause, workspace_id=workspace_id, agreement_id=agreement_id, clause=clause, value=sealed
        )
    return get(tx, workspace_id, agreement_id, reader=by)


def void(tx: Transaction, workspace_id: int, pair_id: int) -> bool:
    """Take back what is proposed, with the signatures it has; False when nothing is."""
    mine = (Table.workspace_id == workspace_id, Table.pair_id == pair_id)
    proposed = Table.state == AgreementState.PROPOSED
    return rows.change(tx, Table, *mine, proposed, state=AgreementState.REPLACED) > 0


def get(tx: Transaction, workspace_id: int, agreement_id: int, *, reader: int) -> Agreement:
    """Return a version; raises LookupError for one of another workspace, NotYours for a reader of another pair."""
    row = rows.first(tx, Table, Table.workspace_id == workspace_id, Table.id == agreement_id)
    if row is None:
        raise LookupError(agreement_id)
    pairs.admit(tx, workspace_id, row["pair_id"], reader)
    return _agreement(tx, row)


def versions(tx: Transaction, workspace_id: int, pair_id: int, *, reader: int) -> list[Agreement]:
    """Return all versions of a pair's agreement, oldest first; raises NotYours for a reader of another pair."""
    pairs.admit(tx, workspace_id, pair_id, reader)
    found = rows.find(tx, Table, Table.workspace_id == workspace_id, Table.pair_id == pair_id)
    return [_agreement(tx, row) for row in found]


def newest(
    tx: Transaction, workspace_id: int, pair_id: int, state: AgreementState, *, reader: int
) -> Agreement | None:
    """Return the newest version in a state; raises NotYours for a reader of another pair."""
    row = _newest(tx, workspace_id, pair_id, state, reader)
    return _agreement(tx, row) if row else None


def stands(tx: Transaction, workspace_id: int, pair_id: int, state: AgreementState, *, reader: int) -> bool:
    """Tell whether a pair has a version in a state, whatever it says; raises as `newest` does."""
    return _newest(tx, workspace_id, pair_id, state, reader) is not None


def sign(tx: Transaction, agreement: Agreement, workspace_id: int, person_id: int, *, at: datetime) -> bool:
    """Sign a version's hash for a person; False when they had signed it before."""
    key = {"workspace_id": workspace_id, "agreement_id": agreement.id, "person_id": person_id}
    return rows.add_once(tx, SignatureTable, list(key), **key, hash=agreement.hash, signed_at=at) is not None


def forget_position(tx: Transaction, workspace_id: int, pair_id: int, clause: str) -> None:
    """Let a difference begin anew, as one of the two has changed their answer."""
    where = (
        PositionTable.workspace_id == workspace_id,
        PositionTable.pair_id == pair_id,
        PositionTable.clause == clause,
    )
    tx.execute(delete(rows.table(PositionTable)).where(*where))


def activate(tx: Transaction, workspace_id: int, agreement: Agreement, begins_on: date) -> None:
    """Let a version begin; the one before it stays readable as replaced."""
    same_pair = (Table.workspace_id == workspace_id, Table.pair_id == agreement.pair_id)
    rows.renew(tx, Table, *same_pair, Table.state == AgreementState.ACTIVE, state=AgreementState.REPLACED)
    rows.renew(
        tx, Table, *same_pair, Table.id == agreement.id, state=AgreementState.ACTIVE, begins_on=begins_on
    )


def positions(tx: Transaction, workspace_id: int, pair_id: int, *, reader: int) -> dict[str, Position]:
    """Return where the pair's differences stand, by clause; raises NotYours for a reader of another pair."""
    pairs.admit(tx, workspace_id, pair_id, reader)
    found = rows.find(
        tx, PositionTable, PositionTable.workspace_id == workspace_id, PositionTable.pair_id == pair_id
    )
    return {row["clause"]: _position(tx, row) for row in found}


def take_position(
    tx: Transaction, workspace_id: int, pair_id: int, position: Position, *, at: datetime
) -> None:
    """Write down the last press on a difference."""
    values = {
        "person_id": position.person_id,
        "presses": position.presses,
        "value": rows.seal_json(tx, workspace_id, POSITION, position.value),
        "settled_at": position.settled_at,
        "updated_at": at,
    }
    key = {"workspace_id": workspace_id, "pair_id": pair_id, "clause": position.clause}
    rows.put(tx, PositionTable, list(key), values, **key, **values)


def _newest(
    tx: Transaction, workspace_id: int, pair_id: int, state: AgreementState, reader: int
) -> Row | None:
    pairs.admit(tx, workspace_id, pair_id, reader)
    where = (Table.workspace_id == workspace_id, Table.pair_id == pair_id, Table.state == state)
    return rows.first(tx, Table, *where, order=LATEST_FIRST)


def _agreement(tx: Transaction, row: Row) -> Agreement:
    workspace_id = row["workspace_id"]
    clauses = rows.find(tx, Clause, Clause.workspace_id == workspace_id, Clause.agreement_id == row["id"])
    signed = rows.find(
        tx,
        SignatureTable,
        SignatureTable.workspace_id == workspace_id,
        SignatureTable.agreement_id == row["id"],
    )
    vault = tx.vault

    def opens(field: str, sealed: bytes) -> Any:
        return json.loads(vault.open(workspace_id, field, sealed))

    return Agreement(
        id=row["id"],
        pair_id=row["pair_id"],
        version=row["version"],
        state=AgreementState(row["state"]),
        clauses=Opened(lambda: {one["clause"]: opens(CLAUSE, one["value"]) for one in clauses}),
        snapshot=Opened(lambda: opens(SNAPSHOT, row["snapshot"])),
        words_version=row["words_version"],
        hash=row["hash"],
        signatures=tuple(Signature(one["person_id"], one["hash"], one["signed_at"]) for one in signed),
        begins_on=row["begins_on"],
        proposed_by=row["proposed_by"],
    )


def _position(tx: Transaction, row: Row) -> Position:
    return Position(
        clause=row["clause"],
        person_id=row["person_id"],
        value=rows.open_json(tx, row["workspace_id"], POSITION, row["value"]),
        presses=row["presses"],
        settled_at=row["settled_at"],
    )
