"""How payloads reach the app: sockets, acknowledgements, retries, signed HTTP."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from aiohttp import web
from slack_sdk.signature import SignatureVerifier
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from simulator import NotThere, Person, Simulator
from tests.simulator.conftest import MANIFEST, NOON, BareApp, button, buttons, control, log, people


async def test_a_connection_is_greeted(slack: Simulator, app: BareApp) -> None:
    assert app.hello == {
        "type": "hello",
        "num_connections": 1,
        "debug_info": {
            "host": "applink-simulator",
            "build_number": 1,
            "approximate_connection_time": 3600,
        },
        "connection_info": {"app_id": slack.app_id},
    }


async def test_a_ticket_lets_in_once(slack: Simulator, app: BareApp) -> None:
    async with app._session.get(f"{slack.url}/link/", params={"ticket": "old"}) as response:
        assert (response.status, await response.json()) == (403, {"ok": False, "error": "invalid_ticket"})


async def test_connections_take_turns(slack: Simulator, ines: Person) -> None:
    apps = [BareApp(slack, acks=True) for _ in range(3)]
    for app in apps:
        await app.connect()
    for n in range(6):
        await ines.say(f"no {n}")
    heard = [[(await app.next())["payload"]["event"]["text"] for _ in range(2)] for app in apps]
    for app in apps:
        await app.close()
    assert sorted(heard) == [["no 0", "no 3"], ["no 1", "no 4"], ["no 2", "no 5"]]


async def test_the_eleventh_connection_is_one_too_many(slack: Simulator) -> None:
    apps = [BareApp(slack) for _ in range(11)]
    for app in apps:
        await app.connect()
    greetings = [(app.hello["type"], app.hello.get("reason")) for app in apps]
    for app in apps:
        await app.close()
    assert greetings == [("hello", None)] * 10 + [("disconnect", "too_many_websockets")]


async def test_an_event_waits_for_a_connection(slack: Simulator, ines: Person) -> None:
    await ines.say("anybody?")
    await ines.say("hello?")
    app = BareApp(slack, acks=True)
    await app.connect()
    heard = [(await app.next())["payload"]["event"]["text"] for _ in range(2)]
    await app.close()
    assert heard == ["anybody?", "hello?"]


async def test_a_press_does_not_wait_for_a_connection(api: AsyncWebClient, ines: Person) -> None:
    await api.chat_postMessage(channel="UINES", text="x", blocks=[buttons(button("Go", "go"))])
    answer = await ines.press("Go")
    assert answer == {"ok": True, "acked": False, "status": 0, "error": "Lantern did not answer in time."}


async def test_an_event_that_is_not_acknowledged_comes_again(
    slack: Simulator, ines: Person, app: BareApp
) -> None:
    await control(slack, "settings", ack_seconds=0.03, retry_seconds=[0, 0.01, 0.02])
    await ines.say("hello")
    envelopes = [await app.next() for _ in range(3)]
    await app.ack(envelopes[-1])
    tries = [
        (one["type"], one["accepts_response_payload"], one["retry_attempt"], one["retry_reason"])
        for one in envelopes
    ]
    assert tries == [
        ("events_api", False, 0, ""),
        ("events_api", False, 1, "timeout"),
        ("events_api", False, 2, "timeout"),
    ]
    assert len({one["payload"]["event_id"] for one in envelopes}) == 1
    assert len({one["envelope_id"] for one in envelopes}) == 3
    await ines.until(lambda _: True)
    deliveries = (await log(slack))["deliveries"]
    assert [(one["attempt"], one["acked"]) for one in deliveries] == [(0, False), (1, False), (2, True)]


async def test_an_event_whose_connection_died_comes_again_on_the_next(slack: Simulator, ines: Person) -> None:
    await control(slack, "settings", retry_seconds=0)
    dying, living = BareApp(slack), BareApp(slack, acks=True)
    await dying.connect()
    await ines.say("hello")
    first = await dying.next()
    await dying.close()
    await living.connect()
    second = await living.next()
    await living.close()
    assert (first["payload"], second["retry_attempt"], second["retry_reason"]) == (
        second["payload"],
        1,
        "connection_failed",
    )


async def test_the_sdks_client_comes_back_after_a_refresh(slack: Simulator, ines: Person) -> None:
    heard: asyncio.Queue[str] = asyncio.Queue()

    async def listen(client: Any, request: SocketModeRequest) -> None:
        await client.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))
        heard.put_nowait(request.payload["event"]["text"])

    web_client = AsyncWebClient(token=slack.app_token, base_url=slack.api_url)
    client = SocketModeClient(app_token=slack.app_token, web_client=web_client)
    client.socket_mode_request_listeners.append(listen)
    await client.connect()  # type: ignore[no-untyped-call]
    await ines.say("before")
    await control(slack, "disconnect", reason="refresh_requested")
    await ines.say("after")
    texts = [await asyncio.wait_for(heard.get(), 5) for _ in range(2)]
    opened = [call["method"] for call in (await log(slack))["calls"]]
    await client.close()  # type: ignore[no-untyped-call]
    assert (texts, opened) == (["before", "after"], ["apps.connections.open", "apps.connections.open"])


async def test_a_warning_leaves_the_connection_open(slack: Simulator, ines: Person, app: BareApp) -> None:
    await control(slack, "disconnect", reason="warning")
    await ines.say("still there?")
    warning, event = await app.next(), await app.next()
    assert (warning["type"], warning["reason"]) == ("disconnect", "warning")
    assert event["payload"]["event"]["text"] == "still there?"


async def test_events_come_twice_when_asked_to(slack: Simulator, ines: Person, app: BareApp) -> None:
    await control(slack, "settings", duplicate_events=True)
    await ines.say("hello")
    envelopes = [await app.next(), await app.next()]
    assert [one["retry_attempt"] for one in envelopes] == [0, 0]
    assert envelopes[0]["payload"] == envelopes[1]["payload"]


async def test_events_come_out_of_order_when_asked_to(slack: Simulator, ines: Person, app: BareApp) -> None:
    await control(slack, "settings", shuffle_events=True)
    for text in ("one", "two", "three"):
        await ines.say(text)
    heard = [(await app.next())["payload"]["event"]["text"] for _ in range(3)]
    assert heard == ["two", "one", "three"]


@pytest.mark.parametrize(
    ("scopes", "events"),
    [(["chat:write"], ["message.im"]), (["chat:write", "im:history"], ["app_home_opened"])],
)
async def test_what_was_not_asked_for_or_not_allowed_is_not_delivered(
    scopes: list[str], events: list[str]
) -> None:
    manifest = {
        **MANIFEST,
        "oauth_config": {"scopes": {"bot": scopes}},
        "settings": {"event_subscriptions": {"bot_events": events}},
    }
    slack = Simulator(manifest=manifest, accounts=people())
    await slack.start()
    await Person(slack.url, "UINES").say("hello")
    deliveries = (await log(slack))["deliveries"]
    await slack.stop()
    assert deliveries == []


async def test_a_changed_profile_is_told_to_who_subscribed(slack: Simulator, app: BareApp) -> None:
    await control(slack, "account", id="UINES", tz="Asia/Tokyo")
    event = (await app.answer())["event"]
    assert (event["type"], event["user"]["id"], event["user"]["tz"]) == ("user_change", "UINES", "Asia/Tokyo")


class Server:
    """An app behind a request address; it answers what `answers` says, in turn, then 200."""

    def __init__(self) -> None:
        self.requests: asyncio.Queue[tuple[dict[str, str], str]] = asyncio.Queue()
        self.answers: list[web.Response] = []

    async def start(self) -> str:
        application = web.Application()
        application.router.add_post("/slack/events", self._serve)
        self._runner = web.AppRunner(application)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}/slack/events"

    async def _serve(self, request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.requests.put_nowait((headers, await request.text()))
        return self.answers.pop(0) if self.answers else web.Response()

    async def next(self) -> tuple[dict[str, str], str]:
        return await asyncio.wait_for(self.requests.get(), 5)

    async def stop(self) -> None:
        await self._runner.cleanup()


@pytest.fixture
async def server(slack: Simulator) -> AsyncIterator[Server]:
    one = Server()
    await control(slack, "settings", mode="http", request_url=await one.start(), retry_seconds=0)
    yield one
    await one.stop()


async def test_over_http_everything_is_signed(
    slack: Simulator, api: AsyncWebClient, ines: Person, server: Server
) -> None:
    await api.chat_postMessage(channel="UINES", text="x", blocks=[buttons(button("Go", "go"))])
    await ines.press("Go")
    await ines.command("/plain é à")
    verifier = SignatureVerifier(slack.signing_secret)
    seen = []
    for _ in range(3):
        headers, body = await server.next()
        seen.append((verifier.is_valid_request(body, headers), headers["content-type"].partition(";")[0]))
    assert sorted(seen) == [
        (True, "application/json"),
        (True, "application/x-www-form-urlencoded"),
        (True, "application/x-www-form-urlencoded"),
    ]


async def test_over_http_forms_carry_interactions_and_commands(
    api: AsyncWebClient, ines: Person, server: Server
) -> None:
    await api.chat_postMessage(channel="UINES", text="x", blocks=[buttons(button("Go", "go"))])
    await server.next()
    await ines.press("Go")
    _, pressed = await server.next()
    server.answers = [web.Response(text="Noted.")]
    await ines.command("/plain é à")
    _, typed = await server.next()
    assert json.loads(parse_qs(pressed)["payload"][0])["actions"][0]["action_id"] == "go"
    assert (parse_qs(typed)["command"], parse_qs(typed)["text"]) == (["/plain"], ["é à"])
    assert (await ines.messages())[-1] == "Noted."


async def test_over_http_an_event_that_failed_comes_again_and_says_why(ines: Person, server: Server) -> None:
    server.answers = [web.Response(status=500), web.Response(status=404)]
    await ines.say("hello")
    retries = []
    for _ in range(3):
        headers, _ = await server.next()
        retries.append((headers.get("x-slack-retry-num"), headers.get("x-slack-retry-reason")))
    assert retries == [(None, None), ("1", "http_error"), ("2", "http_error")]


async def test_over_http_an_event_comes_again_at_once_after_a_minute_and_after_five(
    slack: Simulator, ines: Person, server: Server
) -> None:
    hour = [NOON]
    slack.world.clock._now = lambda: hour[0]
    await control(slack, "settings", retry_seconds=[0, 60, 300])
    server.answers = [web.Response(status=500) for _ in range(4)]
    await ines.say("hello")
    heard = []
    for later in (0, 0, 59.9, 0.1, 299.9, 0.1):
        hour[0] += later
        with contextlib.suppress(TimeoutError):
            headers, _ = await asyncio.wait_for(server.requests.get(), 0.3)
            heard.append((headers.get("x-slack-retry-num"), round(hour[0] - NOON)))
    assert heard == [(None, 0), ("1", 0), ("2", 60), ("3", 360)]


async def test_over_http_an_app_can_ask_not_to_be_asked_again(
    slack: Simulator, ines: Person, server: Server
) -> None:
    server.answers = [web.Response(status=500, headers={"X-Slack-No-Retry": "1"})]
    await ines.say("once")
    await server.next()
    await ines.say("twice")
    headers, body = await server.next()
    assert ("x-slack-retry-num" in headers, json.loads(body)["event"]["text"]) == (False, "twice")


async def test_over_http_a_press_that_fails_is_shown_to_the_person(
    api: AsyncWebClient, ines: Person, server: Server
) -> None:
    await api.chat_postMessage(channel="UINES", text="x", blocks=[buttons(button("Go", "go"))])
    await server.next()
    server.answers = [web.Response(status=500)]
    answer = await ines.press("Go")
    assert answer == {"ok": True, "acked": False, "status": 500, "error": "Lantern did not answer in time."}


async def test_the_log_tells_what_was_delivered_and_what_came_back(
    slack: Simulator, ines: Person, app: BareApp
) -> None:
    typing = asyncio.create_task(ines.command("/plain hi"))
    payload = await app.answer({"text": "Noted."})
    await typing
    [delivery] = (await log(slack))["deliveries"]
    assert delivery.pop("ack_ms") >= 0
    assert delivery == {
        "n": 2,
        "at": 1_767_261_600.0,
        "kind": "slash_commands",
        "body": payload,
        "attempt": 0,
        "acked": True,
        "payload": {"text": "Noted."},
    }


async def test_stopping_ends_whatever_is_under_way(slack: Simulator) -> None:
    await Person(slack.url, "UINES").say("nobody hears this")
    looked = asyncio.Event()
    watching = asyncio.create_task(Person(slack.url, "UINES").until(lambda _: looked.set(), seconds=60))
    await looked.wait()
    app = BareApp(slack)
    await app.connect()
    await slack.stop()
    with pytest.raises(NotThere, match="UINES waited for something when the simulated Slack stopped"):
        await watching
    await app.close()
    assert [task for task in asyncio.all_tasks() if task is not asyncio.current_task()] == []
