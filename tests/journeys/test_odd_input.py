"""Odd names, endless texts, days that do not exist, forms of another time, and a mentor of three: nothing is lost."""

from __future__ import annotations

import json

from simulator import Person
from simulator.delivery import payloads
from simulator.delivery.answer import Answer
from simulator.shapes import Json
from tests.roles.hands import acts
from tests.village import ABOUT_INES, ABOUT_NOAH, CLAUSES_OF_INES, CLAUSES_OF_NOAH, Village

ODD = "<!channel> *_~`Ж` 🎉 שלום & co"
# As Slack is to get it: the three signs of its markup escaped, what reads from right to left kept to itself.
SHOWN = "&lt;!channel&gt; *_~`Ж` 🎉 שלום &amp; co"
NONSENSE = {
    "zone": ("the moon", "UTC+99"),
    "days": ("Blursday", "the 31st of February"),
    "hours": ("25:00 to 99", "yesterday to tomorrow"),
    "prompt_at": ("99:99", "when pigs fly"),
}

APOLOGIES = ("Sorry, I could not read that as an answer to “", "That does not fit “")


async def test_whoever_types_on_while_nothing_is_understood_is_asked_again_at_the_third_time(
    hamlet: Village,
) -> None:
    ines = hamlet.ines
    await hamlet.programme()
    await hamlet.pair()
    await hamlet.press(ines, "Yes, count me in")
    for answer in list(ABOUT_INES.values())[:4]:
        await hamlet.say(ines, answer)
    how = "Tick all that fit and save, or type their names."

    lines = ("Well", "let me see", "hm", "Klingonish")
    said = [text.splitlines()[0] for line in lines for text in await hamlet.hears(ines, ines.say(line))]
    assert said == [
        f"Sorry, I could not read that as an answer to “Languages”. {how}",
        f"That does not fit “Languages” either. {how} “help” and “later” work as well.",
        "I could not read that either, so here is the question once more.",
        "About you, for <@UMENTOR> · Step 5 of 13",
        f"Sorry, I could not read that as an answer to “Languages”. {how}",
    ]
    assert "*Languages* · asked again further down" in await ines.messages()
    # What is asked again can be answered as before.
    assert "Step 6 of 13" in (await hamlet.hears(ines, ines.say("English")))[-1]


async def test_a_line_that_comes_before_its_question_is_not_taken_for_an_answer(hamlet: Village) -> None:
    ines = hamlet.ines
    await hamlet.programme()
    await hamlet.pair()
    await hamlet.press(ines, "Yes, count me in")

    async def in_one_go() -> None:
        for line in ("I build data pipelines.", "To lead a team", "one day, perhaps", "in Porto"):
            await ines.say(line)

    said = await hamlet.hears(ines, in_one_go())
    # How many lines come too early is the network's; whichever do are answered once for each question, and kind.
    early = [text for text in said if text.startswith("That came before my question did")]
    assert len(early) == len(set(early))
    assert not [text for text in said if "no open question" in text]
    assert "✓ *About you* · I build data pipelines.\n[Edit]" in await ines.messages()


async def test_days_and_hours_that_do_not_exist_get_an_answer_and_the_question_stays(hamlet: Village) -> None:
    ines = hamlet.ines
    await hamlet.programme()
    await hamlet.pair()
    await hamlet.press(ines, "Yes, count me in")
    for step, answer in ABOUT_INES.items():
        # The second time the apology is another one.
        for nonsense, apology in zip(NONSENSE.get(step, ()), APOLOGIES, strict=False):
            [said] = await hamlet.hears(ines, ines.say(nonsense))
            assert said.startswith(apology), (step, nonsense, said)
        await hamlet.say(ines, answer)
    assert "that is everything about you" in (await ines.messages())[-1]


async def test_a_goal_of_five_thousand_characters_is_refused_kindly_and_can_be_shortened(
    hamlet: Village,
) -> None:
    ines = hamlet.ines
    await hamlet.programme()
    await hamlet.pair()
    await hamlet.onboard(ines, ABOUT_INES)
    await hamlet.onboard(hamlet.noah, ABOUT_NOAH)
    endless = "Ж🎉" * 2500
    for clause, answer in CLAUSES_OF_INES.items():
        if clause != "goals":
            await hamlet.say(ines, answer)
            continue
        ts = await ines.say(endless)
        await hamlet.settle()
        assert (await ines.messages())[-1].startswith("That is longer than the 300 characters that fit here.")
        await ines.edit(ts, "Lead my first project")
        await hamlet.settle()
    await hamlet.answer_clauses(hamlet.noah, CLAUSES_OF_NOAH)
    for person in (ines, hamlet.noah):
        await hamlet.sign(person)
    assert "*1. Lead my first project*" in await hamlet.sees_home(ines)
    too_long = "That is longer than the 2,000 characters that fit here. Please shorten it a little."
    assert await hamlet.hears(ines, ines.say(f"progress: 50% {endless}")) == [too_long]
    assert await hamlet.hears(ines, ines.command(f"/progress {endless}")) == [too_long]


async def test_odd_names_and_titles_ping_nobody_and_break_nothing(hamlet: Village) -> None:
    for person in (hamlet.ines, hamlet.noah, hamlet.amara):
        hamlet.demo.simulator.world.workspace(None).change({"id": person.id, "display_name": ODD})
    await hamlet.programme(ODD)
    await hamlet.pair()
    await hamlet.onboard(hamlet.ines, {**ABOUT_INES, "introduction": ODD, "wants": ODD})
    await hamlet.onboard(hamlet.noah, ABOUT_NOAH)
    await hamlet.answer_clauses(hamlet.ines, {**CLAUSES_OF_INES, "goals": ODD, "boundaries": ODD})
    await hamlet.answer_clauses(hamlet.noah, {**CLAUSES_OF_NOAH, "goals": ODD})
    await settle_differences(hamlet)
    for person in (hamlet.ines, hamlet.noah):
        await hamlet.sign(person)
    await hamlet.hears(hamlet.ines, hamlet.ines.command(f"/progress 40% {ODD}"))
    for person in (hamlet.ines, hamlet.noah, hamlet.amara):
        await hamlet.sees_home(person)

    calls = hamlet.demo.simulator.world.log.calls
    assert [one["method"] for one in calls if (one["response"] or {}).get("ok") is False] == []
    assert [one["method"] for one in calls if pings(one["arguments"])] == []
    assert SHOWN in "\n".join(await hamlet.sees_home(hamlet.noah))
    assert SHOWN in "\n".join(await hamlet.noah.messages())


def pings(arguments: object) -> bool:
    """Tell whether Slack would read a call to everybody in what somebody typed."""
    blocks = json.dumps(arguments, ensure_ascii=False)
    # In a plain_text object nothing is markup: there what was typed stands as it was typed.
    marked = [one["text"] for one in objects(arguments) if one.get("type") == "mrkdwn"]
    text = arguments.get("text", "") if isinstance(arguments, dict) else ""
    return "<!channel" in "\n".join([*marked, str(text)]) or "<!everyone" in blocks


def objects(value: object) -> list[dict[str, str]]:
    """Return every object with a text in a call's arguments, which may be JSON in a string."""
    if isinstance(value, str) and value[:1] in "[{":
        try:
            value = json.loads(value)
        except ValueError:
            return []
    if isinstance(value, list):
        return [found for one in value for found in objects(one)]
    if not isinstance(value, dict):
        return []
    mine = [value] if isinstance(value.get("text"), str) else []
    return [*mine, *(found for one in value.values() for found in objects(one))]


async def settle_differences(town: Village) -> None:
    """Let Noah take over whatever Inês answered otherwise."""
    while "Read and sign" not in str(await town.noah.conversation()):
        takes = [
            label
            for message in await town.noah.conversation()
            for label in buttons(message["blocks"])
            if label.startswith("Take theirs")
        ]
        await town.press(town.noah, takes[-1])


def buttons(blocks: list[Json]) -> list[str]:
    return [
        one["text"]["text"] for block in blocks for one in block.get("elements", []) if "action_id" in one
    ]


async def test_a_form_that_was_open_while_things_moved_on_keeps_what_was_typed(at_work: Village) -> None:
    ines = at_work.ines
    await at_work.say(ines, "skip")
    await ines.command("/progress")
    outdated = await ines.opens_modal("Log progress")
    await ines.close()
    # On another device the goal is closed meanwhile.
    await at_work.sees_home(ines)
    await ines.choose("goal:1:1", "Close it", within="home")
    closing = await ines.opens_modal("Close the goal")
    assert await ines.submit({"how": "reached"}) == {}
    await at_work.settle()
    said = await at_work.hears(ines, submit(at_work, ines, outdated, note="One more thing"))
    # What was typed is kept where it was meant to stand, and can be taken back.
    assert said == [
        "✓ Logged on goal 1 “Lead my first project”: One more thing\n<@UMENTOR> can see it in Home.\n[Take it back]"
    ]
    # The same form sent twice, as a slow connection does, logs once.
    assert await at_work.hears(ines, submit(at_work, ines, outdated, note="One more thing")) == []
    # A form whose goal is closed already does not close it again.
    assert await at_work.hears(at_work.noah, submit(at_work, ines, closing, how="no_longer")) == []


async def submit(town: Village, person: Person, view: Json, **typed: str) -> Answer:
    """Submit a form as it was opened and filled in, whatever is on the screen by now."""
    world = town.demo.simulator.world
    workspace = world.workspace(None)
    payload = payloads.common(
        workspace, "view_submission", workspace.person(person.id), world.verification_token
    )
    state = {
        block["block_id"]: {block["element"]["action_id"]: _filled(block, typed)}
        for block in view["blocks"]
        if block["type"] == "input"
    }
    shown = {**view, "state": {"values": state}}
    payload["trigger_id"] = world.triggers.new(workspace.team_id, person.id, view["id"])
    return await world.outgoing.interact("interactive", payload | {"view": shown, "response_urls": []})


def _filled(block: Json, typed: dict[str, str]) -> Json:
    element = block["element"]
    if "options" in element and block["block_id"] in typed:
        chosen = next(one for one in element["options"] if one["value"] == typed[block["block_id"]])
        return {"type": element["type"], "selected_option": chosen}
    if "initial_option" in element:
        return {"type": element["type"], "selected_option": element["initial_option"]}
    return {"type": element["type"], "value": typed.get(block["block_id"])}


async def test_a_mentor_of_three_is_asked_whom_he_means_and_sees_each_apart(hamlet: Village) -> None:
    noah = hamlet.noah
    mentees = {
        "Inês Duarte": hamlet.ines,
        "Amara Okafor": hamlet.amara,
        "Kenji Sato": Person(noah._url, "UGUEST"),
    }
    await hamlet.programme()
    for person in mentees.values():
        people = {"Mentor": noah.id, "Mentee": person.id}
        assert (
            await hamlet.fill_in(hamlet.amara, "Introduce two people", "Introduce two people", people) == {}
        )
    for message in [one for one in await noah.conversation() if "count me in" in str(one["blocks"])]:
        await hamlet.press(noah, "Yes, count me in", within=message)
    said = await hamlet.hears(noah, noah.say("I run a platform team in Brooklyn."))
    asked = [f"[About you ({name})]" for name in mentees]
    assert sorted(said[0].splitlines()) == sorted(
        [
            "Which question does that answer? I keep your text for two weeks, and only you can see it.",
            *asked,
            "[None of these]",
        ]
    )
    said = await hamlet.hears(noah, noah.press("About you (Kenji Sato)"))
    assert said[0].startswith("About you, for <@UGUEST> · Step 2 of 13")
    home = "\n".join(await hamlet.sees_home(noah))
    for person in mentees.values():
        assert home.count(f"*<@{person.id}>* · your mentee") == 1
    # What one of them does shows in their own line alone.
    before = home.splitlines()
    await hamlet.press(hamlet.amara, "Yes, count me in", within="messages")
    changed = [
        (one, other) for one, other in zip(before, await hamlet.sees_home(noah), strict=True) if one != other
    ]
    line = "*<@ULEAD>* · your mentee · Spring 2027 · {}"
    assert changed == [(line.format("invited"), line.format("getting to know each other"))]


async def test_a_press_that_fails_is_acknowledged_when_its_person_was_told(hamlet: Village) -> None:
    await hamlet.programme()
    await hamlet.sees_home(hamlet.amara)
    world = hamlet.demo.simulator.world
    press = next(
        acts(world, world.workspace(None), hamlet.amara.id, lambda name: name == "action programme.open")
    )
    press.body["actions"][0]["value"] = "no number"
    world.faults.replace([{"match": {"method": "chat.postEphemeral"}, "fault": "slow", "seconds": 0.2}])
    await world.outgoing.interact("interactive", press.body)
    told = [call["arguments"]["text"] for call in world.log.calls if call["method"] == "chat.postEphemeral"]
    assert [text.partition(" (")[0] for text in told] == [
        "Something went wrong on our side, and it has been noted"
    ]
