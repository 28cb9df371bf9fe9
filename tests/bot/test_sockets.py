"""Over WebSockets: nothing is lost when they are renewed, cut or closed."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
import structlog
from aiohttp import ClientSession, web

from bot.errors import SlackUnreachable, TokenRefused
from bot.router import Call, Installed, Router, build_bolt
from bot.sockets import Sockets, Timing
from bot.tasks import Tasks
from tests.bot.town import Town, fernhill
from tests.bot.wire import find

PATIENCE = 20.0
# On a busy machine an answer to a ping takes its time too, and Slack is as patient as we are.
QUICK = Timing(ping=PATIENCE, watch=0.01, connect=PATIENCE, retry=0.01, slow=0.05, drain=PATIENCE)


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with fernhill() as town:
        yield town


def sockets(town: Town, on: Router[Any], tasks: Tasks | None = None, app_token: str | None = None) -> Sockets:
    tasks = tasks or Tasks()
    token = app_token or town.slack.app_token
    return Sockets(town.bolt(on, tasks), token, town.slack.api_url, town.session, tasks, timing=QUICK)


async def until(true: Callable[[], bool]) -> None:
    while not true():
        await asyncio.sleep(0.005)


def hearing(on: Router[Any]) -> list[str]:
    heard: list[str] = []

    @on.event("message")
    async def message(call: Call[Any]) -> None:
        heard.append(call.event["text"])

    return heard


async def test_what_people_say_and_type_arrives_and_is_answered(town: Town) -> None:
    on: Router[Tasks] = Router()
    heard = hearing(on)

    @on.command("/progress")
    async def progress(call: Call[Tasks]) -> str:
        return f"Noted: {call.command_text}"

    async with sockets(town, on) as listening:
        assert listening.connected == 2
        await town.control("say", **{"as": "UINES"}, text="hello")
        answer = await town.control("command", **{"as": "UINES"}, command="/progress", text="60%")
        await until(lambda: heard == ["hello"])
    assert (answer["acked"], listening.connected) == (True, 0)
    assert [message["text"] for message in await town.messages("UINES")] == ["hello", "Noted: 60%"]


@pytest.mark.parametrize(
    ("token", "reason"), [("xapp-spent", "invalid_auth"), (None, "not_allowed_token_type")]
)
async def test_a_wrong_token_is_named_at_once(town: Town, token: str | None, reason: str) -> None:
    with pytest.raises(TokenRefused) as refused:
        await sockets(town, Router(), app_token=token or town.slack.bot_token).start()
    assert refused.value.facts == {"variable": "TRELLIS_SLACK_APP_TOKEN", "reason": reason}


async def test_a_slack_that_is_not_there_is_named_at_once() -> None:
    async with ClientSession() as session:
        bolt = build_bolt(Installed(find), session, "http://127.0.0.1:9/api/")
        with pytest.raises(SlackUnreachable) as unreachable:
            await Sockets(bolt, "xapp-1", "http://127.0.0.1:9/api/", session, Tasks()).start()
    assert unreachable.value.facts["url"] == "http://127.0.0.1:9/api/"


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_renewing_the_connections_loses_nothing(town: Town, reason: str) -> None:
    on: Router[Tasks] = Router()
    heard = hearing(on)
    said = [f"{number}" for number in range(30)]
    async with sockets(town, on) as listening:
        for text in said:
            await town.control("say", **{"as": "UINES"}, text=text)
            if text.endswith("5"):
                await town.control("disconnect", reason=reason)
        # Slack sends again what was not acknowledged, so hearing something twice would be no fault.
        await until(lambda: set(heard) == set(said))
        await until(lambda: listening.connected == 2)


async def test_a_press_under_way_is_answered_on_its_own_socket_while_a_new_one_opens(town: Town) -> None:
    on: Router[Tasks] = Router()
    typed, may_answer = asyncio.Event(), asyncio.Event()

    @on.command("/progress")
    async def progress(_call: Call[Tasks]) -> str:
        typed.set()
        await may_answer.wait()
        return "Noted."

    await town.control("settings", ack_seconds=PATIENCE)
    async with sockets(town, on) as listening:
        command = asyncio.create_task(
            town.control("command", **{"as": "UINES"}, command="/progress", text="")
        )
        await typed.wait()
        opened = len(await town.calls("apps.connections.open"))
        await town.control("disconnect", reason="warning")
        while len(await town.calls("apps.connections.open")) < opened + 2:
            await asyncio.sleep(0.005)
        await until(lambda: listening.connected == 2)
        may_answer.set()
        assert (await command)["acked"] is True


async def test_an_event_whose_handler_fails_is_sent_again(town: Town) -> None:
    on: Router[Tasks] = Router()
    seen = []

    @on.event("message")
    async def message(call: Call[Tasks]) -> None:
        seen.append(call.event_id)
        if len(seen) == 1:
            raise RuntimeError("the database is away")

    await town.control("settings", ack_seconds=0.1, retry_seconds=0)
    async with sockets(town, on):
        await town.control("say", **{"as": "UINES"}, text="hello")
        await until(lambda: len(seen) == 2)
    assert seen[0] == seen[1]


async def test_stopping_lets_the_answer_leave_and_waits_for_the_work_it_started(town: Town) -> None:
    on: Router[Tasks] = Router()
    tasks = Tasks()
    typed, may_answer = asyncio.Event(), asyncio.Event()
    done = []

    async def follow_up() -> None:
        await asyncio.sleep(0.02)
        done.append("told the mentor")

    @on.command("/progress")
    async def progress(call: Call[Tasks]) -> str:
        typed.set()
        await may_answer.wait()
        call.services.spawn(follow_up(), "tell the mentor")
        return "Noted."

    listening = sockets(town, on, tasks)
    await listening.start()
    command = asyncio.create_task(town.control("command", **{"as": "UINES"}, command="/progress", text=""))
    await typed.wait()
    stopping = asyncio.create_task(listening.stop())
    await asyncio.sleep(0.05)
    may_answer.set()
    await stopping
    assert ((await command)["acked"], done, listening.connected) == (True, ["told the mentor"], 0)


async def test_a_socket_has_settled_only_when_what_has_arrived_is_answered(town: Town) -> None:
    on: Router[Tasks] = Router()
    heard: list[str] = []
    settled: list[int] = []
    waiting: list[asyncio.Task[None]] = []

    @on.command("/progress")
    async def progress(call: Call[Tasks]) -> str:
        heard.append(call.user_id)
        return "Noted."

    async def settle(link: Any) -> None:
        await link.settled(PATIENCE)
        settled.append(len(heard))

    async with sockets(town, on) as listening:
        for link in listening._links:

            async def arrived(_message: object, link: Any = link) -> None:
                # Its handler has not begun.
                waiting.append(asyncio.create_task(settle(link)))

            link.on_message_listeners.append(arrived)
        said = await town.control("command", **{"as": "UINES"}, command="/progress", text="")
        await until(lambda: bool(settled))
    assert (said["acked"], settled) == (True, [1])


async def test_stopping_does_not_wait_for_ever(town: Town) -> None:
    on: Router[Tasks] = Router()
    typed = asyncio.Event()

    @on.command("/progress")
    async def progress(_call: Call[Tasks]) -> None:
        typed.set()
        await asyncio.Event().wait()

    bolt = town.bolt(on)
    hasty = Timing(drain=0.01)
    listening = Sockets(bolt, town.slack.app_token, town.slack.api_url, town.session, Tasks(), timing=hasty)
    await listening.start()
    command = asyncio.create_task(town.control("command", **{"as": "UINES"}, command="/progress", text=""))
    await typed.wait()
    await listening.stop()
    assert (await command)["acked"] is False


async def test_when_socket_mode_is_switched_off_we_say_so_and_come_back(town: Town) -> None:
    on: Router[Tasks] = Router()
    heard = hearing(on)
    with structlog.testing.capture_logs() as logged:
        async with sockets(town, on) as listening:
            await town.control("disconnect", reason="link_disabled")
            await until(lambda: listening.connected == 0)
            await until(lambda: listening.connected == 2)
            await town.control("say", **{"as": "UINES"}, text="hello again")
            await until(lambda: heard == ["hello again"])
    errors = [line["event"] for line in logged if line["log_level"] == "error"]
    assert errors == ["Socket Mode is switched off for this app"] * 2


class Moody:
    """A server for sockets only, which says hello and then does as `mood` tells."""

    def __init__(self) -> None:
        self.mood = "kind"
        self.opened = 0
        self.refusal: dict[str, Any] | None = None
        self.url = ""
        self._live: set[web.WebSocketResponse] = set()

    async def open(self, _request: web.Request) -> web.Response:
        if self.refusal is not None:
            return web.json_response(self.refusal)
        return web.json_response({"ok": True, "url": self.url.replace("http", "ws") + "link"})

    async def link(self, request: web.Request) -> web.WebSocketResponse:
        self.opened += 1
        socket = web.WebSocketResponse(autoping=self.mood != "silent")
        await socket.prepare(request)
        if self.mood == "mute":
            await socket.receive()
            return socket
        self._live.add(socket)
        await socket.send_str(json.dumps({"type": "hello"}))
        async for _ in socket:
            pass
        self._live.discard(socket)
        return socket

    def cut(self) -> None:
        """As when a cable is pulled."""
        for socket in self._live:
            transport = socket._req.transport if socket._req else None
            assert transport is not None
            transport.abort()


@asynccontextmanager
async def moody(moody: Moody, timing: Timing = QUICK) -> AsyncIterator[Sockets]:
    """The sockets of a bot that talks to `moody`; start them yourself."""
    application = web.Application()
    application.router.add_post("/apps.connections.open", moody.open)
    application.router.add_get("/link", moody.link)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    moody.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    async with ClientSession() as session:
        bolt = build_bolt(Installed(find), session, moody.url)
        listening = Sockets(bolt, "xapp-ours", moody.url, session, Tasks(), timing=timing)
        try:
            yield listening
        finally:
            await listening.stop()
            await runner.cleanup()


async def test_a_connection_that_is_cut_is_replaced() -> None:
    slack = Moody()
    async with moody(slack) as listening:
        await listening.start()
        slack.cut()
        await until(lambda: slack.opened == 4 and listening.connected == 2)


async def test_a_connection_that_answers_no_ping_is_replaced() -> None:
    slack = Moody()
    slack.mood = "silent"
    async with moody(slack, replace(QUICK, ping=0.1)) as listening:
        await listening.start()
        await until(lambda: slack.opened >= 4)
        slack.mood = "kind"
        await until(lambda: listening.connected == 2)


async def test_a_connection_that_never_says_hello_is_no_connection() -> None:
    slack = Moody()
    slack.mood = "mute"
    async with moody(slack, Timing(connect=0.05)) as listening:
        with pytest.raises(SlackUnreachable, match="no hello"):
            await listening.start()
        assert listening.connected == 0


@pytest.mark.parametrize("error", ["token_revoked", "internal_error"])
async def test_a_refusal_later_on_is_tried_again_slowly_until_it_is_lifted(error: str) -> None:
    slack = Moody()
    with structlog.testing.capture_logs() as logged:
        async with moody(slack) as listening:
            await listening.start()
            slack.refusal = {"ok": False, "error": error}
            slack.cut()
            await until(lambda: sum(line["event"] == "cannot connect" for line in logged) >= 8)
            slack.refusal = None
            await until(lambda: listening.connected == 2)
    waits = [line["retry_in"] for line in logged if line["event"] == "cannot connect"]
    assert max(waits) == QUICK.slow
    assert (min(waits) == QUICK.slow) is (error == "token_revoked")
