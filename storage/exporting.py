"""A copy of all that is kept of a person: what they wrote, what others wrote for them to see, and the facts about them.

Which rows are whose, and what is left out, is declared in `storage.holdings`; who may read a text, where it is sealed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, false, or_, select

from bot.domain.audience import Audience
from bot.domain.pairs import Pair
from bot.domain.people import Person
from storage import audit, pairs, people, rows, situations, workspaces
from storage.answers import SUGGESTED
from storage.holdings import ALWAYS_HIDDEN, HOLDINGS, Of, named
from storage.tables import Agreement, Base, Enrolment, Goal
from storage.transaction import Row, Transaction
from storage.types import Sealed

# What was sealed as JSON, by its column; everything else was sealed as it was typed.
STRUCTURED = frozenset({"value", "snapshot"})
# So many entries of the log as nobody has; a copy leaves out none.
EVERY_ENTRY = 100_000


@dataclass(frozen=True, slots=True)
class Copy:
    """What is kept of a person, by table; `names` and `pairs` are those whom the rows name by our numbers."""

    made_at: datetime
    workspace: str
    me: Person
    tables: Mapping[str, list[dict[str, Any]]]
    names: Mapping[int, Mapping[str, str]]
    pairs: Mapping[int, Pair]


@dataclass(frozen=True, slots=True)
class _Scope:
    """What belongs to a person, by our ids."""

    ws: int
    me: int
    pairs: Mapping[int, Pair]
    agreements: list[int]
    goals: list[int]
    programmes: list[int]


def of(tx: Transaction, workspace_id: int, person_id: int, *, at: datetime) -> Copy:
    """Return a copy; raises LookupError for nobody of the workspace."""
    me = people.get(tx, workspace_id, person_id)
    scope = _scope(tx, workspace_id, me.id)
    tables = {
        table.name: list(_copied(tx, table, scope))
        for table in Base.metadata.sorted_tables
        if table.name in HOLDINGS and HOLDINGS[table.name].of is not Of.NOBODY
    }
    others = {one for found in tables.values() for row in found for one in _numbers(row)}
    named_pairs = {**_noted_pairs(tx, workspace_id, tables.get("audit_log", [])), **scope.pairs}
    others |= {member.person_id for pair in named_pairs.values() for member in pair.members}
    known = people.several(tx, workspace_id, others | {me.id})
    return Copy(
        at,
        workspaces.get(tx, workspace_id).name,
        me,
        tables,
        {one.id: {"slack_id": one.slack_id, "name": one.name} for one in known.values() if not one.is_gone},
        named_pairs,
    )


def _noted_pairs(tx: Transaction, ws: int, noted: list[dict[str, Any]]) -> dict[int, Pair]:
    """Return the pairs that entries of the log are about, whom a coordinator looked at or introduced."""
    ids = {
        int(number) for row in noted for kind, _, number in [row["subject"].partition(":")] if kind == "pair"
    }
    return {one: pairs.get(tx, ws, one) for one in sorted(ids)}


def as_json(copy: Copy) -> str:
    """Return a copy for machines: UTF-8, instants and dates in ISO 8601."""
    told = {
        "made_at": copy.made_at,
        "workspace": copy.workspace,
        "you": copy.me.id,
        "people": {str(number): name for number, name in copy.names.items()},
        "kept": copy.tables,
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=_iso)


def _iso(value: Any) -> str:
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)


def _scope(tx: Transaction, ws: int, me: int) -> _Scope:
    mine = {one.id: one for one in pairs.of_person(tx, ws, me)}
    versions = rows.find(tx, Agreement, Agreement.workspace_id == ws, Agreement.pair_id.in_(list(mine)))
    goals = rows.find(tx, Goal, Goal.workspace_id == ws, Goal.pair_id.in_(list(mine)))
    taken = rows.find(tx, Enrolment, Enrolment.workspace_id == ws, Enrolment.person_id == me)
    return _Scope(
        ws,
        me,
        mine,
        [row["id"] for row in versions],
        [row["id"] for row in goals],
        sorted({row["programme_id"] for row in taken} | {one.programme_id for one in mine.values()}),
    )


def _copied(tx: Transaction, table: Table, scope: _Scope) -> Iterator[dict[str, Any]]:
    hidden = ALWAYS_HIDDEN | set(named(HOLDINGS[table.name].hidden))
    statement = select(table).where(table.c.workspace_id == scope.ws, _theirs(tx, table, scope))
    for row in rows.named(tx.execute(statement.order_by(table.c.id))):
        if _may_see(row, table, scope):
            yield {
                column.name: _value(tx, row, table, column.name, scope)
                for column in table.c
                if column.name not in hidden and _may_read(row, column.type, scope)
            }


def _theirs(tx: Transaction, table: Table, scope: _Scope) -> ColumnElement[bool]:
    """Return which rows of a table belong to a person, or to a pair of theirs."""
    match HOLDINGS[table.name].of:
        case Of.SELF:
            return table.c.id == scope.me
        case Of.PERSON:
            return table.c.person_id == scope.me
        case Of.PAIRS:
            return table.c.id.in_(list(scope.pairs))
        case Of.PAIR:
            return table.c.pair_id.in_(list(scope.pairs))
        case Of.AGREEMENT:
            return table.c.agreement_id.in_(scope.agreements)
        case Of.GOAL:
            return table.c.goal_id.in_(scope.goals)
        case Of.PROGRAMMES:
            return table.c.id.in_(scope.programmes)
        case Of.AUDIT:
            found = audit.concerning(tx, scope.ws, scope.me, None, EVERY_ENTRY)
            return or_(false(), table.c.id.in_([one.id for one in found]))
        case _:
            return false()


def _may_see(row: Row, table: Table, scope: _Scope) -> bool:
    """Tell whether a row may be seen at all: an answer says so itself, and what was taken back is its writer's."""
    if row.get("person_id") == scope.me:
        return True
    if row.get("withdrawn_at") is not None:
        return False
    if table.name != "answers":
        return True
    opens = situations.opens_to(scope.pairs[row["pair_id"]], scope.me)
    return opens(Audience(row["audience"]), row["person_id"], row["question"])


def _may_read(row: Row, kind: Any, scope: _Scope) -> bool:
    """Tell whether a sealed text may be read: one's own, and what is the pair's; other columns are not sealed."""
    if not isinstance(kind, Sealed) or row.get(kind.writer) == scope.me:
        return True
    # Where the row says who may read it, it was asked already.
    return kind.audience == Audience.PAIR or kind.audience in row


def _value(tx: Transaction, row: Row, table: Table, name: str, scope: _Scope) -> Any:
    value = row[name]
    if value is None or not isinstance(table.c[name].type, Sealed):
        return value
    text = tx.vault.open(scope.ws, f"{table.name}.{name}", value)
    found: Any = json.loads(text) if name in STRUCTURED else text
    if table.name == "answers" and row["person_id"] != scope.me:
        # How the other came to their answer is theirs to tell.
        found.pop(SUGGESTED, None)
    return found


def _numbers(row: Mapping[str, Any]) -> Iterator[int]:
    """Return the people whom a row names by our number."""
    for name, value in row.items():
        if isinstance(value, int) and (name.endswith("_by") or name in ("person_id", "about_id")):
            yield value
