"""Whose turn it is to write: people first, and of those who wait no more than a few in one commit."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import DBAPIError

from bot.words import Reader, Words
from storage import rows, store
from storage.errors import StoreClosed
from storage.sqlite import SQLite
from storage.store import Store, Transaction, Turn
from storage.tables import Person

WORDS = Words()
NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
# A pause ends with it at the latest, however slow the machine is.
LONG = 60.0


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
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "PAUSE_SECONDS", LONG)
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


async def test_a_patient_read_that_speaks_stops_between_two_sentences_while_somebody_is_attended_to(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "PAUSE_SECONDS", LONG)
    begun, go_on = threading.Event(), threading.Event()
    order: list[str] = []

    def speak(tx: Transaction) -> None:
        reader = Reader(WORDS, "en", "UTC", NOW, tx.pause)
        begun.set()
        go_on.wait()
        reader.plain("moment-form", date="1 April", time="09:00")
        order.append("spoken")

    patient = asyncio.create_task(sqlite_store.read(speak, turn=Turn.PATIENT))
    await asyncio.to_thread(begun.wait)
    with sqlite_store.attending():
        go_on.set()
        await sqlite_store.glance(lambda _tx: order.append("somebody"))
    await patient
    assert order == ["somebody", "spoken"]


async def test_a_glance_runs_where_one_is_unless_each_statement_is_a_way(scratch_store: Store) -> None:
    def look(tx: Transaction) -> tuple[int, bool]:
        return rows.count(tx, Person), threading.current_thread() is threading.main_thread()

    is_here = isinstance(scratch_store._database, SQLite)
    assert await scratch_store.glance(look) == (0, is_here)


async def test_a_glance_writes_nothing_and_ends_with_the_store(scratch_store: Store) -> None:
    with pytest.raises(DBAPIError):
        await scratch_store.glance(lambda tx: rows.change(tx, Person, name="Ada"))
    assert await scratch_store.glance(lambda tx: rows.count(tx, Person)) == 0
    await scratch_store.close()
    with pytest.raises(StoreClosed):
        await scratch_store.glance(lambda tx: rows.count(tx, Person))


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
