"""What a press asks of the database, so that no more of it creeps in: on PostgreSQL each statement is a way there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import AsyncExitStack
from typing import Any

import pytest

from benchmarks import dispatch, population
from bot.router import Call
from handlers import prompts
from storage.quick import Plan, Quick

NAMED = re.compile(r"^(\w+)|(?:FROM|JOIN|INTO|(?<=UPDATE)) (\w+)")


def named(sql: str) -> str:
    """Return the verb of a statement with the tables that it names."""
    return " ".join(dict.fromkeys(verb or table for verb, table in NAMED.findall(sql)))


async def test_a_check_in_is_answered_by_eight_statements(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (asked,) = await dispatch.settled(database_url, dispatch.Load(rounds=0, presses=1, pairs=1))
    sent: list[str] = []
    run = Quick._run

    def listen(quick: Quick, plan: Plan, values: Mapping[str, Any], sql: str | None = None) -> Any:
        sent.append(plan.sql)
        return run(quick, plan, values, sql)

    client: Any = None
    async with AsyncExitStack() as stack:
        services = await dispatch.services(stack, database_url)
        body = dispatch.press("1.2", asked)
        call = Call("action", "", body, population.TEAM_ID, asked.slack_id, None, client, services)
        monkeypatch.setattr(Quick, "_run", listen)
        assert await prompts.press(call) is None
    assert [named(sql) for sql in sent] == [
        "SELECT workspaces people",
        "SELECT deliveries",
        "SELECT pairs pair_members",
        "SELECT answers",
        "INSERT answers",
        "UPDATE questions",
        "INSERT deliveries",
        "INSERT deliveries",
    ]
