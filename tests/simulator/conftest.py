"""A workspace for each test, an app that listens over a bare socket, and people."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from simulator import Account, Person, Simulator

Json = dict[str, Any]

NOON = 1_767_261_600.0

MANIFEST: Json = {
    "display_information": {
        "name": "Lantern",
        "description": "Lights the way",
        "background_color": "#112233",
    },
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "lantern"},
        "slash_commands": [
            {
                "command": "/light",
                "description": "Light up",
                "usage_hint": "[how much]",
                "should_escape": True,
            },
            {"command": "/plain", "description": "As typed"},
        ],
        "shortcuts": [
            {"name": "Light", "type": "global", "callback_id": "light", "description": "Light up"},
            {"name": "Keep", "type": "message", "callback_id": "keep", "description": "Keep it"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "chat:write",
                "commands",
                "dnd:read",
                "im:history",
                "im:read",
                "im:write",
                "mpim:write",
                "reactions:write",
                "team:read",
                "users:read",
            ]
        }
    },
    "settings": {"event_subscriptions": {"bot_events": ["app_home_opened", "message.im", "user_change"]}},
}


def people() -> list[Account]:
    return [
        Account(
            id="UINES",
            name="ines",
            real_name="Inês Duarte",
            tz="Europe/Lisbon",
            locale="pt-PT",
            color="112233",
        ),
        Account(id="UTOMAS", name="tomas", real_name="Tomás Reis", tz="America/Sao_Paulo", locale="pt-BR"),
        Account(id="UGONE", name="gone", real_name="Gone Away", deleted=True),
    ]


def section(text: str, **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(label: str, action_id: str, value: str = "1") -> Json:
    return {
        "type": "button",
        "action_id": action_id,
        "text": {"type": "plain_text", "text": label},
        "value": value,
    }


def buttons(*elements: Json) -> Json:
    return {"type": "actions", "block_id": "buttons", "elements": list(elements)}


def text_input(block_id: str, label: str, **more: Any) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": {"type": "plain_text", "text": label},
        "element": {"type": "plain_text_input", "action_id": "typed", **more},
    }


def modal(*blocks: Json, title: str = "A modal", **more: Any) -> Json:
    return {
        "type": "modal",
        "callback_id": "modal",
        "title": {"type": "plain_text", "text": title},
        "submit": {"type": "plain_text", "text": "Send"},
        "blocks": list(blocks),
        **more,
    }


class BareApp:
    """An app without a framework: what comes over its socket stands in a queue until the test looks."""

    def __init__(self, slack: Simulator, *, acks: bool = False) -> None:
        self._slack = slack
        self._acks = acks
        self._session = aiohttp.ClientSession()
        self.envelopes: asyncio.Queue[Json] = asyncio.Queue()
        self.hello: Json = {}

    async def connect(self) -> None:
        client = AsyncWebClient(token=self._slack.app_token, base_url=self._slack.api_url)
        url = (await client.apps_connections_open(app_token=self._slack.app_token))["url"]
        self.socket = await self._session.ws_connect(url)
        self.hello = await self.socket.receive_json()
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for message in self.socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                envelope = json.loads(message.data)
                self.envelopes.put_nowait(envelope)
                if self._acks and "envelope_id" in envelope:
                    await self.ack(envelope)

    async def next(self) -> Json:
        """The next envelope that comes."""
        return await asyncio.wait_for(self.envelopes.get(), 5)

    async def ack(self, envelope: Json, payload: Json | None = None) -> None:
        answer: Json = {"envelope_id": envelope["envelope_id"]}
        await self.socket.send_json(answer if payload is None else answer | {"payload": payload})

    async def answer(self, payload: Json | None = None) -> Json:
        """Waits for the next envelope and acknowledges it; answers what it carried."""
        envelope = await self.next()
        await self.ack(envelope, payload)
        carried: Json = envelope["payload"]
        return carried

    async def close(self) -> None:
        await self.socket.close()
        self._reader.cancel()
        await self._session.close()


@pytest.fixture
async def slack() -> AsyncIterator[Simulator]:
    simulator = Simulator(
        manifest=MANIFEST, accounts=people(), team_id="T0LANTERN", team_name="Fernhill", now=lambda: NOON
    )
    await simulator.start()
    yield simulator
    await simulator.stop()


@pytest.fixture
def ines(slack: Simulator) -> Person:
    return Person(slack.url, "UINES")


@pytest.fixture
def tomas(slack: Simulator) -> Person:
    return Person(slack.url, "UTOMAS")


@pytest.fixture
def api(slack: Simulator) -> AsyncWebClient:
    return AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])


@pytest.fixture
async def app(slack: Simulator) -> AsyncIterator[BareApp]:
    """An app that answers only what the test answers."""
    bare = BareApp(slack)
    await bare.connect()
    yield bare
    await bare.close()


async def control(slack: Simulator, call: str, **body: Any) -> Json:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{slack.url}/control/{call}", json=body) as response,
    ):
        answer: Json = await response.json()
        return answer


async def log(slack: Simulator, after: int = 0) -> Json:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{slack.url}/control/log", params={"after": str(after)}) as response,
    ):
        answer: Json = await response.json()
        return answer
