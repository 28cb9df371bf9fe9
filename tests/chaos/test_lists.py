"""Killed while a list of people is being invited, the bot goes on with it by itself, and invites nobody twice."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

from simulator import Account
from simulator.visible import visible_text
from tests.chaos.nursery import Nursery
from tests.chaos.siege import Siege, siege

PEOPLE = 120


async def tried(town: Siege) -> None:
    """Amara brings a list, and sees what would happen."""
    handles = [f"many{number}" for number in range(PEOPLE)]
    for handle in handles:
        # Where it is night: their messages wait, and this story need not.
        town.slack.world.workspace(None).add(Account(id=f"U{handle.upper()}", name=handle, tz="Asia/Tokyo"))
    await town.amara.open_home()
    await town.amara.press("Open", within="home")
    await town.amara.opens_modal("Programme")
    await town.amara.press("Invite people", within="modal")
    await town.amara.opens_modal("Invite people")
    await town.amara.press("Use a list", within="modal")
    await town.amara.until(
        lambda state: state["views"][-1]["callback_id"] == "roster.list_form", messages=False
    )
    assert await town.amara.submit({"List": "\n".join(f"@{handle}" for handle in handles)}) == {}
    await town.amara.opens_modal("What would happen")


def told(town: Siege) -> list[str]:
    """How far Amara was told that it has come, each once."""
    views = [
        call["arguments"]["view"] for call in town.slack.world.log.calls if call["method"] == "views.update"
    ]
    lines = [line for view in views for line in visible_text(view).splitlines()]
    return list(
        dict.fromkeys(one.partition(" ▰")[0] for one in lines if one.startswith(("Inviting: ", "Invited to")))
    )


async def test_a_list_goes_on_where_it_was_when_the_bot_is_killed_and_nobody_is_invited_twice(
    tmp_path: Path, sqlite_url: str, cradle: Nursery
) -> None:
    async with siege(tmp_path, sqlite_url, cradle) as town:
        await town.begin()
        await town.programme()
        await tried(town)
        # Drawing anew how far it has come takes for ever: a part is done, and the rest is not.
        town.fault("hang", "views.update")
        assert await town.amara.submit({}) == {}
        while "Inviting: 50 of 120" not in told(town):
            await asyncio.sleep(0.01)
        await town.die()
        await town.revive()
        while not told(town)[-1].startswith("Invited"):
            await asyncio.sleep(0.01)
        await town.settle()
        assert told(town) == [
            "Inviting: 50 of 120",
            "Inviting: 100 of 120",
            "Invited to Spring 2027: 120 people.",
        ]
        asked = Counter(row.person_id for row in await town.ledger() if row.kind == "take_part")
        assert (len(asked), set(asked.values())) == (PEOPLE, {1})
        assert await town.read_by(town.amara) == ["Invited to Spring 2027: 120 people."]
