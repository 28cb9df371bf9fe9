"""Tokens that rotate or die: each is renewed once in time, and nobody speaks with one that is good no more."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.demo import COORDINATOR
from bot.domain.deliveries import DeliveryClass, Owed
from jobs import refresh
from storage import deliveries, installations, people, workspaces
from storage.store import Transaction
from tests.hosted import FERNHILL, HARBOUR, Hosted, hosted


async def token_of(host: Hosted) -> tuple[str, float]:
    """The token of a workspace, and for how many hours it is good."""
    found = await host.running.services.store.read(lambda tx: installations.find(tx, FERNHILL))
    assert found
    assert found.until
    return found.token, round((found.until - host.clock.now()) / timedelta(hours=1), 1)


async def is_installed(host: Hosted, team: str) -> bool:
    def look(tx: Transaction) -> bool:
        workspace = workspaces.by_team(tx, team)
        return workspace is not None and workspace.installed

    return await host.running.services.store.read(look)


async def test_a_token_is_renewed_once_before_it_ends_however_many_look(
    tmp_path: Path, database_url: str
) -> None:
    async with hosted(tmp_path, database_url, rotates=True) as host:
        await host.install(FERNHILL)
        amara = host.people(FERNHILL).amara
        first, hours = await token_of(host)
        assert hours == 12
        await host.running.clockwork.look()
        assert await token_of(host) == (first, 12)
        host.clock.move_to(host.clock.now() + timedelta(hours=10, minutes=30))
        await asyncio.gather(*(host.running.clockwork.look() for _ in range(4)))
        second, hours = await token_of(host)
        assert (second != first, hours, len(host.calls("oauth.v2.access"))) == (True, 12, 2)
        host.slack.world.grants.end([first], "token_expired")
        # Another process may know the old one for a minute yet, in which it is still good; here it is forgotten.
        host.running.services.forget(FERNHILL)
        await amara.say("help")
        await amara.reads("How Trellis helps")


async def test_while_slack_is_down_a_token_waits_for_the_next_look(tmp_path: Path, sqlite_url: str) -> None:
    async with hosted(tmp_path, sqlite_url, rotates=True) as host:
        await host.install(FERNHILL)
        first, _ = await token_of(host)
        host.clock.move_to(host.clock.now() + timedelta(hours=10, minutes=30))
        down: list[dict[str, Any]] = [{"match": {"method": "oauth.v2.access"}, "fault": "cut_before"}]
        host.slack.world.faults.replace(down)
        await host.running.clockwork.look()
        assert (await token_of(host))[0] == first
        host.slack.world.faults.replace([])
        host.clock.move_to(host.clock.now() + refresh.LEASE)
        await host.running.clockwork.look()
        assert (await token_of(host))[0] != first


async def test_a_token_that_slack_never_renews_is_given_up_and_installing_again_mends_it(
    tmp_path: Path, sqlite_url: str
) -> None:
    async with hosted(tmp_path, sqlite_url, rotates=True) as host:
        await host.install(FERNHILL)
        host.slack.world.grants.refreshing.clear()
        host.clock.move_to(host.clock.now() + timedelta(hours=10, minutes=30))
        for _ in range(3):
            await host.running.clockwork.look()
            host.clock.move_to(host.clock.now() + refresh.LEASE)
        asked = [one for one in host.slack.world.log.calls if one["method"] == "oauth.v2.access"]
        # Once for the installation, and once in vain.
        assert len(asked) == 2
        await host.install(FERNHILL)
        assert (await token_of(host))[1] == 12


async def test_a_removal_that_nobody_heard_of_is_noticed_at_the_first_message(
    tmp_path: Path, sqlite_url: str
) -> None:
    async with hosted(tmp_path, sqlite_url) as host:
        for team in (FERNHILL, HARBOUR):
            await host.install(team)
        host.slack.world.faults.replace(
            [
                {"match": {"event": one}, "fault": "lost_event"}
                for one in ("app_uninstalled", "tokens_revoked")
            ]
        )
        await host.remove(FERNHILL)
        assert await is_installed(host, FERNHILL)
        now = host.clock.now() + timedelta(hours=1)
        host.clock.move_to(now)

        def owe(tx: Transaction) -> None:
            for team in (FERNHILL, HARBOUR):
                workspace = workspaces.by_team(tx, team)
                assert workspace
                person = people.by_slack_id(tx, workspace.id, COORDINATOR)
                assert person
                owed = Owed("help", DeliveryClass.REPLY, person.id, "0", "1", now)
                deliveries.owe(tx, workspace.id, owed, at=now)

        await host.running.services.store.run(owe)
        await host.running.engine.settle()
        assert (await is_installed(host, FERNHILL), await is_installed(host, HARBOUR)) == (False, True)


async def test_an_event_of_an_older_installation_removes_nothing(tmp_path: Path, sqlite_url: str) -> None:
    async with hosted(tmp_path, sqlite_url) as host:
        await host.install(FERNHILL)
        host.slack.world.faults.replace([{"match": {"event": "app_uninstalled"}, "fault": "lost_event"}])
        await host.remove(FERNHILL)
        host.slack.world.faults.replace([])
        removed_at = host.clock.now()
        host.clock.move_to(removed_at + timedelta(minutes=5))
        await host.install(FERNHILL)
        world = host.slack.world
        late = {"type": "app_uninstalled"}
        world.emit(world.workspace(FERNHILL), "app_uninstalled", late, removed_at.timestamp())
        await host.settle()
        assert await is_installed(host, FERNHILL)
