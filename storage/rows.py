"""The way from tables to values and back that all query modules share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Result, Select, Table

from storage import prepared
from storage.quick import Remembered, SqliteQuick
from storage.tables import Base
from storage.transaction import Row, Transaction

T = TypeVar("T")


def table(of: type[Base]) -> Table:
    """Return the table behind a declared class."""
    return of.__table__


def find(tx: Transaction, of: type[Base], *where: ColumnElement[bool], order: Any = None) -> list[Row]:
    """Return the rows of a table that fit every condition, in order of id unless told otherwise."""
    return tx.rows(prepared.selecting(table(of), where, _order(order)))


def beside(
    tx: Transaction, of: type[Base], other: type[Base], on: Mapping[str, str], *where: ColumnElement[bool]
) -> list[tuple[Row, Row]]:
    """Return rows of two tables where columns of the first equal columns `on` of the other, in order of their ids."""
    return tx.both(prepared.joining(table(of), table(other), on, where))


def first(tx: Transaction, of: type[Base], *where: ColumnElement[bool], order: Any = None) -> Row | None:
    """Return the first row of a table that fits, or None."""
    return tx.row(prepared.selecting(table(of), where, _order(order), limit=1))


def named(found: Result[Any]) -> list[Row]:
    """Return the rows of a result of SQLAlchemy's, each by the names of its columns."""
    return [cast("Row", row._mapping) for row in found]


def made(row: Row, make: Callable[[Row], T]) -> T:
    """Return what is made of a row, which nobody can change; of one that reads as before, what was made then."""
    if type(row) is not Remembered:
        return make(row)
    known: tuple[Callable[[Row], T], T] | None = getattr(row, "made", None)
    if known and known[0] is make:
        return known[1]
    fresh = make(row)
    row.made = (make, fresh)
    return fresh


def forget(tx: Transaction) -> None:
    """Let this process forget all rows that it remembers, once what was deleted here is gone."""
    tx.after_commit(SqliteQuick.forget)


def count(tx: Transaction, of: type[Base], *where: ColumnElement[bool]) -> int:
    """Return how many rows of a table fit every condition."""
    found = tx.row(prepared.counting(table(of), where))
    return int(found["count"]) if found else 0


def add(tx: Transaction, to: type[Base], /, **values: Any) -> int:
    """Insert a row and return its id."""
    added = tx.add(prepared.inserting(table(to), values))
    if added is None:
        raise LookupError("an INSERT answers with the id of its row")
    return added


def leave(tx: Transaction, to: type[Base], /, **values: Any) -> None:
    """Insert a row whose id nobody asks for: it need not be written at once."""
    tx.note(prepared.inserting(table(to), values))


def add_once(tx: Transaction, to: type[Base], key: Sequence[str], /, **values: Any) -> int | None:
    """Insert a row and return its id; None, and nothing is done, where a row with its `key` stands already."""
    into = table(to)
    return tx.add(prepared.inserting_once(tx.insert, tx.dialect, into, key, values))


def put(tx: Transaction, to: type[Base], key: Sequence[str], fresh: Iterable[str], /, **values: Any) -> None:
    """Insert a row; where one with its `key` stands already, change the columns `fresh` of that one to its values."""
    into = table(to)
    tx.note(prepared.replacing(tx.insert, tx.dialect, into, key, tuple(fresh), values))


def add_each(tx: Transaction, to: type[Base], key: Sequence[str], every: Sequence[dict[str, Any]]) -> None:
    """Insert many rows, all of whose values have the same names; nothing is done where one with its `key` stands."""
    if every:
        into = table(to)
        tx.change_each(prepared.inserting_quietly(tx.insert, tx.dialect, into, key, every[0]), every)


def put_each(
    tx: Transaction, to: type[Base], key: Sequence[str], fresh: Sequence[str], every: Sequence[dict[str, Any]]
) -> None:
    """Do as `put` for each of many rows, all of whose values have the same names."""
    if every:
        into = table(to)
        tx.change_each(prepared.replacing(tx.insert, tx.dialect, into, key, fresh, every[0]), every)


def change(tx: Transaction, of: type[Base], *where: ColumnElement[bool], **values: Any) -> int:
    """Change the rows that fit every condition; return how many there were."""
    return tx.change(prepared.updating(table(of), where, values))


def renew(tx: Transaction, of: type[Base], *where: ColumnElement[bool], **values: Any) -> None:
    """Change the rows that fit every condition, of which nobody asks how many there were: it need not run at once."""
    tx.note(prepared.updating(table(of), where, values))


def seal_json(tx: Transaction, workspace_id: int, field: str, value: Any) -> bytes:
    """Seal a JSON value to its workspace and field."""
    return tx.vault.seal(workspace_id, field, json.dumps(value, ensure_ascii=False, sort_keys=True))


def open_json(tx: Transaction, workspace_id: int, field: str, sealed: bytes) -> Any:
    """Open what `seal_json` made."""
    return json.loads(tx.vault.open(workspace_id, field, sealed))


def instant(tx: Transaction, key: str, found: Select[Any], **values: Any) -> Any:
    """Return what a statement that is kept under a key finds `at`: one instant or date, or None."""
    row = tx.row(prepared.Prepared(found, values, key))
    return row["at"] if row else None


def earliest(*instants: datetime | None) -> datetime | None:
    """Return the first of some instants, of which any may be missing."""
    return min((one for one in instants if one is not None), default=None)


def _order(order: Any) -> tuple[Any, ...] | None:
    return order if order is None or isinstance(order, tuple) else (order,)
