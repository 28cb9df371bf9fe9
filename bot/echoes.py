"""Echoes: Slack tells us of every message in a conversation, and most of them are our own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def is_echo(body: Mapping[str, Any]) -> bool:
    """Whether an event tells of what a bot said, changed or took back: nothing in Trellis listens to bots.

    For each message that we send there comes one such event, for each that we rewrite another. They are
    acknowledged before Bolt would look for who sent them and into which workspace.
    """
    event = body.get("event")
    if not isinstance(event, Mapping) or event.get("type") != "message":
        return False
    told = (event, event.get("message"), event.get("previous_message"))
    return any(isinstance(one, Mapping) and bool(one.get("bot_id")) for one in told)
