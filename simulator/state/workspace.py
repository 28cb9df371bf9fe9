"""One workspace: its people, its conversations, and what each person has open."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from simulator.shapes import Json, Refused
from simulator.state import ids
from simulator.state.accounts import Account, changed
from simulator.state.files import File
from simulator.state.groups import Group, group
from simulator.state.manifest import Manifest
from simulator.state.messages import Conversation, Message
from simulator.state.uploads import Upload
from simulator.state.views import View

KEPT_NOTIFICATIONS = 50


class Workspace:
    """The state of one team with the app installed in it."""

    def __init__(self, team_id: str, name: str, manifest: Manifest, app_id: str) -> None:
        self.team_id = team_id
        self.name = name
        self.domain = (
            "".join(letter for letter in name.lower() if letter.isalnum() or letter == "-") or "team"
        )
        self.manifest = manifest
        self.app_id = app_id
        self.bot_user_id = "U0APP" + team_id[1:5]
        self.bot_id = "B0APP" + team_id[1:5]
        # Empty where the app is not installed; who may come with which token, simulator.grants knows.
        self.bot_token = ""
        self.installed = False
        self.accounts: dict[str, Account] = {}
        self.groups: dict[str, Group] = {}
        self.files: dict[str, File] = {}
        self.conversations: dict[str, Conversation] = {}
        self.homes: dict[str, View] = {}
        self.modals: dict[str, list[View]] = {}
        self.notifications: dict[str, list[Json]] = {}
        self.errors: dict[str, str] = {}
        self.uploads: dict[str, Upload] = {}
        self.version = 0
        self.history_read_at = 0.0
        self._news: set[asyncio.Event] = set()
        self.accounts[self.bot_user_id] = Account(
            id=self.bot_user_id,
            name=manifest.bot_name,
            real_name=manifest.name,
            display_name=manifest.bot_name,
            is_bot=True,
            is_app=True,
            color=manifest.color.lstrip("#"),
        )

    # What changed

    def changed(self) -> None:
        """Tells everybody who looks that there is something new to see."""
        self.version += 1
        for news in self._news:
            news.set()

    def watch(self) -> asyncio.Event:
        news = asyncio.Event()
        self._news.add(news)
        return news

    def unwatch(self, news: asyncio.Event) -> None:
        self._news.discard(news)

    # People

    def add(self, account: Account) -> None:
        self.accounts[account.id] = account
        if not account.is_bot:
            self.direct_message(account.id)
        self.changed()

    def change(self, values: Json) -> Account:
        """Creates or changes an account. Raises Refused for values that no account can have."""
        user_id = values.get("id")
        if not isinstance(user_id, str) or len(user_id) < 2 or user_id[0] not in "UW":
            raise Refused("An account's id begins with U or W.")
        before = self.accounts.get(user_id) or Account(id=user_id, name=user_id.lower())
        after = changed(before, values)
        self.add(after)
        return after

    def change_group(self, values: Json) -> Group:
        """Creates or changes a user group. Raises Refused for what no group can be."""
        fresh = group(values)
        self.groups[fresh.id] = fresh
        return fresh

    def person(self, user_id: Any) -> Account:
        """The account of a person who acts. Raises Refused when there is none, or it cannot act."""
        account = self.accounts.get(user_id) if isinstance(user_id, str) else None
        if account is None or account.is_bot:
            people = [one.id for one in self.accounts.values() if not one.is_bot]
            raise Refused(f"There is no person {user_id!r} in this workspace; there are {people!r}.")
        if account.deleted:
            raise Refused(f"{account.real_name} has been deactivated and can do nothing here.")
        return account

    # Conversations

    def direct_message(self, user_id: str) -> Conversation:
        """The app's DM with that person; it exists from the moment the person does."""
        return self._open(ids.direct_message(user_id), "app_dm", [user_id])

    def group_message(self, user_ids: list[str]) -> Conversation:
        members = sorted({*user_ids})
        return self._open(ids.group_message([*members, self.bot_user_id]), "mpim", members)

    def _open(self, channel: str, kind: str, people: list[str]) -> Conversation:
        if channel not in self.conversations:
            self.conversations[channel] = Conversation(
                channel, kind, [*people, self.bot_user_id], created=int(time.time())
            )
            self.changed()
        return self.conversations[channel]

    def conversation_of(self, user_id: str, channel: Any) -> Conversation:
        """The conversation, if that person is in it; without a channel the app's DM. Raises Refused."""
        if channel is None:
            return self.direct_message(user_id)
        found = self.conversations.get(channel) if isinstance(channel, str) else None
        if found is None or user_id not in found.members:
            raise Refused(f"{user_id} is not in a conversation {channel!r}.")
        return found

    def notify(self, conversation: Conversation, message: Message) -> None:
        """Counts a message as unread for everybody else who can see it, and tells them of it."""
        for member in conversation.members:
            if member in (message.sender, self.bot_user_id) or not message.seen_by(member):
                continue
            conversation.unread[member] = conversation.unread.get(member, 0) + 1
            heard = self.notifications.setdefault(member, [])
            heard.append(
                {
                    "id": ids.fresh("N"),
                    "channel": conversation.id,
                    "ts": message.ts,
                    "text": message.raw.get("text", ""),
                    "read": False,
                }
            )
            del heard[:-KEPT_NOTIFICATIONS]

    # Views

    def modal_stack(self, user_id: str) -> list[View]:
        """The modals a person has open, the one on top last."""
        return self.modals.setdefault(user_id, [])

    def view(self, view_id: str = "", external_id: str = "") -> View | None:
        """An open view, by either of its names."""
        for view in [*self.homes.values(), *(one for stack in self.modals.values() for one in stack)]:
            if (view_id and view.id == view_id) or (external_id and view.external_id == external_id):
                return view
        return None

    def raw_view(self, view: View) -> Json:
        raw = view.raw(self.team_id, self.app_id, self.bot_id)
        for block in raw["state"]["values"].values():
            for held in block.values():
                if held["type"] == "file_input":
                    known = [self.files[one] for one in held["files"] if one in self.files]
                    held["files"] = [one.shown() for one in known]
        return raw

    def complain(self, user_id: str, sentence: str | None) -> None:
        """Shows a person an error of the kind that goes away (None takes it away)."""
        if sentence is None:
            self.errors.pop(user_id, None)
        else:
            self.errors[user_id] = sentence
        self.changed()
