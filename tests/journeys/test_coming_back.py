"""A no is final until whoever said it comes back; the coordinator learns yes or no, and nobody is pestered."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot import typed
from tests.village import ABOUT_INES, ABOUT_NOAH, Village

BOTH: dict[str, Any] = {"Mentor": "UMENTOR", "Mentee": "UMENTEE"}
REFUSED = (
    "You said no to this invitation. That is quite all right.\n[I have changed my mind]\n"
    "Should you ever think otherwise, press the button here or in Home, or type “I have changed my mind”. "
    "I will not ask you again."
)


async def refuse(town: Village) -> None:
    """Inês says yes and tells of herself; Noah says no."""
    await town.programme()
    await town.pair()
    await town.onboard(town.ines, ABOUT_INES)
    await town.press(town.noah, "No, thanks")


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("I have changed my mind", True),
        ("Sorry, I changed my mind.", True),
        ("I'd like to take part after all", True),
        ("He cambiado de opinión", True),
        ("I changed my mind about the second goal", False),
        ("yes", False),
        ("", False),
    ],
)
def test_coming_back_is_said_in_many_ways(text: str, back: bool) -> None:
    assert typed.comes_back(text) is back


async def test_who_changes_their_mind_is_in_and_the_other_is_asked_anew(hamlet: Village) -> None:
    amara, ines, noah = hamlet.amara, hamlet.ines, hamlet.noah
    await refuse(hamlet)
    assert await noah.messages() == [REFUSED]
    said = await hamlet.hears(noah, noah.say("I have changed my mind"))
    assert said[0].startswith("About you, for <@UMENTEE> · Step 1 of 13")
    assert (await noah.messages())[0] == "✓ You said yes to mentoring with <@UMENTEE> in Spring 2027."
    assert (await amara.messages())[-1] == "<@UMENTOR> said yes to mentoring with <@UMENTEE> in Spring 2027."
    # Inês had been told that it would not come about: nobody decides for her.
    assert "[Yes, count me in]" in (await ines.messages())[-1]
    for answer in ABOUT_NOAH.values():
        await hamlet.say(noah, answer)
    assert not any(text.startswith("Meet ") for text in await noah.messages())
    said = await hamlet.hears(ines, ines.press("Yes, count me in"))
    # What she has told she is not asked again.
    assert [text.splitlines()[0] for text in said] == [
        "Meet Noah Brooks",
        "A time to talk",
        "Your mentoring agreement with <@UMENTOR> · Step 1 of 18",
    ]


async def test_the_way_back_stands_in_home_and_pressing_twice_is_once(hamlet: Village) -> None:
    noah = hamlet.noah
    await refuse(hamlet)
    home = await hamlet.sees_home(noah)
    assert "You said no to mentoring with <@UMENTEE> in Spring 2027." in home
    await asyncio.gather(*(noah.press("I have changed my mind", within="home") for _ in range(2)))
    await hamlet.settle()
    assert [text.splitlines()[0] for text in await noah.messages()] == [
        "✓ You said yes to mentoring with <@UMENTEE> in Spring 2027.",
        "About you, for <@UMENTEE> · Step 1 of 13",
    ]
    assert "You said no to mentoring with <@UMENTEE> in Spring 2027." not in await hamlet.sees_home(noah)


async def test_while_it_is_refused_the_two_are_not_invited_again_and_nobody_hears_of_it(
    hamlet: Village,
) -> None:
    amara, ines, noah = hamlet.amara, hamlet.ines, hamlet.noah
    await refuse(hamlet)
    before = len(hamlet.posts())
    errors = await hamlet.fill_in(amara, "Introduce two people", "Introduce two people", BOTH)
    assert errors == {
        "mentee": "These two were invited before, and it did not come about. If that changes, I will tell you."
    }
    assert len(hamlet.posts()) == before
    assert await hamlet.sees_home(ines) == [
        line for line in await hamlet.sees_home(ines) if "said no" not in line
    ]
    await hamlet.go_to(2027, 4, 30, 12)
    assert [who for who, _, _ in hamlet.posts()[before:]] == []
    assert await noah.messages() == [REFUSED]


async def test_the_one_who_was_refused_cannot_come_back_for_the_other(hamlet: Village) -> None:
    ines = hamlet.ines
    await refuse(hamlet)
    said = await hamlet.hears(ines, ines.say("I have changed my mind"))
    assert said[0].startswith("Thanks for writing. I have no open question for you at the moment")
