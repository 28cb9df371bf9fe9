"""Doing later what somebody could do once: a button that was pressed too late, or by somebody whom it is none of."""

from __future__ import annotations

from typing import Any

import aiohttp

import handlers
from bot import hosting
from simulator import Person
from tests.roles.hands import Act, acts
from tests.village import Village


def could_do(town: Village, person: Person, name: str) -> Act:
    """Return one thing that somebody sees they can do, to be done later."""
    world = town.demo.simulator.world
    return next(acts(world, world.workspace(None), person.id, lambda one: one == name))


async def does(town: Village, act: Act) -> Any:
    """Let an act reach Trellis as it was, whatever stands there by now."""
    simulator, services = town.demo.simulator, town.demo.running.services
    async with aiohttp.ClientSession() as session:
        client = hosting.speaking(simulator.bot_token, services.settings, session)
        answer = await handlers.routes().dispatch(act.call(client, services))
        await services.tasks.drain(20)
    await town.settle()
    return answer
