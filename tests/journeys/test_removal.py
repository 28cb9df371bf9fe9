"""Trellis is taken out of a workspace, and perhaps installed again: silence at once, and no flood afterwards."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import ClientSession

from bot.demo import MENTEE
from simulator.visible import visible_text
from storage import freezing, workspaces
from tests.hosted import FERNHILL, hosted
from tests.village import Village, village

LISBON = ZoneInfo("Europe/Lisbon")


async def remove(town: Village) -> None:
    """An admin takes Trellis out of the workspace."""
    url = town.demo.simulator.url + "/control/uninstall"
    async with ClientSession() as control, control.post(url, json={}) as told:
        assert told.status == 200
    await town.settle()


async def installed(town: Village) -> bool:
    """Whether Trellis counts as installed."""
    running = town.demo.running
    here = running.workspace.id
    return (await running.services.store.read(lambda tx: workspaces.get(tx, here))).installed


async def test_once_removed_trellis_is_silent_and_after_a_month_it_goes_on_with_the_latest_question_alone(
    signed_folder: Path, tmp_path: Path
) -> None:
    shutil.copy(signed_folder / "trellis.db", tmp_path / "trellis.db")
    async with village(tmp_path, start=datetime(2027, 3, 11, 10, 30, tzinfo=LISBON)) as town:
        await town.settle()
        said = town.posts()
        await remove(town)
        await town.go_to(2027, 4, 14, 12, zone="Europe/Lisbon")
        assert (town.posts(), await installed(town)) == (said, False)
    # Three check-ins, three pulses and two sessions would have come to each of them meanwhile.
    async with village(tmp_path, start=datetime(2027, 4, 14, 12, tzinfo=LISBON)) as again:
        await again.settle()
        await again.go_to(2027, 4, 15, 12, zone="Europe/Lisbon")
        assert await installed(again)
        assert [(who, at) for who, at, _ in sorted(again.posts())] == [
            ("ines", "Thu 15 Apr 10:00"),
            ("ines", "Wed 14 Apr 12:00"),
            ("noah", "Wed 14 Apr 09:00"),
        ]


async def test_whoever_acts_where_trellis_was_removed_is_told_so_in_their_language(hamlet: Village) -> None:
    (slack,) = hamlet.demo.simulator.world.workspaces.values()
    slack.change({"id": MENTEE, "locale": "es-ES"})
    ines, noah = hamlet.ines, hamlet.noah
    await hamlet.programme()
    await hamlet.pair()
    await hamlet.sees_home(ines)
    await noah.command("/trellis snooze")
    await noah.opens_modal("Snooze")
    await ines.press("Leer y responder", within="home")
    await ines.opens_modal("Invitación")
    running = hamlet.demo.running
    here, now = running.workspace.id, running.services.clock.now()
    await running.services.store.run(lambda tx: freezing.freeze(tx, here, at=now))
    running.services.forget(running.workspace.team_id)
    gone = "Trellis is not installed in this workspace any more. An admin can install it again."
    ido = "Trellis ya no está instalado en este espacio de trabajo. La administración puede volver a instalarlo."
    assert await hamlet.hears(noah, noah.command("/trellis")) == [gone]
    assert await noah.submit({}) == {"until": gone}
    assert await hamlet.hears(ines, ines.command("/progress 60%")) == [ido]
    assert await ines.submit({}) == {}
    assert visible_text(await ines.opens_modal("Ya no está aquí")).splitlines()[1:-1] == [ido]
    # What nobody could be told of is left alone; nothing is an error.
    assert await hamlet.hears(ines, ines.say("hola")) == []
    assert await hamlet.hears(ines, ines.open_home()) == []


async def test_whoever_installs_it_again_alone_is_told_what_stands_what_goes_on_and_what_is_left_out(
    signed_folder: Path, tmp_path: Path
) -> None:
    shutil.copy(signed_folder / "trellis.db", tmp_path / "trellis.db")
    async with hosted(tmp_path) as host:
        await host.install(FERNHILL)
        here = host.people(FERNHILL)
        # The first check-in waits for the next morning when Trellis is removed.
        host.clock.move_to(datetime(2027, 3, 11, 22, tzinfo=LISBON))
        await host.running.clockwork.look()
        await host.settle()
        await host.remove(FERNHILL)
        host.clock.move_to(datetime(2027, 3, 24, 12, tzinfo=LISBON))
        await host.install(FERNHILL)
        *_, back = await here.amara.messages()
        assert back.startswith("*Trellis is back in your workspace.* It was away since <!date^1804802400^")
        assert back.splitlines()[1:] == [
            "One pair is under way, and everything it had agreed, planned and written is still there.",
            "The rhythm goes on now, in each person’s own work hours. What came round more than once meanwhile is "
            "asked once.",
            "2 messages that were waiting are left out: their time is over, or newer ones take their place.",
            "Only you were told. To remove me again, open Apps in Slack; then I am silent at once.",
        ]
        said = [len(await one.messages()) for one in (here.ines, here.noah)]
        await host.running.clockwork.look()
        await host.settle()
        said = [
            len(await one.messages()) - before
            for one, before in zip((here.ines, here.noah), said, strict=True)
        ]
        # In New York it is eight in the morning.
        assert said == [1, 0]
