"""What was held comes within the next message: each part is answered, taken back and answered again in place."""

from __future__ import annotations

from bot.prompts.asking import UNDO
from simulator.visible import visible_text
from tests.village import Village

A_WEEK = "At most a week, apart from check-ins and questions after sessions"


async def test_a_held_question_comes_within_the_next_message_and_each_part_is_answered_there(
    at_work: Village,
) -> None:
    ines, noah = at_work.ines, at_work.noah
    await at_work.sees_home(ines)
    once = {A_WEEK: "1 a week"}
    assert await at_work.fill_in(ines, "How much I write", "How much I write", once) == {}
    await at_work.go_to(2027, 3, 30, 15, zone="Europe/Lisbon")
    came = [when for who, when, _text in at_work.posts() if who == "ines" and when > "Tue 30"]
    assert came == ["Tue 30 Mar 10:00"]

    async def shown() -> str:
        return visible_text((await ines.conversation())[-1])

    both = await shown()
    assert both.splitlines()[:3] == [
        "2 things in one message, so that I write less often. Each is answered by itself, whenever it suits you.",
        "Your check-in",
        "How has it been going with “Lead my first project” since we last talked?",
    ]
    assert "The first one: I can speak openly." in both
    # The second part is answered while the first still asks.
    await at_work.press(ines, "Mostly")
    half = await shown()
    assert ("[Going well]" in half, "[Mostly]" in half, half.count("[Take it back]")) == (True, False, 1)
    heard = await at_work.hears(noah, ines.press("Going well"))
    assert [one.partition(":")[0] for one in heard] == ["<@UMENTEE> checked in"]
    assert ("[Going well]" in await shown(), (await shown()).count("[Take it back]")) == (False, 2)
    # What is taken back is the part whose button it was, and it can be answered again.
    undo = [
        element["value"]
        for block in (await ines.conversation())[-1]["blocks"]
        for element in block.get("elements", ())
        if element.get("action_id") == UNDO
    ]
    assert len(set(undo)) == 2
    await ines.press(action_id=UNDO, value=undo[1])
    await at_work.settle()
    after = await shown()
    assert (after.count("[Take it back]"), after.count("[Answer after all]")) == (1, 1)
    assert await at_work.hears(noah, ines.press(action_id=UNDO, value=undo[0])) == []
    assert (await shown()).count("[Answer after all]") == 2
