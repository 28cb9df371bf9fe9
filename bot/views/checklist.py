"""The first steps of whoever coordinates, as a list in Home that ticks itself and goes when it is done."""

from __future__ import annotations

from bot.domain import first_steps
from bot.domain.overview import Overview
from bot.views import blocks
from bot.views.blocks import Block, Element
from bot.words import Reader

PUT_AWAY = "first_steps.put_away"
FIND = "first_steps.find"


def on_home(overview: Overview, reader: Reader) -> list[Block]:
    """Draw the list; nothing once it is done or put away."""
    if not first_steps.are_before(overview) or overview.me.first_steps_away:
        return []
    steps = first_steps.taken(overview)
    head = reader.mrkdwn("first-steps", done=sum(steps.values()), count=len(steps))
    rows = [
        reader.mrkdwn("first-steps.done" if done else "first-steps.before", step=reader.mrkdwn(_words(step)))
        for step, done in steps.items()
    ]
    away = blocks.button(PUT_AWAY, reader.plain("first-steps.put-away"))
    return [
        blocks.section(head, away, block_id="first_steps"),
        *(blocks.section(row) for row in rows),
    ]


def found_again(overview: Overview, reader: Reader) -> list[Element]:
    """Return the button that brings back a list that was put away before it was done."""
    if not first_steps.are_before(overview) or not overview.me.first_steps_away:
        return []
    return [blocks.button(FIND, reader.plain("first-steps.find"))]


def _words(step: first_steps.FirstStep) -> str:
    return f"first-step.{step}"
