"""The marks of a rehearsal: what says that nothing is kept, and the way on, to the other side, and out."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.people import Role
from bot.views import blocks
from bot.views.blocks import Block, Element
from bot.words import Markup, Reader

KIND = "rehearsal"
START = "rehearsal.start"
NEXT = "rehearsal.next"
SIDE = "rehearsal.side"
GO = "rehearsal.go"
REMOVE = "rehearsal.remove"
FORM = "rehearsal.form"
# Digests of several items have the most.
INNERS = tuple(f"{KIND}.inner.{number}" for number in range(60))


def button(programme_id: int, reader: Reader) -> Element:
    """Return the way into a rehearsal."""
    return blocks.button(START, reader.plain("rehearsal.start"), str(programme_id))


def mark(number: int, count: int, side: Role, reader: Reader) -> Markup:
    """Say that this is a rehearsal, where in it we are, and whose side is shown."""
    return reader.mrkdwn("rehearsal", number=number, count=count, role=str(side))


def controls(step: str, following: str | None, side: Role, names: Mapping[str, str], reader: Reader) -> Block:
    """Return the buttons below a step: the next one, the other side, any other step, and the end of it all."""
    other = "mentor" if side is Role.MENTEE else "mentee"
    elements = [
        blocks.button(SIDE, reader.plain(f"rehearsal-side.{other}"), step),
        blocks.select(
            GO, reader.plain("rehearsal.go"), [blocks.option(one, name) for one, name in names.items()]
        ),
        blocks.button(REMOVE, reader.plain("rehearsal.remove"), "all"),
    ]
    if following:
        label = reader.plain("rehearsal.next", step=names[following])
        elements.insert(0, blocks.button(NEXT, label, following, "primary"))
    return blocks.actions(*elements, block_id="rehearsal")
