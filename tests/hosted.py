"""A Trellis that many workspaces install, and two of them with the same people in a Slack on this machine."""

from __future__ import annotations

import asyncio
import html
import re
import socket
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from aiohttp import ClientSession, DummyCookieJar
from pydantic import SecretStr

from bot import app, manifest
from bot.clock import MovableClock
from bot.demo import COORDINATOR, MENTEE, MENTOR, PEOPLE
from bot.settings import Settings
from jobs.rehearsal import Rehearsal
from simulator import Person, Simulator
from tests.village import KEY, PATIENCE, START, Villagers

OPTIONAL = tuple(manifest.load()["oauth_config"]["scopes"]["bot_optional"])
FERNHILL, HARBOUR = "T0FERNHILL", "T0HARBOUR"


@dataclass
class Browser:
    """What somebody's browser does on the way through an installation; it keeps one cookie and runs no script."""

    session: ClientSession
    language: str = "en-GB,en;q=0.9"
    cookie: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    async def get(self, url: str) -> tuple[int, str]:
        """Open a page of ours; returns its status and what it holds."""
        headers = {"Accept-Language": self.language, **({"Cookie": self.cookie} if self.cookie else {})}
        async with self.session.get(url, headers=headers, allow_redirects=False) as answer:
            self.headers = dict(answer.headers)
            if told := answer.headers.get("Set-Cookie"):
                self.cookie = told.partition(";")[0]
            return answer.status, await answer.text()

    async def decide(self, url: str, **form: Any) -> str:
        """Press a button on Slack's page; returns the address to which it leads back."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        told = {"answer": "allow", **query, **form}
        async with self.session.post(url.partition("?")[0], data=told, allow_redirects=False) as answer:
            return str(answer.headers["Location"])


@dataclass
class Townspeople(Villagers):
    """The three people of one of the workspaces."""

    hosted: Hosted

    async def settle(self) -> None:
        await self.hosted.settle()


@dataclass
class Hosted:
    """The running whole."""

    slack: Simulator
    running: app.Running
    clock: MovableClock
    rehearsal: Rehearsal
    browser: Browser
    url: str

    @property
    def install_url(self) -> str:
        return f"{self.url}/slack/install"

    async def begin(self, browser: Browser | None = None) -> str:
        """Open the landing page; returns the address of Slack's page to which it leads."""
        status, text = await (browser or self.browser).get(self.install_url)
        assert status == 200
        return led_to(text)

    async def install(
        self,
        team: str,
        who: str = COORDINATOR,
        optional: Collection[str] = OPTIONAL,
        **form: Any,
    ) -> tuple[int, str]:
        """Go all the way; returns the status of the page on which it ends, and what that holds."""
        back = await self.browser.decide(
            await self.begin(), who=f"{team} {who}", optional=list(optional), **form
        )
        ended = await self.browser.get(back)
        await self.settle()
        return ended

    async def remove(self, team: str) -> None:
        """An admin takes Trellis out of a workspace."""
        async with self.browser.session.post(
            self.slack.url + "/control/uninstall", json={"team": team}
        ) as told:
            assert told.status == 200
        await self.settle()

    def people(self, team: str) -> Townspeople:
        """Return the three of a workspace."""
        ines, noah, amara = (Person(self.slack.url, one, team) for one in (MENTEE, MENTOR, COORDINATOR))
        return Townspeople(ines, noah, amara, self)

    async def settle(self) -> None:
        """Wait until everything that was delivered is acknowledged and everything owed by now is paid."""
        quiet, ends = 0, asyncio.get_running_loop().time() + PATIENCE
        while quiet < 2:
            await asyncio.sleep(0.005)
            await self.running.engine.settle()
            waits = [one["kind"] for one in self.slack.world.log.deliveries if not one["acked"]]
            quiet = 0 if waits or len(self.running.services.tasks) else quiet + 1
            assert asyncio.get_running_loop().time() < ends, waits

    def calls(self, method: str) -> list[Mapping[str, Any]]:
        """Return the calls of a method that Slack answered."""
        return [one for one in self.slack.world.log.calls if one["method"] == method and one["response"]]


def led_to(page: str) -> str:
    """Return the address to which the button of a page leads."""
    found = re.search(r'class="button" href="([^"]+)"', page)
    assert found
    return html.unescape(str(found[1]))


def free_port() -> int:
    """Return a port that nobody listens on: the address in browsers is set before anybody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def http_manifest(url: str, *, rotates: bool = False) -> dict[str, Any]:
    """Return the app's manifest over HTTP, whose pages are at `url`."""
    data = manifest.variant("http", url)
    data["settings"]["token_rotation_enabled"] = rotates
    return data


def settings_of(slack: Simulator, url: str, folder: Path, **changed: Any) -> Settings:
    """Return the settings of a Trellis that the workspaces of a Slack can install."""
    known: dict[str, Any] = {
        "slack_client_id": slack.client_id,
        "slack_client_secret": SecretStr(slack.client_secret),
        "slack_signing_secret": SecretStr(slack.signing_secret),
        "slack_base_url": slack.api_url,
        "public_url": url,
        "mode": "http",
        "host": "127.0.0.1",
        "port": urlsplit(url).port,
        "database_url": f"sqlite:///{folder / 'trellis.db'}",
        "vault_keys": KEY,
        "sends_per_second": 0,
        **changed,
    }
    return Settings(_env_file=None, **known)  # type: ignore[call-arg]  # pydantic-settings' own argument


@asynccontextmanager
async def hosted(
    folder: Path, database_url: str | None = None, *, rotates: bool = False, **changed: Any
) -> AsyncIterator[Hosted]:
    """Start all of it; nobody has installed Trellis yet, and the clock stands still."""
    if database_url:
        changed["database_url"] = database_url
    async with AsyncExitStack() as stack:
        url = f"http://127.0.0.1:{free_port()}"
        clock = MovableClock(START, flows=False)
        slack = Simulator(
            manifest=http_manifest(url, rotates=rotates),
            accounts=PEOPLE,
            team_id=FERNHILL,
            team_name="Fernhill",
            now=lambda: clock.now().timestamp(),
            installed=False,
        )
        slack.found(HARBOUR, "Harbour", PEOPLE)
        await slack.start()
        stack.push_async_callback(slack.stop)
        outgoing = slack.world.outgoing
        outgoing.settings = replace(
            outgoing.settings, mode="http", request_url=url + "/slack/events", ack_seconds=PATIENCE
        )
        running = await stack.enter_async_context(
            app.running(settings_of(slack, url, folder, **changed), clock)
        )
        session = await stack.enter_async_context(ClientSession(cookie_jar=DummyCookieJar()))
        rehearsal = Rehearsal(running.services.store, clock, running.engine)
        yield Hosted(slack, running, clock, rehearsal, Browser(session), url)
