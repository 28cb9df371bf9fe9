"""What a press asks of the database, so that no more of it creeps in: on PostgreSQL each statement is a way there."""

from __future__ import annotations

import re
from contextlib import AsyncExitStack
from typing import Any

import pytest

from benchmarks import dispatch, population
from bot.router import Call
from handlers import prompts
from storage.quick import Quick

NAMED = re.compile(r"^(\w+)|(?:FROM|JOIN|INTO|(?<=UPDATE)) (\w+)")


def named(sql: str) -> str:
    """Return the verb of a statement with the tables that it names."""
    return " ".join(dict.fromkeys(verb or table for verb, table in NAMED.findall(sql)))


async def test_a_check_in_is_answered_by_eight_statements(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (asked,) = await dispatch.settled(database_url, dispatch.Load(rounds=0, presses=1, pairs=1))
    sent: list[str] = []
    execute = Quick._execute

    def listen(quick: Quick, sql: str, given: Any) -> Any:
        sent.append(sql)
        return execute(quick, sql, given)

    client: Any = None
    async with AsyncExitStack() as stack:
        services = await dispatch.services(stack, database_url)
        body = dispatch.press("1.2", asked)
        call = Call("action", "", body, population.TEAM_ID, asked.slack_id, None, client, services)
        monkeypatch.setattr(Quick, "_execute", listen)
        assert await prompts.press(call) is None
    around = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    assert [named(sql) for sql in sent if not sql.startswith(around)] == [
        "SELECT workspaces people",
        "SELECT deliveries",
        "SELECT pairs pair_members",
        "SELECT answers",
        "INSERT answers",
        "UPDATE questions",
        "INSERT deliveries",
        "INSERT deliveries",
    ]
