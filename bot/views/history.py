"""The history of an agreement: who proposed a version and when it began, and the way to the versions before it."""

from __future__ import annotations

from bot.domain.agreement import Agreement
from bot.domain.situation import PairView
from bot.views import blocks
from bot.views.blocks import Block
from bot.words import Markup, Reader

VERSION = "agreement.version"


def origin(view: PairView, agreement: Agreement, reader: Reader) -> Markup:
    """Say who proposed a version and when it began; the first was settled by both."""
    who = view.people.get(agreement.proposed_by or 0)
    day = reader.day(agreement.begins_on) if agreement.begins_on else ""
    first = min((one.version for one in view.versions), default=agreement.version)
    if agreement.version <= first or who is None:
        return reader.mrkdwn("history-first", version=agreement.version, day=day)
    if not agreement.begins_on:
        return reader.mrkdwn("history-agreed", version=agreement.version, name=who.name)
    return reader.mrkdwn("history-proposed", version=agreement.version, name=who.name, day=day)


def earlier(view: PairView, agreement: Agreement, reader: Reader) -> list[Block]:
    """Offer the versions that began before this one, newest first; nothing where there are none."""
    before = [one for one in reversed(view.versions) if one.version < agreement.version and one.begins_on]
    if not before:
        return []
    options = [
        blocks.option(
            str(one.id),
            reader.plain("history-version", version=one.version, day=reader.day(one.begins_on)),
        )
        for one in before
        if one.begins_on
    ]
    picker = blocks.select(VERSION, reader.plain("history-earlier"), options[: blocks.OPTIONS])
    return [blocks.actions(picker, block_id="history")]
