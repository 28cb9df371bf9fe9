"""What the store promises on both databases."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage.errors import DatabaseUrlMalformed, StoreClosed
from storage.store import Store, Transaction, Turn
from storage.vault import Vault
from tests.storage.children import child, line
from tests.storage.scratch import counters, halves, notes, replies


def note(text: str) -> Callable[[Transaction], str]:
    """A work that writes a note and answers with it."""

    def write(tx: Transaction) -> str:
        tx.execute(insert(notes).values(text=text))
        return text

    return write


def dangling(tx: Transaction) -> None:
    """A work that goes well until its commit: what it replies to is not there."""
    tx.execute(insert(replies).values(text="a reply", to="nothing"))


def counter(tx: Transaction) -> None:
    """A work that makes a counter at nought."""
    tx.execute(insert(counters).values(name="all", value=0))


def texts(tx: Transaction) -> list[str]:
    return list(tx.scalars(select(notes.c.text).order_by(notes.c.text)))


async def test_a_work_answers_with_what_it_returned_and_what_it_wrote_is_there(scratch_store: Store) -> None:
    assert await scratch_store.run(note("hello")) == "hello"
    assert await scratch_store.read(texts) == ["hello"]


async def test_a_work_that_raises_undoes_only_itself(scratch_store: Store) -> None:
    def write_and_fail(tx: Transaction) -> None:
        tx.execute(insert(notes).values(text="undone"))
        raise LookupError("no such goal")

    results = await asyncio.gather(
        scratch_store.run(note("before")),
        scratch_store.run(write_and_fail),
        scratch_store.run(note("after")),
        return_exceptions=True,
    )
    assert [repr(result) for result in results] == ["'before'", "LookupError('no such goal')", "'after'"]
    assert await scratch_store.read(texts) == ["after", "before"]


async def test_a_statement_that_the_database_refuses_fails_its_work_alone(scratch_store: Store) -> None:
    await scratch_store.run(note("once"))
    results = await asyncio.gather(
        scratch_store.run(note("once")), scratch_store.run(note("twice")), return_exceptions=True
    )
    assert [type(result) for result in results] == [IntegrityError, str]
    assert await scratch_store.read(texts) == ["once", "twice"]


async def test_a_commit_that_fails_keeps_nothing_and_the_store_works_afterwards(scratch_store: Store) -> None:
    with pytest.raises(IntegrityError):
        await scratch_store.run(dangling)
    assert await scratch_store.run(note("later")) == "later"
    assert await scratch_store.read(lambda tx: (texts(tx), tx.execute(select(replies)).all())) == (
        ["later"],
        [],
    )


async def test_of_320_changes_at_once_none_is_lost(scratch_store: Store) -> None:
    def count(tx: Transaction) -> int:
        value: int = tx.execute(select(counters.c.value).where(counters.c.name == "all")).scalar_one()
        tx.execute(update(counters).where(counters.c.name == "all").values(value=value + 1))
        return value + 1

    await scratch_store.run(counter)
    answers = await asyncio.gather(*(scratch_store.run(count) for _ in range(320)))
    assert sorted(answers) == list(range(1, 321))
    assert await scratch_store.read(lambda tx: tx.scalar(select(counters.c.value))) == 320


async def test_of_the_changes_of_two_processes_none_is_lost(
    scratch_store: Store, scratch_url: str, vault: Vault
) -> None:
    def count(tx: Transaction) -> int:
        value: int = tx.execute(select(counters.c.value)).scalar_one()
        tx.execute(update(counters).values(value=value + 1))
        return value + 1

    # A second store shares nothing with the first but the database, as another process would.
    other = await Store.open(scratch_url, vault)
    await scratch_store.run(counter)
    answers = await asyncio.gather(*(store.run(count) for store in (scratch_store, other) for _ in range(40)))
    await other.close()
    assert sorted(answers) == list(range(1, 81))


async def test_a_rule_that_looks_before_it_writes_holds_for_all_at_once(scratch_store: Store) -> None:
    def at_most_three(tx: Transaction) -> bool:
        taken = len(texts(tx))
        if taken == 3:
            return False
        tx.execute(insert(notes).values(text=f"place {taken}"))
        return True

    answers = await asyncio.gather(*(scratch_store.run(at_most_three) for _ in range(20)))
    assert (sum(answers), await scratch_store.read(texts)) == (3, ["place 0", "place 1", "place 2"])


async def test_an_upsert_reads_the_same_on_both_databases(scratch_store: Store) -> None:
    def count(tx: Transaction) -> Any:
        new = tx.insert(counters).values(name="visits", value=1)
        return tx.execute(
            new.on_conflict_do_update(
                index_elements=["name"], set_={"value": counters.c.value + new.excluded.value}
            ).returning(counters.c.value)
        ).scalar_one()

    def begin(tx: Transaction) -> Any:
        new = tx.insert(counters).values(name="visits", value=9)
        return tx.scalar(new.on_conflict_do_nothing().returning(counters.c.value))

    assert [await scratch_store.run(count) for _ in range(3)] == [1, 2, 3]
    assert await scratch_store.run(begin) is None


async def test_what_follows_a_commit_happens_on_the_loop_before_the_caller_goes_on(
    scratch_store: Store,
) -> None:
    happened: list[object] = []

    def write(tx: Transaction) -> None:
        tx.execute(insert(notes).values(text="hello"))
        tx.after_commit(lambda: happened.append(asyncio.get_running_loop()))
        tx.after_commit(lambda: happened.append("second"))

    await scratch_store.run(write)
    assert happened == [asyncio.get_running_loop(), "second"]


async def test_nothing_follows_a_work_or_a_commit_that_failed(scratch_store: Store) -> None:
    happened: list[str] = []

    def fail(tx: Transaction) -> None:
        tx.after_commit(lambda: happened.append("after a failed work"))
        raise LookupError

    def fail_to_commit(tx: Transaction) -> None:
        tx.after_commit(lambda: happened.append("after a failed commit"))
        dangling(tx)

    await asyncio.gather(scratch_store.run(fail), return_exceptions=True)
    await asyncio.gather(scratch_store.run(fail_to_commit), return_exceptions=True)
    assert happened == []


async def test_something_that_fails_after_the_commit_is_reported_and_changes_no_answer(
    scratch_store: Store,
) -> None:
    reported: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: reported.append(context))

    def write(tx: Transaction) -> str:
        tx.after_commit(lambda: 1 // 0)
        return note("kept")(tx)

    assert await scratch_store.run(write) == "kept"
    assert [type(context["exception"]) for context in reported] == [ZeroDivisionError]


async def test_an_asynchronous_work_is_refused_and_keeps_nothing(scratch_store: Store) -> None:
    async def hold_the_database() -> None:
        raise AssertionError("never runs")

    def work(tx: Transaction) -> Any:
        note("refused")(tx)
        return hold_the_database()

    async def asynchronous_read(tx: Transaction) -> list[str]:
        return texts(tx)

    with pytest.raises(TypeError, match="is asynchronous: a work is a plain function"):
        await scratch_store.run(work)
    with pytest.raises(TypeError, match="is asynchronous: a work is a plain function"):
        await scratch_store.read(asynchronous_read)  # type: ignore[unused-coroutine]
    assert await scratch_store.read(texts) == []


async def test_a_result_that_still_needs_the_database_is_refused(scratch_store: Store) -> None:
    with pytest.raises(TypeError, match="return its rows"):
        await scratch_store.run(lambda tx: tx.execute(select(notes)))
    with pytest.raises(TypeError, match="return its rows"):
        await scratch_store.read(lambda tx: tx.scalars(select(notes.c.text)))


async def test_a_transaction_is_of_no_use_after_its_work(scratch_store: Store) -> None:
    kept = await scratch_store.run(lambda tx: tx)
    with pytest.raises(RuntimeError, match="has ended"):
        kept.scalar(select(notes.c.text))


async def test_a_work_that_raises_stop_iteration_does_not_leave_its_caller_waiting(
    scratch_store: Store,
) -> None:
    with pytest.raises(RuntimeError, match="StopIteration"):
        await scratch_store.run(lambda _tx: next(iter([])))


async def test_a_read_sees_one_moment_while_others_write(scratch_store: Store) -> None:
    looked, written = threading.Event(), threading.Event()

    def look_twice(tx: Transaction) -> list[list[str]]:
        first = texts(tx)
        looked.set()
        written.wait()
        return [first, texts(tx)]

    await scratch_store.run(note("early"))
    reading = asyncio.create_task(scratch_store.read(look_twice))
    await asyncio.to_thread(looked.wait)
    await scratch_store.run(note("late"))
    written.set()
    assert await reading == [["early"], ["early"]]
    assert await scratch_store.read(texts) == ["early", "late"]


async def test_a_read_writes_nothing(scratch_store: Store) -> None:
    with pytest.raises(DBAPIError, match=r"readonly|read-only"):
        await scratch_store.read(note("smuggled"))
    with pytest.raises(TypeError, match=r"use store\.run"):
        await scratch_store.read(lambda tx: tx.after_commit(print))
    assert await scratch_store.read(texts) == []


async def test_closing_finishes_what_waits_and_takes_nothing_new(scratch_url: str, vault: Vault) -> None:
    store = await Store.open(scratch_url, vault)
    begun = threading.Event()

    def slow(tx: Transaction) -> str:
        begun.wait()
        return note("slow")(tx)

    names = [f"note {number:02}" for number in range(70)]
    waiting = asyncio.gather(store.run(slow, turn=Turn.PATIENT), *(store.run(note(name)) for name in names))
    await asyncio.sleep(0)
    closing = asyncio.create_task(store.close())
    await asyncio.sleep(0)
    begun.set()
    await closing
    assert await waiting == ["slow", *names]
    await store.close()
    with pytest.raises(StoreClosed):
        await store.run(note("too late"))
    with pytest.raises(StoreClosed):
        await store.read(texts)
    reopened = await Store.open(scratch_url, vault)
    assert await reopened.read(texts) == [*names, "slow"]
    await reopened.close()


async def test_a_work_is_done_even_if_nobody_waits_for_it_any_more(scratch_store: Store) -> None:
    go_on = threading.Event()

    def wait_first(tx: Transaction) -> str:
        go_on.wait()
        return note("first")(tx)

    works = (wait_first, note("second"), note("third"))
    callers = [asyncio.create_task(scratch_store.run(work, turn=Turn.PATIENT)) for work in works]
    await asyncio.sleep(0)
    callers[0].cancel()
    callers[1].cancel()
    go_on.set()
    assert await callers[2] == "third"
    await scratch_store.run(note("fourth"))
    await _until(scratch_store, 4)
    assert await scratch_store.read(texts) == ["first", "fourth", "second", "third"]


async def _until(store: Store, count: int) -> None:
    """Wait until so many notes are there; on PostgreSQL those that nobody awaits are in other threads."""
    while len(await store.read(texts)) < count:
        await asyncio.sleep(0)


async def test_a_process_killed_while_it_writes_has_kept_all_that_it_answered_and_nothing_by_halves(
    scratch_url: str, vault: Vault
) -> None:
    with child("write_for_ever", scratch_url) as process:
        answered = {int(line(process)) for _ in range(100)}
        process.kill()
        assert process.stdout is not None
        # The last line may be cut off by the kill itself.
        answered |= {int(said) for said in process.stdout.read().splitlines(keepends=True)[:-1]}
    lefts, rights = await _halves(scratch_url, vault)
    assert lefts == rights
    assert answered - lefts == set()


async def test_a_process_killed_in_mid_work_leaves_nothing_of_that_work(
    scratch_url: str, vault: Vault
) -> None:
    with child("stop_half_way", scratch_url) as process:
        assert line(process) == "half"
        process.kill()
    assert await _halves(scratch_url, vault) == ({1}, {1})


async def _halves(url: str, vault: Vault) -> tuple[set[int], set[int]]:
    store = await Store.open(url, vault)
    rows = await store.read(
        lambda tx: [tuple(row) for row in tx.execute(select(halves.c.side, halves.c.pair))]
    )
    await store.close()
    return {pair for side, pair in rows if side == "left"}, {pair for side, pair in rows if side == "right"}


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        (
            "mysql://localhost/trellis",
            "TRELLIS_DATABASE_URL cannot be used: mysql is not a database that Trellis knows. "
            "Write sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME.",
        ),
        (
            "trellis.db",
            "TRELLIS_DATABASE_URL cannot be used: it is not an address. "
            "Write sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME.",
        ),
        (
            "sqlite://",
            "TRELLIS_DATABASE_URL cannot be used: "
            "it names no file, and what is kept in memory is gone at the next start. "
            "Write sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME.",
        ),
    ],
)
async def test_an_address_that_is_no_database_is_named_in_one_sentence(
    url: str, sentence: str, vault: Vault
) -> None:
    with pytest.raises(DatabaseUrlMalformed) as refused:
        await Store.open(url, vault)
    assert str(refused.value) == sentence
