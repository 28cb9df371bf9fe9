"""What one does shows a moment later in the open Homes of others: of their pairs, and of whoever coordinates these."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

from handlers import home, looked
from handlers.services import Call, Scene
from storage import pairs, people, programmes, workspaces
from storage.store import Transaction, Turn

# What several do, and one after another, is drawn once: after a moment, and then every few seconds at most.
MOMENT_SECONDS = 1.0
PAUSE_SECONDS = 3.0
# A hundred a minute: views.publish is of Slack's tier 4 (docs.slack.dev/apis/web-api/rate-limits).
MOST_AT_ONCE = 5


def changed(call: Call, touched: frozenset[int]) -> None:
    """Something that somebody did is kept: draw later on which other open Homes of this process show it.

    `touched` are those, by our ids, to whom a message is owed by it. Must be called in the event loop.
    """
    homes, now = call.services.homes, asyncio.get_running_loop().time()
    if homes.open(call.team_id, now) <= {call.user_id}:
        return
    homes.acted(call.team_id, call.user_id, touched)
    _later(call, MOMENT_SECONDS)


def _later(call: Call, delay: float) -> None:
    # Nothing of what was pressed or typed is kept meanwhile.
    bare = replace(call, kind="event", id="home", body={}, event_id=None)

    def begin() -> None:
        call.services.tasks.spawn(_round(bare), "draw the open Homes of others")

    call.services.homes.later(call.team_id, asyncio.get_running_loop().time(), delay, begin)


async def _round(call: Call) -> None:
    """Draw again some of the Homes that may show something else by now."""
    homes, team, now = call.services.homes, call.team_id, asyncio.get_running_loop().time()
    there = homes.open(team, now)
    acted, left = homes.take(team)
    homes.rest(team, now + PAUSE_SECONDS)
    found = await call.services.store.read(lambda tx: _related(tx, team, acted), turn=Turn.PATIENT)
    wanted, drawn = sorted((found | left) & there), 0
    while wanted and drawn < MOST_AT_ONCE:
        name = wanted.pop()
        try:
            drawn += await _draw_again(replace(call, user_id=name))
        except SlackApiError as refused:
            if refused.response.get("error") == "ratelimited":
                seconds = float(refused.response.headers.get("Retry-After") or PAUSE_SECONDS)
                homes.rest(team, asyncio.get_running_loop().time() + seconds)
                wanted.append(name)
                break
            homes.forget(team, name)
        except (ClientError, TimeoutError):
            homes.forget(team, name)
    if wanted:
        homes.leave(team, wanted)
        _later(call, PAUSE_SECONDS)


async def _draw_again(call: Call) -> bool:
    """Draw somebody's Home again where it shows something else by now; tell whether it was."""

    def drawn(tx: Transaction) -> dict[str, Any] | None:
        found = people.acting(tx, call.team_id, call.user_id)
        if found is None or not found[0].installed or found[1].deactivated_at:
            return None
        words, settings = call.services.words, call.services.settings
        scene = Scene(tx, *found, call.services.clock.now(), words, settings.coordinators)
        # What a coordinator sees anew is noted, and that they look is known when they open it.
        return None if looked.unnoted(scene) else home.draw(scene, settings.clock_offset)

    homes, who = call.services.homes, (call.team_id, call.user_id)
    view = await call.services.store.read(drawn, turn=Turn.PATIENT)
    if view is None:
        homes.forget(*who)
    if view is None or homes.shows(*who, view):
        return False
    await call.client.views_publish(user_id=call.user_id, view=view)
    homes.drew(*who, view)
    return True


def _related(tx: Transaction, team_id: str, acted: Mapping[str, set[int]]) -> set[str]:
    """Return by Slack's ids whose Home may show what some did, each beside themselves."""
    workspace = workspaces.by_team(tx, team_id)
    if workspace is None or not workspace.installed:
        return set()
    found: set[str] = set()
    for slack_id, touched in acted.items():
        # Whoever had their data deleted meanwhile is nobody any more.
        person = people.by_slack_id(tx, workspace.id, slack_id)
        ids = touched | (beside(tx, workspace.id, person.id) if person else set())
        found |= {one.slack_id for one in people.several(tx, workspace.id, ids).values()} - {slack_id}
    return found


def beside(tx: Transaction, workspace_id: int, person_id: int) -> set[int]:
    """Return who is in a pair with somebody, and who coordinates their programmes."""
    mine = pairs.of_person(tx, workspace_id, person_id)
    where = {pair.programme_id for pair in mine}
    where |= {one.id for one in programmes.coordinated_by(tx, workspace_id, person_id)}
    found = {member.person_id for pair in mine for member in pair.members}
    return found.union(*(programmes.coordinators(tx, workspace_id, one) for one in where))
