"""Questions: what was shown to whom in which message, and what still waits for an answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from bot.domain.deliveries import LOOKS_AHEAD, DeliveryClass, State
from bot.domain.situation import Question
from storage import rows
from storage.answers import Asked
from storage.tables import Answer, Delivery
from storage.tables import Question as Table
from storage.transaction import Row, Transaction

# A message under way may have been read already.
SEEN = (State.SENT, State.SENDING, State.FOLDED)


KEY = ("workspace_id", "pair_id", "person_id", "question", "occasion")
# What the questions of the conversations are called, and no prompt is.
CONVERSATIONS = ("onboarding.", "agreement.")
FRESH = ("delivery_id", "opened_at", "closed_at")


def ask(tx: Transaction, asked: Asked, delivery_id: int | None, *, at: datetime) -> None:
    """Open a question, carried by a message; one that was open before moves to the new message."""
    rows.put(tx, Table, KEY, FRESH, **_opened(asked, delivery_id, at))


def ask_all(tx: Transaction, workspace_id: int, carried: Mapping[int, Asked], *, at: datetime) -> None:
    """Open each question, carried by the message of that id."""
    here = {"workspace_id": workspace_id}
    every = [{**_opened(asked, delivery_id, at), **here} for delivery_id, asked in carried.items()]
    rows.put_each(tx, Table, KEY, FRESH, every)


def close(tx: Transaction, asked: Asked, *, at: datetime) -> None:
    """Stop waiting for an answer."""
    rows.renew(tx, Table, *_is(asked), closed_at=at)


def close_of(tx: Transaction, workspace_id: int, delivery_id: int, *, at: datetime) -> None:
    """Stop waiting for the answer to a question whose message never left."""
    where = (Table.workspace_id == workspace_id, Table.delivery_id == delivery_id)
    rows.renew(tx, Table, *where, closed_at=at)


def reopen(tx: Transaction, asked: Asked, *, at: datetime) -> None:
    """Wait for an answer again, in the message that carried the question."""
    rows.renew(tx, Table, *_is(asked), closed_at=None, opened_at=at)


def find(tx: Transaction, asked: Asked) -> Question | None:
    """Return a question as it was shown, or None where it never was."""
    row = rows.first(tx, Table, *_is(asked))
    return _question(row) if row else None


def by_delivery(tx: Transaction, workspace_id: int, delivery_id: int) -> Question | None:
    """Return the question that a message of ours carries."""
    row = rows.first(tx, Table, Table.workspace_id == workspace_id, Table.delivery_id == delivery_id)
    return _question(row) if row else None


def by_id(tx: Transaction, workspace_id: int, person_id: int, question_id: int) -> Question | None:
    """Return a question of a person."""
    where = (Table.workspace_id == workspace_id, Table.person_id == person_id, Table.id == question_id)
    row = rows.first(tx, Table, *where)
    return _question(row) if row else None


def waiting(tx: Transaction, workspace_id: int, person_id: int) -> list[Question]:
    """Return what a person has been shown and not answered, newest first."""
    where = (Table.workspace_id == workspace_id, Table.person_id == person_id, Table.closed_at.is_(None))
    # Nobody can answer what they have not seen yet. Of each question the message is looked at: a list of all that were
    # ever sent in the workspace would be long.
    here = (Delivery.workspace_id == workspace_id, Delivery.id == Table.delivery_id)
    seen = select(Delivery.id).where(*here, Delivery.state.in_(SEEN)).exists()
    order = (rows.table(Table).c.opened_at.desc(), rows.table(Table).c.id.desc())
    return [_question(row) for row in rows.find(tx, Table, *where, seen, order=order)]


def coming(tx: Transaction, workspace_id: int, person_id: int) -> Question | None:
    """Return the newest question of a conversation that is on its way to a person, who may be typing already."""
    where = (Table.workspace_id == workspace_id, Table.person_id == person_id, Table.closed_at.is_(None))
    planned = select(Delivery.id).where(
        Delivery.workspace_id == workspace_id,
        Delivery.person_id == person_id,
        Delivery.state == State.PLANNED,
        Delivery.delivery_class == DeliveryClass.REPLY,
    )
    row = rows.first(tx, Table, *where, Table.delivery_id.in_(planned))
    return _question(row) if row else None


def break_off(tx: Transaction, workspace_id: int, pair_id: int, *, at: datetime) -> dict[int, int]:
    """Stop asking what the conversations of a pair ask, and what looks ahead; returns whose message each is in, by it.

    Beside what waits that is what was put off without an answer.
    """
    asks, given = rows.table(Table), rows.table(Answer)
    told = [asks.c[name] == given.c[name] for name in KEY]
    answered = select(given.c.id).where(*told, given.c.withdrawn_at.is_(None)).exists()
    message = (Delivery.workspace_id == workspace_id, Delivery.id == asks.c.delivery_id)
    seen = select(Delivery.id).where(*message, Delivery.state.in_(SEEN)).exists()
    here = (
        asks.c.workspace_id == workspace_id,
        asks.c.pair_id == pair_id,
        or_(
            *(asks.c.question.startswith(one, autoescape=True) for one in CONVERSATIONS),
            asks.c.question.in_(LOOKS_AHEAD),
        ),
    )
    asking = or_(asks.c.closed_at.is_(None), ~answered)
    found = tx.execute(select(asks.c.delivery_id, asks.c.person_id).where(*here, asking, seen))
    shown = {delivery_id: person_id for delivery_id, person_id in found}  # noqa: C416 - see deliveries.owe_many
    rows.renew(tx, Table, *here, asks.c.closed_at.is_(None), closed_at=at)
    return shown


def close_all(tx: Transaction, workspace_id: int, pair_id: int, *, at: datetime) -> None:
    """Stop waiting for anything that concerns a pair."""
    rows.renew(
        tx,
        Table,
        Table.workspace_id == workspace_id,
        Table.pair_id == pair_id,
        Table.closed_at.is_(None),
        closed_at=at,
    )


def _opened(asked: Asked, delivery_id: int | None, at: datetime) -> dict[str, Any]:
    key = {name: getattr(asked, name) for name in KEY}
    return {**key, "delivery_id": delivery_id, "opened_at": at, "closed_at": None}


def _is(asked: Asked) -> tuple[ColumnElement[bool], ...]:
    return (
        Table.workspace_id == asked.workspace_id,
        Table.pair_id == asked.pair_id,
        Table.person_id == asked.person_id,
        Table.question == asked.question,
        Table.occasion == asked.occasion,
    )


def _question(row: Row) -> Question:
    return Question(
        id=row["id"],
        person_id=row["person_id"],
        pair_id=row["pair_id"],
        question=row["question"],
        occasion=row["occasion"],
        delivery_id=row["delivery_id"],
        opened_at=row["opened_at"],
        closed_at=row["closed_at"],
    )
