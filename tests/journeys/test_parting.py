"""One of the two has left or ends it: the other hears of it kindly, and is asked to look back as at any other end."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.demo import MENTEE, MENTOR
from simulator.visible import visible_text
from tests.journeys.test_coordinators import page
from tests.village import Village, village

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


DONE = (
    "You have ended your mentoring with <@UMENTOR> in Spring 2027. Thank you for the time and thought that you gave "
    "it. <@UMENTOR> hears of it from me, without a reason; a line of thanks from you would be a kind last word. If you "
    "would like to go on with somebody else, tell whoever coordinates your programme; there is no hurry."
)
TOLD = (
    "<@UMENTEE> has ended your mentoring in Spring 2027. Nobody needs a reason for that, and it takes nothing away "
    "from what the two of you did. What you agreed on stays readable in Home. Thank you for the time and thought that "
    "you gave it. If you would like to go on with somebody else, tell whoever coordinates your programme; there is no "
    "hurry."
)
NOTED = (
    "The mentoring of <@UMENTOR> and <@UMENTEE> in Spring 2027 has ended early. Nobody was asked why. One of them may "
    "like to go on with somebody else."
)
MOVED_ON = "This has moved on since the message was sent. Trellis's Home shows where things stand."


async def test_either_ends_it_without_a_reason_and_everybody_hears_what_is_theirs_to_hear(
    signed_here: Village,
) -> None:
    town = signed_here
    ines, noah, amara = town.ines, town.noah, town.amara
    # "I want to end this" is no answer to anything: every way to hear less is offered, and the way out.
    [offered] = await town.hears(ines, ines.say("I want to end this"))
    assert offered.splitlines()[-3:] == ["Your mentoring with <@UMENTOR>", "[Pause]", "[End mentoring…]"]
    await ines.press("End mentoring…", within="messages")
    form = visible_text(await ines.opens_modal("End this mentoring"))
    assert "What the two of you agreed on for this: With one closing conversation" in form
    assert "<@UMENTOR> hears from me that you have ended it, and not why." in form
    await ines.close()

    before = {one.id: len(await one.messages()) for one in (ines, noah, amara)}
    assert await town.fill_in(ines, "End mentoring…", "End this mentoring", {}) == {}
    new = {one.id: (await one.messages())[before[one.id] :] for one in (ines, noah, amara)}
    assert new == {ines.id: [DONE], noah.id: [TOLD], amara.id: [NOTED]}
    # The button that still lies about says so, and ends nothing twice.
    assert await town.hears(ines, ines.press("End mentoring…", within="messages")) == [MOVED_ON]
    home = await town.sees_home(noah)
    assert "*<@UMENTEE>* · Spring 2027 · ended" in home
    assert not {"[Pause]", "[End mentoring…]", "[Log progress]"} & set(home)

    # Both are asked to look back on the next day, and nothing else ever comes.
    await town.go_to(2027, 5, 30, 16)
    posts = [(who, when, said) for who, when, said in town.posts() if "01 Mar" not in when]
    assert posts == [
        ("ines", "Tue 02 Mar 10:00", "Would you do this again?"),
        ("noah", "Tue 02 Mar 09:00", "Would you do this again?"),
    ]
    # What stands beside it speaks of the end, and offers no rest of what is over.
    asked = (await ines.conversation())[-1]
    assert "( ) Pause this pair" not in visible_text(asked)
    await town.choose(ines, "prompt.menu", "Why did I get this?")
    why = visible_text(await ines.opens_modal("Why did I get this?")).splitlines()
    assert why[1].startswith("Your mentoring with <@UMENTOR> has ended, and this is its last survey. Sent: ")
    assert why[2:] == ["[Close]"]


async def test_one_of_the_two_who_coordinates_hears_of_it_once(signed_here: Village) -> None:
    town = signed_here
    ines, noah, amara = town.ines, town.noah, town.amara
    # Amara, who introduced them, hands over to Noah: the news of her pairs goes to whoever coordinates now.
    await page(town, amara)
    assert await town.fill_in(amara, "Leave the role", "Leave the role", {"Who takes over?": MENTOR}) == {}
    await town.sees_home(ines)
    before = len(await noah.messages())
    assert await town.fill_in(ines, "End mentoring…", "End this mentoring", {}) == {}
    assert (await noah.messages())[before:] == [TOLD]


async def test_whoever_steps_back_before_the_other_said_yes_leaves_nobody_waiting(hamlet: Village) -> None:
    ines, noah = hamlet.ines, hamlet.noah
    await hamlet.programme()
    await hamlet.pair()
    await hamlet.press(ines, "Yes, count me in")
    assert "[End mentoring…]" not in await hamlet.sees_home(noah)
    await hamlet.sees_home(ines)
    await ines.press("End mentoring…", within="home")
    form = visible_text(await ines.opens_modal("End this mentoring"))
    assert "<@UMENTOR> has not said yes yet: the invitation closes, and nobody says why." in form
    assert "After that nothing comes of it any more." in form
    assert await ines.submit({}) == {}
    await hamlet.settle()
    # Who has never said yes is written to no further; the invitation itself says it.
    assert await noah.messages() == ["This invitation is no longer open."]
    # What she would have been asked next waits for nothing any more, and the two can be introduced anew.
    [said] = await hamlet.hears(ines, ines.say("I build data pipelines."))
    assert said.startswith("Thanks for writing. I have no open question for you")
    await hamlet.pair()
    assert "[Yes, count me in]" in (await noah.messages())[-1]


async def test_a_pair_that_rested_until_a_day_does_not_go_on_when_it_has_ended(signed_here: Village) -> None:
    town, ines = signed_here, signed_here.ines
    await town.sees_home(ines)
    assert await town.fill_in(ines, "Pause", "Pause this pair", {"Until when?": "2027-03-10"}) == {}
    await town.sees_home(ines)
    assert await town.fill_in(ines, "End mentoring…", "End this mentoring", {}) == {}
    assert "*<@UMENTOR>* · Spring 2027 · ended" in await town.sees_home(ines)
    before = len(town.posts())
    await town.go_to(2027, 3, 20, 16)
    assert [said for _who, _when, said in town.posts()[before:]] == ["Would you do this again?"] * 2
