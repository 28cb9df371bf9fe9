"""The payloads of interactions, as complete as Slack's own (docs.slack.dev, "Interaction payloads")."""

from __future__ import annotations

from simulator.shapes import Json
from simulator.state.accounts import Account
from simulator.state.answers import KINDS, state_value
from simulator.state.messages import Conversation, Message
from simulator.state.surfaces import Surface
from simulator.state.views import View
from simulator.state.workspace import Workspace


def common(workspace: Workspace, kind: str, user: Account, token: str) -> Json:
    """What every interaction carries."""
    return {
        "type": kind,
        "team": {"id": workspace.team_id, "domain": workspace.domain},
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": workspace.team_id},
        "api_app_id": workspace.app_id,
        "token": token,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def channel_of(conversation: Conversation) -> Json:
    return {"id": conversation.id, "name": "directmessage" if conversation.kind != "mpim" else "mpdm"}


def message_container(conversation: Conversation, message: Message) -> Json:
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": conversation.id,
        "is_ephemeral": message.only_for is not None,
        "is_app_unfurl": False,
    }
    if message.is_reply:
        container["thread_ts"] = message.thread
    return container


def view_container(view: View) -> Json:
    return {"type": "view", "view_id": view.id}


def action(surface: Surface, block: Json, element: Json, answer: Json, at: str) -> Json:
    """One entry of `actions`; `at` is its action_ts."""
    kind = element["type"]
    made: Json = {
        "type": kind,
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": at,
    }
    for carried in ("text", "value", "url", "style", "placeholder", "confirm", *_initials(kind)):
        if carried in element:
            made[carried] = element[carried]
    if kind in KINDS:
        made |= state_value(element, answer, surface.options_for(block, element))
    return made


def _initials(kind: str) -> tuple[str, ...]:
    return (KINDS[kind].initial,) if kind in KINDS and KINDS[kind].initial else ()


def command(
    workspace: Workspace, user: Account, channel: Conversation, name: str, text: str, token: str
) -> Json:
    """The form fields of a slash command, before trigger_id and response_url."""
    return {
        "token": token,
        "team_id": workspace.team_id,
        "team_domain": workspace.domain,
        "channel_id": channel.id,
        "channel_name": channel_of(channel)["name"],
        "user_id": user.id,
        "user_name": user.name,
        "command": name,
        "text": text,
        "api_app_id": workspace.app_id,
        "is_enterprise_install": "false",
    }
