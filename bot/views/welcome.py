"""The one message that Trellis writes after it was added to a workspace, to whoever added it."""

from __future__ import annotations

from bot.domain.situation import Situation
from bot.views import blocks
from bot.views.blocks import Message
from bot.words import Reader

WELCOME = "welcome"


def welcome(_situation: Situation, reader: Reader) -> Message:
    said = reader.mrkdwn("welcome"), reader.mrkdwn("welcome.next"), reader.mrkdwn("welcome.help")
    return Message("\n".join(said), (*(blocks.section(one) for one in said[:2]), blocks.context(said[2])))
