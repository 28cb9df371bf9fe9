"""Killed at any point of the story, the bot goes on where it was: what it owes is paid after the restart, once."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator import Person
from tests.chaos.nursery import Nursery
from tests.chaos.siege import LATER, Siege, siege
from tests.village import ABOUT_INES, ABOUT_NOAH, CLAUSES_OF_INES, CLAUSES_OF_NOAH, START

# Three days after the first check-in was due, in the afternoon of Lisbon and the morning of New York.
QUESTIONS = [f"onboarding.{step}" for step in ABOUT_INES]
KILLS = 3
AFTER_AN_OUTAGE = datetime(2027, 3, 19, 14, 30, tzinfo=UTC)

# What each reads in the end, each question with its answer.
ABOUT = [
    "✓ *About you* · I build data pipelines in Porto.",
    "✓ *Expectations* · To lead a team one day.",
    "✓ *Interests* · Music and ham radio",
    "✓ *Topics* · Leading a team and confidence",
    "✓ *Languages* · English and Portuguese",
    "✓ *Style and culture* · I take time before I answer",
    "✓ *Time zone* · Lisbon",
    "✓ *Work days* · Monday to Friday",
    "✓ *Work hours* · 09:00 to 18:00",
    "✓ *Hour for messages* · 10:00",
    "✓ *Other commitments* · School run until 9",
    "✓ *Feedback* · Straight to the point",
    "✓ *On your card* · everything you told",
]
ABOUT_A_MENTOR = [
    "✓ *About you* · I run a platform team in Brooklyn.",
    "✓ *Expectations* · To listen better.",
    "✓ *Interests* · Music and sport",
    "✓ *Topics* · Leading a team",
    "✓ *Languages* · English",
    "✓ *Style and culture* · Direct words, I take them well",
    "✓ *Time zone* · New York",
    "✓ *Work days* · Monday to Friday",
    "✓ *Work hours* · 9:00\N{NARROW NO-BREAK SPACE}AM to 5:00\N{NARROW NO-BREAK SPACE}PM",
    "✓ *Hour for messages* · 9:00\N{NARROW NO-BREAK SPACE}AM",
    "*Other commitments* · skipped",
    "✓ *Feedback* · Straight to the point",
    "✓ *On your card* · everything you told",
]
CLAUSES = [
    "✓ *Channels*",
    "✓ *When technology fails*",
    "✓ *Cadence* · every 2 weeks, on Tuesday",
    "✓ *Session length* · 45 minutes",
    "✓ *Hours for sessions* · Monday to Friday, 09:00 to 18:00 (Lisbon time)",
    "✓ *Finding times* · The mentee proposes times; changes: at least a day before",
    "✓ *Reply time* · Within a day",
    "✓ *Contact between sessions* · Whenever something comes up",
    "✓ *News of progress* · With the next check-in",
    "✓ *Other commitments* · Nothing to plan around",
    "✓ *Confidentiality* · Nothing leaves this room",
    "✓ *Boundaries* · Health",
    "✓ *Goal* · Lead my first project",
    "✓ *Feedback* · Straight to the point",
    "✓ *Language and culture* · English",
    "✓ *When it gets difficult* · Talk it over, just the two of us",
    "✓ *Review* · After three months",
    "✓ *A no-fault end* · With one closing conversation",
]
FOR_A_MENTOR = {
    "✓ *Boundaries* · Health": "✓ *Boundaries* · Nothing in particular",
    "✓ *Hours for sessions* · Monday to Friday, 09:00 to 18:00 (Lisbon time)": "✓ *Hours for sessions* · Monday to "
    "Friday, 9:00\N{NARROW NO-BREAK SPACE}AM to 5:00\N{NARROW NO-BREAK SPACE}PM (New York time)",
    "✓ *Goal* · Lead my first project": "✓ *Goal* · See Inês lead",
}
CLAUSES_FOR_A_MENTOR = [FOR_A_MENTOR.get(one, one) for one in CLAUSES]

READ_BY_INES = [
    "✓ You said yes to mentoring with <@UMENTOR> in Spring 2027.",
    *ABOUT,
    "Thank you, that is everything about you. <@UMENTOR> is still answering; I will introduce you as soon as both of "
    "you are ready.",
    "Meet <@UMENTOR>, your mentor.",
    *CLAUSES,
    "Thank you, those are all the clauses. <@UMENTOR> is still answering. What you said stays covered until both of "
    "you are done.",
    "You and <@UMENTOR> have both answered. Everything is settled. The agreement is ready to be signed.",
    "✓ You signed your agreement with <@UMENTOR>, and so did they.",
    "✓ You and <@UMENTOR> have both signed. Your agreement has begun.",
]
READ_BY_NOAH = [
    "✓ You said yes to mentoring with <@UMENTEE> in Spring 2027.",
    *ABOUT_A_MENTOR,
    "Meet <@UMENTEE>, your mentee.",
    *CLAUSES_FOR_A_MENTOR,
    "You and <@UMENTEE> have both answered. Everything is settled. The agreement is ready to be signed.",
    "✓ You signed your agreement with <@UMENTEE>, and so did they.",
    "<@UMENTEE> has signed your agreement.",
    "✓ You and <@UMENTEE> have both signed. Your agreement has begun.",
]
READ_BY_AMARA = [
    "<@UMENTEE> said yes to mentoring with <@UMENTOR> in Spring 2027.",
    "<@UMENTOR> said yes to mentoring with <@UMENTEE> in Spring 2027.",
]


@pytest.fixture
async def town(tmp_path: Path, database_url: str, cradle: Nursery) -> AsyncIterator[Siege]:
    """A workspace, and a bot in a process of its own that is not started yet."""
    async with siege(tmp_path, database_url, cradle) as laid_out:
        yield laid_out


async def story(town: Siege, person: Person, lines: list[str]) -> list[str]:
    """Return which of some lines a person reads, as often and in the order as they read them."""
    return [line for line in await town.read_by(person) if line in lines]


async def test_a_bot_that_is_killed_throughout_the_story_says_everything_once(town: Siege) -> None:
    await town.begin()
    await town.programme()
    await town.pair()

    # Inês says yes. Rewriting her invitation takes for ever, so the question after it is not claimed yet.
    town.fault("hang", "chat.update", town.ines)
    await town.ines.press("Yes, count me in")
    await town.until_waiting("onboarding.introduction")
    await town.die()
    # Nobody hears Noah, who learns so and presses again later.
    assert (await town.noah.press("Yes, count me in"))["acked"] is False
    await town.revive()
    await town.press(town.noah, "Yes, count me in")

    # Inês answers. The next question is claimed and on its way, and Slack has not got it.
    introduction, *about_ines = ABOUT_INES.values()
    town.fault("hang", "chat.postMessage", town.ines)
    await town.ines.say(introduction)
    await town.until_under_way("onboarding.wants")
    await town.die()
    # What Noah types meanwhile, Slack tells the bot when it is back.
    introduction, *about_noah = ABOUT_NOAH.values()
    await town.noah.say(introduction)
    await town.revive()
    for answer in about_ines:
        await town.say(town.ines, answer)
    for answer in about_noah:
        await town.say(town.noah, answer)

    # Inês answers a clause. Slack takes the next one while the bot, which sent it, dies.
    channels, *clauses_of_ines = CLAUSES_OF_INES.values()
    town.fault("slow", "chat.postMessage", town.ines, seconds=0.5)
    await town.ines.say(channels)
    await town.until_under_way("agreement.tech")
    await town.die()
    await town.until_taken("agreement.tech")
    channels, *clauses_of_noah = CLAUSES_OF_NOAH.values()
    await town.noah.say(channels)
    await town.revive()
    for answer in clauses_of_ines:
        await town.say(town.ines, answer)
    for answer in clauses_of_noah:
        await town.say(town.noah, answer)

    # Inês signs. Slack has taken the news for Noah, and the bot has not heard so.
    await town.noah.press("Read and sign")
    await town.noah.opens_modal("Mentoring agreement")
    town.fault("500_after", "chat.postMessage", town.noah)
    await town.ines.press("Read and sign")
    await town.ines.opens_modal("Mentoring agreement")
    assert await town.ines.submit({}) == {}
    await town.until_under_way("partner_signed", taken=True)
    await town.die()
    with pytest.raises(AssertionError, match="did not answer in time"):
        await town.noah.submit({})
    await town.revive()

    # Noah signs, and all that follows is owed from that moment on; it is paid weeks later, and the check-in with it.
    town.fault("hang", "chat.postMessage")
    assert await town.noah.submit({}) == {}
    await town.until_under_way("begun")
    await town.die()
    await town.revive(AFTER_AN_OUTAGE)

    # Inês answers it, and the bot dies as soon as it has acknowledged that.
    town.fault("hang", "chat.postMessage")
    assert (await town.ines.press("Going well"))["acked"] is True
    await town.die()
    await town.revive()

    assert await town.ends() <= {"sent", "skipped"}
    assert await town.standing() == await town.owed()
    in_the_end = "✓ Your check-in of 16 March 2027"
    shared = "<@UMENTEE> checked in: *Going well*"
    # What else is said by then is owed and stands once, too; these are the lines of the story, in their order.
    assert await story(town, town.ines, [*READ_BY_INES, in_the_end]) == [*READ_BY_INES, in_the_end]
    assert await story(town, town.noah, [*READ_BY_NOAH, shared]) == [*READ_BY_NOAH, shared]
    assert await story(town, town.amara, READ_BY_AMARA) == READ_BY_AMARA


async def test_a_bot_that_is_killed_as_it_lists_what_was_taken_over_has_taken_over_all_of_it(
    town: Siege,
) -> None:
    await town.begin()
    await town.programme()
    await town.pair()
    await town.onboard(town.noah, ABOUT_NOAH)
    await town.onboard(town.ines, ABOUT_INES)
    # The list is on its way, and Slack has not got it; the question after it is not claimed yet.
    town.fault("hang", "chat.postMessage", town.ines)
    assert (await town.ines.press("Use your suggestions for the rest"))["acked"] is True
    await town.until_under_way("suggested")
    await town.die()
    await town.revive()

    assert await town.ends() == {"sent"}
    assert await town.standing() == await town.owed()
    listed = [one["text"] for one in await town.ines.conversation() if "took over" in one["text"]]
    named = [[line.split("*")[1] for line in text.splitlines() if line.startswith("*")] for text in listed]
    only_she_knows = ("Other commitments", "Boundaries", "Goal")
    every = [line.split("*")[1] for line in CLAUSES]
    assert named == [[one for one in every if one not in only_she_knows]]
    asked = [row.kind for row in await town.ledger() if row.kind.startswith("agreement.")]
    assert asked == ["agreement.channels", "agreement.channels", "agreement.commitments"]


async def test_a_bot_that_is_killed_at_any_moment_loses_nothing_and_repeats_nothing(town: Siege) -> None:
    await town.begin()
    await town.programme()
    await town.pair()
    await town.press(town.ines, "Yes, count me in")
    await town.press(town.noah, "Yes, count me in")
    # Slack takes its time, so that there is always something on its way.
    town.fault("slow", "chat.postMessage", seconds=0.05)
    moments = random.Random(2027)
    both = asyncio.gather(
        town.answer(town.ines, [*zip(QUESTIONS, ABOUT_INES.values(), strict=True)]),
        town.answer(town.noah, [*zip(QUESTIONS, ABOUT_NOAH.values(), strict=True)]),
    )
    for _ in range(KILLS):
        await asyncio.sleep(moments.uniform(0.0, 0.6))
        await town.program.kill()
        await town.program.start(town.program.now() + LATER)
    await both
    await town.settle()

    assert await town.ends() == {"sent"}
    assert await town.standing() == await town.owed()
    questions = [row.kind for row in await town.ledger() if row.kind.startswith("onboarding.")]
    assert Counter(questions) == Counter(dict.fromkeys(QUESTIONS, 2))
    assert await story(town, town.ines, ABOUT) == ABOUT
    assert await story(town, town.noah, ABOUT_A_MENTOR) == ABOUT_A_MENTOR


async def test_a_second_bot_on_the_same_file_is_refused_and_a_killed_one_is_replaced(
    tmp_path: Path, sqlite_url: str, cradle: Nursery
) -> None:
    async with siege(tmp_path, sqlite_url, cradle) as town:
        await town.begin()
        file = sqlite_url.removeprefix("sqlite:///")
        assert await town.program.start_another(START) == (
            1,
            f"Another Trellis (process {town.program.pid}) already works with {file}. "
            "Stop it first, or give this one its own TRELLIS_DATABASE_URL.\n",
        )
        # The other commands work beside it.
        assert await town.program.start_another(START, "migrate") == (0, "")
        await town.program.kill()
        await town.begin()
        await town.programme()
