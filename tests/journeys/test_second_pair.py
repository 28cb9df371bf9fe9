"""A person in a second pair: not asked again about themselves, and nothing told in one shows in the other."""

from __future__ import annotations

from tests.village import ABOUT_INES, Village

TOLD = (
    "You told me about yourself before. Shall I use that again with <@ULEAD>? What depends on the two of you I "
    "ask anew, and what <@ULEAD> reads of it you choose at the end."
)


async def in_a_second_pair(town: Village) -> None:
    """Inês has told all about herself for Noah, all but how she likes feedback on the card; then Amara joins her."""
    await town.programme()
    await town.pair()
    await town.onboard(town.ines, {**ABOUT_INES, "card": "all but feedback"})
    people = {"Mentor": "ULEAD", "Mentee": "UMENTEE"}
    assert await town.fill_in(town.amara, "Introduce two people", "Introduce two people", people) == {}


async def test_what_was_told_before_is_used_in_one_press(hamlet: Village) -> None:
    ines, amara = hamlet.ines, hamlet.amara
    await in_a_second_pair(hamlet)
    said = await hamlet.hears(ines, ines.press("Yes, count me in"))
    lines = said[0].splitlines()
    assert lines[0] == "About you, for <@ULEAD> · Step 1 of 14"
    assert TOLD in lines
    assert "*Interests* · Music and ham radio" in lines
    said = await hamlet.hears(ines, ines.press("Use what I told before"))
    assert said[0].splitlines()[0] == "About you, for <@ULEAD> · Step 2 of 4"
    await hamlet.say(ines, "To be seen.")
    await hamlet.say(ines, "Confidence")
    assert (await ines.messages())[-1].startswith("About you, for <@ULEAD> · Step 4 of 4")
    await hamlet.say(ines, "all but my interests")
    await hamlet.onboard(amara, {**ABOUT_INES, "introduction": "I lead.", "zone": "yes"})
    (card,) = [text for text in await amara.messages() if text.startswith("Meet Inês")]
    # What she wants of Noah stays there, and what she left out there is told here.
    assert "To be seen." in card
    assert "To lead a team one day." not in card
    assert "Straight to the point" in card
    assert "I build data pipelines in Porto." in card
    assert "ham radio" not in card


async def test_it_can_be_told_anew(hamlet: Village) -> None:
    ines = hamlet.ines
    await in_a_second_pair(hamlet)
    await hamlet.press(ines, "Yes, count me in")
    said = await hamlet.hears(ines, ines.say("no"))
    assert said[0].splitlines()[0] == "About you, for <@ULEAD> · Step 2 of 14"
    await hamlet.say(ines, "back")
    said = await hamlet.hears(ines, ines.say("yes"))
    assert said[-1].splitlines()[0] == "About you, for <@ULEAD> · Step 2 of 4"
