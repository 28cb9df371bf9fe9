"""What a look finds due is dealt with one by one: what fails is named, and keeps nobody else waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import TypeVar

import structlog

from bot.ports import Clock
from storage.store import Store, Transaction, Turn

log = structlog.get_logger(__name__)

T = TypeVar("T")


async def deal_with(
    store: Store,
    clock: Clock,
    due: Callable[[Transaction, datetime], Iterable[T]],
    work: Callable[[Transaction, T, datetime], bool],
) -> int:
    """Run `work` for each thing that is `due` now (UTC), each in a transaction of its own; returns how often it did.

    `work` returns False where somebody else was faster. Nobody waits for any of it, so it gives way to people.
    """
    now = clock.now()
    done = 0
    for one in await store.read(lambda tx: tuple(due(tx, now))):
        try:
            done += await store.run(partial(_work, work, one, now), turn=Turn.PATIENT)
        except Exception:
            log.exception("what was due could not be done", work=work.__module__, about=_about(one))
    return done


def _work(work: Callable[[Transaction, T, datetime], bool], one: T, now: datetime, tx: Transaction) -> bool:
    return work(tx, one, now)


def _about(one: object) -> int | None:
    """Return the id of what failed, and nothing that somebody wrote."""
    found = one[-1] if isinstance(one, tuple) else one
    return getattr(found, "id", None)
