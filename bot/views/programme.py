"""What coordinators fill in: a programme, and a new pair."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.domain.programme import LONGEST_NAME, Programme
from bot.views import blocks
from bot.words import Reader

FORM = "programme.form"
PAIR_FORM = "pair.form"
NAME = "name"
STARTS = "starts"
ENDS = "ends"
PROGRAMME = "programme"
MENTOR = "mentor"
MENTEE = "mentee"


def form(reader: Reader, starts: date, ends: date) -> dict[str, Any]:
    """Ask for a programme's name and dates; those proposed can be changed."""
    name = blocks.text_input(NAME, longest=LONGEST_NAME)
    first = blocks.date_picker(STARTS, reader.plain("programme-form-starts"), starts.isoformat())
    last = blocks.date_picker(ENDS, reader.plain("programme-form-ends"), ends.isoformat())
    return blocks.modal(
        FORM,
        reader.plain("programme-form-title"),
        [
            blocks.input_block(NAME, reader.plain("programme-form-name"), name),
            blocks.input_block(STARTS, reader.plain("programme-form-starts"), first),
            blocks.input_block(ENDS, reader.plain("programme-form-ends"), last),
        ],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("programme-form-submit"),
    )


def pair_form(programmes: Sequence[Programme], reader: Reader) -> dict[str, Any]:
    """Ask whom to introduce to whom, in which programme."""
    # The newest programme is the likeliest.
    options = [blocks.option(str(one.id), one.name) for one in reversed(programmes)][: blocks.OPTIONS]
    picker = blocks.select(PROGRAMME, reader.plain("pair-form-programme"), options, options[0]["value"])
    choose = reader.plain("pair-form-person")
    hint = reader.plain("pair-form-hint")
    return blocks.modal(
        PAIR_FORM,
        reader.plain("pair-form-title"),
        [
            blocks.input_block(PROGRAMME, reader.plain("pair-form-programme"), picker),
            blocks.input_block(
                MENTOR, reader.plain("pair-form-mentor"), blocks.person_picker(MENTOR, choose)
            ),
            blocks.input_block(
                MENTEE, reader.plain("pair-form-mentee"), blocks.person_picker(MENTEE, choose), hint
            ),
        ],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("pair-form-submit"),
    )
