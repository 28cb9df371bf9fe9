"""What coordinators fill in: a programme, and a new pair."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.domain.programme import LONGEST_NAME, Programme
from bot.views import blocks
from bot.words import Reader

CREATE = "home.programme"
EDIT = "programme.edit"
PAIR = "home.pair"
FORM = "programme.form"
PAIR_FORM = "pair.form"
NAME = "name"
STARTS = "starts"
ENDS = "ends"
LANGUAGE = "language"
PROGRAMME = "programme"
MENTOR = "mentor"
MENTEE = "mentee"


def form(
    reader: Reader, starts: date, ends: date, known: Programme | None = None, *, spoken: str
) -> dict[str, Any]:
    """Ask for a programme's name, dates and language; those proposed, or of the one that is changed, can be edited.

    `spoken` is the tag of the workspace's language, in which a programme without one of its own speaks.
    """
    name = blocks.text_input(NAME, longest=LONGEST_NAME, initial=known.name if known else "")
    first = blocks.date_picker(STARTS, reader.plain("programme-form-starts"), starts.isoformat())
    last = blocks.date_picker(ENDS, reader.plain("programme-form-ends"), ends.isoformat())
    hint = reader.plain("programme-edited-hint") if known else ""
    tongues = [blocks.option(tag, reader.language_name(tag)) for tag in reader.words.languages]
    language = reader.plain("programme-language.label")
    chosen = known.language if known and known.language in reader.words.languages else spoken
    tongue = blocks.select(LANGUAGE, language, tongues, chosen)
    return blocks.modal(
        FORM,
        reader.plain("programme-form-edit-title" if known else "programme-form-title"),
        [
            blocks.input_block(NAME, reader.plain("programme-form-name"), name),
            blocks.input_block(STARTS, reader.plain("programme-form-starts"), first),
            blocks.input_block(ENDS, reader.plain("programme-form-ends"), last, hint),
            blocks.input_block(LANGUAGE, language, tongue, reader.plain("programme-language.hint")),
        ],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("modal-save" if known else "programme-form-submit"),
        carries=str(known.id) if known else "",
    )


def pair_form(
    programmes: Sequence[Programme], reader: Reader, chosen: int | None = None, mentee: str | None = None
) -> dict[str, Any]:
    """Ask whom to introduce to whom, in which programme: `chosen` is the id of the one to begin with.

    `mentee` is Slack's id of the mentee to begin with.
    """
    # The newest programme is the likeliest.
    likeliest = sorted(programmes, key=lambda one: (one.id != chosen, -one.id))[: blocks.OPTIONS]
    options = [blocks.option(str(one.id), one.name) for one in likeliest]
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
                MENTEE, reader.plain("pair-form-mentee"), blocks.person_picker(MENTEE, choose, mentee), hint
            ),
        ],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("pair-form-submit"),
    )
