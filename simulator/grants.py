"""Who may act for the app where: codes, tokens, and what each is good for (docs.slack.dev, "OAuth")."""

from __future__ import annotations

import secrets
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from simulator.shapes import Json, Refused, SlackError
from simulator.state import ids
from simulator.state.manifest import Manifest
from simulator.state.workspace import Workspace

# "Codes expire after ten minutes"; a token that rotates lives for twelve hours (docs.slack.dev, "Token rotation").
CODE_SECONDS = 600.0
TOKEN_SECONDS = 43_200
# At most so many tokens of one installation are good at a time; what is older ends when a new one is given out.
MOST_TOKENS = 2


@dataclass
class Code:
    """What somebody allowed, for whoever comes with the code and the app's secret: once, and soon."""

    workspace: Workspace
    user_id: str
    scopes: tuple[str, ...]
    redirect_uri: str
    given_at: float
    for_organisation: bool = False
    used: bool = False


@dataclass
class Grants:
    """The app's credentials, and what was given out with them. Times are of this machine, in seconds."""

    manifest: Manifest
    app_id: str
    rotates: bool = False
    client_id: str = field(default_factory=lambda: f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}")
    client_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    codes: dict[str, Code] = field(default_factory=dict)
    tokens: dict[str, Workspace] = field(default_factory=dict)
    refreshing: dict[str, Workspace] = field(default_factory=dict)
    # What Slack says of a token that was good once.
    dead: dict[str, str] = field(default_factory=dict)
    ends: dict[str, float] = field(default_factory=dict)

    def workspace(self, token: str) -> Workspace | None:
        """Whose token that is; None for one that never was. Raises SlackError for one that is good no more."""
        if token in self.ends and time.time() >= self.ends[token]:
            raise SlackError("token_expired")
        if token in self.dead:
            raise SlackError(self.dead[token])
        return self.tokens.get(token)

    def allow(
        self,
        workspace: Workspace,
        user_id: str,
        scopes: Collection[str],
        redirect_uri: str,
        *,
        for_organisation: bool = False,
    ) -> str:
        """Somebody in a workspace allows the app so much; the code for the app."""
        code = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(32)}"
        wanted = tuple(one for one in self.manifest.scopes if one in scopes)
        self.codes[code] = Code(workspace, user_id, wanted, redirect_uri, time.time(), for_organisation)
        return code

    def exchange(self, code: str, redirect_uri: str) -> Json:
        """What oauth.v2.access answers to a code. Raises SlackError."""
        found = self.codes.get(code)
        if found is None or found.used or time.time() - found.given_at > CODE_SECONDS:
            raise SlackError("invalid_code")
        if found.redirect_uri != redirect_uri:
            raise SlackError("bad_redirect_uri")
        found.used = True
        workspace = found.workspace
        if found.for_organisation:
            return self._for_organisation(found)
        # Scopes add up until the app is removed (docs.slack.dev, "Installing with OAuth": requesting more scopes).
        before = workspace.manifest.scopes if workspace.installed else ()
        granted = {*before, *found.scopes}
        workspace.manifest = self.manifest.granted(granted)
        workspace.installed = True
        if self.rotates or not workspace.bot_token:
            workspace.bot_token = self._new_token(workspace)
        workspace.changed()
        return {**self._answer(workspace), "authed_user": {"id": found.user_id}}

    def refresh(self, refresh_token: str) -> Json:
        """What oauth.v2.access answers to a refresh token, which is good once. Raises SlackError."""
        workspace = self.refreshing.pop(refresh_token, None)
        if workspace is None or not workspace.installed:
            raise SlackError("invalid_refresh_token")
        workspace.bot_token = self._new_token(workspace)
        return self._answer(workspace)

    def end(self, tokens: Iterable[str], error: str) -> None:
        """From now on Slack says that of these tokens."""
        for token in list(tokens):
            self.tokens.pop(token, None)
            self.dead[token] = error

    def of(self, workspace: Workspace) -> list[str]:
        """The tokens of a workspace that are good, oldest first."""
        return [token for token, mine in self.tokens.items() if mine is workspace]

    def give(self, workspace: Workspace) -> None:
        """A token from the app's own page, without any asking."""
        workspace.bot_token = self._new_token(workspace, rotates=False)
        workspace.installed = True

    def remove(self, workspace: Workspace, error: str) -> None:
        """The app is in that workspace no more."""
        self.end(self.of(workspace), error)
        self.refreshing = {one: mine for one, mine in self.refreshing.items() if mine is not workspace}
        workspace.installed = False
        workspace.bot_token = ""
        workspace.changed()

    def check(self, client_id: str, client_secret: str) -> None:
        """Raises SlackError unless these are the app's own."""
        if client_id != self.client_id:
            raise SlackError("invalid_client_id")
        if client_secret != self.client_secret:
            raise SlackError("bad_client_secret")

    def wanted(self, scopes: str) -> tuple[str, ...]:
        """The scopes that an app asks for in its address. Raises Refused for one that its manifest does not name."""
        asked = tuple(one for one in scopes.split(",") if one)
        strange = sorted(set(asked) - set(self.manifest.scopes))
        if not asked or strange:
            raise Refused(f"Invalid permissions requested: {', '.join(strange) or 'none at all'}.")
        return asked

    def _new_token(self, workspace: Workspace, *, rotates: bool | None = None) -> str:
        rotating = self.rotates if rotates is None else rotates
        prefix = "xoxe.xoxb-1-" if rotating else "xoxb-"
        token = f"{prefix}{workspace.team_id}-{ids.fresh('', 16)}"
        self.tokens[token] = workspace
        if rotating:
            self.ends[token] = time.time() + TOKEN_SECONDS
            self.end(self.of(workspace)[:-MOST_TOKENS], "token_expired")
        return token

    def _answer(self, workspace: Workspace) -> Json:
        answer: Json = {
            "app_id": self.app_id,
            "access_token": workspace.bot_token,
            "token_type": "bot",
            "scope": ",".join(workspace.manifest.scopes),
            "bot_user_id": workspace.bot_user_id,
            "team": {"id": workspace.team_id, "name": workspace.name},
            "enterprise": None,
            "is_enterprise_install": False,
        }
        if self.rotates:
            refresh_token = f"xoxe-1-{ids.fresh('', 24)}"
            self.refreshing[refresh_token] = workspace
            answer |= {"refresh_token": refresh_token, "expires_in": TOKEN_SECONDS}
        return answer

    def _for_organisation(self, found: Code) -> Json:
        """A token for all workspaces of an organisation has no team (docs.slack.dev, "Organization-ready apps")."""
        token = f"xoxb-E-{ids.fresh('', 16)}"
        self.tokens[token] = found.workspace
        return {
            "app_id": self.app_id,
            "access_token": token,
            "token_type": "bot",
            "scope": ",".join(found.scopes),
            "bot_user_id": found.workspace.bot_user_id,
            "team": None,
            "enterprise": {"id": "E0" + found.workspace.team_id[1:], "name": found.workspace.name},
            "is_enterprise_install": True,
            "authed_user": {"id": found.user_id},
        }
