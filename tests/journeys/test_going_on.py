"""A programme that is given a later last day after its pairs were completed: whether they go on is asked."""

from __future__ import annotations

from simulator.visible import visible_text
from tests.village import Village

OFFER = "One pair was completed at an earlier last day. It can go on, with what it agreed on; both are told."


async def last_day(town: Village, day: str) -> list[str]:
    """Amara changes the programme's last day; returns what its page says then."""
    await town.sees_home(town.amara)
    await town.press(town.amara, "Open", within="home")
    await town.amara.opens_modal("Programme")
    form = await town.fill_in(town.amara, "Name, dates, language", "Change programme", {"Last day": day})
    assert form == {}
    return visible_text(await town.amara.opens_modal("Programme")).splitlines()


async def test_a_completed_pair_goes_on_when_a_coordinator_says_so(signed_here: Village) -> None:
    town = signed_here
    assert OFFER not in await last_day(town, "2027-03-05")
    await town.amara.close(every=True)
    await town.go_to(2027, 3, 22, 15)
    # The pair is over, and Home says since when.
    home = await town.sees_home(town.amara)
    [news] = [line for line in home if line.startswith("Moved on in the last days: ")]
    assert news.startswith("Moved on in the last days: <@UMENTOR> and <@UMENTEE>, completed since ")
    assert OFFER in await last_day(town, "2027-08-31")
    said = await town.hears(town.ines, town.amara.press("Let them go on", within="modal"))
    assert said == [
        "Spring 2027 goes on until 31 August 2027, and so does your mentoring with <@UMENTOR>. What you agreed on "
        "holds, and check-ins come as before. You can pause at any time, from Trellis's Home."
    ]
    assert OFFER not in visible_text(await town.amara.modal() or {}).splitlines()
    assert any(line.startswith("All is well. Next check-in: ") for line in await town.sees_home(town.ines))
