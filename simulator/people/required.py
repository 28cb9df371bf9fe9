"""What Slack's client checks itself before it submits a modal: required fields, lengths, numbers, addresses."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from simulator.shapes import Json
from simulator.state.answers import is_empty
from simulator.state.surfaces import elements
from simulator.state.views import View

REQUIRED = "Please complete this required field."


def problems(view: View) -> dict[str, str]:
    """A sentence for each input block that cannot be submitted as it is."""
    found = {}
    for block, element in elements(view.blocks):
        if block["type"] == "input":
            answer = view.inputs.get(block["block_id"], {}).get(element["action_id"])
            sentence = _problem(block, element, answer)
            if sentence:
                found[block["block_id"]] = sentence
    return found


def _problem(block: Json, element: Json, answer: Json | None) -> str | None:
    if is_empty(answer) or not answer:
        return None if block.get("optional") else REQUIRED
    match element["type"]:
        case "plain_text_input":
            return _length(element, answer["text"])
        case "number_input":
            return _number(element, answer["text"])
        case "email_text_input":
            good = re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", answer["text"])
            return None if good else "Please enter a valid email address."
        case "url_text_input":
            good = re.fullmatch(r"https?://[^\s]+\.[^\s]+", answer["text"])
            return None if good else "Please enter a valid URL."
    return None


def _length(element: Json, text: str) -> str | None:
    if len(text) > element.get("max_length", 3000):
        return f"Please enter no more than {element.get('max_length', 3000)} characters."
    if len(text) < element.get("min_length", 0):
        return f"Please enter at least {element['min_length']} characters."
    return None


def _number(element: Json, text: str) -> str | None:
    value = _decimal(text)
    if value is None:
        return "Please enter a number."
    if not element.get("is_decimal_allowed") and value != value.to_integral_value():
        return "Please enter a whole number."
    low, high = _decimal(element.get("min_value")), _decimal(element.get("max_value"))
    if low is not None and value < low:
        return f"Please enter a number that is {low} or more."
    if high is not None and value > high:
        return f"Please enter a number that is {high} or less."
    return None


def _decimal(value: Any) -> Decimal | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
