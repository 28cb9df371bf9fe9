"""One message that holds several: what was held for somebody comes with the next, each part with its own buttons."""

from __future__ import annotations

from collections.abc import Sequence

from bot.views import blocks
from bot.views.blocks import Block, Message
from bot.words import Reader


def digest(parts: Sequence[Message], reader: Reader) -> Message:
    """Lay messages under each other, in the order in which they were owed; their buttons know their own rows."""
    head = reader.mrkdwn("digest", count=len(parts))
    shown: list[Block] = [blocks.context(head)]
    for part in parts:
        shown += [blocks.divider(), *part.blocks]
    return Message("\n\n".join((head, *(part.text for part in parts))), tuple(shown))
