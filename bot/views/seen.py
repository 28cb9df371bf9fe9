"""Who can see what: a readable list of what people write, by who reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.audience import Audience
from bot.views import blocks
from bot.words import Reader

OPEN = "home.seen"


def modal(written: Mapping[Audience, Sequence[str]], reader: Reader) -> dict[str, Any]:
    """Show for each audience what it reads; `written` holds the ids of words that name it."""
    shown = [blocks.section(reader.mrkdwn("seen"))]
    for audience in Audience:
        named = dict.fromkeys(reader.plain(id_) for id_ in written.get(audience, ()) if reader.knows(id_))
        if named:
            head = reader.mrkdwn(f"seen-by.{audience.replace('_', '-')}")
            rows = "\n".join(reader.mrkdwn("seen-line", what=what) for what in named)
            shown.append(blocks.section(f"*{head}*\n{rows}"))
    shown += [
        blocks.section(f"*{reader.mrkdwn('seen-coordinator')}*\n{reader.mrkdwn('seen-coordinator.what')}"),
        blocks.context(reader.mrkdwn("seen-kept")),
    ]
    return blocks.modal("seen", reader.plain("seen.title"), shown, close=reader.plain("modal-close"))
