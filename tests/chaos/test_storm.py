"""In a storm nothing is lost, said twice or done twice: one process on SQLite, two on PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos.nursery import Nursery
from tests.chaos.storm import storm, weather


@pytest.mark.parametrize(
    ("kind", "processes"),
    [("sqlite", 1), pytest.param("postgres", 2, marks=pytest.mark.postgres)],
)
async def test_every_message_ends_once_in_slack_or_in_a_state_that_says_why(
    tmp_path: Path, request: pytest.FixtureRequest, cradle: Nursery, kind: str, processes: int
) -> None:
    url: str = request.getfixturevalue(f"{kind}_url")
    async with storm(tmp_path, url, cradle, processes=processes, seed=2027) as laid_out:
        tally = await weather(laid_out, rounds=1, blows=5, messages=16)
    assert (tally.messages, tally.wrong) == (96, 0), tally
    owed = 96 + tally.answered + tally.told + tally.apologies
    assert tally.sent + tally.unknown + tally.otherwise.total() == owed, tally
    # Otherwise it was no storm.
    assert min(tally.kills, tally.ambiguous) > 2, tally
    assert 0 < tally.answered <= tally.typed, tally
    assert 0 < tally.heard - tally.failed <= tally.told < tally.presses, tally
