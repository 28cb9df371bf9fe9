"""Health: /healthz, /readyz and /metrics, for whoever restarts processes, sends them people, or watches them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web

from bot import metrics
from bot.errors import HealthPortTaken
from bot.listening import Listener
from bot.standing import Told


class Health:
    """Answers 200 or 503, with what stands behind it as JSON.

    /healthz says whether the process works, so that a restart would help if not: a database that is away is no reason.
    /readyz says whether it can serve people at this moment.
    """

    def __init__(self, tell: Callable[[], Told], host: str, port: int, shared: Path | None = None) -> None:
        """`port` 0 takes a free one, which `port` tells after the start; in `shared` a family counts together."""
        self._shared = shared
        self._tell = tell
        self._host = host
        self.port = port
        application = web.Application()
        application.router.add_get("/healthz", self._alive)
        application.router.add_get("/readyz", self._ready)
        application.router.add_get("/metrics", self._metrics)
        self.application = application
        self._listener = Listener(application, HealthPortTaken)

    async def __aenter__(self) -> Self:
        """Listen; raises HealthPortTaken."""
        self.port = await self._listener.start(self._host, self.port)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._listener.stop()

    async def _alive(self, _request: web.Request) -> web.Response:
        told = self._tell()
        return web.json_response(told.facts, status=200 if told.alive else 503)

    async def _ready(self, _request: web.Request) -> web.Response:
        told = self._tell()
        return web.json_response(told.facts, status=200 if told.ready else 503)

    async def _metrics(self, _request: web.Request) -> web.Response:
        text = metrics.exposition(self._tell(), self._shared)
        return web.Response(body=text, headers={"Content-Type": metrics.CONTENT_TYPE})
