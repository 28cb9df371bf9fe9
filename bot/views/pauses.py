"""The form to pause a pair."""

from __future__ import annotations

from typing import Any

from bot.domain.people import Person
from bot.views import blocks
from bot.words import Markup, Reader

FORM = "pair.pause.form"
UNTIL = "until"


def form(partner: Person, pair_id: int, reader: Reader) -> dict[str, Any]:
    """Ask until when."""
    picker = blocks.date_picker(UNTIL, reader.plain("pause-form.until"))
    hint = reader.plain("pause-form.hint")
    return blocks.modal(
        FORM,
        reader.plain("pause-form.title"),
        [
            blocks.section(reader.mrkdwn("pause-form.text", partner=Markup(partner.mention))),
            blocks.input_block(UNTIL, reader.plain("pause-form.until"), picker, hint, optional=True),
        ],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("pause-form.submit"),
        carries=str(pair_id),
    )
