"""Two workspaces with the same Slack ids install one Trellis, and nothing of one shows in the other."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from bot.demo import MENTEE
from storage import people, purging, workspaces
from storage.store import Transaction
from tests.hosted import FERNHILL, HARBOUR, Hosted, Townspeople, hosted
from tests.village import ABOUT_INES, ABOUT_NOAH, CLAUSES_OF_INES, CLAUSES_OF_NOAH

TEAMS = (FERNHILL, HARBOUR)


def marked(answers: dict[str, str], mark: str) -> dict[str, str]:
    """The answers with a word that is said in one workspace alone, wherever people write freely."""
    free = ("introduction", "wants", "commitments", "goals", "boundaries")
    return {one: f"{said} {mark}" if one in free and len(said) > 4 else said for one, said in answers.items()}


async def mentor(people: Townspeople, mark: str) -> None:
    """Go from nothing to a signed agreement, a session and logged progress, in words of this workspace's own."""
    await people.programme(f"Spring {mark}")
    await people.pair()
    await people.onboard(people.ines, marked(ABOUT_INES, mark))
    await people.onboard(people.noah, marked(ABOUT_NOAH, mark))
    await people.answer_clauses(people.ines, marked(CLAUSES_OF_INES, mark))
    await people.answer_clauses(people.noah, marked(CLAUSES_OF_NOAH, mark))
    await people.sign(people.ines)
    await people.sign(people.noah)
    await people.ines.command(f"/progress 60% {mark}")
    await people.settle()


async def everything_seen(host: Hosted, people: Townspeople) -> str:
    """All that the three of a workspace see: every conversation, Home, and what was told of it in notifications."""
    for one in (people.ines, people.noah, people.amara):
        await one.open_home()
    await host.settle()
    return json.dumps([await one.state() for one in (people.ines, people.noah, people.amara)])


async def held(host: Hosted, team: str) -> dict[str, int]:
    """How many rows each table holds of a workspace."""

    def count(tx: Transaction) -> dict[str, int]:
        workspace = workspaces.by_team(tx, team)
        assert workspace
        return dict(purging.held(tx, workspace.id))

    return await host.running.services.store.read(count)


async def zone(host: Hosted, team: str) -> str:
    """By whose clock the mentee of a workspace lives."""

    def find(tx: Transaction) -> str:
        found = people.acting(tx, team, MENTEE)
        assert found
        return found[1].zone

    return await host.running.services.store.read(find)


def calls_by_team(host: Hosted) -> dict[str, int]:
    """How many messages each workspace was sent."""
    posted: list[dict[str, Any]] = [
        one for one in host.slack.world.log.calls if one["method"] == "chat.postMessage"
    ]
    return {team: sum((one["response"] or {})["message"]["team"] == team for one in posted) for team in TEAMS}


@pytest.mark.postgres
async def test_not_one_row_message_or_figure_crosses(tmp_path: Path, postgres_url: str) -> None:
    async with hosted(tmp_path, postgres_url) as host:
        for team in TEAMS:
            assert (await host.install(team))[0] == 200
        here, there = (host.people(team) for team in TEAMS)
        await asyncio.gather(mentor(here, "Larkspur"), mentor(there, "Foxglove"))
        seen = {
            mark: await everything_seen(host, people)
            for mark, people in (("Larkspur", here), ("Foxglove", there))
        }
        assert {
            mark: (text.count("Larkspur") > 20, text.count("Foxglove") > 20) for mark, text in seen.items()
        } == {
            "Larkspur": (True, False),
            "Foxglove": (False, True),
        }
        assert ("Foxglove" in seen["Larkspur"], "Larkspur" in seen["Foxglove"]) == (False, False)
        # The same was done in both, so each holds the same, to the row.
        rows = {team: await held(host, team) for team in TEAMS}
        assert rows[FERNHILL] == rows[HARBOUR]
        sent = calls_by_team(host)
        assert sent[FERNHILL] == sent[HARBOUR] > 30
        # Whoever moves in one workspace stays where they are in the other.
        moved = {"team": HARBOUR, "id": MENTEE, "tz": "Asia/Tokyo"}
        async with host.browser.session.post(host.slack.url + "/control/account", json=moved) as told:
            assert told.status == 200
        await host.settle()
        assert [await zone(host, team) for team in TEAMS] == ["Europe/Lisbon", "Asia/Tokyo"]
        # What one of them does now reaches nobody in the other.
        await host.remove(FERNHILL)
        await there.ines.command("/progress 80% Foxglove")
        await host.settle()
        await host.rehearsal.to_next()
        after = {team: await held(host, team) for team in TEAMS}
        assert (after[FERNHILL]["progress"], after[HARBOUR]["progress"]) == (
            rows[FERNHILL]["progress"],
            rows[HARBOUR]["progress"] + 1,
        )
        assert calls_by_team(host)[FERNHILL] == sent[FERNHILL]
        assert calls_by_team(host)[HARBOUR] > sent[HARBOUR]
