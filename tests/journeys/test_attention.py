"""A pair that never meets or does not answer: its coordinator sees that it stands still, and what can be done."""

from __future__ import annotations

from bot.demo import COORDINATOR, MENTOR
from bot.views.attention import ANOTHER, END, PAUSE
from storage import pairs
from tests.journeys.leading import OTHERS, more_people
from tests.journeys.test_audit import actions
from tests.journeys.test_closures import OWN
from tests.journeys.test_coordinators import page
from tests.roles.explorer import HERE
from tests.roles.hands import acts
from tests.roles.later import could_do, does
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


MENU = "action attention.menu"


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


async def test_a_coordinator_lets_a_pair_rest_and_either_of_the_two_goes_on(signed: Village) -> None:
    town, amara, ines, noah = signed, signed.amara, signed.ines, signed.noah
    await town.go_to(2027, 3, 29, 16)
    await worth_a_look(town)
    await menu(town, "Pause this pair", "Pause this pair")
    assert await amara.submit({"Until when?": "2027-03-29"}) == {
        "until": "Please choose a day in the future."
    }
    await amara.fill("Until when?", "2027-04-12")
    again = could_do(town, amara, "view programme.pause_pair.form")
    before = {one.id: len(await one.messages()) for one in (ines, noah)}
    assert await amara.submit({}) == {}
    await town.settle()
    new = {one.id: (await one.messages())[before[one.id] :] for one in (ines, noah)}
    begins = (
        "<@ULEAD>, who coordinates Spring 2027, has paused your mentoring with <@{}> until <!date^1807516800^"
    )
    ends = (
        ". I keep quiet until it goes on; nothing is lost, and either of you can let it go on at any time.\n"
        "[Go on now]"
    )
    for person, partner in ((ines, "UMENTOR"), (noah, "UMENTEE")):
        [said] = new[person.id]
        assert (said.startswith(begins.format(partner)), said.endswith(ends)) == (True, True)
    assert await worth_a_look(town) == []
    # Twice changes nothing, and nobody else may.
    noted = await actions(town)
    assert await does(town, again) is None
    await more_people(town)
    await town.press(noah, "Go on now", within="messages")
    for whoever, team in OTHERS.values():
        await does(town, again.done_by(whoever, team))
    assert "*<@UMENTEE>* · your mentee · Spring 2027 · under way" in await town.sees_home(noah)
    after = [one for one in await actions(town) if one.startswith("pair.")]
    assert (noted.count("pair.paused"), after) == (1, ["pair.created", "pair.paused"])


async def test_who_coordinates_and_is_one_of_the_two_pauses_from_home_like_everybody_else(
    signed_here: Village,
) -> None:
    town, amara, noah = signed_here, signed_here.amara, signed_here.noah
    await page(town, amara)
    assert await town.fill_in(amara, "Name another", "Name a coordinator", {"who": MENTOR}) == {}
    await town.go_to(2027, 3, 29, 16)
    await worth_a_look(town)
    world = town.demo.simulator.world
    [opens] = [
        one
        for one in acts(world, world.workspace(None), COORDINATOR, lambda one: one.startswith(MENU))
        if one.choice.startswith(PAUSE)
    ]
    assert await town.hears(noah, does(town, opens.done_by(MENTOR, HERE))) == [OWN]
    await menu(town, "Pause this pair", "Pause this pair")
    pauses = could_do(town, amara, "view programme.pause_pair.form")
    assert (await does(town, pauses.done_by(MENTOR, HERE)))["errors"] == {"until": OWN}
    pair = await town.demo.running.services.store.read(lambda tx: pairs.get(tx, 1, 1))
    assert pair.paused_at is None


async def test_nobody_else_opens_what_the_menu_beside_a_pair_leads_to(signed: Village) -> None:
    town = signed
    await town.go_to(2027, 3, 29, 16)
    await worth_a_look(town)
    world = town.demo.simulator.world
    await more_people(town)
    choices = list(acts(world, world.workspace(None), COORDINATOR, lambda one: one.startswith(MENU)))
    assert {one.choice.partition(":")[0] for one in choices} == {ANOTHER, PAUSE, END}

    def opened() -> int:
        return len([one for one in world.log.calls if one["method"] in {"views.open", "views.push"}])

    before = opened()
    for one in choices:
        for whoever, team in OTHERS.values():
            await does(town, one.done_by(whoever, team))
            assert opened() == before, (one.choice, whoever, team)
    # From whom they are for, each opens its form.
    for one in choices:
        await does(town, one)
    assert opened() == before + len(choices)
