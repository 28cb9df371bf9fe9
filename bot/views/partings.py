"""Ending a pair by choice: the form, and what each who is concerned reads."""

from __future__ import annotations

from typing import Any

from bot.domain.pairs import PairState
from bot.domain.people import Role
from bot.domain.situation import PairView, Situation
from bot.views import agreement, blocks, terms
from bot.views.blocks import Element, Message
from bot.words import Markup, Reader

OPEN = "pair.end"
FORM = "pair.end.form"

DONE = "parting_done"
TOLD = "parting_told"
NOTED = "parting_noted"


def button(pair_id: int, reader: Reader) -> Element:
    """The way to the form, which says what follows before anything does."""
    return blocks.button(OPEN, reader.plain("parting.open"), str(pair_id))


def form(about: PairView, me: int, reader: Reader) -> dict[str, Any]:
    """Say who will hear what, what was agreed on for this, and that a pause may do."""
    facts, state = _facts(about, about.pair.partners(me)[0]), about.pair.state
    said = [reader.mrkdwn("parting-form.unmet" if state is PairState.INVITED else "parting-form", **facts)]
    if about.agreement:
        agreed = terms.clause("end", about.agreement.clauses["end"], reader, agreement.names(about))
        said.append(reader.mrkdwn("parting-form.agreed", answer=agreed))
    said.append(reader.mrkdwn("parting-form.then" if state is PairState.ACTIVE else "parting-form.unbegun"))
    return blocks.modal(
        FORM,
        reader.plain("parting.title"),
        [*map(blocks.section, said), blocks.context(reader.mrkdwn("parting-form.rest"))],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("parting.submit"),
        carries=str(about.pair.id),
    )


def to_one(situation: Situation, reader: Reader) -> Message:
    """Say it to whoever ended it, or to the other."""
    assert situation.delivery is not None  # noqa: S101 - rendered for a row of the ledger
    words = situation.delivery.kind.replace("_", "-")
    return _said(reader.mrkdwn(words, **_facts(situation.pair, situation.partner.id)))


def noted(situation: Situation, reader: Reader) -> Message:
    """Say it to whoever coordinates, and not whose wish it was."""
    view = situation.pair
    facts = {
        role: Markup(view.people[view.pair.by_role(Role(role))].mention) for role in ("mentor", "mentee")
    }
    return _said(reader.mrkdwn("parting-noted", programme=view.programme.name, **facts))


def _facts(about: PairView, partner: int) -> dict[str, str]:
    return {"partner": Markup(about.people[partner].mention), "programme": about.programme.name}


def _said(text: Markup) -> Message:
    return Message(text, (blocks.section(text),))


VIEWS = {DONE: to_one, TOLD: to_one, NOTED: noted}
