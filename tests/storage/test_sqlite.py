"""What SQLite's group commit does when something goes wrong in a group."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from storage.errors import DatabaseUnreachable
from storage.groups import TransactionLost
from storage.store import Store, Transaction
from storage.vault import Vault
from storage.works import Function
from tests.storage.scratch import notes
from tests.storage.test_store import dangling, note, texts


async def together(store: Store, *works: Function) -> list[Any]:
    """Run `works` as one group: they wait while the writer is kept busy, so that it takes them all at once."""
    begun, go_on = threading.Event(), threading.Event()

    def keep_busy(_tx: Transaction) -> None:
        begun.set()
        go_on.wait()

    busy = asyncio.create_task(store.run(keep_busy))
    await asyncio.to_thread(begun.wait)
    waiting = asyncio.gather(*(store.run(work) for work in works), return_exceptions=True)
    await asyncio.sleep(0)
    go_on.set()
    await busy
    return [result if isinstance(result, str) else type(result) for result in await waiting]


async def test_one_failing_commit_fails_its_whole_group_and_no_later_one(sqlite_store: Store) -> None:
    assert await together(sqlite_store, note("a"), dangling, note("b")) == [IntegrityError] * 3
    assert await together(sqlite_store, note("a"), note("b")) == ["a", "b"]
    assert await sqlite_store.read(texts) == ["a", "b"]


async def test_a_failing_work_leaves_its_group_alone(sqlite_store: Store) -> None:
    def fail(tx: Transaction) -> None:
        tx.execute(insert(notes).values(text="undone"))
        raise LookupError

    assert await together(sqlite_store, note("a"), fail, note("b"), note("a"), note("c")) == [
        "a",
        LookupError,
        "b",
        IntegrityError,
        "c",
    ]
    assert await sqlite_store.read(texts) == ["a", "b", "c"]


async def test_a_transaction_that_sqlite_itself_rolled_back_answers_nobody_as_kept(
    sqlite_store: Store,
) -> None:
    def roll_back(tx: Transaction) -> None:
        tx.execute(insert(notes).prefix_with("OR ROLLBACK").values(text="a"))

    assert await together(sqlite_store, note("a"), roll_back, note("b")) == [TransactionLost] * 3
    assert await sqlite_store.read(texts) == []
    assert await sqlite_store.run(note("c")) == "c"


async def test_a_work_that_ends_the_transaction_behind_our_back_answers_nobody_as_kept(
    sqlite_store: Store,
) -> None:
    def roll_back(tx: Transaction) -> str:
        tx.execute(text("ROLLBACK"))
        return "rolled back"

    assert await together(sqlite_store, note("a"), roll_back, note("b")) == [TransactionLost] * 3
    assert await sqlite_store.read(texts) == []


async def test_a_file_is_set_up_for_durability(sqlite_store: Store) -> None:
    def settings(tx: Transaction) -> dict[str, object]:
        names = ("journal_mode", "synchronous", "busy_timeout", "foreign_keys", "query_only")
        return {name: tx.scalar(text(f"PRAGMA {name}")) for name in names}

    # https://sqlite.org/pragma.html#pragma_synchronous: 2 is FULL.
    kept = {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 10000, "foreign_keys": 1}
    assert await sqlite_store.run(settings) == {**kept, "query_only": 0}
    assert await sqlite_store.read(settings) == {**kept, "query_only": 1}


async def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, vault: Vault) -> None:
    with pytest.raises(DatabaseUnreachable) as refused:
        await Store.open(f"sqlite:///{tmp_path}", vault)
    assert str(refused.value) == (
        f"The database at sqlite:///{tmp_path} does not answer: unable to open database file. "
        "Start it, or check TRELLIS_DATABASE_URL; the next attempt connects anew."
    )


async def test_the_folder_of_a_new_file_is_made(tmp_path: Path, vault: Vault) -> None:
    path = tmp_path / "new" / "folder" / "trellis.db"
    await (await Store.open(f"sqlite:///{path}", vault)).close()
    assert path.exists()
