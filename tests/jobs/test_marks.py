"""Marks: what stands in Slack is written down together, and one that cannot be costs no other."""

from __future__ import annotations

import asyncio

from bot.domain.deliveries import State
from jobs.claims import LEASE
from jobs.marks import Marks
from storage import sending
from storage.sending import Mark
from tests.jobs.office import Office


async def test_one_mark_that_cannot_be_written_fails_alone(work: Office) -> None:
    now = work.clock.now()
    rows = [await work.row(await work.owe("help", one)) for one in (work.ines, work.noah, work.amara)]
    for row in rows:
        assert await work.store.run(lambda tx, row=row: sending.claim(tx, row, now, LEASE)) == 1  # type: ignore[misc]
    # An instant without a zone is refused.
    instants = (now, now.replace(tzinfo=None), now)
    marks = [Mark(row, 1, "D1", str(row.id), at) for row, at in zip(rows, instants, strict=True)]
    keeper = Marks(work.store)
    ends = await asyncio.gather(*map(keeper.keep, marks), return_exceptions=True)
    assert [isinstance(one, Exception) for one in ends] == [False, True, False]
    assert [(await work.state(row.id))[0] for row in rows] == [State.SENT, State.SENDING, State.SENT]
