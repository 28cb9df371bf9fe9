"""Who coordinates a programme: shown on its page, named, told, and let go."""

from __future__ import annotations

from typing import Any

from bot.domain.overview import Coordinated
from bot.domain.programme import Programme
from bot.domain.situation import Situation
from bot.views import blocks
from bot.views.blocks import Block, Message
from bot.words import Markup, Reader

NAME = "coordinator.name"
NAME_FORM = "coordinator.name_form"
LEAVE = "coordinator.leave"
LEAVE_FORM = "coordinator.leave_form"
REFUSE = "coordinator.refuse"
WHO = "who"
OPEN = "programme.open"

NAMED = "coordinator_named"
REFUSED = "coordinator_refused"
LEFT = "coordinator_left"


def on_page(one: Coordinated, reader: Reader) -> list[Block]:
    """Draw who coordinates a programme, with the ways to name one more and to leave."""
    value = str(one.programme.id)
    who = Markup(reader.listed(person.mention for person in one.coordinators))
    buttons = (
        blocks.button(NAME, reader.plain("coordinator-buttons.name"), value),
        blocks.button(LEAVE, reader.plain("coordinator-buttons.leave"), value),
    )
    return [
        blocks.section(reader.mrkdwn("coordinators", people=who)),
        blocks.actions(*buttons),
        blocks.context(reader.mrkdwn("coordinators.see")),
    ]


def name_form(programme: Programme, reader: Reader) -> dict[str, Any]:
    """Ask who coordinates too."""
    picker = blocks.person_picker(WHO, reader.plain("pair-form-person"))
    return blocks.modal(
        NAME_FORM,
        reader.plain("coordinator-form.title"),
        [
            blocks.section(reader.mrkdwn("coordinator-form", programme=programme.name)),
            blocks.input_block(
                WHO, reader.plain("coordinator-form.who"), picker, reader.plain("coordinator-form.hint")
            ),
        ],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("coordinator-form.submit"),
        carries=str(programme.id),
    )


def leave_form(programme: Programme, reader: Reader, *, is_last: bool) -> dict[str, Any]:
    """Ask whether somebody really leaves; whoever is the last names who takes over, in the same place."""
    words = "coordinator-leave.last" if is_last else "coordinator-leave.sure"
    shown = [blocks.section(reader.mrkdwn(words, programme=programme.name))]
    if is_last:
        picker = blocks.person_picker(WHO, reader.plain("pair-form-person"))
        hint = reader.plain("coordinator-form.hint")
        shown.append(blocks.input_block(WHO, reader.plain("coordinator-leave.who"), picker, hint))
    return blocks.modal(
        LEAVE_FORM,
        reader.plain("coordinator-leave.title"),
        shown,
        close=reader.plain("modal-cancel"),
        submit=reader.plain("coordinator-leave.hand-over" if is_last else "coordinator-leave.submit"),
        carries=str(programme.id),
    )


def named(situation: Situation, reader: Reader) -> Message:
    """Tell somebody that they coordinate a programme now, and that they may say no."""
    row, programme = situation.delivery, situation.programme
    facts = {"programme": programme.name if programme else "", "person": _who(situation)}
    if row is None or programme is None or row.facts.get("refused"):
        text = reader.mrkdwn("coordinator-named.refused", **facts)
        return Message(text, (blocks.section(text),))
    parts = [reader.mrkdwn("coordinator-named", **facts), reader.mrkdwn("coordinator-named.what")]
    free = reader.mrkdwn("coordinator-named.free")
    buttons = (
        blocks.button(OPEN, reader.plain("coordinator-buttons.open"), str(programme.id), "primary"),
        blocks.button(REFUSE, reader.plain("invitation.no"), str(programme.id)),
    )
    shown = (*(blocks.section(part) for part in parts), blocks.actions(*buttons), blocks.context(free))
    return Message("\n".join((*parts, free)), shown)


def gone(situation: Situation, reader: Reader) -> Message:
    """Tell a coordinator that another one said no, or has left."""
    kind = situation.delivery.kind if situation.delivery else REFUSED
    name = situation.programme.name if situation.programme else ""
    text = reader.mrkdwn(kind.replace("_", "-"), programme=name, person=_who(situation))
    return Message(text, (blocks.section(text),))


def _who(situation: Situation) -> Markup:
    return Markup(next(iter(situation.others.values())).mention)


VIEWS = {NAMED: named, REFUSED: gone, LEFT: gone}
