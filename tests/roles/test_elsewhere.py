"""On PostgreSQL nobody does what is another's: not with the same Slack ids elsewhere, not as somebody else here.

Handlers are the same on either database and are walked in full on SQLite (test_roles.py): by six wrong people,
wherever a story comes by something new. What differs is how our own data is asked whose something is. So here each
handler is heard twice, about things of the pair: once by whoever bears the same id in another workspace, and once by
somebody of this workspace who has a pair, or a programme, of their own.
"""

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
from storage import people, workspaces
from storage.store import Transaction
from storage.tables import Agreement, Base, Delivery
from tests.journeys.conftest import _signed_there, signed_database
from tests.roles.explorer import (
    BOOKS,
    ENDS_THEMSELVES,
    HERE,
    LEADS_ELSEWHERE,
    MENTOR_ELSEWHERE,
    NAMES,
    OUTSIDERS,
    RIGHT,
    THERE,
    others,
    texts_of,
)
from tests.roles.forms import menus, submissions
from tests.roles.hands import Act, acts
from tests.roles.test_roles import SLACKS_OWN, typed_and_heard
from tests.village import Village

__all__ = ["_signed_there", "signed_database"]
# Forms that change something here, or lead to another, when whoever they are for sends them. The rest has nothing to do
# with a pair that has just signed (there is no check-in yet, no proposal, and no second signature to give): that those
# are taken from whom they are for, at their moment, test_taken.py tells.
WRITES = {
    "amendment.clause", "amendment.form", "confidentiality.form", "coordinator.leave_form", "coordinator.name_form",
    "goal.close", "goal.form", "goal.milestones", "goal.response", "pair.pause.form", "programme.form", "progress.form",
    "quiet.away_form", "quiet.holidays_form", "quiet.region_form", "quiet.snooze_form", "roster.form",
    "roster.list_form", "step.written",
}  # fmt: skip
# What came before is sent meanwhile.
UNDER_WAY = "deliveries"
Rows = dict[str, dict[Any, dict[str, Any]]]


@pytest.mark.postgres
async def test_nobody_elsewhere_and_nobody_else_can_do_what_is_somebodys(_signed_there: Village) -> None:  # noqa: PT019 - it is the village
    town = _signed_there
    services, world = town.demo.running.services, town.demo.simulator.world
    log.configure("json", logging.CRITICAL)
    for person in (town.ines, town.noah, town.amara):
        await town.sees_home(person)
    await town.press(town.amara, "Open", within="home")
    await services.store.run(lambda tx: others(tx, services.clock.now()))
    services.homes.close()
    before, theirs = await services.store.read(rows_here)
    private = await services.store.read(texts_of) - set(NAMES)
    router, shown, broken, heard = handlers.routes(), [], [], set()

    async def note(_call: Any, error: Exception) -> None:
        if isinstance(error, DBAPIError):
            broken.append(str(error))

    router.on_error(note)
    async with aiohttp.ClientSession() as session:
        client = hosting.speaking(town.demo.simulator.bot_token, services.settings, session)

        async def do(act: Act) -> str:
            after = world.log._n
            answer = await router.dispatch(act.call(client, services))
            await services.tasks.drain(20)
            return json.dumps([answer, world.log.after(after)["calls"]], ensure_ascii=False, default=str)

        everything = [*within_reach(town, router), *await of_forms(town), *typed_and_heard(world)]
        for act in everything:
            for wrong in wrongly(act):
                said = await do(wrong)
                shown += [f"{wrong.name} by {wrong.by}: {one}" for one in private if one in said]
                heard.add((act.kind, act.id))
        await town.settle()
        after, _ = await services.store.read(rows_here)
        assert (shown, broken, strange(before, after, theirs)) == ([], [], [])
        ids = {(kind, id_) for kind, known in router.ids().items() for id_ in known}
        assert ids - heard == {("view", "rehearsal.form"), *(tuple(one.split()) for one in SLACKS_OWN)}

        # The same from whose it is: it is not for being misshapen that so much came to nothing.
        does: set[str] = set()
        for act in everything:
            if act.kind == "view" and act.id in WRITES - does:
                said = json.dumps(await router.dispatch(act.call(client, services)))
                now, _ = await services.store.read(rows_here)
                if '"response_action": "push"' in said or any(
                    now[one] != after[one] for one in now if one != UNDER_WAY
                ):
                    does.add(act.id)
                after = now
    assert WRITES - does == set()


def wrongly(act: Act) -> Iterator[Act]:
    """Yield the same act from whoever has the same id elsewhere, and from somebody here with a pair of their own."""
    yield act.done_by(act.by, THERE)
    if act.name not in ENDS_THEMSELVES:
        yield act.done_by(LEADS_ELSEWHERE if act.by == "ULEAD" else MENTOR_ELSEWHERE, HERE)


async def of_forms(town: Village) -> list[Act]:
    """Return the submissions of all forms, about the pair of this place, and what its menus ask."""
    world, store = town.demo.simulator.world, town.demo.running.services.store

    def look(tx: Transaction) -> tuple[dict[str, int], str]:
        found = tx.execute(select(Delivery.kind, Delivery.id).order_by(Delivery.id))
        return {str(kind): int(row) for kind, row in found}, str(
            tx.execute(select(Agreement.hash)).scalars().first()
        )

    rows, seal = await store.read(look)
    workspace = world.workspace(HERE)
    return [*submissions(world, workspace, rows, seal), *menus(world, workspace)]


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


def rows_here(tx: Transaction) -> tuple[Rows, set[int]]:
    """Return every row of the workspace, but for what is noted of whoever acts; and who has no part in the pair."""
    workspace = workspaces.by_team(tx, HERE)
    assert workspace is not None
    rows: Rows = {}
    for name, table in Base.metadata.tables.items():
        if "workspace_id" in table.c and name not in BOOKS:
            found = tx.execute(select(table).where(table.c.workspace_id == workspace.id)).mappings()
            key = [column.name for column in table.primary_key]
            rows[name] = {tuple(row[one] for one in key): dict(row) for row in found}
    outside = (people.by_slack_id(tx, workspace.id, one) for one in OUTSIDERS)
    return rows, {one.id for one in outside if one}


def strange(before: Rows, after: Rows, theirs: set[int]) -> list[tuple[str, dict[str, Any]]]:
    """Return the rows that are new, gone or other, and are not about whoever acted."""
    found = []
    for name, known in before.items():
        for key in known.keys() | after[name].keys():
            old, new = known.get(key), after[name].get(key)
            row = new or old
            assert row is not None
            whose = row["id"] if name == "people" else row.get("person_id", row.get("created_by"))
            if old != new and whose not in theirs:
                found.append((name, row))
    return found
