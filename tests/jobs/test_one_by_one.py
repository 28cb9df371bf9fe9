"""What is due is dealt with one by one."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.clock import MovableClock
from jobs.one_by_one import deal_with
from storage.store import Store, Transaction

NOW = datetime(2027, 3, 1, 15, tzinfo=UTC)


async def test_one_that_fails_and_one_that_somebody_else_did_keep_no_other_waiting(store: Store) -> None:
    done: list[tuple[str, bool]] = []

    def due(_tx: Transaction, now: datetime) -> list[str]:
        return ["breaks", "was done", "is done"] if now >= NOW else []

    def work(_tx: Transaction, one: str, now: datetime) -> bool:
        if one == "breaks":
            raise ValueError
        done.append((one, now >= NOW))
        return one == "is done"

    clock = MovableClock(NOW)
    assert await deal_with(store, clock, due, work) == 1
    assert done == [("was done", True), ("is done", True)]
