"""One of the two has left: the other hears of it kindly, and is asked to look back as at any other end."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.demo import MENTEE
from tests.village import village

GONE = (
    "<@UMENTEE> no longer has an account here, so your mentoring together ends today. That is nobody's doing. "
    "Thank you for the time and thought that you gave it. If you would like to go on with somebody else, tell whoever "
    "coordinates your programme; there is no hurry."
)


async def test_whoever_is_left_is_asked_to_look_back_and_the_form_works(
    signed_folder: Path, tmp_path: Path
) -> None:
    shutil.copy(signed_folder / "trellis.db", tmp_path / "trellis.db")
    start = datetime(2027, 3, 10, 10, tzinfo=ZoneInfo("America/New_York"))
    async with village(tmp_path, start=start) as town:
        await town.settle()
        noah = town.noah
        town.demo.simulator.world.workspace(None).change({"id": MENTEE, "deleted": True})
        # It is noticed when something would have come to her.
        await town.go_to(2027, 3, 11, 12, zone="America/New_York")
        assert (await noah.messages())[-1] == GONE
        await town.go_to(2027, 3, 12, 12, zone="America/New_York")
        asked = (await noah.messages())[-1].splitlines()
        assert asked[:2] == ["At the end", "Would you do this again?"]
        form = {"Would you do this again?": "Perhaps"}
        assert await town.fill_in(noah, "Add a few words", "At the end", form) == {}
        assert (await noah.messages())[-1].splitlines()[:2] == [
            "✓ Your answers of March 12, 2027",
            "*Perhaps*",
        ]
        # Nothing else comes of a pair that is over.
        await town.go_to(2027, 4, 30, 12, zone="America/New_York")
        assert [when for who, when, _text in town.posts() if who == "noah"][-1] == "Fri 12 Mar 09:00"
