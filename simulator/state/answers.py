"""Answers that people give to Block Kit elements: the control API's short form and Slack's own."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, NamedTuple

from simulator.shapes import Json, Refused

Inputs = dict[str, dict[str, Json]]


class Kind(NamedTuple):
    """How an element's answer is called: in the control API, in Slack's state, and as its initial value."""

    answer: str
    state: str
    initial: str


KINDS = {
    "plain_text_input": Kind("text", "value", "initial_value"),
    "email_text_input": Kind("text", "value", "initial_value"),
    "url_text_input": Kind("text", "value", "initial_value"),
    "number_input": Kind("text", "value", "initial_value"),
    "rich_text_input": Kind("rich_text", "rich_text_value", "initial_value"),
    "static_select": Kind("option", "selected_option", "initial_option"),
    "external_select": Kind("option", "selected_option", "initial_option"),
    "radio_buttons": Kind("option", "selected_option", "initial_option"),
    "overflow": Kind("option", "selected_option", ""),
    "multi_static_select": Kind("options", "selected_options", "initial_options"),
    "multi_external_select": Kind("options", "selected_options", "initial_options"),
    "checkboxes": Kind("options", "selected_options", "initial_options"),
    "users_select": Kind("user", "selected_user", "initial_user"),
    "multi_users_select": Kind("users", "selected_users", "initial_users"),
    "conversations_select": Kind("conversation", "selected_conversation", "initial_conversation"),
    "multi_conversations_select": Kind("conversations", "selected_conversations", "initial_conversations"),
    "channels_select": Kind("channel", "selected_channel", "initial_channel"),
    "multi_channels_select": Kind("channels", "selected_channels", "initial_channels"),
    "datepicker": Kind("date", "selected_date", "initial_date"),
    "timepicker": Kind("time", "selected_time", "initial_time"),
    "datetimepicker": Kind("epoch", "selected_date_time", "initial_date_time"),
    "file_input": Kind("files", "files", ""),
}
MANY = {"options", "users", "conversations", "channels", "files"}


def options_of(element: Json) -> list[Json]:
    """Every option the element itself carries, initial ones included."""
    found = list(element.get("options") or ())
    for group in element.get("option_groups") or ():
        found += group.get("options", ())
    if isinstance(element.get("initial_option"), dict):
        found.append(element["initial_option"])
    return found + list(element.get("initial_options") or ())


def initial(element: Json) -> Json | None:
    """What the element holds before anybody touches it, in the control API's form; None when it is empty."""
    kind = KINDS.get(element["type"])
    value = element.get(kind.initial) if kind and kind.initial else None
    if kind is None or value is None:
        return None
    if kind.answer == "option":
        value = value["value"]
    elif kind.answer == "options":
        value = [option["value"] for option in value]
    return {kind.answer: value}


def is_empty(answer: Json | None) -> bool:
    return not answer or all(value is None or value in ("", []) for value in answer.values())


def checked(element: Json, answer: Any, offered: list[Json]) -> Json:
    """The answer, if this element can take it. `offered` are options that the app gave for an external select.

    Raises Refused with what the element does take.
    """
    kind = KINDS.get(element["type"])
    if kind is None:
        return {}
    if answer is None:
        return {kind.answer: [] if kind.answer in MANY else None}
    if not isinstance(answer, dict) or set(answer) != {kind.answer}:
        raise Refused(
            f"A {element['type']} takes an answer such as {{{kind.answer!r}: ...}}, not {answer!r}."
        )
    value = answer[kind.answer]
    if value is None:
        return {kind.answer: [] if kind.answer in MANY else None}
    _check_value(element, kind.answer, value, options_of(element) + offered)
    return {kind.answer: value}


def _check_value(element: Json, name: str, value: Any, options: list[Json]) -> None:
    if name in MANY and not isinstance(value, list):
        raise Refused(f"A {element['type']} takes a list.")
    if name in ("option", "options"):
        known = [option["value"] for option in options]
        for one in value if name == "options" else [value]:
            if one not in known:
                raise Refused(f"There is no option {one!r} here; there are {known!r}.")
    if name in ("date", "time", "text") and not isinstance(value, str):
        raise Refused(f"A {element['type']} takes a string.")
    if name == "date" and not _is_date(value):
        raise Refused(f"{value!r} is not a date such as 2026-03-29.")
    if name == "time" and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        raise Refused(f"{value!r} is not a time such as 16:00.")
    if name == "epoch" and (not isinstance(value, int) or isinstance(value, bool)):
        raise Refused(f"{value!r} is not a moment in epoch seconds.")
    limit = element.get("max_selected_items")
    if name in MANY and limit and len(value) > limit:
        raise Refused(f"At most {limit} can be chosen here.")


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def state_value(element: Json, answer: Json | None, offered: list[Json]) -> Json:
    """The element's answer as it stands in Slack's `state.values` and `actions`; the type is left to the caller."""
    kind = KINDS[element["type"]]
    value = (answer or {}).get(kind.answer)
    if kind.answer in MANY:
        value = value or []
    elif value == "":
        value = None
    known = {option["value"]: option for option in options_of(element) + offered}
    if kind.answer == "option":
        value = known.get(value)
    elif kind.answer == "options":
        value = [known[one] for one in value or ()]
    shown = {kind.state: value}
    if element["type"] == "timepicker" and element.get("timezone"):
        shown["timezone"] = element["timezone"]
    return shown
