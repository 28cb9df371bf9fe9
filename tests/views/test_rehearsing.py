"""A rehearsal shows every step to either side with what shows the real ones, and none of its controls are real."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import handlers
from bot import rehearsing, render
from bot.domain.deliveries import Delivery, DeliveryClass
from bot.domain.situation import Situation
from bot.prompts import PROMPTS, Record, asking
from bot.rehearsing import STEPS, Played
from bot.views import rehearsal as views
from tests.views.gallery import LEAD, NOW, World, reader

WORLD = World()
LEADS = WORLD.people[LEAD]
READER = reader(LEADS)


def row(step: str, side: str, **facts: Any) -> Situation:
    """A row of the rehearsal, to whoever coordinates."""
    said = {"programme": 1, "step": step, "side": side, **facts}
    delivery = Delivery(
        7, 1, "k", views.KIND, DeliveryClass.REPLY, LEAD, None, "1", "1", NOW, "0" * 32, facts=said
    )
    return Situation(LEADS, NOW, None, delivery, programme=WORLD.programme())


def ids(one: Any) -> Iterator[str]:
    """Yield every action id in some blocks."""
    if isinstance(one, dict):
        yield from ([one["action_id"]] if "action_id" in one else [])
        one = list(one.values())
    if isinstance(one, list):
        for inner in one:
            yield from ids(inner)


@pytest.mark.parametrize("side", ["mentee", "mentor"])
@pytest.mark.parametrize("step", STEPS)
def test_every_step_shows_what_comes_and_leads_to_nothing_real(step: str, side: str) -> None:
    shown = render.message(row(step, side), READER)
    played = rehearsing.play(row(step, side), READER)
    found = list(ids(list(shown.blocks)))
    assert len(found) == len(set(found))
    assert {one for one in found if not one.startswith("rehearsal.")} == set()
    assert set(found) <= set(handlers.routes().ids()["action"])
    assert f"what the {side} sees" in shown.text
    if played.situation:
        assert render.message(played.situation, READER).text in shown.text
    else:
        assert f"The {side} gets no message here." in shown.text


def test_the_way_leads_from_the_invitation_through_everything_that_comes() -> None:
    way, step = [], STEPS[0]
    while following := rehearsing.follows(step):
        way.append(step)
        step = following
    assert [*way, step] == list(STEPS)
    # A review half-way reads as any other; the rest comes only when somebody presses for it.
    unasked = {"private_word", "confidentiality_question", "confidentiality_concern", "review_half_way"}
    assert set(PROMPTS) - set(STEPS) <= unasked


def test_an_answer_that_is_pressed_shows_to_either_side_as_it_would() -> None:
    played: Played = rehearsing.play(row("check_in", "mentee"), READER)
    assert played.situation is not None
    message = render.message(played.situation, READER)
    _blocks, elements = rehearsing.put_out_of_action(message.blocks)
    stuck = next(
        one for one in elements if one["action_id"] in asking.PRESSES and one["value"].startswith("stuck")
    )
    intent = PROMPTS["check_in"].answer(played.situation, stuck["value"].partition(":")[0])
    assert isinstance(intent, Record)
    answered = render.message(row("check_in", "mentee", said=intent.value), READER)
    seen = render.message(row("check_in", "mentor", said=intent.value), READER)
    usual = render.message(row("check_in", "mentor"), READER)
    assert asking.WRITE not in list(ids(list(answered.blocks)))
    assert (stuck["text"]["text"] in answered.text, stuck["text"]["text"] in seen.text) == (True, True)
    assert stuck["text"]["text"] not in usual.text
