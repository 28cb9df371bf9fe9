"""Whose turn it is to write: people first, and of those who wait no more than a few in one commit."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

from storage import rows
from storage.store import Store, Transaction, Turn
from storage.tables import Person


def saying(order: list[str]) -> Callable[[str], Callable[[Transaction], None]]:
    """Return what makes works that say in which order they ran."""
    return lambda name: lambda _tx: order.append(name)


async def test_a_patient_work_gives_way_to_all_who_came_after_it(scratch_store: Store) -> None:
    order: list[str] = []
    said = saying(order)
    begun, go_on = threading.Event(), threading.Event()

    def hold(_tx: Transaction) -> None:
        order.append("first")
        begun.set()
        go_on.wait()

    first = asyncio.create_task(scratch_store.run(hold, turn=Turn.PATIENT))
    await asyncio.to_thread(begun.wait)
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


async def test_what_nobody_waits_for_begins_to_read_when_whoever_is_attended_to_has_an_answer(
    scratch_store: Store,
) -> None:
    order: list[str] = []
    said = saying(order)

    with scratch_store.attending():
        patient = asyncio.create_task(scratch_store.read(said("patient"), turn=Turn.PATIENT))
        await asyncio.sleep(0)
        await scratch_store.read(said("somebody"))
        order.append("answered")
    await patient
    assert order == ["somebody", "answered", "patient"]


async def test_where_people_act_without_pause_a_patient_read_gets_its_share_all_the_same(
    scratch_store: Store,
) -> None:
    with scratch_store.attending():
        assert await scratch_store.read(lambda _tx: "read", turn=Turn.PATIENT) == "read"


async def test_a_patient_read_that_has_begun_stops_between_two_statements_while_somebody_is_attended_to(
    sqlite_store: Store,
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    order: list[str] = []

    def look(tx: Transaction) -> None:
        begun.set()
        go_on.wait()
        rows.count(tx, Person)
        order.append("patient")

    patient = asyncio.create_task(sqlite_store.read(look, turn=Turn.PATIENT))
    await asyncio.to_thread(begun.wait)
    with sqlite_store.attending():
        go_on.set()
        await sqlite_store.read(lambda tx: order.append(f"somebody found {rows.count(tx, Person)}"))
    await patient
    assert order == ["somebody found 0", "patient"]


async def test_what_is_noted_down_waits_for_whoever_is_attended_to(scratch_store: Store) -> None:
    order: list[str] = []
    said = saying(order)

    with scratch_store.attending():
        noted = asyncio.create_task(scratch_store.run(said("noted down"), turn=Turn.NOTE))
        await asyncio.sleep(0)
        await scratch_store.run(said("somebody"))
        order.append("answered")
    await noted
    assert order == ["somebody", "answered", "noted down"]
