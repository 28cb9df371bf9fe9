"""The conversation of a pair with Trellis: an introduction and shared good moments, and nothing that is private."""

from __future__ import annotations

from typing import Any

from bot.domain.people import Role
from bot.domain.situation import PairView, Situation
from bot.views import blocks
from bot.views.blocks import Block, Message
from bot.words import Markup, Reader

OPENED = "place_opened"
BEGUN = "place_begun"
MILESTONE = "place_milestone"
KINDS = (OPENED, BEGUN, MILESTONE)


def opened(situation: Situation, reader: Reader, breakers: Markup | None = None) -> Message:
    """Bring the two together, and say what the place is for and what never goes there.

    `breakers` are what the two can begin with, from what both left on their cards.
    """
    head = reader.mrkdwn("place-opened", **_both(situation.pair))
    what_for, private = (reader.mrkdwn(f"place-opened.{part}") for part in ("for", "private"))
    said = [head, *([breakers] if breakers else []), what_for]
    shown: tuple[Block, ...] = (
        blocks.header(reader.plain("place-opened.title")),
        *(blocks.section(one) for one in said),
        blocks.context(private),
    )
    return Message("\n".join((*said, private)), shown)


def begun(situation: Situation, reader: Reader) -> Message:
    """Both have signed."""
    return _said(reader.mrkdwn("place-begun", **_both(situation.pair)))


def milestone(situation: Situation, reader: Reader) -> Message:
    """Celebrate a milestone; one that was taken back is open again."""
    facts = situation.delivery.facts if situation.delivery else {}
    goal = next(one for one in situation.pair.goals if one.number == int(facts["goal"]))
    reached = next(one for one in goal.milestones if one.id == int(facts["milestone"]))
    words = "place-milestone.reached" if reached.reached_at else "place-milestone.open"
    return _said(reader.mrkdwn(words, goal=goal.title, milestone=reached.title, **_both(situation.pair)))


def place(view: PairView, partner: Markup, reader: Reader) -> list[Block]:
    """Say where the place is, once there is one."""
    if view.pair.channel is None:
        return []
    return [blocks.context(reader.mrkdwn("home-place", partner=partner))]


def no_place(reader: Reader) -> Block:
    """Say to whoever coordinates that pairs get no such place, and why."""
    return blocks.context(reader.mrkdwn("home-no-place"))


def _both(view: PairView) -> dict[str, Any]:
    roles = {"mentee": Role.MENTEE, "mentor": Role.MENTOR}
    return {name: Markup(view.people[view.pair.by_role(role)].mention) for name, role in roles.items()}


def _said(text: Markup) -> Message:
    return Message(text, (blocks.section(text),))


VIEWS = {OPENED: opened, BEGUN: begun, MILESTONE: milestone}
