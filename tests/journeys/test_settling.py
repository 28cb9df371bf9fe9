"""Differences are settled in at most three presses each, and what is signed is what both read."""

from __future__ import annotations

import asyncio
import re
from itertools import cycle, pairwise

from bot.dialogues import AGREEMENT
from simulator import Person
from simulator.shapes import Json
from simulator.visible import visible_text
from tests.village import CLAUSES_OF_NOAH, Village

FAR_APART = {
    **CLAUSES_OF_NOAH,
    "cadence": "every month",
    "length": "90 minutes",
    "confidentiality": "Topics may be shared",
}
MOVED = "This has moved on since the message was sent. Trellis's Home shows where things stand."


async def differ(town: Village, clauses: dict[str, str] = FAR_APART) -> None:
    """Let Noah answer too, with three differences between them."""
    await town.answer_clauses(town.noah, clauses)


async def newest(person: Person, text: str) -> Json:
    """The newest message in which this text stands."""
    return [message for message in await person.conversation() if text in visible_text(message)][-1]


async def comparison(person: Person) -> str:
    """The whole comparison as it stands."""
    return visible_text(await newest(person, "have both answered."))


async def row(person: Person, label: str) -> str:
    """What the comparison says of one clause, with the buttons below it."""
    text = (await comparison(person)).split(f"*{label}*")[1]
    return re.split(r"\n✓? ?\*|\n[✓≈]", text)[0].lstrip("\n ·")


async def standing(person: Person) -> str:
    """What the comparison says first: how many differences are left."""
    return (await comparison(person)).splitlines()[1]


async def test_each_difference_takes_at_most_three_presses(half_answered: Village) -> None:
    await differ(half_answered)
    ines, noah = half_answered.ines, half_answered.noah
    assert await row(ines, "Cadence") == (
        "You: every 2 weeks, on Tuesday\n<@UMENTOR>: every month\n[Take theirs: every month]\n"
        "[Meet in the middle: every 3 weeks, on Tuesday]\n[Propose mine: every 2 weeks, on Tuesday]"
    )
    heard = await half_answered.hears(noah, ines.press("Meet in the middle: every 3 weeks, on Tuesday"))
    assert heard == [
        "<@UMENTEE> has moved on your differences. 3 wait for you, further up under “Your two answers, side by side”."
    ]
    # As long as Noah has not moved, he is told once.
    assert await half_answered.hears(noah, ines.press("Propose mine: 45 minutes")) == []
    heard = await half_answered.hears(ines, noah.press("Propose mine: every month"))
    assert heard == [
        "<@UMENTOR> has moved on your differences. 2 wait for you, further up under “Your two answers, side by side”."
    ]
    # What differs comes first, and how much of it is left; what is agreed takes a line, and all of it a press.
    left = (
        "You and <@{}> have both answered. 3 differences are left to settle. Each takes at most three presses "
        "between you."
    )
    assert [await standing(one) for one in (ines, noah)] == [left.format("UMENTOR"), left.format("UMENTEE")]
    assert (await comparison(noah)).splitlines()[2].startswith("*Cadence*")
    await noah.press("See every answer")
    every = visible_text(await noah.opens_modal("Every answer"))
    assert "*Reply time* · You agree: Within a day" in every
    assert "*Cadence* · You proposed: every month" in every
    await noah.close()
    assert await row(ines, "Cadence") == (
        "<@UMENTOR> proposes: every month\nYour answer was: every 2 weeks, on Tuesday\n"
        "[Accept: every month]\n[Leave it for our first talk]"
    )
    await half_answered.press(ines, "Leave it for our first talk")
    await half_answered.press(noah, "Accept: 45 minutes")
    await half_answered.press(noah, "Take theirs: Nothing leaves this room")
    for person in (ines, noah):
        assert await row(person, "Cadence") == (
            "every 3 weeks, on Tuesday (for now; to be talked over when you first meet)"
        )
        assert await row(person, "Session length") == "45 minutes"
        assert await row(person, "Confidentiality") == "Nothing leaves this room"
        assert (await standing(person)).endswith(
            "Everything is settled. The agreement is ready to be signed."
        )
        assert "is ready. Please read it" in (await person.messages())[-1]


async def test_a_press_on_a_state_that_has_passed_changes_nothing(half_answered: Village) -> None:
    await differ(half_answered)
    ines, noah = half_answered.ines, half_answered.noah
    # Both press before either sees what the other pressed; whoever is second pressed on what is no longer so.
    await asyncio.gather(ines.press("Propose mine: 45 minutes"), noah.press("Propose mine: 90 minutes"))
    await half_answered.settle()
    assert [MOVED in await person.messages() for person in (ines, noah)].count(True) == 1
    first, second = (noah, ines) if MOVED in await ines.messages() else (ines, noah)
    assert (await row(first, "Session length")).startswith("You proposed: ")
    assert " proposes: " in await row(second, "Session length")


async def test_pressing_the_same_proposal_twice_proposes_once(half_answered: Village) -> None:
    await differ(half_answered)
    ines = half_answered.ines
    comparison = await newest(ines, "have both answered.")
    presses = (ines.press("Propose mine: 45 minutes", within=comparison) for _ in range(2))
    await asyncio.gather(*presses)
    await half_answered.settle()
    assert await row(ines, "Session length") == "You proposed: 45 minutes. <@UMENTOR> can accept or answer."
    assert await row(half_answered.noah, "Session length") == (
        "<@UMENTEE> proposes: 45 minutes\nYour answer was: 90 minutes\n[Accept: 45 minutes]"
        "\n[Meet in the middle: 60 minutes]\n[Propose mine: 90 minutes]"
    )


async def test_an_answer_changed_before_both_have_signed_makes_a_new_text(half_answered: Village) -> None:
    await differ(half_answered, CLAUSES_OF_NOAH)
    ines, noah = half_answered.ines, half_answered.noah
    await half_answered.sign(ines)
    await half_answered.press(noah, "Read and sign")
    outdated = await noah.opens_modal("Mentoring agreement")
    await half_answered.press(ines, "Edit", within=await newest(ines, "✓ *Reply time*"))
    await half_answered.press(ines, "Within two days")
    assert "version 1" in visible_text(outdated)
    heard = await half_answered.hears(noah, noah.submit({}))
    assert heard == [
        "The text has changed since you opened it, so nothing was signed. The newest version waits in Messages."
    ]
    assert (
        "<@UMENTEE> signed, and then an answer changed. The agreement comes anew when everything is settled."
        in await noah.messages()
    )
    ready = "is ready. Please read it; it begins when both of you have signed.\n[Read and sign]"
    for person in (ines, noah):
        assert len([text for text in await person.messages() if text.endswith(ready)]) == 1
        await half_answered.sign(person)
    for person in (ines, noah):
        assert "have both signed. Your agreement has begun." in "\n".join(await person.messages())


async def test_a_signed_answer_stays_as_it_was_signed(signed_here: Village) -> None:
    ines = signed_here.ines
    heard = await signed_here.hears(
        ines, ines.press("Edit", within=await newest(ines, "*Reply time* · Within a day"))
    )
    assert heard == [
        "That answer stands in your agreement, which both of you have signed, so it stays as it is."
    ]
    # The message in which it was typed can be changed and deleted; the answer stays, and Inês hears of it.
    typed = await newest(ines, "within a day")
    assert await signed_here.hears(ines, ines.edit(typed["ts"], "within a week")) == heard
    assert await signed_here.hears(ines, ines.delete(typed["ts"])) == heard
    assert "*Reply time* · Within a day" in "\n".join(await ines.messages())


async def test_an_answer_taken_back_covers_all_answers_again_until_there_is_a_new_one(
    half_answered: Village,
) -> None:
    await differ(half_answered)
    ines, noah = half_answered.ines, half_answered.noah
    await half_answered.press(noah, "Propose mine: 90 minutes")
    typed = [one for one in await ines.conversation() if one["text"] == "45 minutes"][-1]
    heard = await half_answered.hears(ines, ines.delete(typed["ts"]))
    assert heard[0] == "You deleted your message, so I have taken that answer back."
    assert f"Step 4 of {len(AGREEMENT.steps)}" in heard[1]
    covered = (
        "One of you has taken an answer back. As soon as you and <@{}> have both answered everything, your answers "
        "stand side by side here again."
    )
    assert covered.format("UMENTEE") in await noah.messages()
    assert covered.format("UMENTOR") in await ines.messages()
    await half_answered.press(ines, "90 minutes")
    for person in (ines, noah):
        assert "Session length" in (await comparison(person)).split("✓ *You agree*: ")[1].splitlines()[0]
        assert (await row(person, "Cadence")).startswith("You: ")


OTHERWISE = {
    **CLAUSES_OF_NOAH,
    "channels": "Phone, Huddle",
    "hours": "Monday to Friday, 18 to 22",
    "language": "Spanish",
}


async def buttons(person: Person, label: str) -> list[Json]:
    """What can be pressed on one clause in the comparison; nothing once it is settled."""
    blocks = (await newest(person, "have both answered."))["blocks"]
    for one, following in pairwise(blocks):
        if one.get("text", {}).get("text", "").startswith(f"*{label}*"):
            return list(following.get("elements", []))
    return []


async def settle_by_pressing(town: Village, label: str) -> list[str]:
    """Let the two press in turn, each as stubborn as they can be, until a difference is settled; return the presses."""
    pressed: list[str] = []
    for person in cycle((town.ines, town.noah)):
        found = {one["text"]["text"]: one for one in await buttons(person, label)}
        if not found:
            return pressed
        wish = next((one for one in found if one.startswith("Propose mine")), next(iter(found)))
        pressed.append(wish)
        await person.press(action_id=found[wish]["action_id"], value=found[wish]["value"])
        await town.settle()
    raise AssertionError("the two never tire")


async def test_hours_channels_and_languages_are_settled_in_three_presses_too(half_answered: Village) -> None:
    await differ(half_answered, OTHERWISE)
    settled = {
        "Hours for sessions": (
            "18:00 to 22:00 (New York time)",
            "6:00\u202fPM to 10:00\u202fPM (New York time)",
        ),
        "Channels": (
            "Quick questions: phone, or Slack huddle if that fails",
            "Quick questions: phone, or Slack huddle if that fails",
        ),
        "Language and culture": ("Spanish", "Spanish"),
    }
    for label, shown in settled.items():
        assert (await row(half_answered.ines, label)).startswith("You: ")
        presses = await settle_by_pressing(half_answered, label)
        assert [one.split(":")[0] for one in presses] == ["Propose mine", "Propose mine", "Accept"], label
        for person, what in zip((half_answered.ines, half_answered.noah), shown, strict=True):
            assert f"✓ *{label}*" in await comparison(person), label
            assert what in await row(person, label)
    assert "is ready. Please read it" in (await half_answered.ines.messages())[-1]
