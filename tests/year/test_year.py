"""A small year: two pairs over four zones, with holidays, leave, a pause, a move and both changes of clocks."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.store import Store
from storage.vault import Vault
from tests.year.living import year
from tests.year.people_of import couples


@pytest.fixture
async def archive(sqlite_url: str, vault: Vault) -> AsyncIterator[Store]:
    """A store on a fresh SQLite file: to a year it makes no difference which database keeps it."""
    opened = await Store.open(sqlite_url, vault)
    yield opened
    await opened.close()


async def test_in_a_year_nobody_is_disturbed_and_nothing_is_lost_or_said_twice(archive: Store) -> None:
    lived = couples(2, seed=1)
    assert [len(one.pauses) for one in lived] == [0, 1]
    assert sum(len(member.moves) for one in lived for member in (one.mentor, one.mentee)) == 1
    totals = await year(archive, lived)
    assert totals.complaints == []
    assert totals.states["sent"] > 80
    # What was held was folded, and what was left out says why.
    assert totals.states["folded"] > 0
    assert {"check_in: holiday", "check_in: away"} & set(totals.reasons)
