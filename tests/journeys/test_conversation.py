"""A conversation in every way in which people answer, go back, skip, change their minds and take back."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot import dialogues
from bot.dialogues import Dialogue, Step
from bot.domain.people import Person
from bot.domain.situation import Situation
from bot.domain.suggestions import USUAL
from bot.words import Reader, Words
from simulator import Person as Villager
from simulator.person import NotPossible
from simulator.shapes import Json
from simulator.visible import visible_text
from tests.village import ABOUT_INES, ABOUT_NOAH, Village

NOW = datetime(2027, 3, 1, 15, tzinfo=UTC)
INES = Person(1, 1, "UMENTEE", "Inês", "Europe/Lisbon", "en-GB")
READER = Reader(Words(), "en-GB", "Europe/Lisbon", NOW)
SITUATION = Situation(INES, NOW)


def steps() -> Iterator[tuple[Dialogue, Step]]:
    for dialogue in dialogues.DIALOGUES.values():
        for step in dialogue.steps:
            yield dialogue, step


def examples() -> list[tuple[str, str]]:
    """Every example that a question gives of what can be typed."""
    found = []
    for dialogue, step in steps():
        how = READER.plain(f"{dialogue.words(step)}.how")
        found += [(dialogue.question(step), example) for example in re.findall("“(.+?)”", how)]
    return found


@pytest.mark.parametrize(("question", "example"), examples())
def test_whatever_a_question_gives_as_an_example_is_an_answer_to_it(question: str, example: str) -> None:
    found = dialogues.of_question(question)
    assert found is not None
    _dialogue, step = found
    assert step.typed(example, SITUATION, READER) is not None


def quick(first: str, second: str) -> dict[str, Any]:
    """What is suggested, with these two for quick questions."""
    return {**USUAL["channels"], "quick": {"preferred": first, "backup": second}}


CLAUSES: list[tuple[str, str, dict[str, Any] | None]] = [
    ("channels", "slack and e-mail", quick("slack", "email")),
    ("channels", "E-mail, else phone", quick("email", "phone")),
    ("channels", "as you suggest", USUAL["channels"]),
    ("channels", "yes", USUAL["channels"]),
    ("channels", "slack", None),
    ("channels", "slack and slack", None),
    ("channels", "carrier pigeon, slack", None),
    ("tech", "yes", USUAL["tech"]),
    ("tech", "move, rejoin", {"choices": ["rejoin", "move"], "note": ""}),
    ("hours", "yes", {"days": [0, 1, 2, 3, 4], "starts": "09:00", "ends": "17:00", "zone": "Europe/Lisbon"}),
    ("hours", "Tue and Thu", {"days": [1, 3], "starts": "09:00", "ends": "17:00", "zone": "Europe/Lisbon"}),
    (
        "hours",
        "10 to 4pm",
        {"days": [0, 1, 2, 3, 4], "starts": "10:00", "ends": "16:00", "zone": "Europe/Lisbon"},
    ),
    (
        "hours",
        "Mon-Thu 9-12 and 13-17",
        {
            "days": [0, 1, 2, 3],
            "starts": "09:00",
            "ends": "17:00",
            "lunch": ["12:00", "13:00"],
            "zone": "Europe/Lisbon",
        },
    ),
    ("hours", "whenever", None),
    ("scheduling", "your suggestion", {"who": "mentee", "notice": "one_day"}),
    ("scheduling", "mentor, at least a week before", {"who": "mentor", "notice": "one_week"}),
    ("scheduling", "either", {"who": "either", "notice": "one_day"}),
    ("scheduling", "nobody", None),
    ("commitments", "no", {"text": ""}),
    ("commitments", "Nothing to plan around.", {"text": ""}),
    ("commitments", "Exams in June", {"text": "Exams in June"}),
    ("language", "yes", {"tags": ["en"], "note": ""}),
    ("language", "Portuguese and English", {"tags": ["en", "pt"], "note": ""}),
    ("language", "I am often silent", {"tags": ["en"], "note": "I am often silent"}),
    ("feedback", "gently", {"choice": "gentle"}),
    ("length", "as you suggest", {"choice": "45"}),
    ("boundaries", "no", {"choices": ["none"], "note": ""}),
    ("boundaries", "None", {"choices": ["none"], "note": ""}),
    ("boundaries", "money and family", {"choices": ["family", "money"], "note": ""}),
    ("boundaries", "Family and relationships", {"choices": ["family"], "note": ""}),
    ("boundaries", "my sister's health", {"choices": [], "note": "my sister's health"}),
    ("boundaries", "money, and my divorce", {"choices": [], "note": "money, and my divorce"}),
    ("reply_time", "2", {"choice": "one_day"}),
    ("reply_time", "three days", {"choice": "one_week"}),
    ("confidentiality", "topics", {"choice": "topics"}),
    ("cadence", "never", None),
    ("cadence", "every day", None),
    ("cadence", "every 100 weeks", None),
    ("cadence", "every six months", {"every": 6, "unit": "month", "weekday": None, "at": None}),
    ("length", "three hours", None),
    ("review", "after 3 months", {"choice": "three_months"}),
]


@pytest.mark.parametrize(("clause", "text", "value"), CLAUSES)
def test_clauses_are_understood_generously_and_not_wildly(
    clause: str, text: str, value: dict[str, Any] | None
) -> None:
    step = dialogues.AGREEMENT.step(f"agreement.{clause}")
    assert step.typed(text, SITUATION, READER) == value


async def asked(person: Villager, text: str) -> Json:
    """The newest message in which this text stands."""
    return [message for message in await person.conversation() if text in visible_text(message)][-1]


async def begin(town: Village) -> Villager:
    """Let Inês say yes to her invitation."""
    await town.programme()
    await town.pair()
    await town.press(town.ines, "Yes, count me in")
    return town.ines


async def answers(person: Villager) -> list[str]:
    """What stands recorded in the DM, without the buttons beside it."""
    return [text.split("\n[")[0] for text in await person.messages() if text.startswith(("✓ *", "*"))]


async def test_every_question_about_oneself_can_be_pressed_picked_or_written(hamlet: Village) -> None:
    ines = await begin(hamlet)
    errors = await hamlet.fill_in(ines, "Write it here", "Your answer", {"About you": "I build <b> & more"})
    assert errors == {}
    await hamlet.fill_in(ines, "Write it here", "Your answer", {"Expectations": "To lead"})
    # What is ticked stays ticked in the form.
    await hamlet.choose(ines, "step.field.one", ["Music", "Sport"])
    await hamlet.fill_in(ines, "Add your own words", "Your answer", {"Anything else": "ham radio, chess"})
    await hamlet.choose(ines, "step.field.one", ["Leading a team"])
    await hamlet.press(ines, "Save")
    await hamlet.choose(ines, "step.field.one", ["English", "Portuguese"])
    await hamlet.press(ines, "Save")
    form = {
        "Style and culture": ["In writing first"],
        "What others should know": "Silence means that I think",
    }
    await hamlet.fill_in(ines, "Add your own words", "Your answer", form)
    await hamlet.press(ines, "Yes, Lisbon time")
    await hamlet.choose(ines, "step.field.one", ["Monday", "Tuesday", "Thursday"])
    await hamlet.press(ines, "Save")
    await hamlet.choose(ines, "step.field.one", "08:30")
    await hamlet.choose(ines, "step.field.two", "12:30")
    await hamlet.press(ines, "Save")
    await hamlet.press(ines, "11:30")
    await hamlet.fill_in(ines, "Write it here", "Your answer", {"Other commitments": "Exams"})
    await hamlet.choose(ines, "step.menu", "Skip this question")
    # What was skipped has no box.
    boxes = ["About you", "Expectations", "Interests", "Topics", "Languages", "Style and culture"]
    await hamlet.choose(ines, "step.field.one", boxes)
    await hamlet.press(ines, "Save")
    assert await answers(ines) == [
        "✓ *About you* · I build &lt;b&gt; &amp; more",
        "✓ *Expectations* · To lead",
        "✓ *Interests* · Music, sport, ham radio and chess",
        "✓ *Topics* · Leading a team",
        "✓ *Languages* · English and Portuguese",
        "✓ *Style and culture* · In writing first and Silence means that I think",
        "✓ *Time zone* · Lisbon",
        "✓ *Work days* · Monday, Tuesday and Thursday",
        "✓ *Work hours* · 08:30 to 12:30",
        "✓ *Hour for messages* · 11:30",
        "✓ *Other commitments* · Exams",
        "*Feedback* · skipped",
        "✓ *On your card* · all but other commitments",
    ]


async def test_every_clause_can_be_pressed_picked_or_written(hamlet: Village) -> None:
    await hamlet.programme()
    await hamlet.pair()
    await hamlet.onboard(hamlet.noah, ABOUT_NOAH)
    await hamlet.onboard(hamlet.ines, ABOUT_INES)
    ines = hamlet.ines
    before = len(await answers(ines))
    same = {"Quick questions": "Phone", "Quick questions: the backup": "Phone"}
    assert await hamlet.fill_in(ines, "Choose for myself", "Your answer", same) == {
        "quick.backup": "Please choose two different ones."
    }
    assert await ines.submit({"Quick questions": "E-mail"}) == {}
    await hamlet.settle()
    await hamlet.choose(ines, "step.field.one", ["Phone each other", "Rejoin the call"])
    await hamlet.press(ines, "Save")
    for label in ("Every month", "60 minutes"):
        await hamlet.press(ines, label)
    hours = {"From (Lisbon time)": "10:00", "Until (Lisbon time)": "10:00"}
    assert await hamlet.fill_in(ines, "Choose for myself", "Your answer", hours) == {
        "ends": "The hours end when they begin. Please choose a later end."
    }
    lunch = {"A break from, if you like (Lisbon time)": "12:00"}
    assert await ines.submit({"Hours for sessions": ["Friday"], "Until (Lisbon time)": "16:00", **lunch}) == {
        "leaves": "A break has a begin and an end, both within these hours. Leave both empty for none."
    }
    assert await ines.submit({"The break ends (Lisbon time)": "13:00"}) == {}
    await hamlet.settle()
    await hamlet.press(ines, "That suits me")
    labels = (
        "The same day", "About once a week", "At once", "Nothing to plan around", "Ask each other first, every time",
    )  # fmt: skip
    for label in labels:
        await hamlet.press(ines, label)
    await hamlet.choose(ines, "step.field.one", ["Health", "Money and pay"])
    await hamlet.press(ines, "Save")
    await hamlet.fill_in(ines, "Write it here", "Your answer", {"Goal": "Lead <!channel> *_~"})
    await hamlet.press(ines, "With concrete examples")
    culture = {
        "Language and culture": ["English", "Portuguese"],
        "Good to know about culture, names, holidays or ways of talking": "Friday is short",
    }
    assert await hamlet.fill_in(ines, "Choose for myself", "Your answer", culture) == {}
    await hamlet.press(ines, "Write it down first, then talk")
    await hamlet.press(ines, "After two months")
    await hamlet.press(ines, "At once, a short message is enough")
    assert (await answers(ines))[before:] == [
        "✓ *Channels*\n• Quick questions: e-mail, or phone if that fails\n"
        "• Sessions: video call, or phone if that fails\n"
        "• Documents: Slack messages, or e-mail if that fails\n"
        "• When it cannot wait: phone, or Slack messages if that fails",
        "✓ *When technology fails*\n• Rejoin the call\n• Phone each other",
        "✓ *Cadence* · every month",
        "✓ *Session length* · 60 minutes",
        "✓ *Hours for sessions* · Friday, 10:00 to 12:00 and 13:00 to 16:00 (Lisbon time)",
        "✓ *Finding times* · The mentee proposes times; changes: at least a day before",
        "✓ *Reply time* · The same day",
        "✓ *Contact between sessions* · About once a week",
        "✓ *News of progress* · At once",
        "✓ *Other commitments* · Nothing to plan around",
        "✓ *Confidentiality* · Ask each other first, every time",
        "✓ *Boundaries*\n• Health\n• Money and pay",
        "✓ *Goal* · Lead &lt;!channel&gt; *_~",
        "✓ *Feedback* · With concrete examples",
        "✓ *Language and culture*\n• English and Portuguese\n• Friday is short",
        "✓ *When it gets difficult* · Write it down first, then talk",
        "✓ *Review* · After two months",
        "✓ *A no-fault end* · At once, a short message is enough",
    ]


ON_THE_CARD = (
    "Your partner will see your answer unless you leave it off your card at the end; nobody else will."
)
READ_BY = {
    **dict.fromkeys((1, 2, 3, 4, 5, 6, 11, 12), ON_THE_CARD),
    **dict.fromkeys((7, 8, 9), "You and your partner will see your answer, nobody else."),
    **dict.fromkeys((10, 13), "Only you will see your answer."),
}


async def test_each_question_says_which_step_it_is_and_who_will_read_the_answer(hamlet: Village) -> None:
    ines = await begin(hamlet)
    for number, answer in enumerate(ABOUT_INES.values(), 1):
        question = (await ines.messages())[-1].splitlines()
        assert question[0] == f"About you, for <@UMENTOR> · Step {number} of 13"
        assert question[-1].endswith(READ_BY[number])
        await hamlet.say(ines, answer)


async def test_back_skip_later_and_help_work_in_the_menu_and_typed(hamlet: Village) -> None:
    ines = await begin(hamlet)
    helped = [
        "*About you*: <@UMENTOR> reads this before you first meet, so that you need not begin at zero.\n"
        "You can press, choose, or simply type your answer here. “later” leaves it for now."
    ]
    assert await hamlet.hears(ines, ines.choose("step.menu", "What is this for?")) == helped
    assert await hamlet.hears(ines, ines.say("Help, please")) == helped
    later = (
        "No hurry. Everything you answered is kept. Press *Continue* whenever it suits you, or type “continue”."
        "\n[Continue]"
    )
    assert await hamlet.hears(ines, ines.choose("step.menu", "Not now")) == [later]
    assert await hamlet.hears(ines, ines.say("later")) == [later]
    needed = "This one is needed to go on, so it cannot be skipped. Type it here, two or three sentences are plenty."
    assert await hamlet.hears(ines, ines.say("skip")) == [needed]
    first = "This is the first question, so there is nothing to go back to."
    assert await hamlet.hears(ines, ines.say("back")) == [first]
    await hamlet.say(ines, "I build data pipelines.")
    await hamlet.choose(ines, "step.menu", "Back to the last question")
    assert "Your answer so far: I build data pipelines." in (await ines.messages())[-1]
    await hamlet.say(ines, "I build roads.")
    assert "Step 2 of 13" in (await ines.messages())[-1]
    await hamlet.say(ines, "back")
    assert "Step 1 of 13" in (await ines.messages())[-1]
    assert [text for text in await answers(ines) if "Expectations" in text] == [
        "*Expectations* · asked again further down",
        "*Expectations* · not answered yet",
    ]


async def test_continue_asks_again_below_and_the_old_copy_says_so(hamlet: Village) -> None:
    ines = await begin(hamlet)
    await hamlet.say(ines, "later")
    await hamlet.press(ines, "Continue")
    questions = [text for text in await ines.messages() if "About you" in text]
    assert questions[0] == "*About you* · asked again further down"
    assert questions[1].startswith("About you, for <@UMENTOR> · Step 1 of 13")
    assert len(questions) == 2


async def test_a_typed_answer_to_an_older_question_is_read_back_where_it_was_typed(hamlet: Village) -> None:
    ines = hamlet.ines
    await hamlet.programme()
    await hamlet.pair()
    await hamlet.onboard(ines, ABOUT_INES)
    await hamlet.press(ines, "Edit", within=await asked(ines, "*Work hours*"))
    assert await hamlet.hears(ines, ines.say("8:30 to 1 and 2 to 5pm")) == [
        "✓ *Work hours* · 08:30 to 13:00 and 14:00 to 17:00"
    ]


async def test_with_two_questions_open_trellis_asks_which_is_meant_and_keeps_the_text(
    hamlet: Village,
) -> None:
    ines = await begin(hamlet)
    for answer in list(ABOUT_INES.values())[:4]:
        await hamlet.say(ines, answer)
    await hamlet.press(ines, "Edit", within=await asked(ines, "*About you*"))
    said = await hamlet.hears(ines, ines.say("Roads & bridges"))
    assert said == [
        "Which question does that answer? I keep your text for two weeks, and only you can see it."
        "\n[Languages]\n[About you]\n[None of these]"
    ]
    # One that it cannot answer leaves the choice open.
    said = await hamlet.hears(ines, ines.press("Languages"))
    assert said == [
        "Sorry, I could not read that as an answer to “Languages”. Tick all that fit and save, or type their names."
    ]
    said = await hamlet.hears(ines, ines.press("About you"))
    assert said == ["✓ *About you* · Roads &amp; bridges"]
    assert "I took your text as your answer to *About you*." in await ines.messages()


async def test_a_text_that_answers_none_of_them_is_left(hamlet: Village) -> None:
    ines = await begin(hamlet)
    await hamlet.say(ines, "I build data pipelines.")
    await hamlet.press(ines, "Edit", within=await asked(ines, "*About you*"))
    await hamlet.say(ines, "Where is the canteen?")
    await hamlet.press(ines, "None of these")
    assert (await ines.messages())[-1] == "All right, I left it."
    assert await answers(ines) == []


async def test_editing_the_message_edits_the_answer_and_deleting_it_takes_it_back(hamlet: Village) -> None:
    ines = await begin(hamlet)
    typed = await ines.say("I build data pipelines.")
    await hamlet.settle()
    said = await hamlet.hears(ines, ines.edit(typed, "I build roads &amp; more."))
    assert said == ["✓ *About you* · I build roads &amp;amp; more."]
    said = await hamlet.hears(ines, ines.delete(typed))
    assert said[-2] == "You deleted your message, so I have taken that answer back."
    assert said[-1].startswith("About you, for <@UMENTOR> · Step 1 of 13")
    await hamlet.say(ines, "I build bridges.")
    assert (await ines.messages())[-1].startswith("About you, for <@UMENTOR> · Step 2 of 13")
    assert await answers(ines) == [
        "*About you* · asked again further down",
        "*Expectations* · asked again further down",
        # What was read back of the deleted message has gone too.
        "*About you* · not answered yet",
        "✓ *About you* · I build bridges.",
    ]


async def test_a_message_that_was_not_understood_can_be_edited_into_an_answer(hamlet: Village) -> None:
    ines = await begin(hamlet)
    typed = await ines.say("x" * 5_000)
    await hamlet.settle()
    assert (await ines.messages())[-1] == (
        "That is longer than the 2,000 characters that fit here. I have not kept it: please edit your message, or send "
        "a shorter one."
    )
    await ines.edit(typed, "x" * 2_000)
    await hamlet.settle()
    assert "Step 2 of 13" in (await ines.messages())[-1]
    for answer in list(ABOUT_INES.values())[1:4]:
        await hamlet.say(ines, answer)
    nonsense = await ines.say("Klingonish")
    await hamlet.settle()
    said = await hamlet.hears(ines, ines.edit(nonsense, "Klingonish, really"))
    assert said == [
        "That does not fit “Languages” either. Tick all that fit and save, or type their names. “help” and “later” "
        "work as well."
    ]
    said = await hamlet.hears(ines, ines.edit(nonsense, "Klingon? No: English"))
    assert "Step 6 of 13" in said[-1]


async def test_an_answer_in_a_thread_belongs_to_the_threads_question(hamlet: Village) -> None:
    ines = await begin(hamlet)
    question = await asked(ines, "a few words")
    await hamlet.say(ines, "I build data pipelines.")
    await hamlet.say(ines, "I build roads.", thread_ts=question["ts"])
    assert (await answers(ines))[0] == "✓ *About you* · I build roads."
    assert (await ines.messages())[-1] == "✓ *About you* · I build roads."


async def test_pressing_twice_at_once_asks_the_next_question_once(hamlet: Village) -> None:
    ines = await begin(hamlet)
    for answer in list(ABOUT_INES.values())[:6]:
        await hamlet.say(ines, answer)
    button = await asked(ines, "Where is your clock?")
    presses = (ines.press("Yes, Lisbon time", within=button) for _ in range(3))
    said = await asyncio.gather(*presses, return_exceptions=True)
    # Where the first was answered that soon, the others found nothing to press any more.
    failed = [one for one in said if isinstance(one, BaseException)]
    assert all(isinstance(one, NotPossible) for one in failed)
    assert len(failed) < len(said)
    await hamlet.settle()
    assert (await answers(ines))[-1] == "✓ *Time zone* · Lisbon"
    assert len([text for text in await ines.messages() if "On which days do you work?" in text]) == 1


async def test_both_answer_at_once_and_neither_loses_anything(town: Village) -> None:
    await town.programme()
    await town.pair()

    async def all_of_it(person: Villager, about: dict[str, str]) -> None:
        await town.press(person, "Yes, count me in")
        for answer in about.values():
            await town.say(person, answer)

    await asyncio.gather(all_of_it(town.ines, ABOUT_INES), all_of_it(town.noah, ABOUT_NOAH))
    assert len(await answers(town.ines)) == len(await answers(town.noah)) == len(ABOUT_INES)
    for person in (town.ines, town.noah):
        assert "Your mentoring agreement with" in (await person.messages())[-1]
