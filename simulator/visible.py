"""What a person reads: blocks flattened into lines of text, button labels included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.shapes import Json


def visible_text(shown: Any) -> str:
    """The text a person sees of a message, a view, or a list of blocks, one line for each thing that stands apart."""
    return "\n".join(line for line in _lines_of(shown) if line.strip())


def _lines_of(shown: Any) -> Iterator[str]:
    if isinstance(shown, list):
        for one in shown:
            yield from _block(one)
    elif isinstance(shown, dict):
        yield from _text(shown.get("title"))
        if shown.get("blocks"):
            yield from _lines_of(shown["blocks"])
        else:
            yield from _text(shown.get("text"))
        yield from (f"[file: {file.get('name') or file['id']}]" for file in shown.get("files") or ())
        for key in ("close", "submit"):
            yield from (f"[{label}]" for label in _text(shown.get(key)))


def _text(value: Any) -> Iterator[str]:
    """A text object, or a plain string."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict) and isinstance(value.get("text"), str):
        yield value["text"]
    elif isinstance(value, dict) and value.get("type") == "rich_text":
        yield from _rich(value)


def _block(block: Json) -> Iterator[str]:
    kind = block.get("type")
    if kind == "rich_text":
        yield from _rich(block)
        return
    for key in ("title", "subtitle", "text", "body", "label", "subtext"):
        yield from _text(block.get(key))
    for field in block.get("fields") or ():
        yield from _text(field)
    if kind == "image":
        yield str(block.get("alt_text", ""))
    if kind == "context":
        yield " ".join(line for one in block.get("elements", ()) for line in _context(one))
    elif kind == "table":
        yield from _table(block)
    else:
        for key in ("accessory", "element"):
            yield from _element(block.get(key))
        for key in ("elements", "actions", "buttons", "child_blocks"):
            for one in block.get(key) or ():
                yield from _nested(one)
    yield from _text(block.get("hint"))


def _nested(one: Json) -> Iterator[str]:
    nested_blocks = {
        "card",
        "section",
        "container",
        "actions",
        "header",
        "context",
        "divider",
        "image",
        "rich_text",
    }
    yield from _block(one) if one.get("type") in nested_blocks else _element(one)


def _context(one: Json) -> Iterator[str]:
    if one.get("type") == "image":
        yield str(one.get("alt_text", ""))
    else:
        yield from _text(one)


def _element(element: Json | None) -> Iterator[str]:
    if not element:
        return
    if element.get("type") in ("button", "workflow_button"):
        yield from (f"[{label}]" for label in _text(element.get("text")))
        return
    if element.get("type") == "image":
        yield str(element.get("alt_text", ""))
    yield from _text(element.get("placeholder"))
    for option in _options(element):
        yield from (f"( ) {label}" for label in _text(option.get("text")))
        yield from _text(option.get("description"))


def _options(element: Json) -> Iterator[Json]:
    yield from element.get("options") or ()
    for group in element.get("option_groups") or ():
        yield from group.get("options", ())


def _table(block: Json) -> Iterator[str]:
    for row in block.get("rows", ()):
        yield " | ".join(" ".join(_cell(cell)) for cell in row)


def _cell(cell: Json) -> Iterator[str]:
    yield from _rich(cell) if cell.get("type") == "rich_text" else _text(cell)


def _rich(value: Json) -> Iterator[str]:
    for part in value.get("elements", ()):
        if part.get("type") == "rich_text_list":
            for one in part.get("elements", ()):
                yield "• " + _rich_inline(one)
        else:
            yield from _rich_inline(part).split("\n")


def _rich_inline(section: Json) -> str:
    return "".join(_rich_leaf(leaf) for leaf in section.get("elements", ()))


def _rich_leaf(leaf: Json) -> str:
    match leaf.get("type"):
        case "user":
            return f"<@{leaf.get('user_id')}>"
        case "channel":
            return f"<#{leaf.get('channel_id')}>"
        case "emoji":
            return f":{leaf.get('name')}:"
        case "broadcast":
            return f"<!{leaf.get('range')}>"
        case "link":
            return str(leaf.get("text") or leaf.get("url", ""))
        case "date":
            return str(leaf.get("fallback", ""))
        case _:
            return str(leaf.get("text", ""))
