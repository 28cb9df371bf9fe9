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
from storage.psycopg_quick import PsycopgQuick
from storage.quick import Plan, Quick, SqliteQuick

NAMED = re.compile(r"^(\w+)|(?:FROM|JOIN|INTO|(?<=UPDATE)) (\w+)")


def named(sql: str) -> str:
    """Return the verb of a statement with the tables that it names."""
    return " ".join(dict.fromkeys(verb or table for verb, table in NAMED.findall(sql)))


async def test_a_check_in_is_answered_by_eight_statements(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (asked,) = await dispatch.settled(database_url, dispatch.Load(rounds=0, presses=1, pairs=1))
    sent: list[str] = []
    kind: type[Quick] = SqliteQuick if database_url.startswith("sqlite") else PsycopgQuick
    give = kind._given

    def listen(quick: Any, plan: Plan, values: Mapping[str, Any]) -> Any:
        sent.append(plan.sql)
        return give(quick, plan, values)

    client: Any = None
    async with AsyncExitStack() as stack:
        services = await dispatch.services(stack, database_url)
        body = dispatch.press("1.2", asked)
        call = Call("action", "", body, population.TEAM_ID, asked.slack_id, None, client, services)
        monkeypatch.setattr(kind, "_given", listen)
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


@pytest.mark.postgres
async def test_on_postgresql_they_go_five_ways_to_the_server_with_the_beginning_and_the_end(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *asked = await dispatch.settled(postgres_url, dispatch.Load(rounds=0, presses=2, pairs=1))
    ways: list[str] = []
    receive, send = PsycopgQuick._finish, PsycopgQuick._ask_alone

    def finish(quick: PsycopgQuick) -> Any:
        ways.append(named(quick._noted[-1].sql))
        return receive(quick)

    def ask(quick: PsycopgQuick, sql: str, *rest: Any) -> Any:
        ways.append(named(sql))
        return send(quick, sql, *rest)

    client: Any = None
    async with AsyncExitStack() as stack:
        services = await dispatch.services(stack, postgres_url)
        for one in (first, *asked):
            # The first lets the server know the statements.
            ways.clear()
            body = dispatch.press("1.2", one)
            monkeypatch.setattr(PsycopgQuick, "_finish", finish)
            monkeypatch.setattr(PsycopgQuick, "_ask_alone", ask)
            call = Call("action", "", body, population.TEAM_ID, one.slack_id, None, client, services)
            assert await prompts.press(call) is None
    assert ways == [
        "SELECT workspaces people",
        "SELECT deliveries",
        "SELECT pairs pair_members",
        "SELECT answers",
        "COMMIT",
    ]
