"""How a person names what they see: elements by label, placeholder or id, options by what is written on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from simulator.shapes import Json
from simulator.state.answers import KINDS, MANY, options_of
from simulator.state.surfaces import elements
from simulator.visible import visible_text


@dataclass
class Named:
    """One element a person can reach, and where it stands."""

    container: Json
    surface: str | Json
    block: Json
    element: Json
    offered: list[Json] = field(default_factory=list)

    @property
    def where(self) -> str:
        """The modal, Home, or a message by how it begins."""
        if isinstance(self.surface, str):
            return self.surface
        return f"the message “{visible_text(self.surface)[:60]}”".replace("\n", " ")

    @property
    def labels(self) -> list[str]:
        """Everything written on or beside it that names it."""
        texts = [self.element.get("text"), self.block.get("label"), self.element.get("placeholder")]
        if self.element.get("type") != "button":
            texts.append(self.block.get("text") if self.block["type"] == "section" else None)
        found = [str(text["text"]) for text in texts if isinstance(text, dict) and "text" in text]
        return [*found, *[one for one in [self.element.get("accessibility_label")] if one]]

    @property
    def dispatches(self) -> bool:
        """Whether the app is told at once: everything but an input that waits for submit."""
        return self.block["type"] != "input" or bool(self.block.get("dispatch_action"))

    def matches(self, wanted: Json) -> bool:
        ids = (self.element["action_id"], self.block["block_id"])
        if "any" in wanted:
            return wanted["any"] in (*self.labels, *ids)
        return all(
            wanted[key] == actual if key != "label" else wanted[key] in self.labels
            for key, actual in (
                ("label", None),
                ("action_id", ids[0]),
                ("block_id", ids[1]),
                ("value", self.element.get("value")),
            )
            if key in wanted
        )

    def address(self) -> Json:
        return {
            "container": self.container,
            "block_id": self.block["block_id"],
            "action_id": self.element["action_id"],
        }

    def __str__(self) -> str:
        label = " / ".join(self.labels)
        kind = self.element["type"]
        return f"{kind} “{label}” (action_id {self.element['action_id']!r}) in {self.where}"


def named_in(state: Json, within: str | Json | None) -> Iterator[Named]:
    """What the person can reach, the likeliest first: the modal on top, else messages from the newest, then Home."""
    if isinstance(within, dict):
        yield from _of_message(state, within)
        return
    if within == "modal" or (within is None and state["views"]):
        yield from _of_views(state["views"][-1:], "the modal")
        return
    if within != "home":
        for message in _newest_first(state):
            yield from _of_message(state, message)
    if within != "messages":
        yield from _of_views([state["home"]] if state["home"] else [], "Home")


def _newest_first(state: Json) -> list[Json]:
    everything = [
        {"channel": channel, **message}
        for channel, messages in state["messages"].items()
        for message in messages
        if not message["deleted"]
    ]
    return sorted(everything, key=lambda message: float(message["ts"]), reverse=True)


def _of_message(state: Json, message: Json) -> Iterator[Named]:
    channel = message.get("channel") or _channel_of(state, message["ts"])
    container = {"type": "message", "channel": channel, "ts": message["ts"]}
    for pair in elements(message["blocks"]):
        yield Named(container, message, *pair)


def _channel_of(state: Json, ts: str) -> str:
    for channel, messages in state["messages"].items():
        if any(message["ts"] == ts for message in messages):
            return str(channel)
    return ""


def _of_views(views: list[Json], where: str) -> Iterator[Named]:
    for view in views:
        for pair in elements(view["blocks"]):
            yield Named({"type": "view", "view_id": view["id"]}, where, *pair)


def answer_for(found: Named, value: Any) -> Json | None:
    """The control API's answer for a value as a person would name it: options by label or by value; None clears."""
    kind = KINDS.get(found.element["type"])
    if value is None or kind is None:
        return None
    if kind.answer == "text":
        return {"text": str(value)}
    if kind.answer in MANY and not isinstance(value, list):
        value = [value]
    if kind.answer == "option":
        value = _value_of(found, value)
    elif kind.answer == "options":
        value = [_value_of(found, one) for one in value]
    return {kind.answer: value}


def _value_of(found: Named, wanted: Any) -> Any:
    """The option's value; what matches none is passed on, so that Slack's refusal names those there are."""
    for option in [*options_of(found.element), *found.offered]:
        if option_label_matches(option, wanted):
            return option["value"]
    return wanted


def option_label_matches(option: Json, wanted: Any) -> bool:
    return wanted in (option["value"], option["text"]["text"])


def describe(state: Json) -> str:
    """Everything a person sees, for a message that says what was not found."""
    if not state:
        return "nothing"
    parts = [f"modal: {visible_text(view)}" for view in state["views"]]
    parts += [f"message: {visible_text(message)}" for message in _newest_first(state)[:8]]
    if state["home"]:
        parts.append(f"home: {visible_text(state['home']['blocks'])}")
    if state["ephemeral_error"]:
        parts.append(f"error: {state['ephemeral_error']}")
    return "\n".join(parts) or "nothing"
