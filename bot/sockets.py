"""Socket Mode: payloads from Slack over WebSockets that are renewed without a gap and closed without a loss."""

import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import structlog
from aiohttp import ClientConnectorError, ClientError, ClientSession, WSMessage
from slack_bolt import BoltResponse
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot import metrics
from bot.echoes import is_echo
from bot.errors import SlackUnreachable, TokenRefused, TrellisError
from bot.router import quiet_logger
from bot.tasks import Tasks

log = structlog.get_logger(__name__)

VARIABLE = "TRELLIS_SLACK_APP_TOKEN"
TOKEN_ERRORS = frozenset(
    {
        "account_inactive",
        "invalid_auth",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "token_expired",
        "token_revoked",
    }
)


# A payload that has arrived goes through the SDK's queue and a task of its own before its handler begins: a turn of the
# event loop for each.
TURNS = 5


@dataclass(frozen=True, slots=True)
class Timing:
    """How patient we are, in seconds."""

    ping: float = 10.0  # Between two pings; an unanswered one ends the connection.
    watch: float = 1.0  # Between two looks at whether a connection still lives.
    connect: float = 10.0  # Until Slack must have said hello.
    retry: float = 1.0  # Before the second attempt to connect; doubled up to `slow`.
    slow: float = 60.0  # Between attempts when Socket Mode is switched off or the token refused.
    drain: float = 20.0  # For answers under way, and again for the tasks they left.


class Sockets:
    """Keeps two connections, so that one listens while the other is renewed or lost.

    Slack allows ten for an app in all processes together, and renewing needs one more for a moment.
    """

    def __init__(
        self,
        app: AsyncApp,
        app_token: str,
        base_url: str,
        session: ClientSession,
        tasks: Tasks,
        *,
        connections: int = 2,
        timing: Timing | None = None,
    ) -> None:
        self._app = app
        self._web = AsyncWebClient(
            token=app_token,
            base_url=base_url,
            session=session,
            retry_handlers=[],
            logger=quiet_logger("slack_sdk"),
        )
        self._tasks = tasks
        self._timing = timing or Timing()
        self._connections = connections
        self._links: set[_Link] = set()
        self._keepers: list[asyncio.Task[None]] = []
        self._retiring = Tasks()

    @property
    def connected(self) -> int:
        """How many connections Slack has said hello on."""
        return sum(link.is_greeted for link in self._links)

    async def start(self) -> None:
        """Connect; raises TokenRefused or SlackUnreachable when the first attempt fails."""
        try:
            links = [await self._open() for _ in range(self._connections)]
        except TrellisError:
            await self._close_all()
            raise
        self._keepers = [
            asyncio.create_task(self._keep(link), name=f"socket {number}")
            for number, link in enumerate(links)
        ]
        log.info("connected to Slack", connections=self.connected)

    async def stop(self) -> None:
        """Let the answers under way leave, close the sockets, then wait for the tasks they started."""
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        await self._close_all()
        await self._retiring.drain(self._timing.drain)
        await self._tasks.drain(self._timing.drain)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def _keep(self, link: "_Link") -> None:
        """The watchdog of one connection: when it ends, a new one takes over before the old one closes."""
        while True:
            reason = await link.ended(self._timing.watch)
            if reason == "link_disabled":
                log.error("Socket Mode is switched off for this app", retry_in=self._timing.slow)
                await asyncio.sleep(self._timing.slow)
            else:
                log.info("renewing a connection", reason=reason)
            fresh = await self._open_patiently()
            self._retiring.spawn(self._retire(link), "retire a socket")
            link = fresh

    async def _open_patiently(self) -> "_Link":
        wait = self._timing.retry
        while True:
            try:
                return await self._open()
            except TokenRefused as refused:
                wait = self._timing.slow
                log.error("cannot connect", error=str(refused), retry_in=wait)  # noqa: TRY400  # No bug of ours.
            except TrellisError as unreachable:
                log.warning("cannot connect", error=str(unreachable), retry_in=wait)
            await asyncio.sleep(wait)
            wait = min(wait * 2, self._timing.slow)

    async def _open(self) -> "_Link":
        address = await self._address()
        link = _Link(self._app, self._web, self._timing.ping)
        self._links.add(link)
        try:
            # In Python 3.11, wait_for may swallow the cancellation that stops us.
            async with asyncio.timeout(self._timing.connect):
                await link.greet(address)
        except BaseException as error:
            await self._discard(link)
            if isinstance(error, TimeoutError):
                raise SlackUnreachable(url=self._web.base_url, reason="no hello on the socket") from None
            raise
        return link

    async def _address(self) -> str:
        """A WebSocket address that works once."""
        with reaching(self._web.base_url, VARIABLE):
            answer = await self._web.apps_connections_open(app_token=str(self._web.token))
            return str(answer["url"])

    async def _retire(self, link: "_Link") -> None:
        await link.settled(self._timing.drain)
        await self._discard(link)

    async def _close_all(self) -> None:
        await asyncio.gather(*(self._retire(link) for link in set(self._links)))

    async def _discard(self, link: "_Link") -> None:
        self._links.discard(link)
        await link.close()  # type: ignore[no-untyped-call]  # The SDK leaves it untyped.


class _Link(SocketModeClient):
    """One WebSocket from hello to goodbye; it never reconnects, because the SDK would close before it opens."""

    def __init__(self, app: AsyncApp, web: AsyncWebClient, ping: float) -> None:
        super().__init__(
            app_token=str(web.token),
            logger=quiet_logger("slack_sdk"),
            web_client=web,
            auto_reconnect_enabled=False,
            ping_interval=ping,
            on_close_listeners=[self._hung_up],
            on_error_listeners=[self._hung_up],
        )
        self._app = app
        self._hello = asyncio.Event()
        self._goodbye: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self.socket_mode_request_listeners.append(self._handle)

    @property
    def is_greeted(self) -> bool:
        return self._hello.is_set() and not self.closed and not self._goodbye.done()

    async def greet(self, address: str) -> None:
        """Connect, and return when Slack has said hello."""
        self.wss_uri = address
        await self.connect()  # type: ignore[no-untyped-call]  # The SDK leaves it untyped.
        await self._hello.wait()

    async def ended(self, every: float) -> str:
        """Return why this connection should be replaced; looks at its pulse each `every` seconds."""
        while not self._goodbye.done():
            await asyncio.wait({self._goodbye}, timeout=every)
            if not self._goodbye.done() and not await self.is_connected():
                self._leave("no pulse")
        return self._goodbye.result()

    async def settled(self, seconds: float) -> None:
        """Return when nothing that has arrived waits for its answer any more, at the latest after `seconds`."""
        quiet = 0
        try:
            async with asyncio.timeout(seconds):
                while quiet < TURNS:
                    await self._idle.wait()
                    await asyncio.sleep(0)
                    quiet = quiet + 1 if self._idle.is_set() and self.message_queue.empty() else 0
        except TimeoutError:
            log.warning("closing a socket with answers under way", answers=self._under_way)

    async def run_message_listeners(self, message: dict[str, Any], raw_message: str) -> None:
        kind = message.get("type")
        if kind == "hello":
            self._hello.set()
        elif kind == "disconnect":
            # The SDK would reconnect here, closing this socket under the answers that have not left yet.
            self._leave(str(message.get("reason")))
        else:
            await self._tracked(message, raw_message)

    async def _tracked(self, message: dict[str, Any], raw_message: str) -> None:
        self._under_way += 1
        self._idle.clear()
        try:
            await super().run_message_listeners(message, raw_message)
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    async def _handle(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        start, started = time.time(), time.perf_counter()
        echo = is_echo(request.payload)
        answer = BoltResponse(status=200) if echo else await run_async_bolt_app(self._app, request)
        await send_async_response(client, request, answer, start)
        metrics.acknowledged("socket", time.perf_counter() - started)

    async def _hung_up(self, message: WSMessage) -> None:
        self._leave(message.type.name.lower())

    def _leave(self, reason: str) -> None:
        if not self._goodbye.done():
            self._goodbye.set_result(reason)


@contextmanager
def reaching(url: str, variable: str) -> Iterator[None]:
    """Tell what a call to Slack at `url` raises apart: TokenRefused of the setting `variable`, or SlackUnreachable."""
    try:
        yield
    except SlackApiError as refused:
        error = _error_of(refused)
        if error in TOKEN_ERRORS:
            raise TokenRefused(variable=variable, reason=error) from None
        raise SlackUnreachable(url=url, reason=error) from None
    except (ClientError, TimeoutError, OSError) as failed:
        raise SlackUnreachable(url=url, reason=plainly(failed)) from None


def _error_of(refused: SlackApiError) -> str:
    data = getattr(refused.response, "data", None)
    error = data.get("error") if isinstance(data, dict) else None
    return str(error) if error else "what came back is not an answer of Slack's"


def plainly(failed: BaseException) -> str:
    """Say in few words why a server was not reached."""
    if isinstance(failed, ClientConnectorError):
        number = failed.os_error.errno
        # Of several addresses that were tried, asyncio gives no number but all their errors in one sentence.
        return (
            os.strerror(number) if number and number > 0 else str(failed.os_error.strerror or failed.os_error)
        )
    return str(failed) or type(failed).__name__
