"""Fernhill: a simulated workspace with two people in it, and what happened there."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from aiohttp import ClientSession
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.router import Installed, Router, build_bolt
from simulator import Account, Simulator

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
INES = Account(id="UINES", name="ines", real_name="Inês Duarte", tz="Europe/Lisbon", locale="pt-PT")
AMA = Account(id="UAMA", name="ama", real_name="Ama Boateng", tz="Africa/Accra", locale="en-GB")


@dataclass(frozen=True)
class Town:
    """The workspace, its control API, and a session that everything of ours shares."""

    slack: Simulator
    session: ClientSession

    def client(self) -> AsyncWebClient:
        return AsyncWebClient(
            self.slack.bot_token, base_url=self.slack.api_url, session=self.session, retry_handlers=[]
        )

    def bolt(self, on: Router[Any], services: object = None) -> AsyncApp:
        """Bolt with the handlers of `on`, installed in Fernhill."""

        async def find(team_id: str | None, _enterprise_id: str | None) -> AuthorizeResult:
            return AuthorizeResult(
                enterprise_id=None,
                team_id=team_id,
                bot_token=self.slack.bot_token,
                bot_user_id=self.slack.bot_user_id,
            )

        app = build_bolt(Installed(find), self.session, self.slack.api_url)
        on.install(app, services)
        return app

    async def control(self, call: str, **body: Any) -> Any:
        async with self.session.post(f"{self.slack.url}/control/{call}", json=body) as response:
            answer = await response.json()
            assert response.status == 200, answer
            return answer

    async def fault(self, fault: str, method: str, **rule: Any) -> None:
        """From now on `fault` befalls `method`, and nothing else goes wrong."""
        await self.control("faults", rules=[{"match": {"method": method}, "fault": fault, **rule}])

    async def calls(self, method: str) -> list[Any]:
        async with self.session.get(f"{self.slack.url}/control/log") as response:
            return [call for call in (await response.json())["calls"] if call["method"] == method]

    async def messages(self, who: str) -> list[Any]:
        """What stands in that person's conversation with the bot, oldest first."""
        async with self.session.get(f"{self.slack.url}/control/state", params={"as": who}) as response:
            conversations: dict[str, list[Any]] = (await response.json())["messages"]
        return [message for messages in conversations.values() for message in messages]


@asynccontextmanager
async def fernhill(people: Iterable[Account] = (INES, AMA)) -> AsyncIterator[Town]:
    """A fresh workspace on free ports."""
    manifest = yaml.safe_load(MANIFEST.read_text("utf-8"))
    slack = Simulator(manifest=manifest, accounts=list(people), team_id="TFERNHILL")
    await slack.start()
    try:
        async with ClientSession() as session:
            yield Town(slack, session)
    finally:
        await slack.stop()
