"""Answers: what people said to which question, with what it was before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement

from bot.domain.audience import Audience
from bot.domain.situation import Answer
from storage import rows
from storage.tables import Answer as Table
from storage.tables import AnswerEdit
from storage.transaction import Row, Transaction

FIELD = "answers.value"
# Stands within a sealed value that was taken over from what Trellis suggests: outside, it would tell the answer.
SUGGESTED = "suggested"
KEY = ("workspace_id", "pair_id", "person_id", "question", "occasion")
MayRead: TypeAlias = Callable[[Audience, int, str], bool]
OLDEST_FIRST = (rows.table(Table).c.answered_at, rows.table(Table).c.id)


@dataclass(frozen=True, slots=True)
class Asked:
    """What tells one asking from every other: the person, their pair, the question and its occasion."""

    workspace_id: int
    person_id: int
    pair_id: int
    question: str
    occasion: str


def record(
    tx: Transaction,
    asked: Asked,
    value: dict[str, Any],
    audience: Audience,
    *,
    at: datetime,
    source_ts: str | None = None,
    suggested: bool = False,
) -> bool:
    """Keep an answer; one that was there is kept as history, for its writer alone. True for the first.

    `suggested` tells that it was taken over from what Trellis suggests.
    """
    value = {**value, SUGGESTED: True} if suggested else value
    sealed = rows.seal_json(tx, asked.workspace_id, FIELD, value)
    key = {name: getattr(asked, name) for name in KEY}
    told = {"audience": audience, "value": sealed, "answered_at": at, "source_ts": source_ts}
    if asked in tx.unanswered:
        # We looked: another process that answers it meanwhile makes this transaction run again.
        tx.unanswered.discard(asked)
        rows.leave(tx, Table, **key, **told)
        return True
    if rows.add_once(tx, Table, KEY, **key, **told):
        return True
    known = rows.first(tx, Table, *_is(asked))
    if known is None:
        raise LookupError("what stands in the way of an INSERT is there")
    if (
        rows.open_json(tx, asked.workspace_id, FIELD, known["value"]) == value
        and known["withdrawn_at"] is None
        and known["audience"] == audience
    ):
        return False
    _keep_history(tx, known, at)
    source = {"source_ts": source_ts} if source_ts else {}
    rows.renew(
        tx, Table, *_is(asked), value=sealed, audience=audience, edited_at=at, withdrawn_at=None, **source
    )
    return False


def open_to(tx: Transaction, asked: Asked, audience: Audience) -> None:
    """Let others read an answer from now on, or no longer: whoever `audience` says."""
    rows.renew(tx, Table, *_is(asked), audience=audience)


def withdraw(tx: Transaction, asked: Asked, *, at: datetime) -> bool:
    """Take an answer back; False when there is none that stands."""
    return rows.change(tx, Table, *_is(asked), Table.withdrawn_at.is_(None), withdrawn_at=at) > 0


def find(tx: Transaction, asked: Asked, may_read: MayRead) -> Answer | None:
    """Return the answer that stands, if `may_read(audience, writer, question)` allows; else it is never opened."""
    row = rows.first(tx, Table, *_is(asked))
    if row is None:
        tx.unanswered.add(asked)
        return None
    return _answer(tx, row) if row["withdrawn_at"] is None and _allowed(row, may_read) else None


def latest(
    tx: Transaction, workspace_id: int, pair_id: int, person_id: int, question: str, may_read: MayRead
) -> Answer | None:
    """Return a person's newest standing answer to a question, of those that `may_read` allows; no other is opened."""
    same = (Table.workspace_id == workspace_id, Table.pair_id == pair_id, Table.person_id == person_id)
    where = (*same, Table.question == question, Table.withdrawn_at.is_(None))
    found = rows.find(tx, Table, *where, order=OLDEST_FIRST)
    allowed = [row for row in found if _allowed(row, may_read)]
    return _answer(tx, allowed[-1]) if allowed else None


def before(tx: Transaction, asked: Asked, may_read: MayRead) -> Answer | None:
    """Return the standing answer to the occasion before this one, if `may_read` allows; else it is never opened."""
    *same, _occasion = _is(asked)
    earlier = (*same, Table.occasion < asked.occasion, Table.withdrawn_at.is_(None))
    row = rows.first(tx, Table, *earlier, order=rows.table(Table).c.occasion.desc())
    return _answer(tx, row) if row and _allowed(row, may_read) else None


def from_message(tx: Transaction, workspace_id: int, person_id: int, source_ts: str) -> Answer | None:
    """Return the answer that a person typed in the message with this Slack timestamp."""
    where = (Table.workspace_id == workspace_id, Table.person_id == person_id, Table.source_ts == source_ts)
    row = rows.first(tx, Table, *where, Table.withdrawn_at.is_(None))
    return _answer(tx, row) if row else None


def of_pair(tx: Transaction, workspace_id: int, pair_id: int, may_read: MayRead) -> tuple[Answer, ...]:
    """Return the standing answers of a pair that `may_read(audience, writer, question)` allows, oldest first.

    What it does not allow is never opened.
    """
    where = (Table.workspace_id == workspace_id, Table.pair_id == pair_id, Table.withdrawn_at.is_(None))
    found = rows.find(tx, Table, *where, order=OLDEST_FIRST)
    return tuple(_answer(tx, row) for row in found if _allowed(row, may_read))


def _allowed(row: Row, may_read: MayRead) -> bool:
    return may_read(Audience(row["audience"]), row["person_id"], row["question"])


def _is(asked: Asked) -> tuple[ColumnElement[bool], ...]:
    return (
        Table.workspace_id == asked.workspace_id,
        Table.pair_id == asked.pair_id,
        Table.person_id == asked.person_id,
        Table.question == asked.question,
        Table.occasion == asked.occasion,
    )


def _keep_history(tx: Transaction, known: Row, at: datetime) -> None:
    workspace_id = known["workspace_id"]
    before = tx.vault.open(workspace_id, FIELD, known["value"])
    rows.add(
        tx,
        AnswerEdit,
        workspace_id=workspace_id,
        answer_id=known["id"],
        person_id=known["person_id"],
        value=tx.vault.seal(workspace_id, "answer_edits.value", before),
        replaced_at=at,
    )


def _answer(tx: Transaction, row: Row) -> Answer:
    value = rows.open_json(tx, row["workspace_id"], FIELD, row["value"])
    suggested = value.pop(SUGGESTED, False)
    return Answer(
        id=row["id"],
        person_id=row["person_id"],
        pair_id=row["pair_id"],
        question=row["question"],
        occasion=row["occasion"],
        value=value,
        answered_at=row["answered_at"],
        edited_at=row["edited_at"],
        suggested=suggested,
    )
