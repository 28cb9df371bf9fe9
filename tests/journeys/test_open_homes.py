"""A Home that stays open shows a moment later what others did, and nothing is noted or kept for it."""

from __future__ import annotations

from simulator import Person
from simulator.visible import visible_text
from tests.journeys.test_own_data import delete
from tests.journeys.test_sessions import propose
from tests.village import Village


async def shows(person: Person, words: str) -> str:
    """Wait until an open Home shows some words; returns all of it."""
    state = await person.until(lambda state: words in visible_text(state["home"] or {}), 30, messages=False)
    return visible_text(state["home"])


def drawn(town: Village, person: Person) -> int:
    """How often somebody's Home was drawn."""
    calls = town.demo.simulator.world.log.calls
    return len(
        [
            one
            for one in calls
            if one["method"] == "views.publish" and one["arguments"]["user_id"] == person.id
        ]
    )


async def test_a_coordinators_open_home_follows_the_two_whom_she_introduced(hamlet: Village) -> None:
    await hamlet.programme()
    await hamlet.pair()
    assert "*Invited* (1)" in "\n".join(await hamlet.sees_home(hamlet.amara))
    before = drawn(hamlet, hamlet.amara)
    await hamlet.press(hamlet.ines, "Yes, count me in")
    await hamlet.press(hamlet.noah, "Yes, count me in")
    home = await shows(hamlet.amara, "*Getting to know")
    assert "Invited" not in home
    # Both are shown by one drawing, or by two with a pause between.
    assert drawn(hamlet, hamlet.amara) - before in (1, 2)


async def test_an_open_home_shows_the_pair_what_the_other_proposed_and_the_rest_nothing(
    signed_here: Village,
) -> None:
    town = signed_here
    for person in (town.noah, town.amara):
        await town.sees_home(person)
    # What was drawn for them before may be on its way still.
    await town.settle()
    before = drawn(town, town.amara)
    # Slack has had enough of drawing for a second: then it is done all the same.
    full = {"match": {"method": "views.publish"}, "fault": "429", "seconds": 1, "times": 1, "after": 1}
    town.demo.simulator.world.faults.replace([full])
    assert await propose(town, "2027-03-15", "15:00") == {}
    await shows(town.noah, "proposes a session")
    assert town.demo.simulator.world.faults.struck("429") == 1
    # Whoever coordinates sees nothing of sessions; her Home may be drawn for how many messages have arrived by now.
    assert drawn(town, town.amara) - before in (0, 1)
    assert "proposes" not in visible_text((await town.amara.state())["home"])


async def test_a_home_is_not_drawn_again_where_that_would_be_a_look_to_note_or_for_whoever_is_gone(
    signed_here: Village,
) -> None:
    town = signed_here
    for person in (town.amara, town.noah):
        await town.sees_home(person)
    # On another day her look would be a new one, which is noted when she opens it.
    await town.go_to(2027, 3, 2, 15)
    await town.sees_home(town.noah)
    before = drawn(town, town.amara)
    assert await delete(town) == {}
    await shows(town.noah, "Your mentoring has come to its end")
    assert drawn(town, town.amara) == before
    assert "Under way" not in "\n".join(await town.sees_home(town.amara))
    # Inês is nobody here any more, and stays so though her Home was open.
    gone = drawn(town, town.ines)
    await town.press(town.noah, "Help", within="home")
    assert drawn(town, town.ines) == gone
