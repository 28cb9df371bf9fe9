"""Everything that Trellis shows fits Slack, says all of it in words, and pings nobody, whatever was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import pytest

from bot import dialogues
from bot.dialogues import base
from bot.domain.agreement import CLAUSES, AgreementState
from bot.domain.amendments import AmendmentState
from bot.domain.audience import Audience
from bot.domain.rhythm import FEEDBACK, SESSION_PULSE
from bot.prompts import PROMPTS, REMINDERS
from bot.prompts.confidentiality import CONCERN
from bot.prompts.private_word import PRIVATE_WORD
from bot.render import SHARED
from bot.views import home, messages, rehearsal
from bot.views.blocks import Message
from bot.views.cutting import TURNS
from bot.words import DEFAULT
from simulator.blockkit import check_message, check_view
from tests.views.gallery import (
    KINDS,
    LEAD,
    MENTEE,
    MENTOR,
    WORDS,
    Shown,
    Typed,
    World,
    exhibits,
    overviews,
    reader,
)
from tests.words.languages import languages

# docs.slack.dev, "chat.postMessage": a longer text is cut.
LONGEST_TEXT = 40_000
# What people type is treated the same in every language; only the room it finds is not.
ELSEWHERE = (None, *(kind for kind in KINDS if kind.name in ("hostile", "emoji")))
OTHERS = [language for language in languages() if language != DEFAULT]
WORLDS = [World(typed) for typed in (None, *KINDS)]
WORLDS += [World(typed, language) for language in OTHERS for typed in ELSEWHERE]
# A world's surfaces take seconds to draw and half a hundred megabytes to keep: one world is looked at after the other.
worlds = pytest.mark.parametrize(
    "world",
    WORLDS,
    scope="module",
    ids=[f"{one.locale}, {one.typed.name if one.typed else 'mild'}" for one in WORLDS],
)
mild = pytest.mark.parametrize("world", [World(), World(None, "es-419")], ids=["en-GB", "es-419"])
OURS = {f"<@U{person}REAL>" for person in (MENTEE, MENTOR, LEAD)}


def texts(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield every text object in blocks or in a view."""
    if isinstance(value, Mapping):
        if value.get("type") in ("mrkdwn", "plain_text"):
            yield value
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)


def surface(one: Shown) -> Any:
    """Return what stands on a surface: a message's blocks, or a view."""
    return list(one.message.blocks) if one.message else one.view


def spoken(message: Message) -> list[str]:
    """Return what a person reads in a message: its sections and notes, without the labels of what can be pressed."""
    found = []
    for block in message.blocks:
        parts = [block.get("text"), *block.get("elements", ())]
        found += [one["text"] for one in parts if one and one.get("type") == "mrkdwn"]
    return found


def language_of(world: World) -> str:
    """Return the language that everybody in a world is spoken to in."""
    return reader(world.people[MENTEE]).language


def whole(parts: Iterable[str]) -> str:
    """Return what is read in the parts of a text that was cut: without gaps, and without what keeps a direction."""
    return TURNS.sub("", "".join("".join(parts).split()))


@lru_cache(maxsize=1)
def shown(world: World) -> list[Shown]:
    WORDS.forget()
    return list(exhibits(world))


@worlds
def test_slack_takes_everything_that_is_shown(world: World) -> None:
    problems = {
        one.name: found
        for one in shown(world)
        if (found := check_message(surface(one)) if one.message else check_view(surface(one)))
    }
    assert problems == {}


@worlds
def test_a_message_says_all_of_it_in_its_text(world: World) -> None:
    for one in shown(world):
        if one.message is None:
            continue
        assert 0 < len(one.message.text.encode("utf-16-le")) // 2 <= LONGEST_TEXT, one.name
        for part in spoken(one.message):
            # Where it was cut, directions are closed and opened again.
            said = TURNS.sub("", part.removesuffix("…"))
            assert said in TURNS.sub("", one.message.text), one.name


@worlds
def test_nothing_that_was_typed_pings_or_links(world: World) -> None:
    for one in shown(world):
        marked = [text["text"] for text in texts(surface(one)) if text["type"] == "mrkdwn"]
        if one.message:
            marked.append(one.message.text)
        live = {
            tag for text in marked for tag in re.findall(r"<[^>]*>?", text) if not tag.startswith("<!date^")
        }
        assert live <= OURS, one.name


@worlds
def test_no_text_is_turned_into_links_or_names_by_slack_itself(world: World) -> None:
    loose = [
        one.name
        for one in shown(world)
        for text in texts(surface(one))
        if text["type"] == "mrkdwn" and text.get("verbatim") is not True
    ]
    assert loose == []


@worlds
def test_what_was_typed_changes_the_direction_of_nothing_but_itself(world: World) -> None:
    for one in shown(world):
        for text in texts(surface(one)):
            # Where a text is cut its directions are closed, so that this holds for every piece.
            if text["type"] == "mrkdwn":
                turns = re.findall("[\u202a-\u202e\u2066-\u2069]", text["text"])
                assert turns == ["\u2068", "\u2069"] * (len(turns) // 2), one.name
            elif text["type"] == "plain_text":
                assert not re.search("[\u202a-\u202e\u2066\u2067]", text["text"]), one.name


def test_labels_hold_no_markup_since_slack_would_show_its_signs() -> None:
    signs = re.compile(r"&amp;|&lt;|&gt;|<[@!#]|\*\w")
    labels = [
        (one.name, text["text"])
        for one in shown(World())
        for text in texts(surface(one))
        if text["type"] == "plain_text" and signs.search(text["text"])
    ]
    assert labels == []


@worlds
def test_the_text_that_is_signed_is_shown_whole(world: World) -> None:
    signed = world.agreement(AgreementState.PROPOSED).snapshot[language_of(world)]
    for document in (one.view for one in shown(world) if one.name == "agreement"):
        assert document is not None
        ends = [block["type"] for block in document["blocks"]].index("divider")
        assert whole(block["text"]["text"] for block in document["blocks"][:ends]) == whole([signed])


@worlds
def test_a_change_that_is_signed_is_shown_whole(world: World) -> None:
    changes = [
        world.amendment(clause.id, person, AmendmentState.PROPOSED)
        for clause in CLAUSES
        for person in (MENTEE, MENTOR)
    ]
    signed = {whole([one.snapshot[language_of(world)]]) for one in changes}
    read = set()
    for document in (one.view for one in shown(world) if one.name == "amendment"):
        assert document is not None
        first, last = [place for place, one in enumerate(document["blocks"]) if one["type"] == "divider"]
        read.add(whole(block["text"]["text"] for block in document["blocks"][first + 1 : last]))
    assert read == signed


@worlds
def test_home_keeps_its_buttons_however_much_there_is(world: World) -> None:
    views = {name: home.view(one, reader(one.me)) for name, one in overviews(world)}
    pressable = {
        name: [block.get("block_id") for block in view["blocks"] if block["type"] == "actions"]
        for name, view in views.items()
    }
    assert pressable["everything"][-2:] == ["coordinate", "foot"]
    assert [name for name, buttons in pressable.items() if buttons[-1] != "foot"] == []


def test_a_pair_that_home_has_no_room_for_is_counted() -> None:
    everything = dict(overviews(World()))["twenty pairs"]
    drawn = home.view(everything, reader(everything.me))["blocks"]
    pairs = [block for block in drawn if str(block.get("block_id", "")).startswith("pair:")]
    (note,) = [
        one["text"]
        for block in drawn
        for one in block.get("elements", ())
        if "more pairs" in str(one.get("text"))
    ]
    assert (len(drawn) <= 100, note) == (
        True,
        f"{20 - len(pairs)} more pairs of yours are under way; their messages come as usual.",
    )


def test_what_was_typed_is_shown_as_it_was_typed() -> None:
    world = World(Typed("hostile", "<!channel> & *me* <@U0VICTIM>"))
    goal = world.goal().title
    escaped = goal.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    asked = next(one.message for one in exhibits(world) if one.message and one.name == "check_in to mentee")
    assert f"How has it been going with “{escaped}” since we last talked?" in asked.text


def test_every_kind_of_message_hangs_in_the_gallery() -> None:
    hung = {one.name.split(" to ")[0] for one in shown(World()) if one.message}
    asked = {dialogue.question(step) for dialogue in dialogues.DIALOGUES.values() for step in dialogue.steps}
    shared = {kind + SHARED for kind, prompt in PROMPTS.items() if prompt.shares}
    own = {messages.INVITATION, messages.INTRODUCTION, base.NOTED, rehearsal.KIND}
    assert hung == {*messages.VIEWS, *own, *asked, *PROMPTS, *REMINDERS, *shared}


def test_who_will_see_an_answer_is_named_before_it_is_typed() -> None:
    to = reader(World().people[MENTEE])
    sentences = {to.plain(f"audience-{one.replace('_', '-')}") for one in Audience}
    for dialogue in dialogues.DIALOGUES.values():
        for step in dialogue.steps:
            name = dialogue.question(step)
            audience = to.plain(f"audience-{step.audience.replace('_', '-')}")
            first = next(one.message for one in shown(World()) if one.name == f"{name} to mentee")
            assert first is not None
            named = {one for one in sentences if one in first.text}
            assert (named, any(audience in part for part in spoken(first))) == ({audience}, True), name
            forms = [one.view for one in shown(World()) if one.name == f"form of {name}"]
            fields = [list(view["blocks"][1:]) for view in forms if view]
            hints = [
                [one["hint"]["text"] for one in form if one["element"]["type"] == "plain_text_input"]
                for form in fields
            ]
            # On a card that is chosen, what is not left out is the pair's; the second form knows of no card.
            decided = to.plain("audience-pair") if step.audience is Audience.CARD else audience
            asks = bool(hints[0])
            assert hints == ([[decided], [audience]] if asks else [[], []]) * (len(forms) // 2), name


def test_who_will_see_the_answer_to_a_prompt_is_named_before_it_is_typed() -> None:
    world = World()
    me, partner = world.people[MENTEE], world.people[MENTOR]
    to = reader(me)
    for prompt in PROMPTS.values():
        if prompt.kind == FEEDBACK:
            # For the other, unless its writer chooses otherwise: said before the first letter.
            seen = [to.plain("feedback-seen.asked", partner=one) for one in (partner.mention, partner.name)]
        elif prompt.kind in (PRIVATE_WORD, CONCERN):
            named = {"people": world.people[LEAD].name}
            seen = [
                to.plain("private-word-seen", partner=one, **named) for one in (partner.mention, partner.name)
            ]
        elif prompt.audience is Audience.PAIR:
            seen = [
                to.plain("prompt-seen-by-partner", partner=one) for one in (partner.mention, partner.name)
            ]
        elif prompt.kind == SESSION_PULSE:
            # Whether they met is the pair's, the rest is its writer's alone.
            seen = [to.plain("session-pulse-seen", partner=one) for one in (partner.mention, partner.name)]
        else:
            seen = [to.plain(f"audience-{prompt.audience.replace('_', '-')}")] * 2
        asked = next(one.message for one in shown(world) if one.name == f"{prompt.kind} to mentee")
        form = next(one.view for one in shown(world) if one.name == f"form of {prompt.kind}")
        assert asked is not None
        assert form is not None
        fields = [one for one in form["blocks"] if one.get("element", {}).get("type") == "plain_text_input"]
        hints = [one["hint"]["text"] for one in fields if "hint" in one]
        # One field names its readers below it, several name them once above them all.
        above = [
            one["elements"][0]["text"] for one in form["blocks"][: -len(fields)] if one["type"] == "context"
        ]
        expected = ([seen[1]][: len(fields)], []) if len(fields) < 2 else ([], [seen[0]])
        assert (seen[0] in asked.text, hints, above) == (True, *expected), prompt.kind
