"""Signed requests from Slack over HTTP, checked and decoded before Bolt sees them."""

import hmac
import json
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl

import structlog
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from yarl import URL

from bot import metrics
from bot.echoes import is_echo
from bot.errors import PortTaken
from bot.gate import Heard, Knocks, Reading, TooLarge, address_of
from bot.listening import Listener
from bot.shapes import is_slacks
from bot.tasks import Tasks

log = structlog.get_logger(__name__)

PATH = "/slack/events"
MOST_BYTES = 1024 * 1024
# "More than five minutes from local time": docs.slack.dev/authentication/verifying-requests-from-slack.
WINDOW_SECONDS = 300
# yarl remembers the last 128 addresses it was given, and ours are bodies.
MOST_CACHED = 64 * 1024
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
FORWARDED = "X-Forwarded-For"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_SECONDS = re.compile("[0-9]{1,12}")
_HALF = re.compile("[\ud800-\udfff]")
# The first half of a pair without the second, or the second without the first.
_HALVED = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F]"
)
_SIGNATURE = re.compile("v0=[0-9a-f]{64}")


class Web:
    """Listens for Slack at POST /slack/events, and answers with what Bolt answers."""

    def __init__(
        self,
        app: AsyncApp,
        signing_secret: str,
        tasks: Tasks,
        host: str,
        port: int,
        drain_seconds: float = 20.0,
        *,
        shared: bool = False,
        proxies: int = 0,
    ) -> None:
        """`port` 0 takes a free one, which `port` tells after the start; a `shared` one has several processes at it.

        So many `proxies` of ours stand before it, and say from which address a request came.
        """
        if not signing_secret:
            raise ValueError("Without a signing secret anybody could speak for Slack.")
        self._app = app
        self._secret = signing_secret.encode()
        self._tasks = tasks
        self._host = host
        self._drain_seconds = drain_seconds
        self._proxies = proxies
        self._knocks = Knocks()
        self._heard = Heard(WINDOW_SECONDS)
        self._reading = Reading(MOST_BYTES)
        self.port = port
        application = web.Application(client_max_size=MOST_BYTES, middlewares=[self._guard])
        application.router.add_post(PATH, self._receive)
        application.on_response_prepare.append(_unnamed)
        self.application = application
        self._listener = Listener(application, PortTaken, shared=shared, drain_seconds=drain_seconds)

    async def start(self) -> None:
        """Listen; raises PortTaken, or another OSError when the host is not one of this machine's."""
        self.port = await self._listener.start(self._host, self.port)
        log.info("listening for Slack", host=self._host, port=self.port)

    async def stop(self) -> None:
        """Take no more requests, let the answers under way leave, then wait for the tasks they started."""
        await self._listener.stop()
        await self._tasks.drain(self._drain_seconds)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Bound how often somebody asks for what needs no signature, a page that is not there included."""
        if request.path == PATH and request.method == "POST":
            return await handler(request)
        return self._too_often(request) or await handler(request)

    async def _receive(self, request: web.Request) -> web.Response:
        """Let in what Slack signed, and read nothing of anything else."""
        now = time.time()
        if not may_be_signed(request.headers, now):
            return self._refused(request, 401, "The signature does not fit.")
        try:
            raw = await self._reading.body(request)
        except TooLarge:
            return self._refused(request, 413, "That is more than Slack sends.")
        except TimeoutError:
            return self._refused(request, 408, "That took too long.")
        except (web.RequestPayloadError, OSError):
            return self._refused(request, 400, "This is not a payload of Slack's.")
        if not is_signed(raw, request.headers, self._secret, now):
            return self._refused(request, 401, "The signature does not fit.")
        self._listener.knows(request)
        # Slack sends events again, perhaps within the second, and each is known by its id; all else it sends once.
        if request.content_type != JSON and self._heard.again(request.headers["X-Slack-Signature"], now):
            return self._refused(request, 401, "This was heard before.")
        return await self._dispatch(raw, request)

    async def _dispatch(self, raw: bytes, request: web.Request) -> web.Response:
        try:
            body = parsed(raw.decode(), request.content_type)
        except (ValueError, RecursionError):
            return _no_payload()
        if not is_slacks(body):
            return _no_payload()
        if is_echo(body):
            return web.Response()
        started = time.perf_counter()
        try:
            answer = await self._app.async_dispatch(_bolt_request(body, request.headers))
        except (AttributeError, KeyError, TypeError):
            # Of events that we do not know we know no shape; Bolt looks into them for who acts, and where. What a
            # handler of ours raises does not come by here.
            return _no_payload()
        metrics.acknowledged("http", time.perf_counter() - started)
        return web.Response(status=answer.status, text=answer.body, headers=_plain(answer.headers))

    def _refused(self, request: web.Request, status: int, text: str) -> web.Response:
        """Refuse, and hear no more on a connection on which something unread may wait."""
        answer = self._too_often(request) or web.Response(status=status, text=text)
        metrics.refused(answer.status)
        answer.force_close()
        return answer

    def _too_often(self, request: web.Request) -> web.Response | None:
        wait = self._knocks.wait(
            address_of(request.remote, request.headers.getall(FORWARDED, ()), self._proxies)
        )
        if not wait:
            return None
        return web.Response(status=429, text="Too often.", headers={"Retry-After": str(wait)})


def _no_payload() -> web.Response:
    return web.Response(status=400, text="This is not a payload of Slack's.")


async def _unnamed(_request: web.Request, response: web.StreamResponse) -> None:
    """Tell nobody with which version of what we answer."""
    response.headers.pop("Server", None)


def may_be_signed(headers: Mapping[str, str], now: float) -> bool:
    """Whether the headers look like Slack's, of at most five minutes from `now`: cheap, before anything is read."""
    timestamp = headers.get("X-Slack-Request-Timestamp", "")
    if not _SECONDS.fullmatch(timestamp) or abs(now - int(timestamp)) > WINDOW_SECONDS:
        return False
    return _SIGNATURE.fullmatch(headers.get("X-Slack-Signature", "")) is not None


def is_signed(raw: bytes, headers: Mapping[str, str], secret: bytes, now: float) -> bool:
    """Whether Slack signed exactly these bytes, at most five minutes from `now` (seconds since 1970)."""
    if not may_be_signed(headers, now):
        return False
    timestamp, given = headers["X-Slack-Request-Timestamp"], headers["X-Slack-Signature"]
    expected = hmac.digest(secret, b"v0:%b:%b" % (timestamp.encode(), raw), "sha256").hex()
    return hmac.compare_digest(f"v0={expected}".encode(), given.encode())


def parsed(text: str, content_type: str) -> dict[str, Any]:
    """The payload as a mapping; raises ValueError for what Slack does not send.

    Events come as JSON, commands as a form, everything interactive as JSON in a form's field `payload`.
    """
    if content_type == JSON:
        return _mapping(text)
    if content_type != FORM:
        raise ValueError(content_type)
    form = decoded(text)
    if "payload" in form:
        return _mapping(form["payload"])
    if not form:
        raise ValueError("empty form")
    return form


def decoded(form: str) -> dict[str, Any]:
    """The fields of a form, as parse_qsl gives them when no field comes twice, in a fifth of its time."""
    if len(form) > MOST_CACHED:
        return dict(parse_qsl(form, keep_blank_values=True))
    return dict(URL.build(path="/", query_string=form, encoded=True).query)


def _mapping(text: str) -> dict[str, Any]:
    body = json.loads(text)
    if not isinstance(body, dict):
        raise ValueError("not an object")  # noqa: TRY004  # One error for whatever cannot be read.
    # Most have nothing escaped but what is whole: a look for the letters takes no time.
    is_halved = "\\u" in text and ("\\ud" in text or "\\uD" in text) and _HALVED.search(text)
    return _whole(body) if is_halved else body


def _whole(part: Any) -> Any:
    """Return JSON without halves of surrogate pairs, which can be escaped in it and written nowhere."""
    if isinstance(part, str):
        return _HALF.sub("\ufffd", part)
    if isinstance(part, dict):
        return {_whole(name): _whole(inner) for name, inner in part.items()}
    return [_whole(inner) for inner in part] if isinstance(part, list) else part


def _bolt_request(body: dict[str, Any], headers: Mapping[str, str]) -> AsyncBoltRequest:
    # Only in this mode does Bolt take a body that is parsed already, and a signature for checked, as it is.
    return AsyncBoltRequest(body=body, headers=dict(headers), mode="socket_mode")


def _plain(headers: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(values[0]) for name, values in headers.items()}
