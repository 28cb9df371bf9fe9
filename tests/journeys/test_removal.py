"""Trellis is taken out of a workspace, and perhaps installed again: silence at once, and no flood afterwards."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import ClientSession

from storage import workspaces
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
