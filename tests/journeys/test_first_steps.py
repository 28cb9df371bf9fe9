"""Whoever begins to coordinate is shown the first steps, until they are done or put away."""

from __future__ import annotations

from aiohttp import ClientSession

from tests.village import Village

PUT_AWAY, FIND = "[Put this away]", "[Show the first steps]"


def steps(home: list[str]) -> list[str]:
    """Return what Home says of the first steps."""
    return [
        line for line in home if line.startswith(("*First steps*", "✅", "◻️")) or line in (PUT_AWAY, FIND)
    ]


async def test_the_first_steps_tick_themselves_are_put_away_found_and_gone(hamlet: Village) -> None:
    amara = hamlet.amara
    assert steps(await hamlet.sees_home(hamlet.noah)) == []
    await hamlet.programme()
    programme = (
        "Create a programme: its name, its dates, and the language in which pairs are addressed together"
    )
    pair = "Introduce the first mentor and mentee to each other"
    people = "Invite people: pick them, or bring a list"
    rehearsal = (
        "Try it yourself first: see what mentor and mentee see, in ten minutes and without anybody else"
    )
    steps_ = [f"✅ {programme}", *(f"◻️ {one}" for one in (rehearsal, people, pair))]
    begun = ["*First steps* · 1 of 4 done", PUT_AWAY, *steps_]
    assert steps(await hamlet.sees_home(amara)) == begun
    await hamlet.press(amara, "Put this away", within="home")
    assert steps((await amara.home()).splitlines()) == [FIND]
    await hamlet.press(amara, "Show the first steps", within="home")
    assert steps((await amara.home()).splitlines()) == begun
    await hamlet.pair()
    assert steps((await amara.home()).splitlines()) == []


async def test_the_clock_of_the_demo_names_what_comes_next_as_people_do(hamlet: Village) -> None:
    await hamlet.programme()
    await hamlet.pair()
    await hamlet.press(hamlet.ines, "Yes, count me in")
    async with ClientSession() as session, session.get(f"{hamlet.demo.panel.url}clock") as answer:
        following = (await answer.json())["next"]
    assert following == {"at": "2027-03-04T09:00:00+00:00", "what": "A reminder of your agreement"}
