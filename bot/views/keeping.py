"""How long what pairs write is kept: a programme's coordinators choose, and everybody in it can read it."""

from __future__ import annotations

from typing import Any

from bot.domain.keeping import CHOICES, USUAL_MONTHS
from bot.domain.programme import Programme
from bot.views import blocks
from bot.words import Markup, Reader

OPEN = "programme.keeping"
FORM = "programme.keeping.form"
MONTHS = "months"


def button(programme_id: int, reader: Reader) -> blocks.Element:
    """The button in the programme's page that opens the form."""
    return blocks.button(OPEN, reader.plain("keeping.open"), str(programme_id))


def line(programme: Programme, reader: Reader) -> Markup:
    """Say how long what the pairs of a programme write is kept."""
    return reader.mrkdwn("keeping.line", programme=programme.name, count=programme.months_kept)


def form(programme: Programme, reader: Reader) -> dict[str, Any]:
    """Ask for how many months, filled with what is set now."""
    options = [blocks.option(str(one), reader.plain("keeping.months", count=one)) for one in CHOICES]
    select = blocks.select(MONTHS, reader.plain("keeping.label"), options, str(programme.months_kept))
    return blocks.modal(
        FORM,
        reader.plain("keeping.title"),
        [
            blocks.section(reader.mrkdwn("keeping", programme=programme.name, usual=USUAL_MONTHS)),
            blocks.input_block(MONTHS, reader.plain("keeping.label"), select),
        ],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("modal-save"),
        carries=str(programme.id),
    )
