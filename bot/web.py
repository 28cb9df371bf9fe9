"""Signed requests from Slack over HTTP, checked and decoded before Bolt sees them."""

import errno
import hashlib
import hmac
import json
import re
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl

import structlog
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from yarl import URL

from bot.echoes import is_echo
from bot.errors import PortTaken
from bot.tasks import Tasks

log = structlog.get_logger(__name__)

PATH = "/slack/events"
MOST_BYTES = 1024 * 1024
# "More than five minutes from local time": docs.slack.dev/authentication/verifying-requests-from-slack.
WINDOW_SECONDS = 300
# yarl remembers the last 128 addresses it was given, and ours are bodies.
MOST_CACHED = 64 * 1024
FORM = "application/x-www-form-urlencoded"
_SECONDS = re.compile("[0-9]{1,12}")


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
    ) -> None:
        """`port` 0 takes a free one, which `port` tells after the start; a `shared` one has several processes at it."""
        if not signing_secret:
            raise ValueError("Without a signing secret anybody could speak for Slack.")
        self._app = app
        self._secret = signing_secret.encode()
        self._tasks = tasks
        self._host = host
        self._drain_seconds = drain_seconds
        self._shared = shared
        self.port = port
        application = web.Application(client_max_size=MOST_BYTES)
        application.router.add_post(PATH, self._receive)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=drain_seconds)

    async def start(self) -> None:
        """Listen; raises PortTaken, or another OSError when the host is not one of this machine's."""
        await self._runner.setup()
        # The kernel hands each new connection to one of the processes that share the port (SO_REUSEPORT, socket(7)).
        site = web.TCPSite(self._runner, self._host, self.port, reuse_port=self._shared or None)
        try:
            await site.start()
        except OSError as taken:
            await self._runner.cleanup()
            if taken.errno != errno.EADDRINUSE:
                raise
            raise PortTaken(host=self._host, port=self.port) from None
        self.port = self._runner.addresses[0][1]
        log.info("listening for Slack", host=self._host, port=self.port)

    async def stop(self) -> None:
        """Take no more requests, let the answers under way leave, then wait for the tasks they started."""
        await self._runner.cleanup()
        await self._tasks.drain(self._drain_seconds)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def _receive(self, request: web.Request) -> web.Response:
        # Raises 413 beyond MOST_BYTES.
        raw = await request.read()
        if not is_signed(raw, request.headers, self._secret, time.time()):
            return web.Response(status=401, text="The signature does not fit.")
        try:
            text = raw.decode()
            body = parsed(text, request.content_type)
        except (ValueError, RecursionError):
            return web.Response(status=400, text="This is not a payload of Slack's.")
        if is_echo(body):
            return web.Response()
        answer = await self._app.async_dispatch(_bolt_request(text, body, request.headers))
        return web.Response(status=answer.status, text=answer.body, headers=_plain(answer.headers))


def is_signed(raw: bytes, headers: Mapping[str, str], secret: bytes, now: float) -> bool:
    """Whether Slack signed exactly these bytes, at most five minutes from `now` (seconds since 1970)."""
    timestamp = headers.get("X-Slack-Request-Timestamp", "")
    if not _SECONDS.fullmatch(timestamp) or abs(now - int(timestamp)) > WINDOW_SECONDS:
        return False
    expected = hmac.new(secret, b"v0:%b:%b" % (timestamp.encode(), raw), hashlib.sha256).hexdigest()
    given = headers.get("X-Slack-Signature", "")
    return hmac.compare_digest(f"v0={expected}".encode(), given.encode(errors="replace"))


def parsed(text: str, content_type: str) -> dict[str, Any]:
    """The payload as a mapping; raises ValueError for what Slack does not send.

    Events come as JSON, commands as a form, everything interactive as JSON in a form's field `payload`.
    """
    if content_type == "application/json":
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
    return body


def _bolt_request(text: str, body: dict[str, Any], headers: Mapping[str, str]) -> AsyncBoltRequest:
    # Only in this mode does Bolt take a body that is parsed already; its own check of the signature reads raw_body.
    request = AsyncBoltRequest(body=body, headers=dict(headers), mode="socket_mode")
    request.mode = "http"
    request.raw_body = text
    return request


def _plain(headers: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(values[0]) for name, values in headers.items()}
