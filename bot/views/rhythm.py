"""The rhythm of a programme as its coordinators set it: one choice for each line."""

from __future__ import annotations

from typing import Any

from bot.domain.programme import Programme
from bot.domain.rhythm import EVERY, OFF, Line
from bot.views import blocks
from bot.views.blocks import Block, Element
from bot.words import Reader

OPEN = "programme.rhythm"
FORM = "programme.rhythm.form"


def button(programme_id: int, reader: Reader) -> Element:
    """The button in the programme's view that opens the form."""
    return blocks.button(OPEN, reader.plain("rhythm-form.open"), str(programme_id))


def form(programme: Programme, reader: Reader) -> dict[str, Any]:
    """Ask what comes and how often, filled with what is set now."""
    return blocks.modal(
        FORM,
        reader.plain("rhythm-form.title"),
        [
            blocks.section(reader.mrkdwn("rhythm-form", programme=programme.name)),
            *(_field(line, programme, reader) for line in EVERY),
        ],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("modal-save"),
        carries=str(programme.id),
    )


def _field(line: Line, programme: Programme, reader: Reader) -> Block:
    label = reader.plain(f"rhythm-line.{line.id.replace('_', '-')}")
    options = [
        blocks.option(str(number), reader.plain(f"rhythm-number.{_words(line, number)}", number=number))
        for number in line.offered
    ]
    chosen = str(programme.rhythm.of(line.id))
    return blocks.input_block(line.id, label, blocks.select(line.id, label, options, chosen))


def _words(line: Line, number: int) -> str:
    return "off" if number == OFF else str(line.measure).replace("_", "-")
