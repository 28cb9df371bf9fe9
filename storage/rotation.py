"""Rotating keys: every sealed text is sealed anew with the newest key, a few at a time, while Trellis goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, RowMapping, Table, func, or_, select, tuple_, update

from storage.errors import SealBroken, StillSealing
from storage.store import Store, Turn
from storage.tables import Base
from storage.transaction import Transaction
from storage.types import Sealed
from storage.vault import Vault

# Rows in one work: a few milliseconds, for which whoever acts may wait.
PAGE = 100
# An act under way may have sealed with the old key a moment ago, and is committed by then.
BREATH_SECONDS = 1.0
# Where something seals with an old key still after so many passes, it was not told of the new one.
PASSES = 4

Tell = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Resealed:
    """How many texts were sealed anew, and how many no key opens: those are left as they are."""

    texts: int = 0
    closed: int = 0


def columns() -> dict[Table, list[Column[bytes]]]:
    """Return the sealed columns of every table that has any, as the tables declare them."""
    found = {
        table: [column for column in table.columns if isinstance(column.type, Sealed)]
        for table in Base.metadata.sorted_tables
    }
    return {table: sealed for table, sealed in found.items() if sealed}


def count(tx: Transaction) -> int:
    """Return how many rows there are with anything sealed in them."""
    return sum(
        tx.scalar(select(func.count()).select_from(table).where(_any(sealed))) or 0
        for table, sealed in columns().items()
    )


async def rotate(store: Store, vault: Vault, tell: Tell, breath: float = BREATH_SECONDS) -> Resealed:
    """Seal everything anew with the vault's newest key, until a whole pass finds nothing that another key sealed.

    `vault` is the store's. Killed between two works it loses nothing, and goes on when it is run again. `tell` is
    called with a table's name and how many of its rows were just looked at in the first pass.
    Raises StillSealing where a process goes on with an old key.
    """
    done = Resealed()
    for number in range(PASSES):
        found = await _pass(store, vault, tell if number == 0 else _quietly)
        done = Resealed(done.texts + found.texts, found.closed)
        if number and not found.texts:
            return done
        await asyncio.sleep(breath)
    raise StillSealing


async def _pass(store: Store, vault: Vault, tell: Tell) -> Resealed:
    texts = closed = 0
    for table, sealed in columns().items():
        last: tuple[object, ...] | None = None
        while True:
            page = _Page(table, sealed, vault, last)
            looked, changed, shut = await store.run(page.reseal, turn=Turn.PATIENT)
            texts, closed = texts + changed, closed + shut
            if not looked:
                break
            last = tuple(looked[-1])
            tell(table.name, len(looked))
    return Resealed(texts, closed)


@dataclass(frozen=True, slots=True)
class _Page:
    """The next rows of a table after `last`, by its primary key."""

    table: Table
    sealed: Sequence[Column[bytes]]
    vault: Vault
    last: tuple[object, ...] | None

    def reseal(self, tx: Transaction) -> tuple[list[tuple[object, ...]], int, int]:
        """Seal the texts of the page anew that an older key sealed; return its rows' keys, and how many texts were
        sealed and how many could not be opened."""
        key = list(self.table.primary_key)
        # The workspace to whose id a text is bound; a workspace's own row is its own.
        owner = self.table.c["workspace_id"] if "workspace_id" in self.table.c else self.table.c["id"]
        statement = select(*key, owner.label("owner"), *self.sealed).where(_any(self.sealed))
        if self.last is not None:
            statement = statement.where(_beyond(key, self.last))
        rows = tx.execute(statement.order_by(*key).limit(PAGE)).mappings().all()
        changed = shut = 0
        for row in rows:
            fresh, closed = self._fresh(row)
            shut += closed
            if fresh:
                which = [column == row[column.name] for column in key]
                tx.execute(update(self.table).where(*which).values(fresh))
                changed += len(fresh)
        return [tuple(row[column.name] for column in key) for row in rows], changed, shut

    def _fresh(self, row: RowMapping) -> tuple[dict[str, bytes], int]:
        fresh, closed = {}, 0
        for column in self.sealed:
            kept = row[column.name]
            if kept is None or self.vault.is_newest(kept):
                continue
            field = f"{self.table.name}.{column.name}"
            try:
                text = self.vault.open(row["owner"], field, kept)
            except SealBroken:
                closed += 1
            else:
                fresh[column.name] = self.vault.seal(row["owner"], field, text)
        return fresh, closed


def _any(sealed: Sequence[Column[bytes]]) -> Any:
    return or_(*(column.is_not(None) for column in sealed))


def _beyond(key: Sequence[Column[Any]], last: tuple[object, ...]) -> Any:
    return key[0] > last[0] if len(key) == 1 else tuple_(*key) > last


def _quietly(_table: str, _rows: int) -> None:
    return None
