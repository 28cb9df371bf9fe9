"""A pair that never meets or does not answer: its coordinator sees that it stands still, and what can be done."""

from __future__ import annotations

from bot.demo import MENTOR
from tests.journeys.test_coordinators import page
from tests.village import ABOUT_INES, Village

WHAT = [
    "A name that you press lets you write to that person, which often helps most. The menu beside a pair holds what "
    "else can be done.",
    "You see that something stands still, never what was written, nor whose turn it is beyond an invitation. Both of "
    "a pair see the same: their sessions, check-ins and progress.",
]
BRIEF = "Worth a look: one pair. *Open* shows which, and what may help."
QUIET = (
    "<@UMENTOR> and <@UMENTEE>: quiet for {} days. No session was held, proposed or agreed, no check-in answered and "
    "no progress logged"
)


async def worth_a_look(town: Village) -> list[str]:
    """Return what Amara's page names as worth a look; her Home says it in short, or nothing of it."""
    await town.amara.close(every=True) if await town.amara.modal() else None
    brief = BRIEF in await town.sees_home(town.amara)
    shown = await page(town, town.amara)
    starts = [place for place, line in enumerate(shown) if line.startswith("*Worth a look*")]
    assert brief is bool(starts)
    if not starts:
        return []
    said = " ".join(shown[starts[0] + 1 :])
    ends = shown.index(WHAT[0]) if WHAT[0] in shown else shown.index(" ".join(WHAT))
    assert all(one in said for one in WHAT)
    return shown[starts[0] + 1 : ends]


async def menu(town: Village, choice: str, title: str) -> None:
    """Amara chooses in the menu beside the pair."""
    await town.amara.choose("attention.menu", choice, within="modal")
    await town.amara.opens_modal(title)


async def test_an_invitation_that_nobody_answers_and_a_stage_that_takes_long(hamlet: Village) -> None:
    amara = hamlet.amara
    await hamlet.programme()
    await hamlet.pair()
    await hamlet.onboard(hamlet.ines, ABOUT_INES)
    await hamlet.go_to(2027, 3, 8, 14)
    assert await worth_a_look(hamlet) == []
    await hamlet.go_to(2027, 3, 8, 16)
    [said, *_menu] = await worth_a_look(hamlet)
    assert said == "<@UMENTOR> and <@UMENTEE>: introduced 7 days ago. Not answered yet: <@UMENTOR>"
    await menu(hamlet, "Withdraw the invitation", "Withdraw an invitation")
    await amara.close(every=True)

    await hamlet.press(hamlet.noah, "Yes, count me in", within="messages")
    assert await worth_a_look(hamlet) == []
    await hamlet.go_to(2027, 3, 29, 17)
    [said, *_menu] = await worth_a_look(hamlet)
    assert said == "<@UMENTOR> and <@UMENTEE>: getting to know each other for 21 days"
    await menu(hamlet, "End this pair", "End a pair")


async def test_a_pair_under_way_that_gives_no_sign_is_quiet_until_one_of_them_does(signed: Village) -> None:
    town, amara, ines = signed, signed.amara, signed.ines
    await town.go_to(2027, 3, 29, 14)
    assert await worth_a_look(town) == []
    await town.go_to(2027, 3, 29, 16)
    [said, *_menu] = await worth_a_look(town)
    assert said == QUIET.format(28)

    # Another mentor by hand: the mentee is named already.
    await menu(town, "Introduce the mentee to another", "Introduce two people")
    view = await amara.modal()
    assert view is not None
    assert await amara.submit({"Mentor": MENTOR}) == {
        "mentee": "These two are already a pair in this programme."
    }
    await amara.close(every=True)

    # One sign of either, which both can see, is enough.
    await town.say(ines, "progress: 20% a first chapter")
    assert await worth_a_look(town) == []
    await town.go_to(2027, 4, 26, 17)
    [said, *_menu] = await worth_a_look(town)
    assert said == QUIET.format(28)


async def test_a_pair_that_rests_is_not_quiet_and_begins_anew_when_it_goes_on(signed_here: Village) -> None:
    town, ines = signed_here, signed_here.ines
    await town.sees_home(ines)
    assert await town.fill_in(ines, "Pause", "Pause this pair", {}) == {}
    await town.go_to(2027, 4, 26, 14)
    assert await worth_a_look(town) == []
    await town.go_to(2027, 4, 26, 16)
    [said, *_menu] = await worth_a_look(town)
    assert said == "<@UMENTOR> and <@UMENTEE>: paused for 56 days, without a last day"
    await town.press(ines, "Go on", within="home")
    await town.go_to(2027, 5, 24, 14)
    assert await worth_a_look(town) == []
    await town.go_to(2027, 5, 24, 17)
    [said, *_menu] = await worth_a_look(town)
    assert said == QUIET.format(28)
