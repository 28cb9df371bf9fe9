"""Asides: what Trellis says to a mentor who chose to be asked how it goes, or no longer."""

from __future__ import annotations

from bot.domain.rhythm import MENTOR_CHECK_IN
from bot.domain.situation import Situation
from bot.views import blocks
from bot.views.blocks import Message
from bot.words import Markup, Reader

ASKED_TOO = "asked_too"
ASKED_NO_MORE = "asked_no_more"


def asked_too(situation: Situation, reader: Reader) -> Message:
    """Say when the first one comes."""
    due = [one.next_due_at for one in situation.pair.schedules if one.kind == MENTOR_CHECK_IN]
    partner = Markup(situation.partner.mention)
    if not due or due[0] is None:
        return _said(reader.mrkdwn("mentor-check-in-asked.not"))
    return _said(reader.mrkdwn("mentor-check-in-asked", partner=partner, moment=reader.moment(due[0])))


def asked_no_more(situation: Situation, reader: Reader) -> Message:
    """Say that it has ended."""
    return _said(reader.mrkdwn("mentor-check-in-asked.no-more", partner=Markup(situation.partner.mention)))


def _said(text: Markup) -> Message:
    return Message(text, (blocks.section(text),))
