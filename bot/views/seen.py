"""Who can see what: a readable list of what people write, by who reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.audience import Audience
from bot.domain.programme import Programme
from bot.views import blocks, keeping
from bot.words import Reader

OPEN = "home.seen"
MOST_PROGRAMMES = 12


def button(reader: Reader) -> blocks.Element:
    """Return the button that leads there."""
    return blocks.button(OPEN, reader.plain("home-buttons.seen"))


def modal(
    written: Mapping[Audience, Sequence[str]], programmes: Sequence[Programme], reader: Reader
) -> dict[str, Any]:
    """Show for each audience what it reads, and how long it is kept; `written` holds the ids of words that name it.

    `programmes` are those in which the reader takes part.
    """
    shown = [blocks.section(reader.mrkdwn("seen"))]
    for audience in Audience:
        named = dict.fromkeys(reader.plain(id_) for id_ in written.get(audience, ()) if reader.knows(id_))
        if named:
            head = reader.mrkdwn(f"seen-by.{audience.replace('_', '-')}")
            rows = "\n".join(reader.mrkdwn("seen-line", what=what) for what in named)
            shown.append(blocks.section(f"*{head}*\n{rows}"))
    times = [keeping.line(one, reader) for one in programmes[:MOST_PROGRAMMES]]
    shown += [
        blocks.section(f"*{reader.mrkdwn('seen-coordinator')}*\n{reader.mrkdwn('seen-coordinator.what')}"),
        blocks.section(
            "\n".join((f"*{reader.mrkdwn('seen-time')}*", *times, reader.mrkdwn("seen-time.own")))
        ),
        blocks.section(f"*{reader.mrkdwn('seen-slack')}*\n{reader.mrkdwn('seen-slack.what')}"),
        blocks.context(reader.mrkdwn("seen-kept")),
    ]
    return blocks.modal("seen", reader.plain("seen.title"), shown, close=reader.plain("modal-close"))
