"""What is noted runs later, together, and fails as if it had run at once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest
from sqlalchemy import create_engine, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from storage.errors import DatabaseUnreachable
from storage.prepared import Prepared
from storage.store import Store, Transaction, Turn
from storage.urls import normalise
from tests.storage.scratch import counters, notes
from tests.storage.test_groups import together
from tests.storage.test_postgres import _cut_all, _end_connection_at_commit
from tests.storage.test_store import counter, texts


def noting(*said: str) -> Callable[[Transaction], str]:
    """Return a work that notes some texts, and answers with the last."""

    def work(tx: Transaction) -> str:
        for one in said:
            tx.note(Prepared(insert(notes), {"text": one}, "scratch note"))
        return said[-1]

    return work


def kept(tx: Transaction) -> list[str]:
    """Read the texts by a statement that is kept."""
    found = tx.rows(Prepared(select(notes.c.text).order_by(notes.c.text), {}, "scratch texts"))
    return [row["text"] for row in found]


def raised(tx: Transaction) -> int:
    """Read the counter."""
    return int(tx.scalar(select(counters.c.value)) or 0)


def setting(tx: Transaction, value: int) -> None:
    """Note the counter's new value."""
    tx.note(Prepared(update(counters), {"value": value}, "scratch count"))


async def test_a_noted_statement_that_fails_alone_fails_its_work(scratch_store: Store) -> None:
    with pytest.raises(IntegrityError):
        await scratch_store.run(noting("a", "a"))
    assert await scratch_store.read(texts) == []
    assert await scratch_store.run(noting("a")) == "a"


async def test_a_noted_statement_that_fails_in_a_group_fails_its_own_work_alone(scratch_store: Store) -> None:
    works = [noting("a"), noting("b", "a"), noting("c"), noting("c"), noting("d")]
    assert await together(scratch_store, *works) == ["a", IntegrityError, "c", IntegrityError, "d"]
    assert await scratch_store.read(texts) == ["a", "c", "d"]


async def test_the_last_of_a_group_fails_alone_too(scratch_store: Store) -> None:
    assert await together(scratch_store, noting("a"), noting("b"), noting("a")) == ["a", "b", IntegrityError]
    assert await scratch_store.read(texts) == ["a", "b"]


async def test_what_nobody_waits_for_and_what_a_work_takes_back_go_the_same_way(scratch_store: Store) -> None:
    def give_up(tx: Transaction) -> str:
        noting("undone")(tx)
        raise LookupError

    assert await together(scratch_store, noting("a"), give_up, noting("b")) == ["a", LookupError, "b"]
    assert await scratch_store.run(noting("c"), turn=Turn.PATIENT) == "c"
    with pytest.raises(IntegrityError):
        await scratch_store.run(noting("c"), turn=Turn.NOTE)
    assert await scratch_store.read(texts) == ["a", "b", "c"]


async def test_what_follows_sees_what_was_noted_whichever_way_it_asks(scratch_store: Store) -> None:
    def look(tx: Transaction) -> list[list[str]]:
        noting("a")(tx)
        seen = [kept(tx)]
        noting("b")(tx)
        seen.append(texts(tx))
        tx.execute(insert(notes).values(text="c"))
        noting("d")(tx)
        return [*seen, kept(tx), texts(tx)]

    every = ["a", "b", "c", "d"]
    assert await scratch_store.run(look) == [["a"], ["a", "b"], every, every]


async def test_one_work_sees_what_another_of_its_group_has_noted(scratch_store: Store) -> None:
    def look(tx: Transaction) -> str:
        return "".join(kept(tx))

    assert await together(scratch_store, noting("a"), look, noting("b", "c"), look) == ["a", "a", "c", "abc"]


async def test_much_that_is_noted_while_the_server_answers_goes_through(scratch_store: Store) -> None:
    many = [{"text": f"{number:05}"} for number in range(20_000)]

    def note_all(tx: Transaction) -> int:
        tx.change_each(Prepared(insert(notes), many[0], "scratch note"), many)
        return len(kept(tx))

    assert await scratch_store.run(note_all) == len(many)
    assert len(await scratch_store.read(kept)) == len(many)


async def test_a_read_that_notes_something_is_refused(scratch_store: Store) -> None:
    with pytest.raises(Exception, match=r"read-only transaction|readonly database"):
        await scratch_store.read(noting("a"))
    assert await scratch_store.read(kept) == []


@pytest.mark.postgres
async def test_a_noted_statement_that_meets_another_process_runs_again_with_its_work(
    postgres_store: Store, postgres_url: str
) -> None:
    rival = create_engine(normalise(postgres_url))
    runs: list[int] = []

    def count(tx: Transaction) -> str:
        runs.append(raised(tx))
        if len(runs) == 1:
            with rival.begin() as connection:
                connection.execute(update(counters).values(value=10))
        setting(tx, runs[-1] + 1)
        return "counted"

    await postgres_store.run(counter)
    assert await postgres_store.run(count) == "counted"
    assert (runs, await postgres_store.read(raised)) == ([0, 10], 11)
    runs.clear()
    assert await together(postgres_store, noting("a"), count, noting("b")) == ["a", "counted", "b"]
    assert (runs, await postgres_store.read(raised)) == ([11, 10], 11)
    rival.dispose()


@pytest.mark.postgres
async def test_a_connection_cut_between_what_is_noted_and_the_next_question_lets_the_work_run_again(
    postgres_store: Store, postgres_url: str
) -> None:
    runs: list[list[str]] = []

    def work(tx: Transaction) -> str:
        runs.append(kept(tx))
        noting("a")(tx)
        if len(runs) == 1:
            _cut_all(postgres_url)
        return "".join(kept(tx))

    assert await postgres_store.run(noting("0")) == "0"
    assert await postgres_store.run(work) == "0a"
    assert runs == [["0"]] * 2
    assert await postgres_store.read(texts) == ["0", "a"]


@pytest.mark.postgres
async def test_a_connection_cut_while_what_was_noted_is_committed_is_not_tried_again(
    postgres_store: Store,
) -> None:
    runs: list[int] = []

    def work(tx: Transaction) -> None:
        runs.append(1)
        noting("kept or not")(tx)

    await postgres_store.run(_end_connection_at_commit)
    with pytest.raises(DatabaseUnreachable, match="so the last changes may be kept or not"):
        await postgres_store.run(work)
    assert (runs, await postgres_store.read(texts)) == ([1], [])


@pytest.mark.postgres
async def test_the_loop_goes_on_while_what_somebody_does_waits_for_the_server(postgres_store: Store) -> None:
    order: list[str] = []

    def wait(tx: Transaction) -> str:
        order.append("begun")
        tx.execute(text("SELECT pg_sleep(0.05)"))
        order.append("done")
        return threading.current_thread().name

    await postgres_store.run(noting("a"))
    waiting = asyncio.create_task(postgres_store.run(wait))
    while "begun" not in order:
        await asyncio.sleep(0)
    order.append("loop")
    assert await waiting != threading.current_thread().name
    assert order == ["begun", "loop", "done"]
