"""A coordinator ends a pair: both hear it kindly and look back, and nobody is told whose wish it may have been."""

from __future__ import annotations

import pytest

from bot.demo import MENTOR
from bot.domain.pairs import PairState
from simulator import Account, Person
from simulator.visible import visible_text
from storage import pairs
from tests.journeys.leading import OF_THE_TWO, confirms, each_of_the_others, learns_nothing, more_people
from tests.journeys.test_audit import actions, read_by
from tests.journeys.test_coordinators import page
from tests.roles.explorer import HERE
from tests.roles.later import could_do, does
from tests.village import Village

TITLE = "End a pair"
ENDED = (
    "<@ULEAD>, who coordinates Spring 2027, has ended your mentoring with <@{}>. That takes nothing away from what the "
    "two of you did. What you agreed on stays readable in Home. Thank you for the time and thought that you gave it. "
    "If you have a question about it, or would like to go on with somebody else, write to <@ULEAD>; there is no hurry."
)
OWN = "This is your own mentoring, which you pause or end from Home like everybody else."


@pytest.mark.parametrize("paused", [False, True])
async def test_both_hear_it_and_look_back_and_nobody_is_told_whose_wish_it_was(
    signed: Village, paused: bool
) -> None:
    town, amara, ines, noah = signed, signed.amara, signed.ines, signed.noah
    if paused:
        await town.sees_home(ines)
        assert await town.fill_in(ines, "Pause", "Pause this pair", {"Until when?": "2027-03-10"}) == {}
    stands = "under way, since today (paused)." if paused else "under way, since today."
    assert await confirms(town, amara, TITLE) == [
        TITLE,
        f"<@UMENTOR> and <@UMENTEE>: {stands}",
        "Both hear from me, each in their language and within their work hours, that you have ended it: kindly, and "
        "without a reason. Nothing says that one of the two wished it.",
        "After that I ask each of the two one last survey, which they can leave, and nothing else comes. What they "
        "agreed on stays readable for them.",
        "It cannot be taken back, though you can introduce the two anew. If they only need a rest, either of them can "
        "pause. If you want to say why, a line of your own to each is the place; I carry none.",
        "[Cancel]",
        "[End it]",
    ]  # fmt: skip
    again = could_do(town, amara, "view programme.end_pair.form")
    before = {one.id: len(await one.messages()) for one in (ines, noah, amara)}
    assert await amara.submit({}) == {}
    await town.settle()
    new = {one.id: (await one.messages())[before[one.id] :] for one in (ines, noah, amara)}
    assert new == {ines.id: [ENDED.format("UMENTOR")], noah.id: [ENDED.format("UMENTEE")], amara.id: []}
    shown = visible_text(await amara.opens_modal("Programme"))
    assert ("*Ended* (1)" in shown, "[End a pair]" in shown) == (True, False)
    await amara.close(every=True)
    home = await town.sees_home(noah)
    assert "*<@UMENTEE>* · Spring 2027 · ended" in home
    assert not {"[Pause]", "[Go on]", "[End mentoring…]", "[Log progress]"} & set(home)

    # Done again it changes nothing; it is noted once, where both read it.
    posts, noted = town.posts(), await actions(town)
    assert await town.hears(amara, does(town, again)) == []
    assert (town.posts(), await actions(town)) == (posts, noted)
    assert noted.count("pair.ended") == 1
    assert "<@ULEAD> ended the mentoring of <@UMENTOR> and <@UMENTEE> in Spring 2027" in await read_by(
        town, ines
    )

    # Both are asked to look back on the next day, and nothing else ever comes.
    await town.go_to(2027, 5, 30, 16)
    assert town.posts()[len(posts) :] == [
        ("ines", "Tue 02 Mar 10:00", "Would you do this again?"),
        ("noah", "Tue 02 Mar 09:00", "Would you do this again?"),
    ]


async def test_a_pair_that_had_not_begun_is_let_go_and_what_was_asked_waits_for_nothing(
    hamlet: Village,
) -> None:
    ines, noah = hamlet.ines, hamlet.noah
    await hamlet.programme()
    await hamlet.pair()
    for person in (ines, noah):
        await hamlet.press(person, "Yes, count me in")
    said = await confirms(hamlet, hamlet.amara, TITLE)
    assert said[1] == "<@UMENTOR> and <@UMENTEE>: getting to know each other, since today."
    assert "After that nothing comes of it any more." in said
    [told] = await hamlet.hears(ines, hamlet.amara.submit({}))
    assert told == ENDED.format("UMENTOR").replace("What you agreed on stays readable in Home. ", "")
    [answer] = await hamlet.hears(ines, ines.say("I build data pipelines."))
    assert answer.startswith("Thanks for writing. I have no open question for you")
    before = len(hamlet.posts())
    await hamlet.go_to(2027, 4, 30, 16)
    assert hamlet.posts()[before:] == []
    # The two can be introduced anew.
    await hamlet.amara.close(every=True)
    await hamlet.pair()
    assert "[Yes, count me in]" in (await noah.messages())[-1]


async def test_another_coordinator_hears_that_it_has_ended_and_ones_own_is_ended_from_home(
    signed_here: Village,
) -> None:
    town, amara, noah = signed_here, signed_here.amara, signed_here.noah
    town.demo.simulator.world.workspace(None).add(Account(id="UBELA", name="bela", real_name="Béla Nagy"))
    for who in (MENTOR, "UBELA"):
        await page(town, amara)
        assert await town.fill_in(amara, "Name another", "Name a coordinator", {"who": who}) == {}
        await amara.close(every=True)
    # Noah coordinates as well, and is one of the two.
    await page(town, noah)
    await noah.press(TITLE, within="modal")
    assert "There is nothing to choose from any more." in visible_text(await noah.opens_modal(TITLE))
    await noah.close(every=True)
    bela = Person(town.demo.simulator.url, "UBELA")
    await confirms(town, bela, TITLE)
    act = could_do(town, bela, "view programme.end_pair.form")
    assert await town.hears(noah, does(town, act.done_by(MENTOR, HERE))) == [OWN]
    noted = (
        "The mentoring of <@UMENTOR> and <@UMENTEE> in Spring 2027 has ended early. Nobody was asked why. One of them "
        "may like to go on with somebody else."
    )
    assert await town.hears(amara, bela.submit({})) == [noted]
    assert noted not in await noah.messages()


@each_of_the_others
async def test_nobody_else_ends_a_pair(signed: Village, person: str, team: str) -> None:
    town, services = signed, signed.demo.running.services
    await more_people(town)
    await page(town, town.amara)
    opens = could_do(town, town.amara, "action programme.end_pair")
    await town.amara.press(TITLE, within="modal")
    await town.amara.opens_modal(TITLE)
    chooses = could_do(town, town.amara, "view programme.end_pair.which")
    assert await town.amara.submit({"Which one?": OF_THE_TWO}) == {}
    ends = could_do(town, town.amara, "view programme.end_pair.form")
    await learns_nothing(town, (opens, chooses, ends), person, team)
    pair = await services.store.read(lambda tx: pairs.get(tx, 1, 1))
    assert (pair.state, "pair.ended" in await actions(town)) == (PairState.ACTIVE, False)
