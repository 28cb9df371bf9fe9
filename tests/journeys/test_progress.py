"""Progress logged in every way in which people try."""

from __future__ import annotations

import pytest

from bot.domain.people import Role
from storage import goals, pairs
from storage.goals import Said
from storage.store import Store, Transaction
from tests.storage.test_privacy import NOW, SECRET, found
from tests.village import Village

LOGGED = "✓ Logged on goal 1 “Lead my first project”: {}"
FOOT = "<@UMENTOR> can see it in Home.\n[Take it back]"
RANGE = "A percentage goes from 0 to 100, so I have not logged that. Try `/progress 60% finished the second chapter`."
NO_GOAL = (
    "There is no goal to log progress on yet. "
    "Goals come with the agreement: Trellis's Home shows where yours stands."
)
THEIRS = "Your mentee logs progress on their goals. You see it in Trellis's Home, and can answer it there."

LINES = [
    (
        "60% finished the second <b> chapter & @noah",
        LOGGED.format("60% ▰▰▰▰▰▰▱▱▱▱ · finished the second &lt;b&gt; chapter &amp; @Noah Brooks")
        + f"\n{FOOT}",
    ),
    ("wrote the introduction", LOGGED.format("wrote the introduction") + f"\n{FOOT}"),
    ("140%", RANGE),
    ("-5%", RANGE),
    ("5/3 chapters", RANGE),
    ("2 done", "There is no goal with the number 2. Your goals are numbered in Trellis's Home."),
    (
        "help",
        "I could not read that. Try `/progress 60% finished the second chapter`, or `/progress` alone for a form.",
    ),
    ("x" * 2_001, "That is longer than the 2,000 characters that fit here. Please shorten it a little."),
]


@pytest.fixture
async def mine(at_work: Village) -> Village:
    """The same, with the check-in passed over."""
    await at_work.say(at_work.ines, "skip")
    return at_work


async def test_one_line_logs_and_reads_back_or_says_why_not(mine: Village) -> None:
    for line, answer in LINES:
        assert await mine.hears(mine.ines, mine.ines.command(f"/progress {line}")) == [answer]
    # "done" is no command here: it says how far it has come.
    for line in ("done", "Listo!"):
        [said] = await mine.hears(mine.ines, mine.ines.command(f"/progress {line}"))
        assert said.splitlines()[0] == LOGGED.format("100% ▰▰▰▰▰▰▰▰▰▰")
    # With a second goal, its number means that one.
    ines = mine.ines
    await mine.sees_home(ines)
    second = {"What would you like to reach?": "Give a talk"}
    assert await mine.fill_in(ines, "Add a goal", "A new goal", second) == {}
    done = LOGGED.format("100% ▰▰▰▰▰▰▰▰▰▰").replace("goal 1 “Lead my first project”", "goal 2 “Give a talk”")
    joy = "That is all of it. Take a moment to enjoy it; <@UMENTOR> hears of it, too."
    assert await mine.hears(ines, ines.command("/progress 2 done")) == [f"{done}\n{joy}\n{FOOT}"]


async def test_the_form_asks_for_something_and_logs_once(mine: Village) -> None:
    ines = mine.ines
    await ines.command("/progress")
    await ines.opens_modal("Log progress")
    assert await ines.submit({}) == {"note": "Please give a percentage, a note, or both."}
    assert await ines.submit({"How far along, in percent": "101"}) == {
        "percent": "Please enter a number that is 100 or less."
    }
    logged = LOGGED.format("90% ▰▰▰▰▰▰▰▰▰▱")
    assert await mine.hears(ines, ines.submit({"How far along, in percent": "90"})) == [f"{logged}\n{FOOT}"]


async def test_the_shortcut_and_homes_button_open_the_form_and_home_shows_what_was_logged(
    mine: Village,
) -> None:
    ines = mine.ines
    await ines.shortcut("log_progress")
    await ines.opens_modal("Log progress")
    await ines.close()
    await mine.sees_home(ines)
    await ines.press("Log progress", within="home")
    await ines.opens_modal("Log progress")
    assert await ines.submit({"What happened": "Met the team"}) == {}
    await mine.settle()
    assert any(line.endswith(": Met the team") for line in (await ines.home()).splitlines())


async def test_typed_progress_follows_its_message(mine: Village) -> None:
    ines = mine.ines
    typed = await ines.say("progress: 70% half of it")
    await mine.settle()
    assert (await ines.messages())[-1] == LOGGED.format("70% ▰▰▰▰▰▰▰▱▱▱ · half of it") + f"\n{FOOT}"
    for percent in (75, 80):
        said = await mine.hears(ines, ines.edit(typed, f"progress: {percent}% nearly"))
        assert said == [LOGGED.format(f"{percent}% ▰▰▰▰▰▰▰▰▱▱ · nearly") + f"\n{FOOT}"]
    said = await mine.hears(ines, ines.delete(typed))
    assert said == ["You deleted your message, so I have taken that entry out of the log."]
    assert "0% ▱▱▱▱▱▱▱▱▱▱" in "\n".join(await mine.sees_home(ines))
    assert await mine.hears(ines, ines.say("progress: 7: 50%")) == [
        "There is no goal with the number 7. Your goals are numbered in Trellis's Home."
    ]


async def test_what_somebody_else_deletes_takes_no_progress_with_it(mine: Village) -> None:
    """In Slack a message has its name within its conversation alone: two people's may be called the same."""
    ines, noah = mine.ines, mine.noah
    await mine.go_to(2027, 3, 17, 14, 30, zone="Europe/Lisbon")
    typed, other = await ines.say("progress: 70% half of it"), await noah.say("good morning")
    assert typed == other
    await mine.settle()
    assert await mine.hears(noah, noah.delete(other)) == []
    assert "70% ▰▰▰▰▰▰▰▱▱▱" in "\n".join(await mine.sees_home(ines))
    said = await mine.hears(ines, ines.delete(typed))
    assert said == ["You deleted your message, so I have taken that entry out of the log."]


async def test_two_who_type_in_the_same_moment_both_log_and_neither_twice(store: Store) -> None:
    def story(tx: Transaction) -> list[bool]:
        town = found(tx, "T1")
        other = pairs.create(
            tx,
            town.ws,
            town.programme,
            {Role.MENTEE: town.amara, Role.MENTOR: town.noah},
            by=town.amara,
            at=NOW,
        )
        both = ((town.pair, town.ines), (other.id, town.amara))
        goal = {who: goals.create(tx, town.ws, pair, who, SECRET, at=NOW) for pair, who in both}
        said = Said(60, None, "typed:1804431000.000000:")
        return [goals.log(tx, goal[who], town.ws, who, said, at=NOW) for who in (*goal, *goal)]

    assert await store.run(story) == [True, True, False, False]


async def test_whoever_has_no_goal_is_told_why(mine: Village) -> None:
    for person, why in ((mine.noah, THEIRS), (mine.amara, NO_GOAL)):
        for act in (
            person.command("/progress 20%"),
            person.command("/progress"),
            person.shortcut("log_progress"),
            person.say("progress: 20%"),
        ):
            assert await mine.hears(person, act) == [why]
