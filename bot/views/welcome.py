"""What Trellis writes after it was added to a workspace, for the first time or again, to whoever added it alone."""

from __future__ import annotations

from datetime import datetime

from bot.domain.situation import Situation
from bot.views import blocks
from bot.views.blocks import Message
from bot.words import Reader

WELCOME = "welcome"
WELCOME_BACK = "welcome_back"


def welcome(_situation: Situation, reader: Reader) -> Message:
    said = reader.mrkdwn("welcome"), reader.mrkdwn("welcome.next"), reader.mrkdwn("welcome.help")
    return Message("\n".join(said), (*(blocks.section(one) for one in said[:2]), blocks.context(said[2])))


def welcome_back(situation: Situation, reader: Reader) -> Message:
    """Say what still stands, what goes on and when, and what is left out."""
    facts = situation.delivery.facts if situation.delivery else {}
    said = [
        reader.mrkdwn("welcome-back", since=reader.moment(datetime.fromisoformat(facts["since"]))),
        reader.mrkdwn("welcome-back.stands", count=int(facts["pairs"])),
    ]
    if facts["next_at"]:
        at = datetime.fromisoformat(facts["next_at"])
        next_ = reader.mrkdwn("welcome-back.next", moment=reader.moment(at))
        said.append(next_ if at > reader.now else reader.mrkdwn("welcome-back.at-once"))
    else:
        said.append(reader.mrkdwn("welcome-back.nothing"))
    if facts["left_out"]:
        said.append(reader.mrkdwn("welcome-back.left-out", count=int(facts["left_out"])))
    last = reader.mrkdwn("welcome-back.alone")
    return Message("\n".join((*said, last)), (*(blocks.section(one) for one in said), blocks.context(last)))
