"""What people do that nobody asked them to: each of it gets an answer that they can use, and nothing breaks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot import typed
from handlers import talk
from handlers.services import Call, Scene
from simulator import Person
from simulator.delivery.answer import Answer
from simulator.shapes import Json
from tests.village import ABOUT_INES, Village, village

ALONE = (
    "You are not part of a mentoring pair yet. A coordinator can invite you, and you will hear from me then."
)
HELLO = f"Hello, I am Trellis, and I help two people mentor well at a distance. {ALONE}"
HELP = "How Trellis helps\nHere is what I can do."

MARKED = [
    ("A &amp; B &lt;c&gt; &amp;amp;", "A & B <c> &amp;"),
    ("ask <@U1> or <@U2>", "ask @Noah or @U2"),
    ("in <#C1|general> and <#C2>", "in #general and #C2"),
    ("<!here> and <!subteam^S1|@leads>", "@here and @leads"),
    (
        "see <https://a.example|a.example> or <https://b.example>",
        "see https://a.example or https://b.example",
    ),
    (
        "<https://a.example|our site> <mailto:x@a.example|x@a.example>",
        "our site (https://a.example) x@a.example",
    ),
    ("typed <b>, <>, <|>, a < b > c", "typed <b>, <>, <|>, a < b > c"),
    ("  \n ", ""),
]


@pytest.mark.parametrize(("sent", "text"), MARKED)
def test_slacks_markup_is_turned_back_into_what_was_typed(sent: str, text: str) -> None:
    assert typed.as_typed(sent, {"U1": "Noah"}.get) == text


async def test_a_stranger_gets_an_answer_to_everything(hamlet: Village) -> None:
    noah = hamlet.noah
    assert await hamlet.hears(noah, noah.say("hi")) == [HELLO]
    again = HELLO.replace(
        "Hello, I am Trellis, and I help two people mentor well at a distance.",
        "I am still here, and have nothing to ask of you.",
    )
    assert await hamlet.hears(noah, noah.say("What is the weather like?")) == [again]
    assert (await hamlet.hears(noah, noah.say("help")))[0].startswith(HELP)
    assert await hamlet.hears(noah, noah.say("continue")) == [ALONE]
    assert (await hamlet.hears(noah, noah.say("stop")))[0].startswith("As you like.")
    for line in ("/trellis", "/trellis home"):
        said = await hamlet.hears(noah, noah.command(line))
        assert said[0].startswith(f"{ALONE}\n<slack://app?")
    assert (await hamlet.hears(noah, noah.command("/trellis help")))[0].startswith("Here is what I can do.")
    said = await hamlet.hears(noah, noah.command("/trellis <!channel> *_~"))
    assert said[0].startswith("I do not know “&lt;!channel&gt; *_~”. Here is what works:")
    # Of a page that was pasted by mistake no more is said back than names it.
    [long] = await hamlet.hears(noah, noah.command(f"/trellis {'x' * 3000}"))
    assert long.startswith(f"I do not know “{'x' * 79}…”. Here is what works:")
    assert (await hamlet.hears(noah, noah.command("/trellis status")))[0].startswith(
        f"{ALONE}\n<slack://app?"
    )


async def test_a_message_without_words_is_answered(hamlet: Village) -> None:
    await hamlet.programme()
    await hamlet.pair()
    await hamlet.press(hamlet.ines, "Yes, count me in")
    said = await hamlet.hears(hamlet.ines, send_file(hamlet, hamlet.ines))
    assert said == [
        "I can only read words, so I have kept nothing of that. A few questions about you are waiting in Messages."
        "\n[Continue]"
    ]
    # Words beside a file are words.
    await send_file(hamlet, hamlet.ines, "I build data pipelines.")
    await hamlet.settle()
    assert "Step 2 of 13" in (await hamlet.ines.messages())[-1]


async def send_file(town: Village, person: Person, text: str = "") -> None:
    """Send a file, as Slack tells of it."""
    world = town.demo.simulator.world
    workspace = world.workspace(None)
    raw: Json = {
        "user": person.id,
        "text": text,
        "subtype": "file_share",
        "files": [{"id": "F1"}],
        "blocks": [],
    }
    await world.post(workspace, workspace.conversation_of(person.id, None), raw)


async def test_greetings_and_thanks_are_no_answers(hamlet: Village) -> None:
    ines = hamlet.ines
    await hamlet.programme()
    await hamlet.pair()
    await hamlet.press(ines, "Yes, count me in")
    greeted = ["Good to hear from you. A few questions about you are waiting in Messages.\n[Continue]"]
    for word in ("Hi!", "thanks", "Thank you very much", "good morning", "hello there 👋"):
        assert await hamlet.hears(ines, ines.say(word)) == greeted
    assert "Step 1 of 13" in (await ines.messages())[1]
    assert not any(text.startswith("✓ *About you*") for text in await ines.messages())


async def test_an_invitation_can_be_accepted_in_a_word_and_is_not_taken_for_anything_else(
    hamlet: Village,
) -> None:
    ines = hamlet.ines
    await hamlet.programme()
    await hamlet.pair()
    waits = "You have an invitation to mentor with <@UMENTOR>. It waits for you in Messages."
    kept_nothing = (
        "Thanks for writing. I have no open question for you at the moment, so I have kept nothing of it, and nobody "
        "else reads here."
    )
    assert await hamlet.hears(ines, ines.say("who is that?")) == [f"{kept_nothing} {waits}"]
    again = "I have kept nothing of that either; “help” tells what I can do."
    assert await hamlet.hears(ines, ines.say("no")) == [f"{again} {waits}"]
    assert await hamlet.hears(ines, ines.say("nobody?")) == [f"{kept_nothing} {waits}"]
    said = await hamlet.hears(ines, ines.say("Yes, please!"))
    assert said[0].startswith("About you, for <@UMENTOR> · Step 1 of 13")
    assert "✓ You said yes to mentoring with <@UMENTOR> in Spring 2027." in await ines.messages()


async def test_odd_letters_survive_and_ping_nobody(hamlet: Village) -> None:
    ines, noah = hamlet.ines, hamlet.noah
    await hamlet.programme()
    await hamlet.pair()
    await hamlet.press(ines, "Yes, count me in")
    await hamlet.say(ines, "<!channel> *_~`x` 🎉 שלום \u202eevil & @noah")
    shown = "&lt;!channel&gt; *_~`x` 🎉 שלום evil &amp; @Noah Brooks"
    assert f"✓ *About you* · \u2068{shown}\u2069\n[Edit]" in await ines.messages()
    for answer in list(ABOUT_INES.values())[1:]:
        await hamlet.say(ines, answer)
    await hamlet.onboard(noah, ABOUT_INES)
    card = next(text for text in await noah.messages() if "your mentee." in text)
    assert f"*About Inês Duarte*\n\u2068{shown}\u2069" in card
    # A changed answer changes the card that the other has got.
    about = next(
        one for one in await ines.conversation() if "🎉" in one["text"] and one.get("user") == ines.id
    )
    await ines.edit(about["ts"], "Only this.")
    await hamlet.settle()
    card = next(text for text in await noah.messages() if "your mentee." in text)
    assert "*About Inês Duarte*\nOnly this.\n" in card


async def test_a_button_of_somebody_elses_message_does_nothing_for_whoever_forges_a_press(
    hamlet: Village,
) -> None:
    ines, noah = hamlet.ines, hamlet.noah
    await hamlet.programme()
    await hamlet.pair()
    await hamlet.press(ines, "Yes, count me in")
    for told in list(ABOUT_INES.values())[:6]:
        await hamlet.say(ines, told)
    theirs = [one for one in await ines.conversation() if "Where is your clock?" in one["text"]][-1]
    # Noah cannot see the message; his payload is made up.
    answer = await forge(hamlet, noah, theirs, "step.answer.0", "Europe/Moscow")
    assert answer.acked
    await hamlet.settle()
    assert "That belongs to somebody else. Trellis's Home shows what is yours." in await noah.messages()
    assert "✓ *Time zone*" not in "\n".join(await ines.messages())


async def forge(town: Village, person: Person, message: Json, action_id: str, value: str) -> Answer:
    """Send a press as if it came from a person who cannot see the message."""
    world = town.demo.simulator.world
    workspace = world.workspace(None)
    block = next(one["block_id"] for one in message["blocks"] if one["type"] == "actions")
    payload: Json = {
        "type": "block_actions",
        "team": {"id": workspace.team_id},
        "user": {"id": person.id, "team_id": workspace.team_id},
        "api_app_id": workspace.app_id,
        "token": world.verification_token,
        "trigger_id": world.triggers.new(workspace.team_id, person.id),
        "container": {"type": "message", "message_ts": message["ts"], "channel_id": await person.dm()},
        "channel": {"id": await person.dm()},
        "message": message,
        "state": {"values": {}},
        "actions": [
            {"type": "button", "action_id": action_id, "block_id": block, "value": value, "action_ts": "1.0"}
        ],
    }
    return await world.outgoing.interact("interactive", payload)


async def test_a_button_of_another_time_gets_an_answer(hamlet: Village) -> None:
    noah = hamlet.noah
    await hamlet.say(noah, "help")
    message = {"ts": "1.000001", "blocks": [{"type": "actions", "block_id": "1:x"}]}
    for action_id in ("step.answer.0", "step.edit", "prompt.undo", "nobody.listens"):
        said = await hamlet.hears(noah, forge(hamlet, noah, message, action_id, "1"))
        assert said in (
            ["This has moved on since the message was sent. Trellis's Home shows where things stand."],
            ["That belongs to somebody else. Trellis's Home shows what is yours."],
            [
                "I do not know what that was meant to do; it may come from an older version of me. "
                "Trellis's Home shows where things stand."
            ],
        )


async def test_a_person_in_two_pairs_is_asked_which_one_is_meant(hamlet: Village) -> None:
    ines = hamlet.ines
    await hamlet.programme()
    await hamlet.pair()
    people = {"Mentor": "ULEAD", "Mentee": "UMENTEE"}
    assert await hamlet.fill_in(hamlet.amara, "Introduce two people", "Introduce two people", people) == {}
    for message in [one for one in await ines.conversation() if "count me in" in str(one["blocks"])]:
        await hamlet.press(ines, "Yes, count me in", within=message)
    said = await hamlet.hears(ines, ines.say("I build data pipelines."))
    assert said == [
        "Which question does that answer? I keep your text for two weeks, and only you can see it."
        "\n[About you (Amara Okafor)]\n[About you (Noah Brooks)]\n[None of these]"
    ]
    said = await hamlet.hears(ines, ines.press("About you (Noah Brooks)"))
    assert said[0].startswith("About you, for <@UMENTOR> · Step 2 of 13")


async def test_what_waits_outlives_a_restart(tmp_path: Path) -> None:
    async with village(tmp_path) as before:
        await before.programme()
        await before.pair()
        await before.press(before.ines, "Yes, count me in")
        await before.say(before.ines, "I build data pipelines.")
        await before.say(before.ines, "English")
        await before.choose(before.ines, "step.menu", "Back to the last question")
    async with village(tmp_path) as after:
        said = await after.hears(after.ines, after.ines.say("continue"))
        assert said[0].startswith("About you, for <@UMENTOR> · Step 2 of 13")
        said = await after.hears(after.ines, after.ines.say("English"))
        assert said[0].startswith("About you, for <@UMENTOR> · Step 3 of 13")
        assert (await after.hears(after.ines, after.ines.say("yes")))[0].startswith(
            "About you, for <@UMENTOR> · Step 4"
        )


async def test_what_is_sent_outside_work_hours_waits_for_the_morning_of_its_reader(hamlet: Village) -> None:
    await hamlet.programme()
    # Seven in the evening in London and Lisbon; two in the afternoon in New York.
    await hamlet.go_to(2027, 3, 1, 19)
    await hamlet.pair()
    await hamlet.press(hamlet.noah, "Yes, count me in")
    assert [(who, when) for who, when, text in hamlet.posts() if "introduce you" in text] == [
        ("noah", "Mon 01 Mar 14:00")
    ]
    await hamlet.go_to(2027, 3, 2, 12)
    assert [
        (who, when) for who, when, text in hamlet.posts() if "introduce you" in text or "said yes" in text
    ] == [
        ("noah", "Mon 01 Mar 14:00"),
        ("ines", "Tue 02 Mar 09:00"),
        ("amara", "Tue 02 Mar 09:00"),
    ]


async def test_an_error_that_can_be_mended_is_said_once_however_often_slack_sends_the_event(
    hamlet: Village,
) -> None:
    world = hamlet.demo.simulator.world
    world.outgoing.settings = replace(world.outgoing.settings, duplicate_events=True)
    said = await hamlet.hears(hamlet.noah, hamlet.noah.say("progress: 20%"))
    assert said == [
        "There is no goal to log progress on yet. "
        "Goals come with the agreement: Trellis's Home shows where yours stands."
    ]


async def test_a_failure_of_ours_is_owned_up_to_once_and_the_message_tried_again(
    hamlet: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = hamlet.demo.simulator.world
    world.outgoing.settings = replace(world.outgoing.settings, ack_seconds=1.0, retry_seconds=(0.0, 0.0, 0.0))
    failures = iter((True, True, False))
    whole = talk.said

    def fails_twice(scene: Scene, call: Call) -> None:
        if next(failures):
            raise RuntimeError("the disk is full")
        whole(scene, call)

    monkeypatch.setattr(talk, "said", fails_twice)
    await hamlet.noah.say("hi")
    # Three tries, of which each failing one writes down where it failed.
    await hamlet.noah.reads("I am Trellis", 30)
    said = (await hamlet.noah.messages())[1:]
    assert said[0].startswith("Something went wrong on our side, and it has been noted (reference ")
    assert said[1:] == [HELLO]
