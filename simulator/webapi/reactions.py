"""reactions.*: the app's own reactions to messages."""

from __future__ import annotations

import re

from simulator.shapes import Json, SlackError
from simulator.state.messages import Conversation, Message
from simulator.webapi.call import Call, Method


async def add(call: Call) -> Json:
    conversation, message, name = _asked(call)
    reaction = _reaction(message, name)
    if reaction is None:
        message.raw.setdefault("reactions", []).append(
            {"name": name, "users": [call.workspace.bot_user_id], "count": 1}
        )
    elif call.workspace.bot_user_id in reaction["users"]:
        raise SlackError("already_reacted")
    else:
        reaction["users"].append(call.workspace.bot_user_id)
        reaction["count"] += 1
    await _tell(call, "reaction_added", conversation, message, name)
    return {}


async def remove(call: Call) -> Json:
    conversation, message, name = _asked(call)
    reaction = _reaction(message, name)
    if reaction is None or call.workspace.bot_user_id not in reaction["users"]:
        raise SlackError("no_reaction")
    reaction["users"].remove(call.workspace.bot_user_id)
    reaction["count"] -= 1
    message.raw["reactions"] = [one for one in message.raw["reactions"] if one["count"]]
    await _tell(call, "reaction_removed", conversation, message, name)
    return {}


def _asked(call: Call) -> tuple[Conversation, Message, str]:
    conversation = call.conversation()
    message = conversation.find(call.text("timestamp"))
    if message is None:
        raise SlackError("message_not_found")
    name = call.text("name").strip(":")
    if not re.fullmatch(r"[a-z0-9_+'\-]+(::skin-tone-[2-6])?", name):
        raise SlackError("invalid_name")
    return conversation, message, name


def _reaction(message: Message, name: str) -> Json | None:
    reactions: list[Json] = message.raw.get("reactions", [])
    return next((one for one in reactions if one["name"] == name), None)


async def _tell(call: Call, kind: str, conversation: Conversation, message: Message, name: str) -> None:
    call.workspace.changed()
    now = await call.world.clock.now()
    event = {
        "type": kind,
        "user": call.workspace.bot_user_id,
        "reaction": name,
        "item_user": message.sender,
        "item": {"type": "message", "channel": conversation.id, "ts": message.ts},
        "event_ts": f"{now:.6f}",
    }
    call.world.emit(call.workspace, kind, event, now)


WRITE = ("reactions:write",)
METHODS = {
    "reactions.add": Method(add, WRITE, ("channel", "timestamp", "name")),
    "reactions.remove": Method(remove, WRITE, ("channel", "timestamp", "name"), tier=2),
}
