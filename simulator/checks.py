"""Blocks and views as the app sent them, checked, with Slack's envelopes for what is wrong (slack/ERRORS.md)."""

from __future__ import annotations

import json
from typing import Any

from simulator.blockkit import Problem, check_message, check_view
from simulator.shapes import Json, SlackError

LARGEST_VIEW = 250_000
MOST_ATTACHMENTS = 100


def message_blocks(given: Any) -> list[Json]:
    """The blocks of a message. Raises invalid_blocks_format for what is no list of objects, else invalid_blocks."""
    blocks = _decoded(given, "invalid_blocks_format")
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise SlackError("invalid_blocks_format")
    problems = check_message(blocks)
    if problems:
        sentences = [_sentence(problem, "/blocks") for problem in problems]
        raise SlackError("invalid_blocks", sentences, errors=sentences)
    return blocks


def attachments(given: Any) -> list[Json]:
    """Legacy attachments, which nobody here draws. Raises invalid_attachments and too_many_attachments."""
    value = _decoded(given, "invalid_attachments")
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise SlackError("invalid_attachments")
    if len(value) > MOST_ATTACHMENTS:
        raise SlackError("too_many_attachments")
    return value


def view(given: Any, kind: str) -> Json:
    """A view of that kind ("modal" or "home"). Raises invalid_arguments with every problem, or view_too_large."""
    shown = _decoded(given, "invalid_arguments")
    if not isinstance(shown, dict):
        raise SlackError("invalid_arguments", ["must provide an object [json-pointer:/view]"])
    if len(json.dumps(shown)) > LARGEST_VIEW:
        raise SlackError("view_too_large")
    problems = [_sentence(problem, "/view") for problem in check_view(shown)]
    if not problems and shown.get("type") != kind:
        problems = [
            "failed to match all allowed schemas [json-pointer:/view]",
            f"unsupported type: {shown.get('type')} [json-pointer:/view/type]",
        ]
    if problems:
        raise SlackError("invalid_arguments", problems)
    return shown


def metadata(given: Any) -> Json | None:
    """Message metadata; an empty object takes it away. Raises invalid_metadata_format and metadata_too_large."""
    value = _decoded(given or None, "invalid_metadata_format")
    if value in (None, {}):
        return None
    good = (
        isinstance(value, dict)
        and isinstance(value.get("event_type"), str)
        and bool(value["event_type"])
        and isinstance(value.get("event_payload"), dict)
    )
    if not good:
        raise SlackError("invalid_metadata_format")
    # Slack documents the error without a number; 8 kB is what its clients have met.
    if len(json.dumps(value)) > 8_000:
        raise SlackError("metadata_too_large")
    return {"event_type": value["event_type"], "event_payload": value["event_payload"]}


def _decoded(given: Any, error: str) -> Any:
    if not isinstance(given, str):
        return given
    try:
        return json.loads(given)
    except ValueError:
        raise SlackError(error) from None


def _sentence(problem: Problem, root: str) -> str:
    return f"{problem.message} [json-pointer:{root}{problem.pointer}]"
