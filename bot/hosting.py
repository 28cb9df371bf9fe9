"""Hosting: one Trellis for many workspaces, each with the token that it granted."""

from __future__ import annotations

from datetime import timedelta

import structlog
from aiohttp import ClientError, ClientSession
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot import router, settings
from bot.settings import SettingMalformed, Settings
from jobs.clients import Clients, NoToken
from jobs.refresh import Renewed, Spent
from storage import installations
from storage.store import Store
from storage.workspaces import Workspace

log = structlog.get_logger(__name__)

SETTINGS = ("slack_client_id", "slack_client_secret", "public_url")
# For so long another process may go on with what it knows by heart: after a removal, or a new installation.
KNOWN_SECONDS = 60.0
# A refresh token that Slack does not take is of no use a second time (docs.slack.dev, "Token rotation").
SPENT = {"invalid_refresh_token", "token_revoked", "token_expired"}


def is_hosted(configured: Settings) -> bool:
    """Tell whether workspaces install this Trellis; raises SettingMissing or SettingMalformed for half of it."""
    if configured.slack_client_id is None and configured.slack_client_secret is None:
        return False
    for one in SETTINGS:
        settings.required(configured, one)
    if configured.mode != "http":
        raise SettingMalformed(
            variable=settings.variable("mode"),
            reason="to be installed by many workspaces, Trellis needs http",
            meaning=settings.meaning("mode"),
        )
    for one in ("slack_bot_token", "coordinators"):
        if getattr(configured, one):
            # An id of Slack's means somebody else in each workspace, and a token only ever one of them.
            log.warning("not used where many workspaces install Trellis", setting=settings.variable(one))
    return True


def installed(store: Store) -> router.Installed:
    """Know the tokens of the workspaces heard of lately by heart, and find each other one in one query."""

    async def find(team_id: str | None, _enterprise_id: str | None) -> AuthorizeResult | None:
        if team_id is None:
            return None
        found = await store.read(lambda tx: installations.find(tx, team_id))
        if found is None:
            return None
        return AuthorizeResult(
            enterprise_id=None,
            team_id=found.team_id,
            bot_token=found.token,
            bot_id=found.bot_id,
            bot_user_id=found.bot_user_id,
        )

    return router.Installed(find, KNOWN_SECONDS)


def clients(known: router.Installed, configured: Settings, session: ClientSession) -> Clients:
    """Speak in each workspace with the token that it granted."""

    async def client(workspace: Workspace) -> AsyncWebClient:
        found = await known.of(workspace.team_id)
        if found is None or found.bot_token is None:
            raise NoToken
        return speaking(found.bot_token, configured, session)

    return client


def speaking(token: str | None, configured: Settings, session: ClientSession) -> AsyncWebClient:
    """Return a client that shares our session and never sends anything twice by itself."""
    return AsyncWebClient(
        token=token,
        base_url=configured.slack_base_url,
        session=session,
        retry_handlers=[],
        logger=router.quiet_logger("slack_sdk"),
    )


class Renewing:
    """Trades a refresh token for a new token."""

    def __init__(self, configured: Settings, session: ClientSession) -> None:
        """Raises SettingMissing."""
        self._client = speaking(None, configured, session)
        self._id = settings.required(configured, "slack_client_id")
        self._secret = settings.required(configured, "slack_client_secret")

    async def __call__(self, refresh_token: str) -> Renewed | None:
        """Return the new tokens, or None when Slack gives none now; raises Spent when it never will."""
        try:
            answer = await self._client.oauth_v2_access(
                client_id=self._id,
                client_secret=self._secret,
                grant_type="refresh_token",
                refresh_token=refresh_token,
            )
        except SlackApiError as refused:
            error = str(refused.response.get("error"))
            if error in SPENT:
                log.warning(
                    "a token cannot be renewed: the workspace has to install Trellis again", error=error
                )
                raise Spent from None
            log.warning("a token is not renewed yet", why=error)
            return None
        except (SlackClientError, ClientError, OSError, TimeoutError) as failed:
            log.warning("a token is not renewed yet", why=type(failed).__name__)
            return None
        lasts = timedelta(seconds=int(answer["expires_in"]))
        return Renewed(str(answer["access_token"]), str(answer["refresh_token"]), lasts)
