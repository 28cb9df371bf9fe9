"""Events as the Events API gives them (docs.slack.dev, "Events API": callback envelope)."""

from __future__ import annotations

from simulator.shapes import Json
from simulator.state import ids
from simulator.state.messages import Conversation, Message
from simulator.state.workspace import Workspace


def envelope(workspace: Workspace, event: Json, token: str, now: float) -> Json:
    """The outer payload; `now` in epoch seconds."""
    return {
        "token": token,
        "team_id": workspace.team_id,
        "context_team_id": workspace.team_id,
        "context_enterprise_id": None,
        "api_app_id": workspace.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": ids.fresh("Ev"),
        "event_time": int(now),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": workspace.team_id,
                "user_id": workspace.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": ids.fresh("4-", 40),
    }


def posted(conversation: Conversation, message: Message) -> Json:
    return {
        **message.raw,
        "channel": conversation.id,
        "event_ts": message.ts,
        "channel_type": conversation.channel_type,
    }


def edited(conversation: Conversation, message: Message, before: Json, at: str) -> Json:
    """`before` is the raw message as it was; `at` the ts of the edit."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": message.raw,
        "previous_message": before,
        "channel": conversation.id,
        "hidden": True,
        "ts": at,
        "event_ts": at,
        "channel_type": conversation.channel_type,
    }


def deleted(conversation: Conversation, message: Message, at: str) -> Json:
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": message.raw,
        "channel": conversation.id,
        "hidden": True,
        "deleted_ts": message.ts,
        "ts": at,
        "event_ts": at,
        "channel_type": conversation.channel_type,
    }


def home_opened(user_id: str, channel: str, tab: str, view: Json | None, at: str) -> Json:
    event: Json = {"type": "app_home_opened", "user": user_id, "channel": channel, "tab": tab, "event_ts": at}
    if tab == "home" and view is not None:
        event["view"] = view
    return event
