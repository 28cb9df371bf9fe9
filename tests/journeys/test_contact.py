"""What the agreement says of contact and of news of progress is what Trellis does."""

from __future__ import annotations

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
