"""The first steps of whoever coordinates, as a list in Home that ticks itself and goes when it is done."""

from __future__ import annotations

from collections.abc import Callable

from bot.domain import first_steps
from bot.domain.first_steps import FirstStep
from bot.domain.overview import Overview
from bot.views import blocks, rehearsal, rosters
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
    rows = [_row(step, done, overview, reader) for step, done in steps.items()]
    away = blocks.button(PUT_AWAY, reader.plain("first-steps.put-away"))
    return [
        blocks.section(head, away, block_id="first_steps"),
        *rows,
    ]


def found_again(overview: Overview, reader: Reader) -> list[Element]:
    """Return the button that brings back a list that was put away before it was done."""
    if not first_steps.are_before(overview) or not overview.me.first_steps_away:
        return []
    return [blocks.button(FIND, reader.plain("first-steps.find"))]


def _row(step: FirstStep, done: bool, overview: Overview, reader: Reader) -> Block:
    said = reader.mrkdwn(f"first-step.{step}")
    if done:
        return blocks.section(reader.mrkdwn("first-steps.done", step=said))
    return blocks.section(reader.mrkdwn("first-steps.before", step=said), _button(step, overview, reader))


def _button(step: FirstStep, overview: Overview, reader: Reader) -> Element | None:
    """Return the way into a step; Home's one line leads into the others."""
    if step not in _WAYS or not overview.coordinated:
        return None
    return _WAYS[step](overview.coordinated[-1].programme.id, reader)


_WAYS: dict[FirstStep, Callable[[int, Reader], Element]] = {
    FirstStep.REHEARSAL: rehearsal.button,
    FirstStep.PEOPLE: rosters.button,
}
