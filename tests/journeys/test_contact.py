"""What the agreement says of contact and of news of progress is what Trellis does."""

from __future__ import annotations

from bot.domain.deliveries import State
from storage import deliveries
from tests.village import ABOUT_INES, ABOUT_NOAH, CLAUSES_OF_INES, CLAUSES_OF_NOAH, Village

AT_ONCE = {"progress": "At once", "contact": "At most once a day"}


async def agree_on(town: Village, clauses: dict[str, str]) -> None:
    """Go from an empty workspace to an agreement in which both answered these clauses alike."""
    await town.programme()
    await town.pair()
    await town.onboard(town.ines, ABOUT_INES)
    await town.onboard(town.noah, ABOUT_NOAH)
    await town.answer_clauses(town.ines, {**CLAUSES_OF_INES, **clauses})
    await town.answer_clauses(town.noah, {**CLAUSES_OF_NOAH, **clauses})
    await town.sign(town.ines)
    await town.sign(town.noah)


def news(town: Village) -> list[tuple[str, str]]:
    """When Noah was told of progress, and what."""
    return [(at, text) for to, at, text in town.posts() if to == "noah" and " logged " in text]


async def comment(town: Village, words: str) -> list[str]:
    """Let Noah say something of the goal, and return what Inês hears at once."""
    await town.sees_home(town.noah)
    await town.noah.press("Look closer", within="home")
    await town.noah.opens_modal("A closer look")
    return await town.hears(town.ines, town.noah.submit({"comment": words}))


async def waiting(town: Village) -> list[tuple[str, str]]:
    """What is held of messages about the pair, and why."""
    running = town.demo.running
    rows = await running.services.store.read(lambda tx: deliveries.recent(tx, running.workspace.id))
    return [(one.kind, one.reason.id) for one in rows if one.state is State.HELD and one.reason]


async def test_a_mentor_hears_at_once_and_no_more_often_than_was_agreed(hamlet: Village) -> None:
    await agree_on(hamlet, AT_ONCE)
    for line in ("20% wrote the outline", "30% asked for comments"):
        await hamlet.ines.command(f"/progress {line}")
        await hamlet.settle()
    await hamlet.go_to(2027, 3, 2, 15, 30)
    await hamlet.ines.command("/progress 40% built the first part")
    await hamlet.settle()
    assert news(hamlet) == [
        ("Mon 01 Mar 10:00", "<@UMENTEE> logged on “Lead my first project”: 20% ▰▰▱▱▱▱▱▱▱▱ · wrote the outline"),
        ("Tue 02 Mar 10:30", "<@UMENTEE> logged on “Lead my first project”: 40% ▰▰▰▰▱▱▱▱▱▱ · built the first part"),
    ]  # fmt: skip
    # His word on it keeps to the same: the second waits for its day, with a reason, and both of an hour go together.
    heard = [await comment(hamlet, "Well begun."), await comment(hamlet, "And well planned.")]
    await hamlet.go_to(2027, 3, 2, 17)
    heard.append(await comment(hamlet, "One more thought."))
    assert [len(one) for one in heard] == [1, 1, 0]
    assert await waiting(hamlet) == [("goal_response", "contact")]
    await hamlet.go_to(2027, 3, 3, 16)
    assert "One more thought." in (await hamlet.ines.messages())[-1]
    # What was held back comes with the check-in, beside all the rest.
    await hamlet.go_to(2027, 3, 16, 16)
    await hamlet.press(hamlet.ines, "Going well")
    shared = [one for one in await hamlet.noah.messages() if "checked in" in one][-1]
    assert "asked for comments" in shared


async def test_a_mentor_hears_with_the_next_check_in_where_that_was_agreed(hamlet: Village) -> None:
    await agree_on(hamlet, {})
    await hamlet.ines.command("/progress 20% wrote the outline")
    await hamlet.settle()
    assert news(hamlet) == []
    await hamlet.go_to(2027, 3, 16, 16)
    await hamlet.press(hamlet.ines, "Going well")
    assert "wrote the outline" in [one for one in await hamlet.noah.messages() if "checked in" in one][-1]
