"""What only SQLite does: its settings, its file, and a transaction that it rolls back by itself."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from storage.errors import DatabaseUnreachable
from storage.groups import TransactionLost
from storage.store import Store, Transaction, Turn
from storage.urls import normalise, sqlite_path
from storage.vault import Vault
from tests.storage.scratch import notes
from tests.storage.test_groups import together
from tests.storage.test_store import note, texts


async def test_a_transaction_that_sqlite_itself_rolled_back_answers_nobody_as_kept(
    sqlite_store: Store,
) -> None:
    def roll_back(tx: Transaction) -> None:
        tx.execute(insert(notes).prefix_with("OR ROLLBACK").values(text="a"))

    assert await together(sqlite_store, note("a"), roll_back, note("b")) == [TransactionLost] * 3
    assert await sqlite_store.read(texts) == []
    assert await sqlite_store.run(note("c")) == "c"


async def test_a_file_is_set_up_for_durability(sqlite_store: Store) -> None:
    def settings(tx: Transaction) -> dict[str, object]:
        names = ("journal_mode", "synchronous", "busy_timeout", "foreign_keys", "query_only")
        return {name: tx.scalar(text(f"PRAGMA {name}")) for name in names}

    # https://sqlite.org/pragma.html#pragma_synchronous: 2 is FULL. Whoever writes has waited before.
    kept = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    assert await sqlite_store.run(settings) == {**kept, "busy_timeout": 0, "query_only": 0}
    assert await sqlite_store.read(settings) == {**kept, "busy_timeout": 10000, "query_only": 1}


async def test_while_another_process_writes_a_work_waits_for_it_and_the_loop_goes_on(
    sqlite_store: Store, sqlite_url: str
) -> None:
    other = sqlite3.connect(sqlite_path(normalise(sqlite_url)), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(sqlite_store.run(note("after it")))
    turns = 0
    while turns < 20:
        await asyncio.sleep(0.005)
        turns += 1
    assert not waiting.done()
    other.execute("COMMIT")
    other.close()
    assert await waiting == "after it"


async def test_what_people_do_runs_in_the_thread_of_the_loop_and_what_may_take_long_does_not(
    sqlite_store: Store,
) -> None:
    def where(_tx: Transaction) -> str:
        return threading.current_thread().name

    assert await sqlite_store.run(where) == threading.current_thread().name
    apart = [await sqlite_store.run(where, turn=turn) for turn in (Turn.NOTE, Turn.PATIENT)]
    assert apart == ["trellis-writer_0", "trellis-writer_0"]


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
