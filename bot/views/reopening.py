"""Pairs that were completed before their programme was given a later last day: the offer, and what both are told."""

from __future__ import annotations

from bot.domain.overview import Coordinated
from bot.domain.pairs import may_go_on
from bot.domain.situation import Situation
from bot.views import blocks
from bot.views.blocks import Block, Message
from bot.words import Markup, Reader

REOPEN = "programme.reopen"
GOES_ON = "goes_on"


def on_page(one: Coordinated, reader: Reader) -> list[Block]:
    """Offer on a programme's page to let completed pairs go on, where its last day lies ahead."""
    found = may_go_on(one.pairs, one.programme.ends_on, reader.today)
    if not found:
        return []
    button = blocks.button(REOPEN, reader.plain("goes-on.reopen"), str(one.programme.id))
    return [blocks.section(reader.mrkdwn("goes-on.offer", count=len(found)), button)]


def goes_on(situation: Situation, reader: Reader) -> Message:
    """Tell one of a pair that their mentoring goes on."""
    view = situation.pair
    text = reader.mrkdwn(
        "goes-on",
        partner=Markup(situation.partner.mention),
        programme=view.programme.name,
        last=reader.day(view.programme.ends_on),
    )
    return Message(text, (blocks.section(text),))


VIEWS = {GOES_ON: goes_on}
