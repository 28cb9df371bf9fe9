"""One call of the Web API: what was asked, by whom, and how its arguments are read."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from simulator.shapes import Json, SlackError
from simulator.state.accounts import Account
from simulator.state.messages import Conversation
from simulator.state.workspace import Workspace
from simulator.world import World

DEFAULT_PAGE = 100
LARGEST_PAGE = 1000


@dataclass(frozen=True)
class Caller:
    """What a call came with: a token, or the app's own id and secret."""

    token: str = ""
    client_id: str = ""
    client_secret: str = ""


@dataclass
class Call:
    """A call whose token and scopes have been checked."""

    world: World
    workspace: Workspace
    arguments: Json
    caller: Caller

    def text(self, name: str) -> str:
        """A string argument; '' when it is missing."""
        value = self.arguments.get(name)
        return "" if value is None else str(value)

    def flag(self, name: str) -> bool:
        return str(self.arguments.get(name, "")).lower() in ("true", "1")

    def decoded(self, name: str) -> Any:
        """An argument that forms carry as JSON text, and JSON bodies as itself. Raises ValueError for other text."""
        value = self.arguments.get(name)
        return json.loads(value) if isinstance(value, str) else value

    def number(self, name: str, default: int) -> int:
        value = self.text(name)
        if not value:
            return default
        if not value.lstrip("-").isdigit():
            raise SlackError("invalid_arguments", [f"must provide an integer [json-pointer:/{name}]"])
        return int(value)

    def need(self, *scopes: str) -> None:
        """Raises missing_scope unless the token has one of these."""
        check_scopes(self.workspace, scopes)

    def conversation(self) -> Conversation:
        """The conversation of the argument `channel`; a person's id is none. Raises channel_not_found."""
        found = self.workspace.conversations.get(self.text("channel"))
        if found is None or self.workspace.bot_user_id not in found.members:
            raise SlackError("channel_not_found")
        return found

    def destination(self) -> Conversation:
        """The conversation to post in; a person's id stands for the app's DM with them."""
        channel = self.text("channel")
        account = self.workspace.accounts.get(channel)
        if account is None:
            return self.conversation()
        if account.is_bot:
            raise SlackError("cannot_dm_bot")
        return self.workspace.direct_message(account.id)

    def user(self, name: str = "user") -> Account:
        """The account that argument names. Raises user_not_found."""
        account = self.workspace.accounts.get(self.text(name))
        if account is None:
            raise SlackError("user_not_found")
        return account

    def page(self, everything: Sequence[Any], most: int = LARGEST_PAGE) -> tuple[list[Any], str]:
        """The part of a list that limit and cursor ask for, but `most`, and the cursor of the next ('' at the end)."""
        limit = self.number("limit", DEFAULT_PAGE) or DEFAULT_PAGE
        if not 1 <= limit <= LARGEST_PAGE:
            raise SlackError("invalid_limit")
        limit = min(limit, most)
        start = _offset(self.text("cursor"))
        rest = len(everything) - start - limit
        cursor = base64.b64encode(f"next:{start + limit}".encode()).decode() if rest > 0 else ""
        return list(everything[start : start + limit]), cursor


def _offset(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        label, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
        if label != "next":
            raise SlackError("invalid_cursor")
        return int(number)
    except (binascii.Error, ValueError):
        raise SlackError("invalid_cursor") from None


def check_scopes(workspace: Workspace, scopes: Sequence[str]) -> None:
    """Raises missing_scope, as Slack words it, unless the app was given one of these scopes (none: everybody may)."""
    provided = workspace.manifest.scopes
    if scopes and not set(scopes) & set(provided):
        raise SlackError("missing_scope", needed=",".join(scopes), provided=",".join(provided))


@dataclass(frozen=True)
class Method:
    """A Web API method.

    Any one of `scopes` is enough; `caller` holds a bot, an app or a configuration token, or none; `tier` is
    Slack's (None: special).
    """

    run: Callable[[Call], Awaitable[Json]]
    scopes: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    tier: int | None = 3
    caller: str = "bot"
