"""Sessions of pairs; agenda and link are read by the pair alone."""

from __future__ import annotations

from datetime import datetime

from bot.domain.sessions import Session, SessionState, Wanted
from storage import pairs, rows
from storage.tables import Session as Table
from storage.transaction import Row, Transaction


def create(
    tx: Transaction, workspace_id: int, pair_id: int, wanted: Wanted, *, by: int, zone: str, at: datetime
) -> Session:
    """Write down what somebody proposes, in their IANA zone; raises NotYours for somebody who is not of the pair."""
    pairs.admit(tx, workspace_id, pair_id, by)
    session_id = rows.add(
        tx,
        Table,
        workspace_id=workspace_id,
        pair_id=pair_id,
        proposed_by=by,
        starts_at=wanted.starts_at,
        zone=zone,
        minutes=wanted.minutes,
        link=_sealed(tx, workspace_id, "sessions.link", wanted.link),
        agenda=_sealed(tx, workspace_id, "sessions.agenda", wanted.agenda),
        state=SessionState.PROPOSED,
        told={},
        created_at=at,
    )
    return get(tx, workspace_id, session_id, reader=by)


def get(tx: Transaction, workspace_id: int, session_id: int, *, reader: int) -> Session:
    """Return a session; raises LookupError where there is none, NotYours for a reader who is not of the pair."""
    row = rows.first(tx, Table, Table.workspace_id == workspace_id, Table.id == session_id)
    if row is None:
        raise LookupError(session_id)
    pairs.admit(tx, workspace_id, row["pair_id"], reader)
    return _session(tx, row)


def of_pair(tx: Transaction, workspace_id: int, pair_id: int, *, reader: int) -> tuple[Session, ...]:
    """Return a pair's sessions, oldest first; raises NotYours for a reader who is not of the pair."""
    pairs.admit(tx, workspace_id, pair_id, reader)
    found = rows.find(tx, Table, Table.workspace_id == workspace_id, Table.pair_id == pair_id)
    return tuple(_session(tx, row) for row in found)


def keep(tx: Transaction, workspace_id: int, session: Session) -> None:
    """Write down where a session stands now, what goes with it, and who said how it went."""
    rows.renew(
        tx,
        Table,
        Table.workspace_id == workspace_id,
        Table.id == session.id,
        state=session.state,
        link=_sealed(tx, workspace_id, "sessions.link", session.link),
        agenda=_sealed(tx, workspace_id, "sessions.agenda", session.agenda),
        told={str(person): said.value for person, said in session.told.items()},
    )


def _sealed(tx: Transaction, workspace_id: int, field: str, text: str | None) -> bytes | None:
    return tx.vault.seal(workspace_id, field, text) if text else None


def _opened(tx: Transaction, row: Row, name: str) -> str | None:
    sealed = row[name]
    return None if sealed is None else tx.vault.open(row["workspace_id"], f"sessions.{name}", sealed)


def _session(tx: Transaction, row: Row) -> Session:
    return Session(
        id=row["id"],
        pair_id=row["pair_id"],
        proposed_by=row["proposed_by"],
        starts_at=row["starts_at"],
        zone=row["zone"],
        minutes=row["minutes"],
        state=SessionState(row["state"]),
        created_at=row["created_at"],
        link=_opened(tx, row, "link"),
        agenda=_opened(tx, row, "agenda"),
        told={int(person): SessionState(said) for person, said in row["told"].items()},
    )
