"""What only SQLite does: its settings, its file, and a transaction that it rolls back by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert, text

from storage.errors import DatabaseUnreachable
from storage.groups import TransactionLost
from storage.store import Store, Transaction
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
