"""The form for a question or a concern about confidentiality: the words, and who alone reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.domain.people import Person
from bot.domain.situation import PairView, Situation
from bot.views import blocks
from bot.views.blocks import Block, Element
from bot.words import Reader

OPEN = "confidentiality.open"
REPLY = "confidentiality.reply"
FORM = "confidentiality.form"
TO = "to"
NOTE = "note"
PARTNER = "partner"
COORDINATORS = "coordinators"
LONGEST = 2000


def button(view: PairView, reader: Reader) -> Element:
    """The button that stands with the agreement."""
    return blocks.button(OPEN, reader.plain("confidentiality.open"), str(view.pair.id))


def form(situation: Situation, coordinators: Sequence[Person], reader: Reader) -> dict[str, Any]:
    """Ask for words and whom they are for: each possible reader is named, and nobody is chosen beforehand.

    `coordinators` are the programme's who are not in the pair; without any, the words can go to the partner only.
    """
    partner = situation.partner.name
    named = {PARTNER: partner}
    seen = [reader.mrkdwn("confidentiality-form.to-partner", partner=partner)]
    if coordinators:
        named[COORDINATORS] = reader.plain("confidentiality-form.coordinators")
        people = reader.listed(one.name for one in coordinators)
        seen.append(reader.mrkdwn("confidentiality-form.to-coordinators", people=people, partner=partner))
    options = [blocks.option(value, label) for value, label in named.items()]
    shown = [
        blocks.section(reader.mrkdwn("confidentiality-form")),
        blocks.context(*seen),
        blocks.input_block(TO, reader.plain("confidentiality-form.to"), blocks.radio(TO, options)),
        _words(reader, reader.plain("confidentiality-form.hint")),
    ]
    return _modal(shown, str(situation.pair.pair.id), reader)


def reply_form(situation: Situation, reader: Reader) -> dict[str, Any]:
    """Ask for words to the partner, who wrote first."""
    hint = reader.plain("prompt-seen-by-partner", partner=situation.partner.name)
    return _modal([_words(reader, hint)], str(situation.pair.pair.id), reader)


def _words(reader: Reader, hint: str) -> Block:
    field = blocks.text_input(NOTE, multiline=True, longest=LONGEST)
    return blocks.input_block(NOTE, reader.plain("confidentiality-form.note"), field, hint=hint)


def _modal(shown: list[Block], pair_id: str, reader: Reader) -> dict[str, Any]:
    return blocks.modal(
        FORM,
        reader.plain("confidentiality.title"),
        shown,
        close=reader.plain("modal-cancel"),
        submit=reader.plain("confidentiality.submit"),
        carries=pair_id,
    )
