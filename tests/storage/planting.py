"""Rows for tests that walk the whole schema: one in every table of a workspace, with a mark in every text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Integer, Table, Time, insert
from sqlalchemy.types import TypeDecorator

from storage.store import Transaction
from storage.tables import Base
from storage.types import Sealed

# What holds a list among the columns of JSON.
LISTS = {"leave", "work_days", "scopes"}
WHEN = datetime(2027, 3, 1, 15, tzinfo=UTC)


def plant(tx: Transaction, mark: str, **chosen: Any) -> dict[str, int]:
    """Put a row into every table of a new workspace; returns their ids by table.

    `mark` stands in every text that can hold it. `chosen` are values of columns by `table__column`.
    """
    ids: dict[str, int] = {}
    for table in Base.metadata.sorted_tables:
        if table.name != "workspaces" and "workspace_id" not in table.c:
            continue
        ids[table.name] = put(tx, table, ids, mark, chosen)
    return ids


def put(tx: Transaction, table: Table, ids: Mapping[str, int], mark: str, chosen: Mapping[str, Any]) -> int:
    """Put one row into a table, referring to the rows of `ids`; returns its id (0 for a table without)."""
    values = {
        column.name: chosen.get(f"{table.name}__{column.name}", _value(tx, column, ids, mark))
        for column in table.c
        if not (column.name == "id" and column.primary_key)
    }
    done = tx.execute(insert(table).values(**values))
    key = done.inserted_primary_key
    return int(key[0]) if key and "id" in table.c else 0


def _value(tx: Transaction, column: Column[Any], ids: Mapping[str, int], mark: str) -> Any:
    for key in column.foreign_keys:
        refers, at = key.target_fullname.split(".")
        if at == "id":
            return ids[refers]
        if column.name == at == "workspace_id":
            return ids["workspaces"]
    # References to people that are no foreign keys, since nobody but views follows them.
    if isinstance(column.type, Integer):
        return ids["people"] if column.name.endswith("_by") else 1
    return _told(tx, column, ids, mark)


def _told(tx: Transaction, column: Column[Any], ids: Mapping[str, int], mark: str) -> Any:
    kind = column.type
    name = f"{column.table.name}.{column.name}"
    if isinstance(kind, Sealed):
        return tx.vault.seal(ids["workspaces"], name, json.dumps({"text": f"{mark} {name}"}))
    if isinstance(kind, Boolean):
        return False
    plain = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    for known, value in {DateTime: WHEN, Date: date(2027, 3, 1), Time: time(9)}.items():
        if isinstance(plain, known):
            return value
    if isinstance(plain, JSON):
        return [] if column.name in LISTS else {"mark": mark}
    longest = getattr(plain, "length", None) or 200
    return f"{mark}{name}"[:longest]
