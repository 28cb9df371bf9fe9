"""A small year: two pairs over four zones, with holidays, leave, a pause, a move and both changes of clocks."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tests.year.audit import audited
from tests.year.living import year
from tests.year.people_of import Temper, couples


async def test_in_a_year_nobody_is_disturbed_and_nothing_is_lost_or_said_twice(tmp_path: Path) -> None:
    lived = couples(2, seed=1)
    members = [member for one in lived for member in (one.mentor, one.mentee)]
    assert [len(one.pauses) for one in lived] == [0, 1]
    assert sum(len(member.moves) for member in members) == 1
    async with year(tmp_path, lived) as over:
        totals = await over.store.read(partial(audited, over))
    assert totals.complaints == []
    assert totals.states["sent"] > 80
    # What was held was folded, and what was left out says why; people answered, and Slack failed.
    assert totals.states["folded"] > 0
    assert {"check_in: holiday", "check_in: away"} & set(totals.reasons)
    assert {member.temper for member in members} > {Temper.PROMPT}
    assert min(totals.answers, totals.faults) > 0
