"""Your data: what can be done with all that is kept of a person, and the form that deletes it."""

from __future__ import annotations

from typing import Any

from bot.views import blocks, looked
from bot.views.copy import READ
from bot.words import Reader

OPEN = "home.own"
PAGE = "own"
COPY = "own.copy"
DELETE = "own.delete"
DELETE_FORM = "own.delete_form"
CONFIRM = "confirm"
# Longer than the word in any language.
LONGEST = 30


def button(reader: Reader) -> blocks.Element:
    """Return the button that leads there."""
    return blocks.button(OPEN, reader.plain("own.open"))


def page(reader: Reader, *, sends_files: bool) -> dict[str, Any]:
    """Say what can be done; files are only sent where Slack grants that."""
    delete = blocks.button(DELETE, reader.plain("own-delete.button"), style="danger")
    take = [blocks.button(COPY, reader.plain("copy.button"), style="primary")] if sends_files else []
    read = blocks.button(READ, reader.plain("copy.read"))
    buttons = (*take, read, looked.own_button(reader), delete)
    shown = [blocks.section(reader.mrkdwn("own")), blocks.actions(*buttons, block_id="own")]
    if not sends_files:
        shown.append(blocks.context(reader.mrkdwn("copy.no-files")))
    return blocks.modal(PAGE, reader.plain("own.title"), shown, close=reader.plain("modal-close"))


def delete_form(pairs: int, reader: Reader) -> dict[str, Any]:
    """Say what goes and what stays, and ask for a word; `pairs` are those under way."""
    word = reader.plain("own-delete.word")
    goes = (reader.mrkdwn("own-delete"), reader.mrkdwn("own-delete.ends", count=pairs))
    typed = blocks.text_input(CONFIRM, longest=LONGEST)
    shown = [
        blocks.section("\n".join((f"*{reader.mrkdwn('own-delete.goes')}*", *goes))),
        blocks.section(f"*{reader.mrkdwn('own-delete.stays')}*\n{reader.mrkdwn('own-delete.kept')}"),
        blocks.context(reader.mrkdwn("own-delete.slack")),
        blocks.input_block(CONFIRM, reader.plain("own-delete.confirm", word=word), typed),
    ]
    return blocks.modal(
        DELETE_FORM,
        reader.plain("own-delete.title"),
        shown,
        close=reader.plain("modal-close"),
        submit=reader.plain("own-delete.submit"),
    )


def said(text: str, reader: Reader) -> dict[str, Any]:
    """Say one thing, in a window over the page."""
    return blocks.modal(
        PAGE, reader.plain("own.title"), [blocks.section(text)], close=reader.plain("modal-close")
    )


def deleted(reader: Reader) -> dict[str, Any]:
    """Say that it is done; closing this closes every page below."""
    view = blocks.modal(
        PAGE,
        reader.plain("own-deleted.title"),
        [blocks.section(reader.mrkdwn("own-deleted"))],
        close=reader.plain("modal-close"),
    )
    return {**view, "clear_on_close": True}


def empty_home(reader: Reader) -> dict[str, Any]:
    """Draw the Home of somebody of whom nothing is kept."""
    return blocks.home([blocks.section(reader.mrkdwn("own-deleted.home"))])
