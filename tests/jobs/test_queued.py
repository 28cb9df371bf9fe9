"""The engine for many processes: what one owes another sends, and what becomes of that when things die."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog
from procrastinate.schema import SchemaManager
from sqlalchemy import Engine, create_engine, text

from jobs import plan, queue
from jobs.queue import Pulse
from jobs.queued import QueuedEngine
from storage import deliveries, migrate
from storage.store import Store, Transaction
from storage.urls import conninfo, normalise
from storage.vault import Vault
from tests.jobs.office import Office, office
from tests.jobs.test_engine import HELP, sent, weekly
from tests.postgres import OwnServer

pytestmark = pytest.mark.postgres

QUICK = Pulse(heartbeat=0.5, stalled=2.0, takeover="* * * * * *", drain=5.0)


@pytest.fixture
def sql(postgres_url: str) -> Iterator[Engine]:
    """A way to look into the queue past everything of ours."""
    engine = create_engine(normalise(postgres_url))
    yield engine
    engine.dispose()


@pytest.fixture
async def work(postgres_url: str, vault: Vault) -> AsyncIterator[Office]:
    """An office whose transactions call others."""
    store = await Store.open(postgres_url, vault, queue.call)
    async with office(store) as opened:
        yield opened
    await store.close()


@asynccontextmanager
async def working(work: Office, url: str, pulse: Pulse = QUICK) -> AsyncIterator[QueuedEngine]:
    """An engine that hears the queue, until the end of the block."""
    engine = QueuedEngine(work.deliverer, conninfo(normalise(url)), pulse)
    task = asyncio.create_task(engine.run())
    await until(lambda: engine.is_well)
    try:
        yield engine
    finally:
        await engine.stop()
        await task


async def until(what: Callable[[], bool]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(30):
        while not what():
            await asyncio.sleep(0.01)


def jobs(sql: Engine) -> list[tuple[str, str]]:
    """Return the task and the status of every job of ours, oldest first."""
    with sql.connect() as connection:
        found = connection.execute(
            text(
                "SELECT task_name, status::text FROM procrastinate_jobs WHERE task_name = 'look' ORDER BY id"
            )
        )
        return [(task, status) for task, status in found]


async def test_what_one_process_owes_another_that_works_sends(work: Office, postgres_url: str) -> None:
    async with working(work, postgres_url):
        # Nobody wakes that engine: only the job in the transaction does.
        row = await work.owe(HELP, work.ines)
        async with asyncio.timeout(20):
            await sent(work, row)
    assert await work.posted() == [row]


async def test_what_nobody_was_called_for_is_found_by_whoever_begins_to_hear_the_queue(
    work: Office, postgres_url: str, vault: Vault, sql: Engine
) -> None:
    calling, work.store = work.store, await Store.open(postgres_url, vault)
    row = await work.owe(HELP, work.ines)
    assert jobs(sql) == []
    async with working(work, postgres_url), asyncio.timeout(20):
        await sent(work, row)
    await work.store.close()
    work.store = calling


async def test_a_wake_up_comes_with_its_commit_or_not_at_all(work: Office, sql: Engine) -> None:
    def fail(tx: Transaction) -> None:
        tx.call()
        raise LookupError

    with pytest.raises(LookupError):
        await work.store.run(fail)
    assert jobs(sql) == []
    await work.owe(HELP, work.ines)
    assert jobs(sql) == [("look", "todo")]


async def test_a_queue_that_is_broken_keeps_nobody_from_being_owed_their_message(
    work: Office, postgres_url: str, sql: Engine
) -> None:
    with sql.begin() as connection:
        connection.execute(text("DROP FUNCTION procrastinate_defer_jobs_v1"))
    row = await work.owe(HELP, work.ines)
    await work.sweep()
    assert await work.posted() == [row]


async def test_an_engine_whose_server_restarts_hears_the_queue_again(
    own_postgres: OwnServer, vault: Vault
) -> None:
    store = await Store.open(own_postgres.url, vault, queue.call)
    async with office(store) as work:
        with structlog.testing.capture_logs() as logged:
            async with working(work, own_postgres.url) as engine:
                own_postgres.stop()
                await until(lambda: not engine.is_well)
                own_postgres.start()
                await until(lambda: engine.is_well)
                row = await work.owe(HELP, work.ines)
                async with asyncio.timeout(20):
                    await sent(work, row)
        assert await work.posted() == [row]
    await store.close()
    told = [line["event"] for line in logged if "queue" in line["event"]]
    assert (told[0], told[-1]) == ("listening to the queue", "listening to the queue")
    assert set(told[1:-1]) == {"the queue is not heard"}


async def test_two_processes_that_plan_at_once_owe_each_occasion_once(
    work: Office, postgres_url: str, vault: Vault
) -> None:
    await weekly(work)
    work.clock.move_to(datetime(2027, 3, 2, 10, tzinfo=UTC))
    another = await Store.open(postgres_url, vault)
    for _ in range(5):
        await asyncio.gather(*(plan.tick(store, work.clock) for store in (work.store, another)))
        work.clock.move_to(work.clock.now() + timedelta(days=7))
    await another.close()
    rows = await work.store.read(lambda tx: deliveries.recent(tx, work.ws))
    weeks = ["2027-03-02", "2027-03-09", "2027-03-16", "2027-03-23", "2027-03-30"]
    assert sorted(row.occasion for row in rows) == weeks


async def test_what_a_dead_process_was_doing_is_taken_over(
    work: Office, postgres_url: str, sql: Engine
) -> None:
    with sql.begin() as connection:
        dead = connection.execute(
            text(
                "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 minute') RETURNING id"
            )
        ).scalar_one()
        connection.execute(
            text(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id) "
                "VALUES ('trellis', 'look', 'doing', :worker)"
            ),
            {"worker": dead},
        )
    async with working(work, postgres_url):
        await until(lambda: jobs(sql) == [])


async def test_jobs_that_failed_long_ago_are_forgotten_and_none_that_waits(
    work: Office, postgres_url: str, sql: Engine
) -> None:
    job = text(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES (:queue, 'look', :status) RETURNING id"
    )
    then = text(
        "INSERT INTO procrastinate_events (job_id, type, at) "
        "VALUES (:job, 'deferred', now() - make_interval(hours => :hours))"
    )
    # What waits in a queue that nobody serves here stays, however old it is.
    made = (("trellis", "failed", 73), ("trellis", "failed", 71), ("elsewhere", "todo", 1000))
    with sql.begin() as connection:
        for name, status, hours in made:
            one = connection.execute(job, {"queue": name, "status": status}).scalar_one()
            connection.execute(then, {"job": one, "hours": hours})
    async with working(work, postgres_url, replace(QUICK, prune="* * * * * *")):
        await until(lambda: len(jobs(sql)) < len(made))
    assert jobs(sql) == [("look", "failed"), ("look", "todo")]


def test_the_queue_can_be_taken_away_again(postgres_url: str, sql: Engine) -> None:
    from alembic import command

    assert named(sql) != []
    with migrate.alone(normalise(postgres_url)) as connection:
        command.downgrade(migrate._config(connection), "base")
    assert named(sql) == []


def test_the_tables_of_the_queue_are_those_of_the_release_that_is_installed() -> None:
    """A newer procrastinate that changes them needs a migration of ours, which runs its scripts since this one."""
    scripts = sorted(path.name for path in Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    assert scripts[-1] == "03.04.00_50_post_add_retry_failed_job_procedure.sql"


def named(sql: Engine) -> list[str]:
    """Name everything of the queue's that the database has."""
    everything = (
        "SELECT relname FROM pg_class WHERE relname LIKE 'procrastinate%' "
        "UNION SELECT proname FROM pg_proc WHERE proname LIKE 'procrastinate%' "
        "UNION SELECT typname FROM pg_type WHERE typname LIKE 'procrastinate%'"
    )
    with sql.connect() as connection:
        return list(connection.execute(text(everything)).scalars())
