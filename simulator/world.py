"""The simulated Slack as a whole: one app, the teams that installed it, and the ways between them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

from simulator.delivery import events
from simulator.delivery.outgoing import Outgoing
from simulator.delivery.signed_http import SignedHttp
from simulator.delivery.sockets import Sockets
from simulator.faults import Faults
from simulator.grants import Grants
from simulator.log import Log
from simulator.pace import Pace
from simulator.shapes import Json, Refused
from simulator.state import ids
from simulator.state.accounts import Account
from simulator.state.clock import Clock
from simulator.state.manifest import Manifest
from simulator.state.messages import Conversation, Message
from simulator.state.uploads import Upload
from simulator.state.workspace import Workspace
from simulator.triggers import ResponseAddresses, Triggers


class World:
    """What every part of the simulator is handed."""

    def __init__(self, manifest: Json, now: Callable[[], float] | None, clock_url: str | None) -> None:
        self.manifest = Manifest.read(manifest)
        self.configuration: Json = manifest
        self.app_id = ids.fresh("A")
        self.app_token = f"xapp-1-{self.app_id}-{ids.fresh('', 24)}"
        # Of whoever made the app: it shows and changes what the app is.
        self.configuration_token = f"xoxe.xoxp-1-{ids.fresh('', 24)}"
        self.signing_secret = ids.fresh("", 32).lower()
        self.verification_token = ids.fresh("", 24)
        self.base_url = ""
        self.panel_url: str | None = None
        self.clock = Clock(now, clock_url)
        self.log = Log()
        self.faults = Faults()
        self.pace = Pace()
        self.triggers = Triggers()
        self.responses = ResponseAddresses()
        self.sockets = Sockets(self.app_id)
        self.outgoing = Outgoing(
            self.sockets, SignedHttp(self.signing_secret), self.log, self.faults, self.clock
        )
        self.grants = Grants(self.manifest, self.app_id, rotates=self.manifest.token_rotation)
        self.workspaces: dict[str, Workspace] = {}
        # Where the bytes of a file are taken, by the secret part of the address.
        self.uploads: dict[str, Upload] = {}
        self.stopping = asyncio.Event()

    def install(self, team_id: str, name: str, accounts: list[Account]) -> Workspace:
        """Adds a team with the app in it."""
        workspace = self.found(team_id, name, accounts)
        self.grants.give(workspace)
        return workspace

    def found(self, team_id: str, name: str, accounts: list[Account]) -> Workspace:
        """Adds a team without the app."""
        workspace = Workspace(team_id, name, self.manifest, self.app_id)
        for account in accounts:
            # Of the same people another Slack may be made, which knows nothing of what becomes of them here.
            workspace.add(replace(account))
        self.workspaces[team_id] = workspace
        return workspace

    def workspace(self, team_id: object) -> Workspace:
        """That team, or the first one. Raises Refused."""
        if team_id is None or team_id == "":
            return next(iter(self.workspaces.values()))
        if not isinstance(team_id, str) or team_id not in self.workspaces:
            raise Refused(f"There is no team {team_id!r}; there are {list(self.workspaces)!r}.")
        return self.workspaces[team_id]

    def by_bot_token(self, token: str) -> Workspace | None:
        """Whose token that is, or None. Raises SlackError for one that is good no more."""
        return self.grants.workspace(token)

    async def remove(self, workspace: Workspace, error: str = "account_inactive") -> None:
        """Takes the app out of a team, as its admins can; `error` is what its tokens answer from now on."""
        now = await self.clock.now()
        told: list[Json] = [
            {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [workspace.bot_user_id]}},
            {"type": "app_uninstalled"},
        ]
        for event in told:
            self.emit(workspace, event["type"], event, now)
        self.grants.remove(workspace, error)

    # Messages

    async def post(
        self, workspace: Workspace, conversation: Conversation, raw: Json, *, only_for: str | None = None
    ) -> Message:
        """Stores a message (its ts comes from the clock), tells who can see it, and the app where it subscribed."""
        now = await self.clock.now()
        raw = {"type": "message", **raw, "ts": conversation.next_ts(now), "team": workspace.team_id}
        message = Message(raw, only_for)
        conversation.messages.append(message)
        workspace.notify(conversation, message)
        workspace.changed()
        if only_for is None:
            self._message_event(workspace, conversation, events.posted(conversation, message), now)
        return message

    async def rewrite(
        self, workspace: Workspace, conversation: Conversation, message: Message, changes: Json
    ) -> None:
        now = await self.clock.now()
        before = message.raw
        message.rewrite(changes)
        workspace.changed()
        if message.only_for is None:
            event = events.edited(conversation, message, before, f"{now:.6f}")
            self._message_event(workspace, conversation, event, now)

    async def delete(self, workspace: Workspace, conversation: Conversation, message: Message) -> None:
        now = await self.clock.now()
        message.deleted = True
        for heard in workspace.notifications.values():
            heard[:] = [one for one in heard if (one["channel"], one["ts"]) != (conversation.id, message.ts)]
        workspace.changed()
        if message.only_for is None:
            event = events.deleted(conversation, message, f"{now:.6f}")
            self._message_event(workspace, conversation, event, now)

    def _message_event(
        self, workspace: Workspace, conversation: Conversation, event: Json, now: float
    ) -> None:
        self.emit(workspace, f"message.{conversation.channel_type}", event, now)

    def emit(self, workspace: Workspace, subscription: str, event: Json, now: float) -> None:
        """Delivers an event to the app, if it subscribed to it and may hear it."""
        if workspace.installed and workspace.manifest.hears(subscription):
            self.outgoing.event(events.envelope(workspace, event, self.verification_token, now))

    async def stop(self) -> None:
        self.stopping.set()
        await self.outgoing.stop()
