"""The conversation of a pair with Trellis: what both read there, and a programme in which there can be none."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.delivery import SHARED_SCOPE
from simulator import Person
from simulator.visible import visible_text
from tests.village import ABOUT_INES, ABOUT_NOAH, CLAUSES_OF_INES, CLAUSES_OF_NOAH, Village, village

OPENED = """A place for the two of you
<@UMENTEE>, meet <@UMENTOR>; <@UMENTOR>, meet <@UMENTEE>.
*To break the ice*
• You both named music. What do you listen to when you want to get something done?
• “Leading a team” is a topic of you both. Who was good at it, of all the people you have worked with, and how?
• Sport: one of you enjoys it, the other did not name it. What is it that draws one in?
Here you reach each other between sessions: for a quick question, a link, or a word when plans change. \
What you write here I cannot read.
What each of you tells me stays in your own conversation with me. \
I come here only with good news that you both know of."""
BEGUN = "<@UMENTEE> and <@UMENTOR>, you have both signed your mentoring agreement. Here is to a good start."
REACHED = (
    "A milestone to celebrate together: <@UMENTEE> has reached “Write a plan”, "
    "on the way to “Lead my first project”."
)
PLACE = "You also have a conversation of your own with <@UMENTOR> and me, in your direct messages."
NO_PLACE = (
    "Trellis was installed without the permission to open a conversation for each pair (mpim:write). "
    "Everything else works without it."
)


async def shared(person: Person, other: str) -> list[str]:
    return [visible_text(one) for one in await person.conversation(await person.group(other))]


async def milestones(town: Village, **values: object) -> None:
    await town.ines.open_home()
    await town.settle()
    await town.ines.choose("goal:1:1", "Milestones", within="home")
    await town.ines.opens_modal("Milestones")
    assert await town.ines.submit(values) == {}
    await town.settle()


async def test_a_pair_gets_a_place_of_its_own_with_the_introduction(town: Village) -> None:
    await town.programme()
    await town.pair()
    await town.onboard(town.ines, ABOUT_INES)
    assert PLACE not in await town.sees_home(town.ines)
    # Noah is done when Inês's day is over; their place opens at the next hour that suits both.
    await town.go_to(2027, 3, 1, 16, zone="America/New_York")
    await town.onboard(town.noah, ABOUT_NOAH)
    assert PLACE not in await town.sees_home(town.ines)
    await town.go_to(2027, 3, 2, 15, zone="Europe/Lisbon")
    assert await shared(town.ines, town.noah.id) == [OPENED]
    assert PLACE in await town.sees_home(town.ines)

    # What they say there is theirs: nothing reaches Trellis, and nothing is answered.
    channel = await town.ines.group(town.noah.id)
    await town.ines.say("Hi Noah, shall we talk on Tuesday?", channel=channel)
    await town.settle()
    assert (await shared(town.noah, town.ines.id))[1:] == ["Hi Noah, shall we talk on Tuesday?"]

    await town.answer_clauses(town.ines, CLAUSES_OF_INES)
    await town.answer_clauses(town.noah, CLAUSES_OF_NOAH)
    await town.sign(town.ines)
    await town.sign(town.noah)
    await milestones(town, more="Write a plan")
    await milestones(town, reached=["Write a plan"])
    for one, other in ((town.ines, town.noah), (town.noah, town.ines)):
        assert (await shared(one, other.id))[2:] == [BEGUN, REACHED]
    await milestones(town, reached=[])
    assert (await shared(town.ines, town.noah.id))[3:] == ["The milestone “Write a plan” is open again."]
    # The coordinator is not in it.
    assert [one["kind"] for one in (await town.amara.state())["conversations"]] == ["app_dm"]


async def test_what_was_left_off_a_card_is_in_no_icebreaker_that_both_read(hamlet: Village) -> None:
    await hamlet.programme()
    await hamlet.pair()
    await hamlet.onboard(hamlet.ines, ABOUT_INES)
    await hamlet.onboard(hamlet.noah, {**ABOUT_NOAH, "card": "everything but interests"})
    [opened] = await shared(hamlet.ines, hamlet.noah.id)
    assert "To break the ice" in opened
    assert "music" not in opened
    assert "Sport" not in opened


async def test_where_nobody_granted_it_everything_else_works(tmp_path: Path, database_url: str) -> None:
    async with village(tmp_path, database_url, declined=[SHARED_SCOPE]) as town:
        await town.agree()
        await milestones(town, more="Write a plan")
        await milestones(town, reached=["Write a plan"])
        assert [one["kind"] for one in (await town.ines.state())["conversations"]] == ["app_dm"]
        assert {who for who, _, _ in town.posts()} == {"ines", "noah", "amara"}
        calls = town.demo.simulator.world.log.calls
        assert [one["method"] for one in calls if (one["response"] or {}).get("ok") is False] == []
        assert PLACE not in await town.sees_home(town.ines)
        # Whoever coordinates learns why, in one line.
        assert NO_PLACE in await town.sees_home(town.amara)


@pytest.mark.parametrize("line", ["/trellis help", "/progress 40% in our own conversation"])
async def test_a_command_in_the_pairs_own_place_is_answered_to_whoever_typed_it(
    signed_here: Village, line: str
) -> None:
    channel = await signed_here.ines.group(signed_here.noah.id)
    await signed_here.ines.command(line, channel=channel)
    await signed_here.settle()
    mine, theirs = [
        await shared(one, other.id)
        for one, other in ((signed_here.ines, signed_here.noah), (signed_here.noah, signed_here.ines))
    ]
    assert (len(mine), theirs) == (len(theirs) + 1, [OPENED, BEGUN])
