"""Work after the answer: it is not forgotten, and its errors are seen."""

import asyncio
import gc

from bot.tasks import Tasks


async def test_a_task_that_nobody_holds_still_finishes() -> None:
    done = []
    tasks = Tasks()

    async def work() -> None:
        await asyncio.sleep(0)
        done.append("told the mentor")

    tasks.spawn(work(), "tell the mentor")
    gc.collect()
    assert await tasks.drain(5) == 0
    assert (done, len(tasks)) == (["told the mentor"], 0)


async def test_draining_waits_also_for_what_a_task_starts() -> None:
    done = []
    tasks = Tasks()

    async def second() -> None:
        await asyncio.sleep(0.01)
        done.append("second")

    async def first() -> None:
        await asyncio.sleep(0.01)
        done.append("first")
        tasks.spawn(second(), "second")

    tasks.spawn(first(), "first")
    assert await tasks.drain(5) == 0
    assert done == ["first", "second"]


async def test_what_takes_too_long_is_cancelled_and_counted() -> None:
    ended = []
    tasks = Tasks()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("let go")

    tasks.spawn(work(), "wait for ever")
    assert await tasks.drain(0.01) == 1
    assert (ended, len(tasks)) == (["let go"], 0)


async def test_an_error_is_told_once_and_spoils_nothing_else() -> None:
    heard = []
    done = []
    tasks = Tasks(on_error=lambda name, error: heard.append((name, str(error))))

    async def fails() -> None:
        raise RuntimeError("no such view")

    async def works() -> None:
        done.append("home drawn")

    await asyncio.gather(tasks.spawn(fails(), "open a view"), tasks.spawn(works(), "draw home"))
    assert (heard, done) == ([("open a view", "no such view")], ["home drawn"])
