"""What is coming, and what lately came otherwise than planned and why: for `/trellis why`, and from Home."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.domain.deliveries import Delivery, State
from bot.domain.outlook import Coming, Outlook
from bot.views import blocks, reasons
from bot.words import Markup, Reader

OPEN = "home.outlook"

# Names a kind of message by the id of its title; a kind of another version may have none.
Titles = Callable[[str], str]


def lines(outlook: Outlook, titles: Titles, reader: Reader) -> list[Markup]:
    """Say it line by line."""
    shown = [Markup(f"*{reader.mrkdwn('outlook.coming')}*")]
    shown += [_coming(one, outlook, titles, reader) for one in outlook.coming]
    if not outlook.coming:
        shown.append(reader.mrkdwn("outlook.nothing"))
    if outlook.lately:
        shown.append(Markup(f"*{reader.mrkdwn('outlook.lately')}*"))
        shown += [_lately(one, outlook, titles, reader) for one in outlook.lately]
    return [*shown, reader.mrkdwn("outlook.change")]


def text(outlook: Outlook, titles: Titles, reader: Reader) -> str:
    """Say all of it, as the answer to a command."""
    return "\n".join([reader.mrkdwn("outlook"), *lines(outlook, titles, reader)])


def modal(outlook: Outlook, titles: Titles, reader: Reader) -> dict[str, Any]:
    """Show all of it."""
    return blocks.modal(
        "outlook",
        reader.plain("outlook.title"),
        [blocks.section(line) for line in [reader.mrkdwn("outlook"), *lines(outlook, titles, reader)]],
        close=reader.plain("modal-close"),
    )


def _coming(one: Coming, outlook: Outlook, titles: Titles, reader: Reader) -> Markup:
    what = _what(one.kind, one.pair_id, outlook, titles, reader)
    held = [reasons.said(reason, reader, "" if one.at else reasons.FOR_LONG) for reason in one.held]
    missed = [reasons.said(reason, reader, reasons.LEFT_OUT) for reason in one.missed]
    if one.at is None:
        words = "outlook-line.open" if held else "outlook-line.never"
        return _because(reader.mrkdwn(words, what=what), _in_turn(held or missed, reader), reader)
    line = reader.mrkdwn("outlook-line", moment=reader.moment(one.at), what=what)
    if missed:
        line = reader.mrkdwn("outlook-line.not-before", line=line, reason=_in_turn(missed, reader))
    return _because(line, _in_turn(held, reader), reader) if held else line


def _in_turn(said: list[str], reader: Reader) -> str:
    """Say reasons that follow each other in one go."""
    first, *rest = said
    for one in rest:
        first = reader.plain("outlook-line.then", first=first, then=one)
    return first


def _lately(row: Delivery, outlook: Outlook, titles: Titles, reader: Reader) -> Markup:
    what = _what(row.kind, row.pair_id, outlook, titles, reader)
    when = reader.moment(row.sent_at or row.due_at)
    words = "outlook-line.came" if row.state is State.SENT else "outlook-line"
    line = reader.mrkdwn(words, moment=when, what=what)
    return _because(line, reasons.said(row.reason, reader), reader) if row.reason else line


def _because(line: Markup, reason: str, reader: Reader) -> Markup:
    return reader.mrkdwn("outlook-line.because", line=line, reason=reason)


def _what(kind: str, pair_id: int | None, outlook: Outlook, titles: Titles, reader: Reader) -> Markup:
    """Name a message by its title, and by whom it is about where that is somebody."""
    id_ = titles(kind)
    title = reader.plain(id_ if reader.knows(id_) else "outlook-line.other")
    partner = outlook.partners.get(pair_id) if pair_id is not None else None
    if partner is None:
        return reader.mrkdwn("said", text=title)
    return reader.mrkdwn("outlook-line.with", title=title, partner=Markup(partner.mention))
