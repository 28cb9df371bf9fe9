"""Invitations as people see them: asked, answered, over, and refused with the way back."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.pairs import OPEN, PairState
from bot.domain.people import Person
from bot.domain.situation import PairView, Situation
from bot.views import blocks
from bot.views.blocks import Block, Element, Message
from bot.words import Markup, Reader

ACCEPT = "invitation.accept"
DECLINE = "invitation.decline"
COME_BACK = "invitation.back"
# Home, and the message that names several, hold so many at most.
MOST = 3
COME_BACKS = tuple(f"{COME_BACK}.{number}" for number in range(MOST))

CHANGED_MIND = "changed_mind"


def invitation(situation: Situation, reader: Reader, questions: int) -> Message:
    """Ask, saying how many questions follow, or say how it was answered."""
    view, me = situation.pair, situation.me
    member = view.pair.member(me.id)
    by = view.pair.created_by
    facts = {
        "coordinator": Markup(view.people[by].mention),
        "partner": Markup(situation.partner.mention),
        "programme": view.programme.name,
        "you": str(member.role),
    }
    if member.declined_at:
        return _refused(view, facts, reader)
    if view.pair.state is PairState.WITHDRAWN:
        text = reader.mrkdwn("invitation-withdrawn", **facts)
        return Message(text, (blocks.section(text),))
    if member.accepted_at or view.pair.state not in OPEN:
        text = reader.mrkdwn("invitation-accepted" if member.accepted_at else "invitation-over", **facts)
        return Message(text, (blocks.section(text),))
    # Whoever coordinates may be one of the two.
    words = {me.id: "invitation-by-you", situation.partner.id: "invitation-by-partner"}.get(by, "invitation")
    who = reader.mrkdwn(words, **facts)
    among_two = by in (me.id, situation.partner.id)
    why = () if by == me.id else (reader.mrkdwn("invitation.why", **facts),)
    privacy = reader.mrkdwn("invitation.privacy-of-two" if among_two else "invitation.privacy", **facts)
    parts = (
        *why,
        reader.mrkdwn("invitation.what", questions=questions, **facts),
        privacy,
        reader.mrkdwn("invitation.free", **facts),
    )
    shown = (
        blocks.header(reader.plain("invitation.title")),
        blocks.section(who),
        *(blocks.section(part) for part in parts[:-2]),
        blocks.context(*parts[-2:]),
        blocks.actions(*_buttons(view, reader)),
    )
    return Message("\n".join((who, *parts)), shown)


def _buttons(view: PairView, reader: Reader) -> list[Element]:
    coordinator = view.people[view.pair.created_by].name
    sure = blocks.confirm(
        reader.plain("invitation.sure-title"),
        reader.plain("invitation.sure", coordinator=coordinator),
        reader.plain("invitation.sure-yes"),
        reader.plain("invitation.sure-no"),
    )
    value = str(view.pair.id)
    return [
        blocks.button(ACCEPT, reader.plain("invitation.yes"), value, "primary"),
        blocks.button(DECLINE, reader.plain("invitation.no"), value, confirm=sure),
    ]


def _refused(view: PairView, facts: dict[str, str], reader: Reader) -> Message:
    text = reader.mrkdwn("invitation-declined", **facts)
    how = reader.mrkdwn("invitation-declined.how")
    return Message(
        f"{text}\n{how}", (blocks.section(text, _back(0, view.pair.id, reader)), blocks.context(how))
    )


def _back(place: int, pair_id: int, reader: Reader) -> Element:
    return blocks.button(COME_BACKS[place], reader.plain("invitation-declined.back"), str(pair_id))


def changed_mind(situation: Situation, reader: Reader) -> Message:
    """Ask which of several invitations is meant that somebody refused."""
    text = reader.mrkdwn("changed-mind")
    facts = situation.delivery.facts if situation.delivery else {}
    rows: list[Block] = []
    texts = [text]
    for place, (pair_id, partner) in enumerate(facts["pairs"]):
        with_ = reader.mrkdwn("changed-mind.of-pair", partner=Markup(situation.others[int(partner)].mention))
        texts.append(with_)
        rows.append(blocks.section(with_, _back(place, int(pair_id), reader)))
    return Message("\n".join(texts), (blocks.section(text), *rows))


def on_home(views: Iterable[PairView], me: Person, reader: Reader) -> list[Block]:
    """Return the part of Home about invitations that somebody refused: quiet, and with the way back."""
    refused = [
        view
        for view in views
        if view.pair.state is PairState.DECLINED and view.pair.member(me.id).declined_at
    ]
    return [
        blocks.section(
            reader.mrkdwn(
                "home-declined",
                partner=Markup(view.people[view.pair.partners(me.id)[0]].mention),
                programme=view.programme.name,
            ),
            _back(place, view.pair.id, reader),
            block_id=f"declined:{view.pair.id}",
        )
        for place, view in enumerate(refused[-MOST:])
    ]
