"""Planning in a process of its own, ours or APScheduler's, which says how long it took and what it cost beside."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import pickle
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.job import Job
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.calendarinterval import CalendarIntervalTrigger
from sqlalchemy import insert

from benchmarks import population
from bot import log
from bot.clock import MovableClock
from jobs import plan
from storage.store import Store
from storage.vault import Vault

ZONE = population.ZONE
FORTNIGHT = timedelta(weeks=2)
# How long a planner may hold the loop is looked at so often, in seconds.
GLANCE = 0.001


@dataclass(frozen=True, slots=True)
class Told:
    """How many were planned in how many seconds; growth of resident memory in MB; longest hold of the loop in ms."""

    planned: int
    seconds: float
    growth: float
    held: float


async def plan_ours(url: str, now: datetime, times: int = 1) -> Told:
    """Plan with jobs.plan what is due at `now` in a database of ours, and again a fortnight later, so many times.

    How many were planned, and in how many seconds, are medians of those times.
    """
    store = await Store.open(url, Vault([population.KEY]))
    # As in a process that has planned before: what is loaded and compiled at first is no matter of how much is due.
    await store.run(lambda tx: plan.plan(tx, now, most=1))
    # As `trellis run` does.
    gc.collect()
    gc.freeze()
    before = resident()
    planned, seconds = [], []
    with holding() as held:
        await asyncio.sleep(0.05)
        for number in range(times):
            clock = MovableClock(now + number * FORTNIGHT)
            started = time.perf_counter()
            planned.append(await plan.tick(store, clock))
            seconds.append(time.perf_counter() - started)
    growth = peak() - before
    await store.close()
    return Told(int(statistics.median(planned)), statistics.median(seconds), growth, held() * 1000)


def plan_theirs(url: str, now: datetime, most: int) -> Told:
    """Read what is due at `now` from APScheduler's store and reschedule it, as its schedulers do.

    Only the first `most` are rescheduled, one after another, and their time stands for that of all.
    """
    store = _their_store(url)
    gc.collect()
    before = resident()
    started = time.perf_counter()
    due = store.get_due_jobs(now)
    read = time.perf_counter() - started
    growth = peak() - before
    started = time.perf_counter()
    for job in due[:most]:
        times = job._get_run_times(now)
        job._modify(next_run_time=job.trigger.get_next_fire_time(times[-1], now))
        store.update_job(job)
    rescheduled = (time.perf_counter() - started) * len(due) / min(most, len(due))
    # It does all of this on the loop.
    return Told(len(due), read + rescheduled, growth, read * 1000)


def settle_theirs(url: str, count: int, due_at: datetime) -> None:
    """Put so many jobs into APScheduler's store, all due at one instant; by hand, since it takes a minute itself."""
    store = _their_store(url)
    trigger = CalendarIntervalTrigger(weeks=2, hour=10, timezone=ZONE, start_date=due_at.date())
    made = []
    for number in range(count):
        job = Job(
            store._scheduler,
            id=f"{number}",
            func=f"{__name__}:nothing",
            args=(number,),
            kwargs={},
            trigger=trigger,
            executor="default",
            name="check_in",
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
            next_run_time=due_at,
        )
        state = pickle.dumps(job.__getstate__(), store.pickle_protocol)
        made.append({"id": job.id, "next_run_time": due_at.timestamp(), "job_state": state})
    with store.engine.begin() as connection:
        connection.execute(insert(store.jobs_t), made)


def nothing(_number: int) -> None:
    """What APScheduler's jobs would do."""


def _their_store(url: str) -> SQLAlchemyJobStore:
    # As it comes: as durable as ours, without the write-ahead log.
    store = SQLAlchemyJobStore(url)
    store.start(BackgroundScheduler(timezone="UTC"), "default")
    return store


@contextmanager
def holding() -> Iterator[Callable[[], float]]:
    """Watch the running loop; gives what tells the longest time in seconds for which it answered nobody."""
    longest = 0.0

    async def watch() -> None:
        nonlocal longest
        loop = asyncio.get_running_loop()
        while True:
            before = loop.time()
            await asyncio.sleep(GLANCE)
            longest = max(longest, loop.time() - before - GLANCE)

    watching = asyncio.ensure_future(watch())
    try:
        yield lambda: longest
    finally:
        watching.cancel()


def resident() -> float:
    """Return how much memory this process has now, in MB."""
    with suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * resource.getpagesize() / 1e6
    return peak()


def peak() -> float:
    """Return how much memory this process has had at most, in MB."""
    with suppress(OSError):
        # What getrusage(2) says on Linux counts whoever started this process as well.
        told = Path("/proc/self/status").read_text()
        return int(told.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts in KB, macOS in bytes (getrusage(2) of each).
    return most / 1e6 if sys.platform == "darwin" else most / 1e3


def main(whose: str, url: str, now: str, count: str = "1") -> None:
    """Plan as told, and print what it was like."""
    log.configure(level=logging.WARNING)
    at = datetime.fromisoformat(now).astimezone(UTC)
    found = (
        asyncio.run(plan_ours(url, at, int(count))) if whose == "ours" else plan_theirs(url, at, int(count))
    )
    print(json.dumps(asdict(found)))


if __name__ == "__main__":
    main(*sys.argv[1:])
