"""Where a person acts: finding a message or view that they can see, and what it says about itself to the app."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulator.delivery import payloads
from simulator.shapes import Json, Refused
from simulator.state.accounts import Account
from simulator.state.messages import Conversation, Message
from simulator.state.surfaces import Surface
from simulator.state.views import View
from simulator.state.workspace import Workspace
from simulator.world import World


@dataclass
class Place:
    """A message in a conversation, or a view, that this person has before them."""

    workspace: Workspace
    person: Account
    surface: Surface
    conversation: Conversation | None = None

    def described(self) -> Json:
        """What block_actions and block_suggestion say about where it happened."""
        if isinstance(self.surface, View):
            shown = self.workspace.raw_view(self.surface)
            return {"container": payloads.view_container(self.surface), "view": shown}
        message, conversation = self.message()
        shown = {**message.raw, "is_ephemeral": True} if message.only_for else message.raw
        return {
            "container": payloads.message_container(conversation, message),
            "channel": payloads.channel_of(conversation),
            "message": shown,
            "state": message.state(),
        }

    def message(self) -> tuple[Message, Conversation]:
        if not isinstance(self.surface, Message) or self.conversation is None:
            raise Refused("That is not a message.")
        return self.surface, self.conversation

    def trigger(self, world: World) -> str:
        is_modal = isinstance(self.surface, View) and self.surface.type == "modal"
        view_id = self.surface.id if is_modal and isinstance(self.surface, View) else None
        return world.triggers.new(self.workspace.team_id, self.person.id, view_id)

    def response_url(self, world: World) -> str | None:
        """Messages have one, views have none."""
        if isinstance(self.surface, View):
            return None
        message, conversation = self.message()
        return response_url(world, self.workspace, self.person, conversation, message.ts)


def response_url(
    world: World, workspace: Workspace, person: Account, conversation: Conversation, ts: str | None = None
) -> str:
    """A fresh address for answers to what that person did, on the message of that ts where there was one."""
    key = world.responses.new(workspace.team_id, person.id, conversation.id, ts)
    return f"{world.base_url}/response/{key}"


def place(workspace: Workspace, person: Account, container: Any) -> Place:
    """The place that a container of the control API names. Raises Refused when this person cannot see it."""
    if not isinstance(container, dict):
        raise Refused('container is {"type": "message", "channel", "ts"} or {"type": "view", "view_id"}.')
    if container.get("type") == "view":
        return Place(workspace, person, _view(workspace, person, container.get("view_id")))
    conversation = workspace.conversation_of(person.id, container.get("channel"))
    message = conversation.find_for(person.id, str(container.get("ts")))
    if message is None:
        raise Refused(f"{person.name} sees no message {container.get('ts')!r} in {conversation.id}.")
    return Place(workspace, person, message, conversation)


def _view(workspace: Workspace, person: Account, view_id: Any) -> View:
    home = workspace.homes.get(person.id)
    if home and home.id == view_id:
        return home
    return top_modal(workspace, person, view_id)


def top_modal(workspace: Workspace, person: Account, view_id: Any) -> View:
    """The modal of that id, which must be the one on top. Raises Refused."""
    stack = workspace.modal_stack(person.id)
    if stack and stack[-1].id == view_id:
        return stack[-1]
    if any(view.id == view_id for view in stack):
        raise Refused(f"The modal {view_id!r} is beneath another; {person.name} cannot reach it.")
    raise Refused(f"{person.name} has no view {view_id!r} open.")
