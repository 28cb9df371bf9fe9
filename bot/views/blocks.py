"""The vocabulary of our surfaces: Block Kit as plain dicts, clipped to Slack's limits (slack/LIMITS in the docs)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.views.cutting import TURNS, clip, cut, split

Block = dict[str, Any]
Element = dict[str, Any]

# docs.slack.dev, "Reference: blocks" and "Reference: block elements".
SECTION = 3000
FIELD = 2000
HEADER = 150
BUTTON = 75
OPTION = 75
PLACEHOLDER = 150
LABEL = 2000
TITLE = 24
INPUT = 3000
BLOCKS_IN_VIEW = 100
OPTIONS = 100
MOST_PARAGRAPHS = 40
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
CONFIRM_BUTTON = 30


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted: blocks for eyes, and a text that says all of it for notifications and screen readers."""

    text: str
    blocks: tuple[Block, ...]

    def as_arguments(self) -> dict[str, Any]:
        """Return what chat.postMessage and chat.update take."""
        return {"text": self.text, "blocks": list(self.blocks)}


def plain(text: str, limit: int = LABEL) -> Element:
    # A name or a title must not turn a label around.
    return {"type": "plain_text", "text": clip(TURNS.sub("", text), limit), "emoji": True}


def mrkdwn(text: str, limit: int = SECTION) -> Element:
    # Verbatim: what looks like a name or a channel is not turned into a link or a ping.
    return {"type": "mrkdwn", "text": clip(text, limit), "verbatim": True}


def section(text: str, accessory: Element | None = None, block_id: str | None = None) -> Block:
    block: Block = {"type": "section", "text": mrkdwn(text)}
    if accessory:
        block["accessory"] = accessory
    return _named(block, block_id)


def paragraphs(text: str) -> list[Block]:
    """Return a text of any length as sections, one for each paragraph as long as there are not too many of those."""
    parts = split(text, "\n\n")
    if len(parts) > MOST_PARAGRAPHS:
        parts = [text]
    return [section(piece) for part in parts for piece in cut(part, SECTION) if piece.strip()]


def fields(*texts: str) -> Block:
    return {"type": "section", "fields": [mrkdwn(text, FIELD) for text in texts]}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, HEADER)}


def context(*texts: str) -> Block:
    return {"type": "context", "elements": [mrkdwn(text) for text in texts]}


def divider() -> Block:
    return {"type": "divider"}


def actions(*elements: Element, block_id: str | None = None) -> Block:
    return _named({"type": "actions", "elements": list(elements)}, block_id)


def button(
    action_id: str, label: str, value: str = "", style: str | None = None, confirm: Element | None = None
) -> Element:
    element: Element = {"type": "button", "action_id": action_id, "text": plain(label, BUTTON)}
    if value:
        element["value"] = value
    if style:
        element["style"] = style
    if confirm:
        element["confirm"] = confirm
    return element


def confirm(title: str, text: str, yes: str, no: str) -> Element:
    return {
        "title": plain(title, CONFIRM_TITLE),
        "text": plain(text, CONFIRM_TEXT),
        "confirm": plain(yes, CONFIRM_BUTTON),
        "deny": plain(no, CONFIRM_BUTTON),
    }


def option(value: str, label: str) -> Element:
    return {"text": plain(label, OPTION), "value": value}


def select(
    action_id: str, placeholder: str, options: Sequence[Element], chosen: str | None = None
) -> Element:
    element: Element = {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, PLACEHOLDER),
        "options": list(options),
    }
    initial = [one for one in options if one["value"] == chosen]
    if initial:
        element["initial_option"] = initial[0]
    return element


def grouped_select(
    action_id: str, placeholder: str, groups: Mapping[str, Sequence[Element]], chosen: str | None = None
) -> Element:
    """Offer more than a select holds, under headings of at most 75 characters."""
    known = [one for options in groups.values() for one in options if one["value"] == chosen]
    element: Element = {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, PLACEHOLDER),
        "option_groups": [
            {"label": plain(label, OPTION), "options": list(options)} for label, options in groups.items()
        ],
    }
    return element | {"initial_option": known[0]} if known else element


def checkboxes(action_id: str, options: Sequence[Element], chosen: Iterable[str] = ()) -> Element:
    element: Element = {"type": "checkboxes", "action_id": action_id, "options": list(options)}
    wanted = set(chosen)
    initial = [one for one in options if one["value"] in wanted]
    if initial:
        element["initial_options"] = initial
    return element


def radio(action_id: str, options: Sequence[Element], chosen: str | None = None) -> Element:
    element: Element = {"type": "radio_buttons", "action_id": action_id, "options": list(options)}
    initial = [one for one in options if one["value"] == chosen]
    if initial:
        element["initial_option"] = initial[0]
    return element


def overflow(action_id: str, options: Sequence[Element]) -> Element:
    return {"type": "overflow", "action_id": action_id, "options": list(options)}


def time_picker(action_id: str, placeholder: str, at: str | None = None) -> Element:
    element: Element = {
        "type": "timepicker",
        "action_id": action_id,
        "placeholder": plain(placeholder, PLACEHOLDER),
    }
    if at:
        element["initial_time"] = at
    return element


def date_picker(action_id: str, placeholder: str, on: str | None = None) -> Element:
    element: Element = {
        "type": "datepicker",
        "action_id": action_id,
        "placeholder": plain(placeholder, PLACEHOLDER),
    }
    if on:
        element["initial_date"] = on
    return element


def person_picker(action_id: str, placeholder: str, chosen: str | None = None) -> Element:
    """Let somebody be chosen, with whom Slack knows by the id `chosen` to begin with."""
    element: Element = {
        "type": "users_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, PLACEHOLDER),
    }
    return element | {"initial_user": chosen} if chosen else element


def people_picker(action_id: str, placeholder: str) -> Element:
    """Let several people be chosen."""
    return {
        "type": "multi_users_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, PLACEHOLDER),
    }


def external_select(action_id: str, placeholder: str) -> Element:
    """Let one be chosen of what a listener offers, from the first letter on and before it."""
    return {
        "type": "external_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, PLACEHOLDER),
        "min_query_length": 0,
    }


def file_input(action_id: str, endings: Sequence[str], *, most: int) -> Element:
    """Take files with such endings; needs the permission files:read."""
    return {"type": "file_input", "action_id": action_id, "filetypes": list(endings), "max_files": most}


def text_input(
    action_id: str, *, multiline: bool = False, initial: str = "", longest: int = INPUT, placeholder: str = ""
) -> Element:
    element: Element = {
        "type": "plain_text_input",
        "action_id": action_id,
        "multiline": multiline,
        "max_length": longest,
    }
    if initial:
        element["initial_value"] = clip(initial, longest)
    if placeholder:
        element["placeholder"] = plain(placeholder, PLACEHOLDER)
    return element


def number_input(action_id: str, *, low: int, high: int, initial: int | None = None) -> Element:
    element: Element = {
        "type": "number_input",
        "action_id": action_id,
        "is_decimal_allowed": False,
        "min_value": str(low),
        "max_value": str(high),
    }
    if initial is not None:
        element["initial_value"] = str(initial)
    return element


def input_block(block_id: str, label: str, element: Element, hint: str = "", optional: bool = False) -> Block:
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, LABEL),
        "element": element,
        "optional": optional,
    }
    if hint:
        block["hint"] = plain(hint, LABEL)
    return block


def modal(
    callback_id: str,
    title: str,
    blocks: Sequence[Block],
    *,
    close: str,
    submit: str | None = None,
    carries: str = "",
) -> dict[str, Any]:
    view: dict[str, Any] = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, TITLE),
        "close": plain(close, TITLE),
        "blocks": list(blocks)[:BLOCKS_IN_VIEW],
    }
    if submit:
        view["submit"] = plain(submit, TITLE)
    if carries:
        view["private_metadata"] = carries
    return view


def home(blocks: Sequence[Block]) -> dict[str, Any]:
    return {"type": "home", "blocks": list(blocks)[:BLOCKS_IN_VIEW]}


def _named(block: Block, block_id: str | None) -> Block:
    if block_id:
        block["block_id"] = block_id
    return block
