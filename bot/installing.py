"""Installing by OAuth: the addresses in the browser, by Bolt's own flow, and what is kept of what Slack grants."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NoReturn
from urllib.parse import urlencode, urljoin

import structlog
from aiohttp import ClientError, web
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.web.async_client import AsyncWebClient

from bot import manifest, router
from bot.declaring import declared
from bot.domain.deliveries import DeliveryClass, Owed
from bot.domain.people import Profile
from bot.pages import AGAIN, BACK, ENDS, FIRST, HEADERS, Pages
from bot.ports import Clock, Engine
from bot.profiles import profile_of
from bot.settings import Settings, required
from bot.states import Browser, StateRefused, States
from bot.views.welcome import WELCOME, WELCOME_BACK
from bot.words import Words
from storage import deliveries, installations, people
from storage.freezing import Back
from storage.installations import Granted
from storage.store import Store, Transaction

log = structlog.get_logger(__name__)

INSTALL, REDIRECT = "/slack/install", manifest.REDIRECT_PATH
# What Trellis reads and keeps, in the words of docs/privacy.md.
PRIVACY = "/slack/privacy"
# What Slack answers where our own id, secret or address is not the one it knows (docs.slack.dev, "oauth.v2.access").
MISCONFIGURED = {
    "bad_client_secret",
    "bad_redirect_uri",
    "invalid_client_id",
    "oauth_authorization_url_mismatch",
}
# Where somebody on Slack's page presses Cancel (RFC 6749, section 4.1.2.1).
CANCELLED = "access_denied"
# The seconds that a token is good where tokens rotate; the SDK would count them by a clock of its own.
LASTS = "lasts"
# Whether it is the first installation in a workspace, one more, or one after a removal.
HOW = "how"
# By what Bolt calls it; what stands in the address in place of a code may be anything.
REASONS = {
    CANCELLED: "cancelled",
    "invalid_browser": "browser",
    "invalid_code": "expired",
    "storage_error": "failed",
}


class Ended(Exception):
    """An installation ends here: `end` is one of the ends that pages tell of."""

    def __init__(self, end: str) -> None:
        super().__init__(end)
        self.end = end


@dataclass(frozen=True, slots=True)
class Host:
    """What an installation needs of the process that it arrives in; `forget` drops what is known of a team by heart."""

    store: Store
    clock: Clock
    words: Words
    engine: Engine
    client: AsyncWebClient
    forget: Callable[[str], object]


class Kept(AsyncInstallationStore):
    """Keeps what Slack grants: one row for each workspace, sealed, found by its team."""

    def __init__(self, host: Host, locale: str) -> None:
        self._host = host
        self._locale = locale

    @property
    def logger(self) -> logging.Logger:
        return router.quiet_logger("slack_bolt")

    async def async_save(self, installation: Installation) -> None:
        """Keep an installation, and owe whoever made it one message; raises Ended for one without a team."""
        granted = _granted(installation, self._host.clock)
        client = _speaking(self._host.client, granted.token)
        profile = await profile_of(client, granted.installed_by) or _unknown(granted.installed_by)
        now = self._host.clock.now()

        def keep(tx: Transaction) -> str:
            installed = installations.keep(tx, granted, locale=self._locale, at=now)
            ws = installed.workspace.id
            person = people.remember(tx, ws, profile, at=now)
            hello = (
                _welcome_back(person.id, installed.back, now) if installed.back else _welcome(person.id, now)
            )
            deliveries.owe(tx, ws, hello, at=now)
            return BACK if installed.back else AGAIN if installed.is_known else FIRST

        installation.set_custom_value(HOW, await self._host.store.run(keep))
        self._host.forget(granted.team_id)
        self._host.engine.wake()
        log.info("installed", workspace=granted.team_id, scopes=len(granted.scopes))


class Flow(AsyncOAuthFlow):
    """Bolt's flow, with our pages, and an answer to each way in which Slack can refuse."""

    def __init__(
        self, client: AsyncWebClient, settings: AsyncOAuthSettings, landing: Callable[..., str]
    ) -> None:
        super().__init__(client=client, logger=router.quiet_logger("slack_bolt"), settings=settings)
        self._landing = landing

    async def build_authorize_url(self, state: str, request: AsyncBoltRequest) -> str:
        told = {
            "client_id": self.settings.client_id,
            "scope": ",".join(self.settings.scopes or ()),
            "redirect_uri": self.settings.redirect_uri or "",
            "state": state,
        }
        return f"{self.settings.authorization_url}?{urlencode(told)}"

    async def build_install_page_html(self, url: str, request: AsyncBoltRequest) -> str:
        return self._landing(request, url)

    async def run_installation(self, code: str) -> Installation | None:
        """Trade a code for a token; raises Ended."""
        try:
            answer = await self.client.oauth_v2_access(
                code=code,
                client_id=self.settings.client_id,
                client_secret=self.settings.client_secret,
                redirect_uri=self.settings.redirect_uri,
            )
            token = str(answer["access_token"])
            if answer.get("is_enterprise_install") or not answer.get("team"):
                # We do not keep what we do not use.
                await self.client.auth_revoke(token=token)
                raise Ended("organisation")
            who = await self.client.auth_test(token=token)
        except SlackApiError as refused:
            _refused(refused)
        except (SlackClientError, ClientError, OSError, TimeoutError) as failed:
            log.warning("Slack cannot be reached for an installation", why=type(failed).__name__)
            raise Ended("unreachable") from None
        installation = Installation(
            app_id=answer.get("app_id"),
            enterprise_id=(answer.get("enterprise") or {}).get("id"),
            team_id=answer["team"]["id"],
            team_name=answer["team"].get("name"),
            bot_token=token,
            bot_id=who["bot_id"],
            bot_user_id=answer.get("bot_user_id"),
            bot_scopes=str(answer.get("scope") or ""),
            bot_refresh_token=answer.get("refresh_token"),
            user_id=answer["authed_user"]["id"],
        )
        installation.set_custom_value(LASTS, answer.get("expires_in"))
        return installation


class Installing:
    """Answers in the browser. Everything it shows is a page of ours, whatever happens."""

    def __init__(self, host: Host, configured: Settings, states: States | None = None) -> None:
        """Raises SettingMissing."""
        asked = manifest.load()["oauth_config"]["scopes"]
        self._scopes: list[str] = asked["bot"]
        self._optional: list[str] = asked.get("bot_optional", [])
        self._host = host
        self._slack = configured.slack_base_url
        self._purge_after_days = configured.purge_after_days
        self._pages = Pages(host.words, configured.locale)
        secret = required(configured, "slack_client_secret")
        settings = AsyncOAuthSettings(
            client_id=required(configured, "slack_client_id"),
            client_secret=secret,
            scopes=self._scopes,
            user_scopes=[],
            redirect_uri=required(configured, "public_url").rstrip("/") + REDIRECT,
            install_path=INSTALL,
            redirect_uri_path=REDIRECT,
            callback_options=AsyncCallbackOptions(success=self._installed, failure=self._failed),
            authorization_url=urljoin(self._slack, "/oauth/v2/authorize"),
            installation_store=Kept(host, configured.locale),
            state_store=states or States(host.store, secret),
            logger=router.quiet_logger("slack_bolt"),
        )
        settings.state_utils = Browser()
        self._flow = Flow(host.client, settings, self._landing)

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses, for a web server of ours."""
        return [
            web.get("/", self._begin),
            web.get(INSTALL, self._install),
            web.get(REDIRECT, self._redirect),
            web.get(PRIVACY, self._privacy),
        ]

    async def _begin(self, _request: web.Request) -> web.Response:
        """Lead whoever has heard of the address alone to where they can read what is here."""
        return web.Response(status=302, headers={**HEADERS, "Location": INSTALL})

    async def _privacy(self, request: web.Request) -> web.Response:
        accepted, now = request.headers.get("Accept-Language", ""), self._host.clock.now()
        told = partial(declared, purge_after_days=self._purge_after_days)
        page = self._pages.privacy(accepted, now, INSTALL, told)
        return _response(BoltResponse(status=200, body=page))

    async def _install(self, request: web.Request) -> web.Response:
        return _response(await self._flow.handle_installation(_bolt(request)))

    async def _redirect(self, request: web.Request) -> web.Response:
        bolt = _bolt(request)
        try:
            return _response(await self._flow.handle_callback(bolt))
        except StateRefused as refused:
            return _response(self._ended(bolt, "browser" if refused.reason == "unknown" else refused.reason))
        except Ended as ended:
            return _response(self._ended(bolt, ended.end))
        except Exception:
            log.exception("an installation failed")
            return _response(self._ended(bolt, "failed"))

    def _landing(self, request: AsyncBoltRequest, url: str) -> str:
        return self._pages.landing(
            _accepted(request), self._host.clock.now(), url, self._scopes, self._optional, PRIVACY
        )

    async def _installed(self, args: AsyncSuccessArgs) -> BoltResponse:
        done = args.installation
        declined = set(self._optional) - set(done.bot_scopes or ())
        told = urlencode({"app": done.app_id, "team": done.team_id, "tab": "home"})
        url = urljoin(self._slack, f"/app_redirect?{told}")
        now, name = self._host.clock.now(), done.team_name or str(done.team_id)
        how = str(done.get_custom_value(HOW) or FIRST)
        page = self._pages.installed(_accepted(args.request), now, name, url, declined, how)
        # The cookie stays for its ten minutes: whoever reloads this page is told that it is done.
        return BoltResponse(status=200, body=page)

    async def _failed(self, args: AsyncFailureArgs) -> BoltResponse:
        return self._ended(args.request, REASONS.get(args.reason, "refused"))

    def _ended(self, request: AsyncBoltRequest, end: str) -> BoltResponse:
        page = self._pages.ended(_accepted(request), self._host.clock.now(), end, INSTALL)
        return BoltResponse(status=ENDS[end][2], body=page)


def _refused(refused: SlackApiError) -> NoReturn:
    data = getattr(refused.response, "data", None)
    error = str(data.get("error")) if isinstance(data, dict) and data.get("error") else None
    if error in MISCONFIGURED:
        log.error(
            "Slack does not know this app: look at its id, its secret and its redirect address", error=error
        )
        raise Ended("misconfigured") from None
    log.warning("an installation was refused", error=error)
    raise Ended("expired" if error == "invalid_code" else "unreachable") from None


def _granted(installation: Installation, clock: Clock) -> Granted:
    ends_in = installation.get_custom_value(LASTS)
    return Granted(
        team_id=str(installation.team_id),
        team_name=installation.team_name or str(installation.team_id),
        enterprise_id=installation.enterprise_id,
        app_id=str(installation.app_id),
        bot_id=str(installation.bot_id),
        bot_user_id=str(installation.bot_user_id),
        installed_by=installation.user_id,
        scopes=tuple(installation.bot_scopes or ()),
        token=str(installation.bot_token),
        refresh_token=installation.bot_refresh_token,
        until=clock.now() + timedelta(seconds=ends_in) if ends_in else None,
    )


def _welcome(person_id: int, now: datetime) -> Owed:
    return Owed(
        kind=WELCOME,
        delivery_class=DeliveryClass.REPLY,
        person_id=person_id,
        subject="0",
        # Once, however often somebody installs it.
        occasion="once",
        due_at=now,
    )


def _welcome_back(person_id: int, back: Back, now: datetime) -> Owed:
    return Owed(
        kind=WELCOME_BACK,
        delivery_class=DeliveryClass.REPLY,
        person_id=person_id,
        subject="0",
        occasion=back.since.isoformat(),
        due_at=now,
        facts={
            "since": back.since.isoformat(),
            "pairs": back.pairs,
            "left_out": back.left_out,
            "next_at": back.next_at.isoformat() if back.next_at else None,
        },
    )


def _unknown(slack_id: str) -> Profile:
    """Whoever Slack tells nothing of now is looked up again before anything unasked is sent."""
    return Profile(slack_id, slack_id, "UTC", "")


def _speaking(client: AsyncWebClient, token: str) -> AsyncWebClient:
    return AsyncWebClient(
        token, base_url=client.base_url, session=client.session, retry_handlers=[], logger=client._logger
    )


def _accepted(request: AsyncBoltRequest) -> str:
    return (request.headers.get("accept-language") or [""])[0]


def _bolt(request: web.Request) -> AsyncBoltRequest:
    headers: dict[str, Any] = dict(request.headers)
    return AsyncBoltRequest(body="", query=request.query_string, headers=headers)


def _response(answer: BoltResponse) -> web.Response:
    cookies = [("Set-Cookie", str(one)) for one in answer.headers.get("set-cookie", ())]
    return web.Response(
        status=answer.status,
        text=answer.body,
        content_type="text/html",
        charset="utf-8",
        headers=[*HEADERS.items(), *cookies],
    )
