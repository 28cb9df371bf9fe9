"""Totals: the waves in which surveys are counted; an answer is opened here to be counted, and handed to nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.domain.audience import Audience
from bot.domain.measures import Measure
from bot.domain.people import Role
from bot.domain.totals import Figure, Given, Wave, closes, figures
from bot.errors import NotCoordinator
from storage import programmes, rows
from storage.answers import FIELD
from storage.tables import Answer, Pair, PairMember
from storage.tables import Wave as Table
from storage.transaction import Row, Transaction


@dataclass(frozen=True, slots=True)
class Consented:
    """Words that their writer lets the coordinators read: the answer they are part of, and whose it was."""

    person_id: int
    value: dict[str, Any]


def waves(tx: Transaction, workspace_id: int, programme_id: int, question: str) -> list[Wave]:
    """Return the closed waves of a survey in a programme, oldest first."""
    where = (
        Table.workspace_id == workspace_id,
        Table.programme_id == programme_id,
        Table.question == question,
    )
    found: list[Wave] = []
    for row in rows.find(tx, Table, *where):
        found.append(_wave(row, found[-1].closed_at if found else None))
    return found


def close(
    tx: Transaction,
    workspace_id: int,
    programme_id: int,
    question: str,
    measures: Sequence[Measure],
    *,
    at: datetime,
) -> bool:
    """Close the wave that is open where it may close, for good; whoever coordinates is not counted in it.

    They know their own answer, and could take it from a total of five.
    """
    before = waves(tx, workspace_id, programme_id, question)
    after = before[-1].closed_at if before else None
    leading = programmes.coordinators(tx, workspace_id, programme_id)
    given = [
        _given(tx, workspace_id, row)
        for row in _answers(tx, workspace_id, programme_id, question, after, at)
        if row["person_id"] not in leading
    ]
    if not closes(given, at):
        return False
    shown = {
        item: {"people": one.people, "value": one.value, "by_role": dict(one.by_role)}
        for item, one in figures(given, measures).items()
    }
    made = rows.add_once(
        tx,
        Table,
        ("workspace_id", "programme_id", "question", "number"),
        workspace_id=workspace_id,
        programme_id=programme_id,
        question=question,
        number=len(before) + 1,
        people=len({one.person_id for one in given}),
        figures=shown,
        closed_at=at,
    )
    return made is not None


def consented(
    tx: Transaction, workspace_id: int, programme_id: int, wave: Wave, item: str, yes: str, *, reader: int
) -> list[Consented]:
    """Return the standing answers of a closed wave in whose `item` the writer said `yes` to being read.

    For a coordinator of the programme alone; raises NotCoordinator. In an order that tells nothing.
    """
    leading = programmes.coordinators(tx, workspace_id, programme_id)
    if reader not in leading:
        raise NotCoordinator
    found = []
    for row in _answers(tx, workspace_id, programme_id, wave.question, wave.after, wave.closed_at):
        value = rows.open_json(tx, workspace_id, FIELD, row["value"])
        if value.get(item) == yes and row["person_id"] not in leading:
            found.append(Consented(row["person_id"], value))
    return sorted(found, key=lambda one: str(one.value))


def _answers(
    tx: Transaction,
    workspace_id: int,
    programme_id: int,
    question: str,
    after: datetime | None,
    until: datetime,
) -> list[Row]:
    """Return what was answered for totals, still sealed, with the role in which it was."""
    answer, pair, member = rows.table(Answer), rows.table(Pair), rows.table(PairMember)
    statement = (
        select(answer.c.person_id, answer.c.value, answer.c.answered_at, member.c.role)
        .join(pair, (pair.c.workspace_id == answer.c.workspace_id) & (pair.c.id == answer.c.pair_id))
        .join(
            member,
            (member.c.workspace_id == answer.c.workspace_id)
            & (member.c.pair_id == answer.c.pair_id)
            & (member.c.person_id == answer.c.person_id),
        )
        .where(
            answer.c.workspace_id == workspace_id,
            pair.c.programme_id == programme_id,
            answer.c.question == question,
            answer.c.audience == Audience.TOTALS,
            answer.c.withdrawn_at.is_(None),
            answer.c.answered_at <= until,
        )
    )
    if after is not None:
        statement = statement.where(answer.c.answered_at > after)
    return rows.named(tx.execute(statement))


def _given(tx: Transaction, workspace_id: int, row: Row) -> Given:
    value = rows.open_json(tx, workspace_id, FIELD, row["value"])
    return Given(row["person_id"], Role(row["role"]), value, row["answered_at"])


def _wave(row: Row, after: datetime | None) -> Wave:
    shown = {
        item: Figure(
            one["people"], one["value"], {Role(role): value for role, value in one["by_role"].items()}
        )
        for item, one in row["figures"].items()
    }
    return Wave(row["question"], row["number"], row["people"], shown, row["closed_at"], after)
