"""response_url: how an app answers an interaction without a token (docs.slack.dev, "Handling user interaction")."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from simulator.shapes import Json, SlackError
from simulator.state.messages import Conversation, Message
from simulator.state.workspace import Workspace
from simulator.triggers import ResponseAddress
from simulator.webapi.chat import content, signed
from simulator.world import World

GONE = ("expired_url", "used_url")


async def serve(world: World, request: web.Request) -> web.StreamResponse:
    """Answers "ok", or Slack's error: 404 for an address that is used up, 400 for a message that cannot be shown."""
    entry = world.log.call(world.clock.last(), "response_url", "json", {})
    try:
        body = _object(await request.read())
        entry["arguments"] = body
        await _respond(world, request.match_info["key"], body)
        entry |= {"response": {"ok": True}, "status": 200}
        return web.Response(text="ok")
    except SlackError as error:
        status = 404 if error.error in GONE else 400
        entry |= {"response": error.answer(), "status": status}
        return web.json_response(error.answer(), status=status)


def _object(body: bytes) -> Json:
    try:
        value: Any = json.loads(body)
    except ValueError:
        raise SlackError("invalid_payload") from None
    if not isinstance(value, dict):
        raise SlackError("invalid_payload")
    return value


async def _respond(world: World, key: str, body: Json) -> None:
    address = world.responses.use(key)
    workspace = world.workspace(address.team_id)
    conversation = workspace.conversations[address.channel]
    original = _original(conversation, address)
    if body.get("delete_original"):
        if original is None:
            raise SlackError("message_not_found")
        await world.delete(workspace, conversation, original)
    elif body.get("replace_original") and original is not None:
        await world.rewrite(workspace, conversation, original, {"blocks": [], **content(body)})
    else:
        await _post(world, workspace, conversation, address, body)


def _original(conversation: Conversation, address: ResponseAddress) -> Message | None:
    return conversation.find_for(address.user_id, address.ts) if address.ts else None


async def _post(
    world: World, workspace: Workspace, conversation: Conversation, address: ResponseAddress, body: Json
) -> None:
    raw = signed(workspace, content(body))
    if body.get("thread_ts"):
        raw["thread_ts"] = str(body["thread_ts"])
    only_for = None if body.get("response_type") == "in_channel" else address.user_id
    message = await world.post(workspace, conversation, raw, only_for=only_for)
    # What is said first through an address is what its replace_original and delete_original mean afterwards.
    if address.ts is None:
        address.ts = message.ts
