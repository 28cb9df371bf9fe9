"""What one person sees, as the control API tells it."""

from __future__ import annotations

from simulator.shapes import Json, Refused
from simulator.state.accounts import face
from simulator.state.messages import Conversation, Message
from simulator.state.views import View
from simulator.state.workspace import Workspace


def state(workspace: Workspace, user_id: str | None, now: float, *, messages: bool = True) -> Json:
    """The whole state for that person, or without `messages`, which are most of it; `now` in epoch seconds.

    Raises Refused for somebody who is not there.
    """
    if user_id is None or user_id not in workspace.accounts:
        raise Refused(f"There is nobody {user_id!r} here; there are {list(workspace.accounts)!r}.")
    users = {account.id: face(account, now) for account in workspace.accounts.values()}
    mine = [one for one in workspace.conversations.values() if user_id in one.members]
    home = workspace.homes.get(user_id)
    return {
        "version": workspace.version,
        "now": now,
        "team": {"id": workspace.team_id, "name": workspace.name, "domain": workspace.domain},
        "app": app(workspace),
        "me": users[user_id],
        "users": users,
        "conversations": [_conversation(one, user_id) for one in mine],
        "messages": {one.id: _messages(one, user_id) for one in mine} if messages else {},
        "home": _view(workspace, home) if home else None,
        "views": [_view(workspace, view) for view in workspace.modals.get(user_id, [])],
        "notifications": workspace.notifications.get(user_id, []),
        "ephemeral_error": workspace.errors.get(user_id),
    }


def app(workspace: Workspace) -> Json:
    """The app as people meet it."""
    manifest = workspace.manifest
    return {
        "id": workspace.app_id,
        "name": manifest.name,
        "description": manifest.description,
        "bot_user_id": workspace.bot_user_id,
        "color": manifest.color,
        "commands": [
            {key: command.get(key, "") for key in ("command", "description", "usage_hint")}
            for command in manifest.commands
        ],
        "shortcuts": [
            {key: shortcut.get(key, "") for key in ("name", "type", "callback_id", "description")}
            for shortcut in manifest.shortcuts
        ],
        "home_tab_enabled": manifest.home_tab,
        "messages_tab_enabled": manifest.messages_tab,
    }


def _conversation(conversation: Conversation, user_id: str) -> Json:
    return {
        "id": conversation.id,
        "kind": conversation.kind,
        "members": conversation.members,
        "unread": conversation.unread.get(user_id, 0),
    }


def _messages(conversation: Conversation, user_id: str) -> list[Json]:
    """Deleted messages vanish, but for those that carry a thread."""
    replies: dict[str, int] = {}
    for message in conversation.messages:
        if message.is_reply and message.seen_by(user_id):
            replies[str(message.thread)] = replies.get(str(message.thread), 0) + 1
    return [
        _message(message, replies.get(message.ts, 0))
        for message in conversation.messages
        if message.seen_by(user_id) or (message.deleted and replies.get(message.ts))
    ]


def _message(message: Message, reply_count: int) -> Json:
    gone = message.deleted
    return {
        "ts": message.ts,
        "user": message.sender,
        "text": "" if gone else message.raw.get("text", ""),
        "blocks": [] if gone else message.blocks,
        "thread_ts": message.thread,
        "reply_count": reply_count,
        **({"files": message.raw["files"]} if "files" in message.raw and not gone else {}),
        "reactions": message.raw.get("reactions", []),
        "edited": "edited" in message.raw,
        "is_ephemeral": message.only_for is not None,
        "deleted": gone,
        "metadata": message.raw.get("metadata"),
        "raw": {} if gone else message.raw,
        "version": message.version,
        "inputs": {} if gone else message.inputs,
    }


def _view(workspace: Workspace, view: View) -> Json:
    return {**workspace.raw_view(view), "inputs": view.inputs, "errors": view.errors, "version": view.version}
