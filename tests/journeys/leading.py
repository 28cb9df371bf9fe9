"""What a coordinator chooses on a programme's page, and everybody who must not do the same."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest

from bot.demo import COORDINATOR, MENTEE
from simulator import Person
from simulator.visible import visible_text
from tests.journeys.test_coordinators import page
from tests.roles.explorer import HERE, LEADS_ELSEWHERE, STRANGER, THERE, others
from tests.roles.hands import Act
from tests.roles.later import does
from tests.village import Village, Villagers

OF_THE_TWO = "Noah Brooks mentors Inês Duarte"
# By what they are: Slack's id of the person, and of the team.
OTHERS = {
    "one of the two": (MENTEE, HERE),
    "a stranger": (STRANGER, HERE),
    "who coordinates another programme": (LEADS_ELSEWHERE, HERE),
    "who has the same id elsewhere": (COORDINATOR, THERE),
}
each_of_the_others = pytest.mark.parametrize(("person", "team"), OTHERS.values(), ids=OTHERS)


async def confirms(town: Villagers, who: Person, title: str, which: str = OF_THE_TWO) -> list[str]:
    """A coordinator chooses one of several on the programme's page; returns what is read before it is done."""
    await page(town, who)
    await who.press(title, within="modal")
    await who.opens_modal(title)
    assert await who.submit({"Which one?": which}) == {}
    await town.settle()
    return visible_text(await who.opens_modal(title)).splitlines()


async def more_people(town: Village) -> None:
    """Let those others live here and elsewhere."""
    services = town.demo.running.services
    await services.store.run(lambda tx: others(tx, services.clock.now()))


async def learns_nothing(town: Village, acts: Iterable[Act], person: str, team: str) -> None:
    """Let somebody else do what only a coordinator could do: no answer and no call to Slack names one of the two."""
    for act in acts:
        n = town.demo.simulator.world.log._n
        said = await does(town, act.done_by(person, team))
        assert "Noah" not in json.dumps([said, town.demo.simulator.world.log.after(n)["calls"]])
