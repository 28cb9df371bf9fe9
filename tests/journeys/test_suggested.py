"""Whoever is tired of questions takes over what is suggested for the rest, and signs nothing by it."""

from __future__ import annotations

import asyncio

from bot.dialogues import AGREEMENT, ONBOARDING
from bot.domain.audience import Audience
from simulator import Person
from simulator.shapes import Json
from simulator.visible import visible_text
from tests.roles.later import could_do, does
from tests.village import ABOUT_INES, ABOUT_NOAH, CLAUSES_OF_NOAH, Village

REST = "Use your suggestions for the rest"
TAKEN_OVER = "Nothing is signed by that"
INTRO = (
    "{} answers here are my suggestions, which you took over. Look at each: *Edit* changes it. Nothing is signed by "
    "that, and <@UMENTOR> sees them when both of you have answered everything."
)
# Inês answers the first two clauses herself, and these are left.
TAKEN = [
    "*Cadence* · every 2 weeks",
    "*Session length* · 45 minutes",
    "*Hours for sessions* · Monday to Friday, 09:00 to 18:00 (Lisbon time)",
    "*Finding times* · The mentee proposes times; changes: at least a day before",
    "*Reply time* · Within a day",
    "*Contact between sessions* · Whenever something comes up",
    "*News of progress* · With the next check-in",
    "*Confidentiality* · Ask each other first, every time",
    "*Feedback* · Straight to the point",
    "*Language and culture* · English",
    "*When it gets difficult* · Talk it over, just the two of us",
    "*Review* · After three months",
    "*A no-fault end* · With one closing conversation",
]
AGAIN = "What you took over from my suggestions is listed further down, with what you have taken over since."
MOVED = "This has moved on since the message was sent. Trellis's Home shows where things stand."


async def begin(town: Village) -> None:
    """Let both tell of themselves, and Inês answer two clauses."""
    await town.programme()
    await town.pair()
    await town.onboard(town.noah, ABOUT_NOAH)
    await town.onboard(town.ines, ABOUT_INES)
    await town.press(town.ines, "That suits me")
    await town.press(town.ines, "Save")


async def newest(person: Person, text: str) -> Json:
    """The newest message in which this text stands."""
    return [message for message in await person.conversation() if text in visible_text(message)][-1]


async def listed(person: Person) -> list[str]:
    """What the newest list of what was taken over says now, without its buttons."""
    shown = visible_text(await newest(person, TAKEN_OVER)).splitlines()
    return [line for line in shown if line != "[Edit]"]


async def recorded(person: Person) -> list[str]:
    """What stands recorded in the DM where it was asked."""
    return [text.splitlines()[0] for text in await person.messages() if text.startswith("✓ *")]


async def test_the_rest_is_taken_over_and_each_of_it_can_be_changed_before_anything_is_signed(
    town: Village,
) -> None:
    await begin(town)
    ines, noah = town.ines, town.noah
    before = await noah.messages()
    told, asked = await town.hears(ines, ines.press(REST))
    assert [line for line in told.splitlines() if line != "[Edit]"] == [INTRO.format(13), *TAKEN]
    # Where the button was, it is gone; what has no suggestion is asked still.
    assert (await recorded(ines))[-1] == "✓ *Cadence* · every 2 weeks"
    assert "Is there anything else in your life" in asked
    assert REST not in asked

    # One is changed from the list, and then what was open is asked below it.
    heard = await town.hears(ines, ines.press(value="length", within=await newest(ines, TAKEN_OVER)))
    assert ["Your answer so far: 45 minutes" in one for one in heard] == [True]
    (again,) = await town.hears(ines, ines.press("60 minutes"))
    assert "Is there anything else in your life" in again
    assert await listed(ines) == [INTRO.format(12), TAKEN[0], *TAKEN[2:]]
    for answer in ("Nothing to plan around", "Health", "Lead my first project"):
        await town.say(ines, answer)
    assert "those are all the clauses" in (await ines.messages())[-1]
    # All the while Noah was told nothing, and reads nothing of it.
    assert await noah.messages() == before

    # Noah types it at his first question, answers what only he knows, and both may sign.
    told, asked = await town.hears(noah, noah.say("Use your suggestions for the rest, please."))
    assert told.startswith(INTRO.format(15).replace("UMENTOR", "UMENTEE"))
    assert "Is there anything else in your life" in asked
    for clause in ("commitments", "boundaries", "goals"):
        await town.say(noah, CLAUSES_OF_NOAH[clause])
    to_sign = visible_text(await newest(ines, "is ready. Please read it"))
    named = [line.split("*")[1] for line in TAKEN if not line.startswith("*Session length*")]
    assert to_sign.splitlines()[1] == (
        f"You took these over from my suggestions: {' · '.join(named)}. Each can still be changed with its button "
        "where I listed them."
    )
    assert "Channels · When technology fails" in visible_text(await newest(noah, "is ready. Please read it"))
    # Nobody has signed; a change at this moment makes the text anew.
    await town.press(ines, value="reply_time", within=await newest(ines, TAKEN_OVER))
    await town.press(ines, "Within two days")
    assert "Reply time" not in visible_text(await newest(ines, "is ready. Please read it"))
    await town.sign(ines)
    await town.sign(noah)
    assert "have both signed. Your agreement has begun." in (await ines.messages())[-1]
    # What is signed stays, wherever it is pressed.
    heard = await town.hears(ines, ines.press(value="cadence", within=await newest(ines, TAKEN_OVER)))
    assert [one.startswith("That answer stands in your agreement") for one in heard] == [True]


async def test_pressed_several_times_at_once_the_rest_is_taken_over_once(town: Village) -> None:
    await begin(town)
    cadence = await newest(town.ines, "How often would you like to check in")
    # Slack shows the button until it hears of the first press, which takes a while.
    slow = {"match": {"method": "chat.update"}, "fault": "slow", "seconds": 1.0}
    town.demo.simulator.world.faults.replace([slow])
    await asyncio.gather(*(town.ines.press(REST, within=cadence) for _ in range(3)))
    await town.settle()
    town.demo.simulator.world.faults.replace([])
    texts = await town.ines.messages()
    assert [
        sum(what in text for text in texts) for what in ("which you took over", "anything else in your life")
    ] == [1, 1]
    assert await listed(town.ines) == [INTRO.format(13), *TAKEN]


async def test_what_was_taken_back_is_left_out_and_taken_over_once_more_with_the_rest(
    hamlet: Village,
) -> None:
    await begin(hamlet)
    ines = hamlet.ines
    await hamlet.press(ines, REST)
    late = could_do(hamlet, ines, "action suggested.change")
    await hamlet.press(ines, value="length", within=await newest(ines, TAKEN_OVER))
    await hamlet.say(ines, "an hour", thread_ts=(await newest(ines, "Your answer so far"))["ts"])
    typed = [one for one in await ines.conversation() if one["text"] == "an hour"][-1]
    await ines.delete(typed["ts"])
    await hamlet.settle()
    assert await listed(ines) == [INTRO.format(12), TAKEN[0], *TAKEN[2:]]
    told, asked = await hamlet.hears(ines, ines.say("usa tus sugerencias para el resto"))
    assert [line for line in told.splitlines() if line != "[Edit]"] == [INTRO.format(13), *TAKEN]
    assert "Is there anything else in your life" in asked
    # There is one list, and where the other was, one sentence leads to it; a press on that as it was still asks.
    lists = [one for one in await ines.messages() if TAKEN_OVER in one or one == AGAIN]
    assert lists == [AGAIN, told]
    (again,) = await hamlet.hears(ines, does(hamlet, late))
    assert "Your answer so far: every 2 weeks" in again


async def test_where_nothing_is_suggested_trellis_says_so_and_keeps_no_answer(hamlet: Village) -> None:
    await hamlet.programme()
    await hamlet.pair()
    await hamlet.press(hamlet.ines, "Yes, count me in")
    say = "use your suggestions for the rest"
    nothing = "I have no suggestion for what is still open: only you can answer it."
    # What somebody tells of themselves is theirs alone, so none of it is suggested.
    assert await hamlet.hears(hamlet.ines, hamlet.ines.say(say)) == [nothing]
    assert await recorded(hamlet.ines) == []
    await hamlet.onboard(hamlet.noah, ABOUT_NOAH)
    await hamlet.answer_clauses(hamlet.ines, ABOUT_INES)
    await hamlet.press(hamlet.ines, REST)
    known = await recorded(hamlet.ines)
    assert await hamlet.hears(hamlet.ines, hamlet.ines.say(say)) == [nothing]
    assert await recorded(hamlet.ines) == known
    help_ = (await hamlet.hears(hamlet.ines, hamlet.ines.say("help")))[0]
    assert "suggestions for the rest" not in help_


async def test_an_old_button_of_a_pair_that_has_ended_fills_in_nothing(hamlet: Village) -> None:
    await begin(hamlet)
    ines = hamlet.ines
    late = could_do(hamlet, ines, "action step.rest")
    await hamlet.say(ines, "stop")
    await hamlet.press(ines, "End mentoring…")
    await ines.opens_modal("End this mentoring")
    await ines.submit({})
    await hamlet.settle()
    assert await hamlet.hears(ines, does(hamlet, late)) == [MOVED]


def test_nothing_is_suggested_of_oneself_and_all_that_is_can_be_read_by_the_pair() -> None:
    assert {step.audience for step in AGREEMENT.steps} == {Audience.PAIR}
    assert "rest" not in {step.id for step in ONBOARDING.steps}
