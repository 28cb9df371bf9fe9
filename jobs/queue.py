"""The queue of wake-ups on PostgreSQL: jobs that say "look at the ledger", and who takes over those of the dead."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import structlog
from procrastinate import App, JobContext, PsycopgConnector, SyncPsycopgConnector
from procrastinate.jobs import DeleteJobCondition
from procrastinate.tasks import Task

log = structlog.get_logger(__name__)

NAME = "trellis"
LOOK = "look"
# What has failed is kept for so long, for whoever wonders; what went well is forgotten at once.
KEPT_HOURS = 72


@dataclass(frozen=True, slots=True)
class Pulse:
    """How soon a dead worker is noticed: seconds, and cron expressions whose sixth field is the second."""

    heartbeat: float = 5.0  # Between two signs of life of a worker.
    stalled: float = 20.0  # Without one for so long it counts as dead.
    takeover: str = "* * * * * */10"  # When what the dead were doing is given to others.
    prune: str = "17 * * * *"  # When old jobs are forgotten.
    poll: float = 5.0  # Between two looks at the queue when nobody notifies.
    drain: float = 20.0  # For the jobs under way when told to stop.


def call(connection: Any) -> None:
    """Put a wake-up into the open transaction of psycopg's `connection`: it comes with the commit or not at all.

    Raises what procrastinate raises; the ledger needs no job to be right, only to be quick.
    """
    _looking().configure(connection=connection).defer()


@cache
def _looking() -> Task[..., Any, Any]:
    """Return the task as those know it who only defer it; without a pool, as it always comes with a connection."""
    return App(connector=SyncPsycopgConnector()).task(name=LOOK, queue=NAME)(_nothing)


async def work(
    conninfo: str, look: Callable[[], Awaitable[None]], pulse: Pulse, began: Callable[[], None]
) -> None:
    """Work on the queue at `conninfo` until cancelled: call `look` for each wake-up. Calls `began` once it can.

    Returns or raises when the database goes away, so somebody must call it again.
    """
    app = App(connector=PsycopgConnector(conninfo=conninfo, min_size=1, max_size=4, timeout=10.0))
    _register(app, look, pulse)
    async with app.open_async():
        began()
        await app.run_worker_async(
            queues=[NAME],
            concurrency=2,
            install_signal_handlers=False,
            delete_jobs=DeleteJobCondition.SUCCESSFUL,
            update_heartbeat_interval=pulse.heartbeat,
            stalled_worker_timeout=pulse.stalled,
            fetch_job_polling_interval=pulse.poll,
            shutdown_graceful_timeout=pulse.drain,
        )


def _register(app: App, look: Callable[[], Awaitable[None]], pulse: Pulse) -> None:
    async def looking() -> None:
        await look()

    async def take_over(context: JobContext, timestamp: int) -> None:
        """Give to others what a worker was doing that gave no sign of life for long: it was killed, or frozen."""
        jobs = context.app.job_manager
        for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=pulse.stalled):
            log.info("taking over the job of a dead worker", job=job.id, task=job.task_name)
            await jobs.retry_job(job)
        await jobs.prune_stalled_workers(pulse.stalled)

    async def prune(context: JobContext, timestamp: int) -> None:
        await context.app.job_manager.delete_old_jobs(
            KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
        )

    # None of them has a `lock`: an earlier job that is scheduled for later would hold up the due ones.
    app.task(name=LOOK, queue=NAME)(looking)
    app.periodic(cron=pulse.takeover)(app.task(name="take_over", queue=NAME, pass_context=True)(take_over))
    app.periodic(cron=pulse.prune)(app.task(name="prune", queue=NAME, pass_context=True)(prune))


async def _nothing() -> None:
    """The body of a task that is only deferred."""
