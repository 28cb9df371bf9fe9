"""Who can see what: a readable list of what people write, by who reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.audience import Audience
from bot.domain.programme import Programme
from bot.views import blocks, keeping
from bot.words import Markup, Reader

OPEN = "home.seen"
MOST_PROGRAMMES = 12
ASKED = "asked"
GROUPS = ("onboarding", "agreement", ASKED)


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
        rows = _rows([id_ for id_ in written.get(audience, ()) if reader.knows(id_)], reader)
        if rows:
            head = reader.mrkdwn(f"seen-by.{audience.replace('_', '-')}")
            shown.append(blocks.section("\n".join((f"*{head}*", *rows))))
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


def _rows(ids: Sequence[str], reader: Reader) -> list[Markup]:
    """Say in a line each what belongs together: one label, such as "Goal", stands for several things asked."""
    gathered: dict[str, dict[str, None]] = {group: {} for group in GROUPS}
    alone: dict[str, None] = {}
    for id_ in ids:
        into = alone if id_.startswith("seen-") else gathered[_group(id_)]
        into[reader.plain(id_)] = None
    rows = [
        reader.mrkdwn("seen-line.group", group=reader.plain(f"seen-group.{group}"), what=" · ".join(named))
        for group, named in gathered.items()
        if named
    ]
    return [*rows, *(reader.mrkdwn("seen-line", what=what) for what in alone)]


def _group(id_: str) -> str:
    """Return where something is asked: in one of the conversations, else when Trellis asks by itself."""
    first = id_.partition("-")[0]
    return first if first in GROUPS else ASKED
