"""Whose turn it is to write: people first, and of those who wait no more than a few in one commit."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

from storage.store import Store, Transaction, Turn


async def test_a_patient_work_gives_way_to_all_who_came_after_it(scratch_store: Store) -> None:
    order: list[str] = []
    go_on = threading.Event()

    def said(name: str) -> Callable[[Transaction], None]:
        return lambda _tx: order.append(name)

    def hold(_tx: Transaction) -> None:
        order.append("first")
        go_on.wait()

    first = asyncio.create_task(scratch_store.run(hold))
    await asyncio.sleep(0)
    later = [
        asyncio.create_task(scratch_store.run(said("patient"), turn=Turn.PATIENT)),
        asyncio.create_task(scratch_store.run(said("also patient"), turn=Turn.PATIENT)),
        asyncio.create_task(scratch_store.run(said("noted down"), turn=Turn.NOTE)),
        asyncio.create_task(scratch_store.run(said("somebody"))),
        asyncio.create_task(scratch_store.run(said("somebody else"))),
    ]
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(first, *later)
    assert order == ["first", "somebody", "somebody else", "noted down", "patient", "also patient"]


async def test_a_patient_work_that_waits_at_the_end_is_done_before_the_store_closes(
    scratch_store: Store,
) -> None:
    done: list[str] = []
    waiting = asyncio.create_task(scratch_store.run(lambda _tx: done.append("patient"), turn=Turn.PATIENT))
    await asyncio.sleep(0)
    await scratch_store.close()
    await waiting
    assert done == ["patient"]
