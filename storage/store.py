"""The store: hands units of work to a thread that commits them, and answers when they are durable."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from storage.errors import StoreClosed
from storage.postgres import Call, PostgreSQL
from storage.sqlite import SQLite
from storage.transaction import Transaction
from storage.urls import is_sqlite, normalise
from storage.works import Database, Function, Outcome, Pause

if TYPE_CHECKING:
    from bot.ports import Vault

__all__ = ["Store", "Transaction", "Turn"]

T = TypeVar("T")


class Turn(IntEnum):
    """Who goes first: whoever acts and waits, then what is only noted down, then what nobody waits for.

    Works of the first two kinds are committed together with others of their kind, a patient one alone: so somebody
    who acts waits for one of them at most. STOP is the store's own.
    """

    PERSON = 0
    NOTE = 1
    PATIENT = 2
    STOP = 3


# How many waiting works one commit may take along. The first of them is answered with the last: where people wait, a
# commit, which takes as long as a few queries, is worth saving for a few of them only.
TOGETHER = {Turn.PERSON: 8, Turn.NOTE: 16, Turn.PATIENT: 1}
# For how many seconds what nobody waits for gives way to people at most, and how many such reads run at once: threads
# share one interpreter, so a second one would only make all of them wait for it.
PATIENCE = {Turn.NOTE: 0.05, Turn.PATIENT: 0.2}
PATIENT_READS = 1
# How long such a read stops in the middle while somebody is attended to, before each of its statements.
PAUSE_SECONDS = 0.02


@dataclass(slots=True, frozen=True, order=True)
class _Waiting:
    turn: Turn
    number: int
    work: Function = field(compare=False)
    answer: asyncio.Future[Any] | None = field(compare=False)


class Store:
    """Where Trellis remembers. Made by `Store.open`; belongs to the event loop that opened it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.PriorityQueue[_Waiting] = asyncio.PriorityQueue()
        self._numbers = count()
        self._readers = ThreadPoolExecutor(database.readers, thread_name_prefix="trellis-reader")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="trellis-writer")
        self._closed = False
        self._attended = 0
        self._at_ease = asyncio.Event()
        self._at_ease.set()
        self._free = threading.Event()
        self._free.set()
        self._patience = asyncio.Semaphore(PATIENT_READS)
        self._serving = self._loop.create_task(self._serve(), name="store")

    @classmethod
    async def open(cls, url: str, vault: Vault, call: Call | None = None) -> Store:
        """Open the database at `url`: sqlite:///PATH or postgresql://...; its tables are storage.migrate's matter.

        `call` wakes other processes, which only PostgreSQL has: it is given psycopg's connection with the open
        transaction of a work that owes something by now.

        Raises DatabaseUrlMalformed, DriverMissing or DatabaseUnreachable.
        """
        address = normalise(url)
        database: Database = (
            SQLite(address, vault) if is_sqlite(address) else PostgreSQL(address, vault, call)
        )
        await asyncio.to_thread(database.check)
        return cls(database)

    async def run(self, work: Callable[[Transaction], T], *, turn: Turn = Turn.PERSON) -> T:
        """Run `work` in a transaction, and return its answer once what it wrote is durable.

        Works behave as if they ran one after another. A work that raises undoes only itself, and the caller gets
        its exception; when the commit fails, all works in it fail. `work` runs in a thread, may be run again, and
        so touches nothing but its transaction. Once handed in it is done, even if the caller is cancelled.
        A work of a later turn gives way to all that wait for an earlier one.
        Raises StoreClosed after `close`, and DatabaseUnreachable.
        """
        await self._calm(turn)
        if self._closed:
            raise StoreClosed
        answer: asyncio.Future[T] = self._loop.create_future()
        self._wait(turn, work, answer)
        return await answer

    async def read(self, work: Callable[[Transaction], T], *, turn: Turn = Turn.PERSON) -> T:
        """Run `work`, which only looks, on one consistent snapshot of what is committed; a write in it raises.

        One of a later turn begins when nobody is attended to, a few at a time, and gives way while it runs.
        Raises StoreClosed after `close`, and DatabaseUnreachable.
        """
        if self._closed:
            raise StoreClosed
        if turn is Turn.PERSON:
            return await self._look(work)
        async with self._patience:
            await self._calm(turn)
            return await self._look(work, self._give_way)

    async def glance(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` as `read` does; it looks at no more than a few rows, for somebody who waits.

        Where the database is at hand that is done here, as what people do: a thread would get the interpreter later.
        """
        if self._closed:
            raise StoreClosed
        if self._database.is_at_hand:
            found: T = self._database.read(work)
            return found
        return await self._look(work)

    @contextlib.contextmanager
    def attending(self) -> Iterator[None]:
        """Somebody waits for an answer meanwhile: what nobody waits for begins when they have it.

        Threads share one interpreter, so whatever runs beside an act makes it slower.
        """
        self._attended += 1
        self._at_ease.clear()
        self._free.clear()
        try:
            yield
        finally:
            self._attended -= 1
            if not self._attended:
                self._at_ease.set()
                self._free.set()

    async def _look(self, work: Callable[[Transaction], T], pause: Pause | None = None) -> T:
        return await self._loop.run_in_executor(self._readers, self._database.read, work, pause)

    def _give_way(self) -> None:
        """Called in a reader's thread, before each of its statements."""
        if self._attended:
            self._free.wait(PAUSE_SECONDS)

    async def _calm(self, turn: Turn) -> None:
        """Wait until nobody is attended to, but not for ever: where people act without pause, all get a share.

        What is noted down meanwhile is then committed together.
        """
        if not self._attended or turn is Turn.PERSON:
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE[turn]):
                while self._attended:
                    await self._at_ease.wait()

    async def close(self) -> None:
        """Take nothing new, finish what waits, and close the database. Closing twice is harmless."""
        if self._closed:
            return
        self._closed = True
        self._wait(Turn.STOP, _nothing, None)
        await self._serving
        await asyncio.to_thread(self._finish)

    def _finish(self) -> None:
        self._writer.shutdown()
        self._readers.shutdown()
        self._database.close()

    async def _serve(self) -> None:
        while waiting := await self._take():
            self._answer(waiting, await self._perform(waiting[0].turn, [one.work for one in waiting]))

    async def _take(self) -> list[_Waiting]:
        """Wait for a work, and take with it what else waits, as many as commit together; nothing means stop."""
        first = await self._queue.get()
        if first.turn is Turn.STOP:
            return []
        taken = [first]
        while len(taken) < TOGETHER[first.turn] and not self._queue.empty():
            following = self._queue.get_nowait()
            if following.turn is not first.turn:
                # Not before these works are done.
                self._queue.put_nowait(following)
                break
            taken.append(following)
        return taken

    async def _perform(self, turn: Turn, works: Sequence[Function]) -> list[Outcome]:
        """Run works and make them durable.

        What people do is short, and where the database is at hand it runs here: two threads that take the interpreter
        from each other with every statement take a fifth longer. What waits for the disk, or for long, has a thread.
        """
        if turn is Turn.PERSON and (begun := self._database.begin(works)):
            return begun.outcomes if begun.durable else await self._apart(self._database.keep, begun)
        return await self._apart(self._database.write, works)

    async def _apart(self, function: Callable[[T], list[Outcome]], given: T) -> list[Outcome]:
        return await self._loop.run_in_executor(self._writer, function, given)

    def _wait(self, turn: Turn, work: Function, answer: asyncio.Future[Any] | None) -> None:
        self._queue.put_nowait(_Waiting(turn, next(self._numbers), work, answer))

    def _answer(self, waiting: Sequence[_Waiting], outcomes: Sequence[Outcome]) -> None:
        for one, outcome in zip(waiting, outcomes, strict=True):
            for callback in outcome.callbacks:
                self._call(callback)
            if one.answer and not one.answer.done():
                _resolve(one.answer, outcome)

    def _call(self, callback: Callable[[], object]) -> None:
        try:
            callback()
        except Exception as error:
            self._loop.call_exception_handler(
                {"message": f"{callback!r}, called after a commit, raised", "exception": error}
            )


def _nothing(_tx: Transaction) -> None:
    """The work of stopping."""


def _resolve(answer: asyncio.Future[Any], outcome: Outcome) -> None:
    if outcome.error is None:
        answer.set_result(outcome.value)
    elif isinstance(outcome.error, StopIteration):
        # A future refuses to carry it, and its caller would wait for ever.
        answer.set_exception(RuntimeError("the work raised StopIteration"))
    else:
        answer.set_exception(outcome.error)
