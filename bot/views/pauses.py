"""The forms to pause a pair: for either of the two, and for whoever coordinates them."""

from __future__ import annotations

from typing import Any

from bot.domain.people import Person
from bot.views import blocks
from bot.words import Markup, Reader

FORM = "pair.pause.form"
FOR_TWO = "programme.pause_pair.form"
UNTIL = "until"


def form(partner: Person, pair_id: int, reader: Reader) -> dict[str, Any]:
    """Ask one of the two until when."""
    said = reader.mrkdwn("pause-form.text", partner=Markup(partner.mention))
    return _form(FORM, said, reader.plain("pause-form.hint"), pair_id, reader)


def for_two(mentor: Person, mentee: Person, pair_id: int, reader: Reader) -> dict[str, Any]:
    """Ask whoever coordinates a pair until when."""
    both = {"mentor": Markup(mentor.mention), "mentee": Markup(mentee.mention)}
    said = reader.mrkdwn("pause-form.for-two", **both)
    return _form(FOR_TWO, said, reader.plain("pause-form.hint-for-two"), pair_id, reader)


def _form(callback_id: str, said: Markup, hint: str, pair_id: int, reader: Reader) -> dict[str, Any]:
    picker = blocks.date_picker(UNTIL, reader.plain("pause-form.until"))
    return blocks.modal(
        callback_id,
        reader.plain("pause-form.title"),
        [
            blocks.section(said),
            blocks.input_block(UNTIL, reader.plain("pause-form.until"), picker, hint, optional=True),
        ],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("pause-form.submit"),
        carries=str(pair_id),
    )
