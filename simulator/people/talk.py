"""People who type: say, edit, delete, read."""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Callable

from simulator.shapes import Json, Refused
from simulator.state import ids
from simulator.state.messages import Conversation, Message
from simulator.state.workspace import Workspace
from simulator.world import World

Mention = Callable[[str, str], str]


async def say(world: World, workspace: Workspace, body: Json) -> Json:
    """A message in the app's DM, or in the channel named."""
    person = workspace.person(body.get("as"))
    conversation = workspace.conversation_of(person.id, body.get("channel"))
    if conversation.kind == "app_dm" and (
        not workspace.manifest.messages_tab or workspace.manifest.messages_read_only
    ):
        raise Refused(
            f"Nobody can write to {workspace.manifest.name}: its Messages tab does not take messages."
        )
    text = _typed(workspace, body.get("text"))
    raw: Json = {
        "client_msg_id": str(uuid.uuid4()),
        "user": person.id,
        "text": text,
        "blocks": rich_text(text),
    }
    if thread_ts := body.get("thread_ts"):
        parent = conversation.find_for(person.id, str(thread_ts))
        if parent is None:
            raise Refused(f"There is no message {thread_ts!r} to answer in {conversation.id}.")
        raw["thread_ts"] = parent.thread or parent.ts
    message = await world.post(workspace, conversation, raw)
    return {"ts": message.ts, "channel": conversation.id}


async def edit(world: World, workspace: Workspace, body: Json) -> Json:
    conversation, message = _own(workspace, body)
    text = _typed(workspace, body.get("text"))
    edited = {"user": message.sender, "ts": f"{await world.clock.now():.6f}"}
    changes = {"text": text, "blocks": rich_text(text), "edited": edited}
    await world.rewrite(workspace, conversation, message, changes)
    return {}


async def delete(world: World, workspace: Workspace, body: Json) -> Json:
    conversation, message = _own(workspace, body)
    await world.delete(workspace, conversation, message)
    return {}


async def read(world: World, workspace: Workspace, body: Json) -> Json:
    """Clears what is unread of a conversation, its notifications too."""
    person = workspace.person(body.get("as"))
    conversation = workspace.conversation_of(person.id, body.get("channel"))
    conversation.unread.pop(person.id, None)
    for heard in workspace.notifications.get(person.id, []):
        if heard["channel"] == conversation.id:
            heard["read"] = True
    workspace.changed()
    return {}


def _own(workspace: Workspace, body: Json) -> tuple[Conversation, Message]:
    person = workspace.person(body.get("as"))
    conversation = workspace.conversation_of(person.id, body.get("channel"))
    message = conversation.find_for(person.id, str(body.get("ts")))
    if message is None:
        raise Refused(f"There is no message {body.get('ts')!r} in {conversation.id}.")
    if message.sender != person.id:
        raise Refused("People can change only what they wrote themselves.")
    return conversation, message


def _typed(workspace: Workspace, text: object) -> str:
    """What Slack's client makes of typed text: &, < and > escaped, @name turned into a mention."""
    if not isinstance(text, str) or not text.strip():
        raise Refused("There is nothing to send: text is a string that is not empty.")
    return mentions(workspace, html.escape(text, quote=False), lambda user, _: f"<@{user}>")


def mentions(workspace: Workspace, text: str, written: Mention) -> str:
    """The text with each @name of somebody here replaced by what `written` makes of (user id, name)."""
    by_name = {account.name: account.id for account in workspace.accounts.values()}

    def replaced(found: re.Match[str]) -> str:
        name = found[1]
        return written(by_name[name], name) if name in by_name else found[0]

    return re.sub(r"(?<![\w@])@([\w.\-]*\w)", replaced, text)


def rich_text(text: str) -> list[Json]:
    """The blocks that Slack gives a typed message; formatting marks are left as they were typed."""
    leaves: list[Json] = []
    for part in re.split(r"(<@U\w+>)", text):
        if re.fullmatch(r"<@U\w+>", part):
            leaves.append({"type": "user", "user_id": part[2:-1]})
        elif part:
            leaves.append({"type": "text", "text": html.unescape(part)})
    section = {"type": "rich_text_section", "elements": leaves}
    return [{"type": "rich_text", "block_id": ids.short(), "elements": [section]}]
