"""On PostgreSQL whoever has the same Slack ids in another workspace changes nothing here, and is shown nothing."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

import handlers
from bot import hosting, log
from storage import workspaces
from storage.store import Transaction
from storage.tables import Base
from tests.journeys.conftest import _signed_there, signed_database
from tests.roles.explorer import BOOKS, HERE, NAMES, RIGHT, THERE, others, texts_of
from tests.roles.hands import Act, acts
from tests.village import Village

__all__ = ["_signed_there", "signed_database"]


@pytest.mark.postgres
async def test_nobody_from_elsewhere_can_press_or_type_what_is_somebodys_here(_signed_there: Village) -> None:  # noqa: PT019 - it is the village
    town = _signed_there
    services, world = town.demo.running.services, town.demo.simulator.world
    log.configure("json", logging.CRITICAL)
    for person in (town.ines, town.noah, town.amara):
        await town.sees_home(person)
    await town.press(town.amara, "Open", within="home")
    await services.store.run(lambda tx: others(tx, services.clock.now()))
    services.homes.close()
    before = await services.store.read(rows_here)
    private = await services.store.read(texts_of) - set(NAMES)
    router, shown, broken, heard = handlers.routes(), [], [], set()

    async def note(_call: Any, error: Exception) -> None:
        if isinstance(error, DBAPIError):
            broken.append(str(error))

    router.on_error(note)
    async with aiohttp.ClientSession() as session:
        client = hosting.speaking(town.demo.simulator.bot_token, services.settings, session)
        for act in list(within_reach(town, router)):
            after, wrong = world.log._n, act.done_by(act.by, THERE)
            answer = await router.dispatch(wrong.call(client, services))
            await services.tasks.drain(20)
            said = json.dumps([answer, world.log.after(after)["calls"]], ensure_ascii=False, default=str)
            shown += [f"{act.name}: {one}" for one in private if one in said]
            heard.add((act.kind, act.id))
    await town.settle()

    assert (shown, broken) == ([], [])
    assert await services.store.read(rows_here) == before
    assert {id_ for kind, id_ in heard if kind == "action"} == set(router.ids()["action"])


def within_reach(town: Village, router: Any) -> Iterator[Act]:
    """Yield what the three could press or submit by now, and every other button, about the first of its kind."""
    world = town.demo.simulator.world
    found: dict[tuple[str, str], Act] = {}
    for person in RIGHT:
        workspace = world.workspace(HERE)
        if person in workspace.accounts:
            for act in acts(world, workspace, person, lambda _name: True):
                found.setdefault((act.kind, act.id), act)
    yield from found.values()
    press = found["action", "home.help"]
    for id_ in router.ids()["action"]:
        if ("action", id_) not in found:
            # The pair, its programme, goal and agreement have that number here.
            yield press.like(id_, "1")


def rows_here(tx: Transaction) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of the workspace, but for what is noted of whoever acts."""
    workspace = workspaces.by_team(tx, HERE)
    assert workspace is not None
    return {
        name: sorted(
            map(tuple, tx.execute(select(table).where(table.c.workspace_id == workspace.id))), key=repr
        )
        for name, table in Base.metadata.tables.items()
        if "workspace_id" in table.c and name not in BOOKS
    }
