"""A bot that listens on this machine, and the signed requests that Slack would send it."""

import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientSession
from slack_bolt.authorization import AuthorizeResult

from bot.router import Installed, Router, build_bolt
from bot.tasks import Tasks
from bot.web import PATH, Web

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
Reply = tuple[int, Any]


def signed(raw: bytes, content_type: str, *, secret: str = SECRET, at: float | None = None) -> dict[str, str]:
    """The headers that Slack sends with `raw`."""
    timestamp = str(int(time.time() if at is None else at))
    mac = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + raw, hashlib.sha256)
    return {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": "v0=" + mac.hexdigest(),
    }


def interactive(body: Mapping[str, Any]) -> bytes:
    return urlencode({"payload": json.dumps(body)}).encode()


async def find(team_id: str | None, _enterprise_id: str | None) -> AuthorizeResult | None:
    """Fernhill is installed, nobody else."""
    if team_id != "TFERNHILL":
        return None
    return AuthorizeResult(
        enterprise_id=None, team_id=team_id, bot_id="BTRELLIS", bot_user_id="UTRELLIS", bot_token="xoxb-ours"
    )


@dataclass(frozen=True)
class Wire:
    """Sends to the bot as Slack does; each answer is (status, JSON or text)."""

    session: ClientSession
    url: str

    @property
    def port(self) -> int:
        return int(self.url.split(":")[2].split("/")[0])

    async def send(self, raw: bytes, headers: Mapping[str, str]) -> Reply:
        async with self.session.post(self.url, data=raw, headers=headers) as response:
            text = await response.text()
            return response.status, json.loads(text) if response.content_type == JSON else text

    async def payload(self, body: Mapping[str, Any]) -> Reply:
        raw = interactive(body)
        return await self.send(raw, signed(raw, FORM))

    async def command(self, fields: Mapping[str, str]) -> Reply:
        raw = urlencode(fields).encode()
        return await self.send(raw, signed(raw, FORM))

    async def event(self, event: Mapping[str, Any], event_id: str = "Ev1") -> Reply:
        body = {"type": "event_callback", "team_id": "TFERNHILL", "event_id": event_id, "event": event}
        raw = json.dumps(body).encode()
        return await self.send(raw, signed(raw, JSON))


@asynccontextmanager
async def listening(
    on: Router[Any], services: object = None, tasks: Tasks | None = None, proxies: int = 0
) -> AsyncIterator[Wire]:
    """A bot with the handlers of `on`, over HTTP on a free port."""
    async with ClientSession() as session:
        bolt = build_bolt(Installed(find), session, "http://127.0.0.1:9/api/", SECRET)
        on.install(bolt, services)
        async with Web(bolt, SECRET, tasks or Tasks(), "127.0.0.1", 0, proxies=proxies) as web:
            yield Wire(session, f"http://127.0.0.1:{web.port}{PATH}")
