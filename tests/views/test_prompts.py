"""Prompts carry what they promise: the menu on each of them, and a nudge about the goal that wants one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot import render
from bot.domain.goals import Entry, Goal
from bot.domain.pairs import PairState
from bot.domain.rhythm import CLOSING, MIDPOINT, NUDGE
from bot.domain.situation import Answer, PairView, Question
from bot.prompts import PROMPTS, REMINDERS, asking
from bot.prompts.goal_nudge import GoalNudge
from bot.views import amendments, home
from bot.words import Words
from tests.views.gallery import MENTEE, MENTOR, NOW, World, prompted, reader

WORLD, WORDS = World(), Words()
MENU = ["tomorrow", "date", "pause", "fewer", "why"]


def menus(kind: str, view: PairView, **more: Any) -> list[list[str]]:
    """Return the choices of each overflow menu on a message."""
    about = prompted(WORLD, MENTEE, kind, MENTEE, view=view, **more)
    shown = render.message(about, reader(about.me, WORDS)).blocks
    found = [block.get("accessory", {}) for block in shown]
    return [
        [option["value"].split(":")[0] for option in one["options"]]
        for one in found
        if one.get("type") == "overflow"
    ]


@pytest.mark.parametrize("kind", [*PROMPTS, *REMINDERS])
def test_every_prompt_carries_its_menu_before_it_is_answered(kind: str) -> None:
    asked = Question(1, MENTEE, 1, kind, "2027-03-16", 7, NOW)
    view = WORLD.view(answers=(), agreement=None) if kind == "agreement_nudge" else WORLD.view(answers=())
    if kind == "agreement_nudge":
        members = tuple(replace(one, onboarded_at=None) for one in view.pair.members)
        view = replace(view, pair=replace(view.pair, state=PairState.ONBOARDING, members=members))
    assert menus(kind, view, question=asked) == [MENU]


@pytest.mark.parametrize(
    ("kind", "gone"), [("check_in", home.PROGRESS), (MIDPOINT, amendments.OPEN)], ids=["check-in", "half-way"]
)
def test_what_leads_nowhere_when_a_pair_is_over_does_not_stand_beside_what_still_asks(
    kind: str, gone: str
) -> None:
    found = []
    for state in (PairState.ACTIVE, PairState.COMPLETED, PairState.ENDED):
        view = WORLD.view(answers=(), pair=WORLD.pair(state))
        asked = Question(1, MENTEE, 1, kind, "2027-03-16", 7, NOW)
        about = prompted(WORLD, MENTEE, kind, MENTEE, view=view, question=asked)
        shown = render.message(about, reader(about.me, WORDS)).blocks
        ids = {one["action_id"] for block in shown for one in block.get("elements", ()) if "action_id" in one}
        found.append((asking.WRITE in ids, gone in ids))
    assert found == [(True, True), (True, False), (True, False)]


GOAL = replace(WORLD.goal(), log=())
FRESH = Entry(1, 1, MENTEE, 40, None, NOW - timedelta(days=1))
DONE = Entry(2, 1, MENTEE, 100, None, NOW - timedelta(days=30))
REACHED = tuple(
    Answer(number, who, 1, CLOSING, "2027-03-10", {"goal": "reached"}, NOW)
    for number, who in enumerate((MENTEE, MENTOR))
)


@pytest.mark.parametrize(
    ("goals", "answers", "asks"),
    [
        pytest.param((GOAL,), (), True, id="nothing was logged"),
        pytest.param((replace(GOAL, log=(FRESH,)),), (), False, id="something was logged yesterday"),
        pytest.param(
            (replace(GOAL, log=(FRESH,), target_on=date(2027, 3, 22)),), (), True, id="its day is near"
        ),
        pytest.param(
            (replace(GOAL, log=(FRESH,), target_on=date(2027, 6, 24)),), (), False, id="its day is far"
        ),
        pytest.param(
            (replace(GOAL, log=(FRESH,), target_on=date(2027, 3, 15)),), (), False, id="its day has passed"
        ),
        pytest.param((replace(GOAL, log=(DONE,)),), (), False, id="it is done"),
        pytest.param((replace(GOAL, closed_at=NOW),), (), False, id="it is closed"),
        pytest.param((GOAL,), REACHED, False, id="both called it reached"),
        pytest.param((GOAL,), REACHED[:1], True, id="one called it reached"),
        pytest.param((replace(GOAL, log=(FRESH,)), replace(GOAL, number=2)), (), True, id="the second rests"),
    ],
)
def test_a_nudge_comes_for_a_goal_that_rests_or_is_due_soon(
    goals: tuple[Goal, ...], answers: tuple[Answer, ...], asks: bool
) -> None:
    view = WORLD.view(answers=answers, goals=goals)
    about = prompted(WORLD, MENTEE, NUDGE, MENTEE, view=view)
    assert (GoalNudge().stale(about) is None) is asks


def test_a_nudge_for_a_goal_that_is_due_soon_names_its_day() -> None:
    view = WORLD.view(answers=(), goals=(replace(GOAL, target_on=date(2027, 3, 22)),))
    about = prompted(WORLD, MENTEE, NUDGE, MENTEE, view=view)
    text = render.message(about, reader(about.me, WORDS)).text.splitlines()[0]
    assert text == (
        "“Lead my first project” is to be reached by 22 March 2027 and stands at 0% ▱▱▱▱▱▱▱▱▱▱. What would help now, "
        "and does the day still suit?"
    )


@pytest.mark.parametrize("kind", PROMPTS)
def test_a_prompt_keeps_its_menu_when_its_answer_was_taken_back(kind: str) -> None:
    closed = Question(1, MENTEE, 1, kind, "2027-03-16", 7, NOW, closed_at=NOW)
    assert menus(kind, WORLD.view(answers=()), question=closed) == [MENU]


def test_half_way_what_is_answered_and_what_is_proposed_have_names_of_their_own() -> None:
    asked = Question(1, MENTEE, 1, MIDPOINT, "2027-03-16", 7, NOW)
    about = prompted(WORLD, MENTEE, MIDPOINT, MENTEE, view=WORLD.view(answers=()), question=asked)
    shown = render.message(about, reader(about.me, WORDS)).blocks
    labels = [
        one["text"]["text"] for block in shown if block["type"] == "actions" for one in block["elements"]
    ]
    assert labels == [
        "Yes, it fits", "Not in everything", "Add a few words", "Read the agreement", "Propose a change",
        "A private word",
    ]  # fmt: skip
