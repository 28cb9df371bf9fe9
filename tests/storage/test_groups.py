"""What becomes of a group of works, committed together, when something goes wrong in it."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from storage.groups import TransactionLost
from storage.store import Store, Transaction, Turn
from storage.works import Function
from tests.storage.scratch import notes
from tests.storage.test_store import dangling, note, texts


async def together(store: Store, *works: Function) -> list[Any]:
    """Run `works` as one group: they wait while the writer is kept busy, so that it takes them all at once."""
    begun, go_on = threading.Event(), threading.Event()

    def keep_busy(_tx: Transaction) -> None:
        begun.set()
        go_on.wait()

    # With a thread of its own, or nothing else could be handed in meanwhile.
    busy = asyncio.create_task(store.run(keep_busy, turn=Turn.PATIENT))
    await asyncio.to_thread(begun.wait)
    waiting = asyncio.gather(*(store.run(work) for work in works), return_exceptions=True)
    await asyncio.sleep(0)
    go_on.set()
    await busy
    return [result if isinstance(result, str) else type(result) for result in await waiting]


async def test_one_failing_commit_fails_its_whole_group_and_no_later_one(scratch_store: Store) -> None:
    assert await together(scratch_store, note("a"), dangling, note("b")) == [IntegrityError] * 3
    assert await together(scratch_store, note("a"), note("b")) == ["a", "b"]
    assert await scratch_store.read(texts) == ["a", "b"]


async def test_a_failing_work_leaves_its_group_alone(scratch_store: Store) -> None:
    def fail(tx: Transaction) -> None:
        tx.execute(insert(notes).values(text="undone"))
        raise LookupError

    assert await together(scratch_store, note("a"), fail, note("b"), note("a"), note("c")) == [
        "a",
        LookupError,
        "b",
        IntegrityError,
        "c",
    ]
    assert await scratch_store.read(texts) == ["a", "b", "c"]


async def test_a_work_that_ends_the_transaction_behind_our_back_answers_nobody_as_kept(
    scratch_store: Store,
) -> None:
    def roll_back(tx: Transaction) -> str:
        tx.execute(text("ROLLBACK"))
        return "rolled back"

    answered = await together(scratch_store, note("a"), roll_back, note("b"))
    kept = await scratch_store.read(texts)
    # On PostgreSQL those that are not to blame run again, each in a transaction of its own.
    assert (answered, kept) in (([TransactionLost] * 3, []), (["a", TransactionLost, "b"], ["a", "b"]))
