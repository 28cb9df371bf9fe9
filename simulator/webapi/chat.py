"""chat.*: messages the app posts, changes and takes back."""

from __future__ import annotations

import re

from simulator import checks
from simulator.shapes import Json, SlackError
from simulator.state.messages import Conversation, Message
from simulator.state.workspace import Workspace
from simulator.visible import visible_text
from simulator.webapi.call import Call, Method

LONGEST_TEXT = 40_000
LONGEST_MARKDOWN = 12_000


async def post_message(call: Call) -> Json:
    conversation = call.destination()
    _check_messages_tab(call.workspace, conversation)
    raw = content(call.arguments) | _thread(call, conversation)
    if "metadata" in call.arguments and (metadata := checks.metadata(call.arguments["metadata"])):
        raw["metadata"] = metadata
    message = await call.world.post(call.workspace, conversation, signed(call.workspace, raw))
    return {"channel": conversation.id, "ts": message.ts, "message": message.raw}


async def post_ephemeral(call: Call) -> Json:
    conversation = call.destination()
    user = call.text("user")
    if user not in conversation.members or call.workspace.accounts[user].deleted:
        raise SlackError("user_not_in_channel")
    raw = signed(call.workspace, content(call.arguments) | _thread(call, conversation))
    message = await call.world.post(call.workspace, conversation, raw, only_for=user)
    return {"message_ts": message.ts}


async def update(call: Call) -> Json:
    """Blocks that are not given stay as they were; an empty list takes them away (docs.slack.dev, chat.update)."""
    conversation = call.conversation()
    message = _own(call, conversation, "cant_update_message")
    changes = content(call.arguments)
    changes["edited"] = {"user": call.workspace.bot_user_id, "ts": f"{await call.world.clock.now():.6f}"}
    if call.arguments.get("metadata") is not None:
        changes["metadata"] = checks.metadata(call.arguments["metadata"])
    await call.world.rewrite(call.workspace, conversation, message, changes)
    return {"channel": conversation.id, "ts": message.ts, "text": message.raw["text"], "message": message.raw}


async def delete(call: Call) -> Json:
    conversation = call.conversation()
    message = _own(call, conversation, "cant_delete_message")
    await call.world.delete(call.workspace, conversation, message)
    return {"channel": conversation.id, "ts": message.ts}


async def permalink(call: Call) -> Json:
    conversation = call.conversation()
    message = conversation.find(call.text("message_ts"))
    if message is None:
        raise SlackError("message_not_found")
    stamp = message.ts.replace(".", "")
    address = f"https://{call.workspace.domain}.slack.com/archives/{conversation.id}/p{stamp}"
    if message.is_reply:
        address += f"?thread_ts={message.thread}&cid={conversation.id}"
    return {"channel": conversation.id, "permalink": address}


def content(arguments: Json) -> Json:
    """Text, blocks and attachments of a message, those that were given.

    Raises no_text, msg_too_long, markdown_text_conflict, too_many_attachments, invalid_blocks, invalid_blocks_format.
    """
    given = {
        key: arguments[key]
        for key in ("text", "blocks", "attachments")
        if arguments.get(key) not in (None, "")
    }
    if markdown := arguments.get("markdown_text"):
        given = _markdown(given, str(markdown))
    raw: Json = {}
    if "blocks" in given:
        raw["blocks"] = checks.message_blocks(given["blocks"])
    if "attachments" in given:
        raw["attachments"] = checks.attachments(given["attachments"])
    if not given.get("text") and not raw.get("blocks") and not raw.get("attachments"):
        raise SlackError("no_text")
    # Without a text Slack makes one of the blocks; screen readers and notifications read it.
    raw["text"] = str(given["text"]) if "text" in given else visible_text(raw.get("blocks", []))
    if len(raw["text"]) > LONGEST_TEXT:
        raise SlackError("msg_too_long")
    return raw


def _markdown(given: Json, markdown: str) -> Json:
    if given:
        raise SlackError("markdown_text_conflict")
    if len(markdown) > LONGEST_MARKDOWN:
        raise SlackError("msg_too_long")
    return {"text": markdown, "blocks": [{"type": "markdown", "text": markdown}]}


def signed(workspace: Workspace, raw: Json) -> Json:
    """The message as the app's own."""
    return {
        "user": workspace.bot_user_id,
        "bot_id": workspace.bot_id,
        "app_id": workspace.app_id,
        "bot_profile": {
            "id": workspace.bot_id,
            "app_id": workspace.app_id,
            "user_id": workspace.bot_user_id,
            "name": workspace.manifest.name,
            "deleted": False,
            "team_id": workspace.team_id,
        },
        **raw,
    }


def _thread(call: Call, conversation: Conversation) -> Json:
    """The thread to answer in; an answer to an answer goes to the same thread."""
    ts = call.text("thread_ts")
    if not ts:
        return {}
    if not re.fullmatch(r"\d+\.\d+", ts):
        raise SlackError("invalid_thread_ts", [f"{ts} is not a valid thread_ts"])
    parent = next(
        (one for one in conversation.messages if one.ts == ts and one.only_for is None and not one.deleted),
        None,
    )
    if parent is None:
        raise SlackError("thread_not_found")
    return {"thread_ts": parent.thread or parent.ts}


def _check_messages_tab(workspace: Workspace, conversation: Conversation) -> None:
    if conversation.kind == "app_dm" and not workspace.manifest.messages_tab:
        raise SlackError("messages_tab_disabled")


def _own(call: Call, conversation: Conversation, refusal: str) -> Message:
    message = conversation.find(call.text("ts"))
    if message is None:
        raise SlackError("message_not_found")
    if message.sender != call.workspace.bot_user_id:
        raise SlackError(refusal)
    return message


WRITE = ("chat:write",)
METHODS = {
    "chat.postMessage": Method(post_message, WRITE, ("channel",), tier=None),
    "chat.postEphemeral": Method(post_ephemeral, WRITE, ("channel", "user"), tier=4),
    "chat.update": Method(update, WRITE, ("channel", "ts")),
    "chat.delete": Method(delete, WRITE, ("channel", "ts")),
    "chat.getPermalink": Method(permalink, (), ("channel", "message_ts"), tier=None),
}
