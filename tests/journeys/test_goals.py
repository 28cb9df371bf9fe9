"""Goals lived by a pair: sharpened, marked out, celebrated, endorsed, closed, and seen by nobody else."""

from __future__ import annotations

from typing import Any

from simulator import Person
from tests.village import Village

BAR = "▰▰▰▰▰▰▱▱▱▱"
FULL = "▰▰▰▰▰▰▰▰▰▰"
OFFER = "would you sharpen “Lead my first project” a little?"


async def goals_on_home(town: Village, person: Person) -> list[str]:
    """Return what somebody reads of goals on Home: from their heading to the first button of the pair."""
    await person.open_home()
    await town.settle()
    rows = (await person.home()).splitlines()
    begin = rows.index("*Goals*")
    return rows[begin:][: rows[begin:].index("[Read the agreement]")]


async def from_menu(town: Village, choice: str, title: str, values: dict[str, Any]) -> dict[str, str]:
    """Choose in the menu of Inês's first goal, and send the form that opens."""
    await town.ines.open_home()
    await town.settle()
    await town.ines.choose("goal:1:1", choice, within="home")
    await town.ines.opens_modal(title)
    errors = await town.ines.submit(values)
    await town.settle()
    return dict(errors)


async def last_words(town: Village, person: Person) -> str:
    await town.settle()
    return str((await person.last_message())["text"])


async def test_a_goal_becomes_real_step_by_step_and_the_mentor_stands_behind_it(signed: Village) -> None:
    begun = await signed.ines.reads("Your agreement has begun")
    assert OFFER in begun["text"]
    assert OFFER not in (await signed.noah.reads("Your agreement has begun"))["text"]

    # A day that has passed is no day for a goal; nothing that was typed is lost.
    words = {
        "How will you know that you are there?": "The team asks me, not my manager.",
        "By when?": "2027-02-28",
        "What is a first step, small enough for this week?": "Ask for the small one.",
    }
    errors = await signed.fill_in(signed.ines, "Sharpen my goal", "Sharpen the goal", words)
    assert errors == {"by": "That day has passed. Please choose a later one, or none."}
    assert await signed.ines.submit({"By when?": "2027-06-30"}) == {}
    await signed.settle()
    assert OFFER not in (await signed.ines.reads("Your agreement has begun"))["text"]

    await from_menu(signed, "Milestones", "Milestones", {"more": "Write a plan\n\nKick-off\nWrite a plan"})
    await from_menu(signed, "Milestones", "Milestones", {"reached": ["Write a plan"]})
    assert await last_words(signed, signed.ines) == (
        "✓ A step further: “Write a plan”, on the way to “Lead my first project”. <@UMENTOR> hears of it too, "
        "so that you can enjoy it together."
    )
    assert await last_words(signed, signed.noah) == (
        "<@UMENTEE> has reached a milestone: “Write a plan”, on the way to “Lead my first project”. "
        "A warm word from you will count."
    )

    await signed.noah.press("Look closer", within="messages")
    look = await signed.noah.opens_modal("A closer look")
    assert [block["text"]["text"] for block in look["blocks"] if block["type"] == "section"] == [
        "*1. Lead my first project*\n0% ▱▱▱▱▱▱▱▱▱▱",
        "*How to tell that it is reached*\nThe team asks me, not my manager.",
        "*By when*\nJune 30, 2027",
        "*First step*\nAsk for the small one.",
        "*Milestones*\n✓ Write a plan\n○ Kick-off",
    ]
    assert await signed.noah.submit({"comment": "Choose one that may fail.", "endorse": ["endorse"]}) == {}
    assert await last_words(signed, signed.ines) == (
        "<@UMENTOR> endorses your goal “Lead my first project”, and writes:\nChoose one that may fail."
    )
    assert await goals_on_home(signed, signed.noah) == [
        "*Goals*",
        "*1. Lead my first project*",
        "0% ▱▱▱▱▱▱▱▱▱▱",
        "[Look closer]",
        "By June 30, 2027 · 1 of 2 milestones reached · endorsed by <@UMENTOR>",
        "Nothing logged yet.",
        "<@UMENTOR>: Choose one that may fail.",
    ]

    # Another goal under the same number is not what was endorsed; a tick that was a slip is no milestone.
    await from_menu(signed, "Sharpen it", "Sharpen the goal", {"what": "Lead two projects"})
    await from_menu(signed, "Milestones", "Milestones", {"reached": []})
    assert "By 30 June 2027 · 0 of 2 milestones reached" in await goals_on_home(signed, signed.ines)
    assert "The milestone “Write a plan” is open again." in await signed.noah.messages()


async def test_progress_goes_forth_and_back_and_the_mentor_hears_of_the_end_at_once(signed: Village) -> None:
    for line, added in (
        ("60% the first chapter", ""),
        ("1 40%", "A step back tells you something that a plan cannot. What is the smallest next step?\n"),
    ):
        await signed.ines.command(f"/progress {line}")
        await signed.settle()
        shown = (await signed.ines.last_message())["text"]
        assert shown.partition("\n")[2] == f"{added}<@UMENTOR> can see it in Home."
    await signed.press(signed.ines, "Take it back")
    assert (
        await last_words(signed, signed.ines)
        == f"I took that back. Goal 1 “Lead my first project” stands at 60% {BAR}."
    )
    for_noah = len(await signed.noah.messages())

    # What was logged by the way comes with the check-in.
    await signed.go_to(2027, 3, 16, 10, 30, zone="Europe/Lisbon")
    await signed.press(signed.ines, "Going well")
    await signed.go_to(2027, 3, 16, 9, 30, zone="America/New_York")
    told = await signed.noah.messages()
    assert [text.splitlines()[:4] for text in told[for_noah:] if "checked in" in text] == [
        [
            "<@UMENTEE> checked in: *Going well*",
            f"Goal: Lead my first project · 60% {BAR}",
            "Logged since the last check-in:",
            f"1. Lead my first project: 60% {BAR} · the first chapter",
        ]
    ]

    await signed.ines.command("/progress 1 done")
    assert await last_words(signed, signed.noah) == (
        f"<@UMENTEE> has come to the end of “Lead my first project”: 100% {FULL}\n"
        "A good moment to celebrate, and to ask what made the difference."
    )
    assert (await goals_on_home(signed, signed.ines))[:4] == [
        "*Goals*",
        "[Add a goal]",
        "*1. Lead my first project*",
        f"100% {FULL} · +40 points in the last two weeks",
    ]

    # Taken back from Home, it is unsaid where it was told.
    await signed.ines.choose("goal:1:1", "Take the last entry back", within="home")
    taken_back = f"<@UMENTEE> took that entry back. “Lead my first project” stands at 60% {BAR}."
    assert await last_words(signed, signed.noah) == taken_back


async def test_a_goal_ends_and_begins_again_and_only_the_two_ever_see_it(signed: Village) -> None:
    await signed.ines.open_home()
    await signed.settle()
    secret = {"what": "Ask for a raise", "measure": "It is on paper", "step": "Ask Noah how"}
    assert await signed.fill_in(signed.ines, "Add a goal", "A new goal", secret) == {}
    await from_menu(signed, "Close it", "Close the goal", {"how": "reached"})
    assert await last_words(signed, signed.ines) == (
        "✓ You have reached “Lead my first project”. <@UMENTOR> hears of it too: do celebrate it together."
    )
    reached = "<@UMENTEE> has reached “Lead my first project”. Do celebrate it together."
    assert await last_words(signed, signed.noah) == reached
    assert await goals_on_home(signed, signed.noah) == [
        "*Goals*",
        "*2. Ask for a raise*",
        "0% ▱▱▱▱▱▱▱▱▱▱",
        "[Look closer]",
        "Nothing logged yet.",
        "*Closed goals*",
        "1. Lead my first project · reached",
    ]

    await signed.ines.open_home()
    await signed.settle()
    await signed.ines.choose("goal.again", "Take up again: Lead my first project", within="home")
    again = "<@UMENTEE> has taken up “Lead my first project” again."
    assert await last_words(signed, signed.noah) == again

    await signed.amara.open_home()
    await signed.settle()
    seen = "\n".join([await signed.amara.home(), *await signed.amara.messages()])
    words = ("Lead my first project", *secret.values(), "goal", "Goal")
    assert [one for one in words if one in seen] == []
