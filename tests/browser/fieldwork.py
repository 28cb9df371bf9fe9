"""What the stories of the page share: the workspace with its app, and a clock to move."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import ClientSession, web

from simulator import Simulator
from tests.browser import orchard


@dataclass
class Clock:
    """A clock address; `due` are the moments that `next` jumps to, with what happens then."""

    now: datetime = field(default_factory=lambda: datetime.fromtimestamp(orchard.NOON, UTC))
    due: list[tuple[datetime, str]] = field(default_factory=list)
    broken: str = ""

    def answer(self) -> web.Response:
        if self.broken:
            return web.json_response({"error": self.broken}, status=500)
        at, what = self.due[0] if self.due else (None, "")
        return web.json_response(
            {"now": self.now.isoformat(), "next": at and {"at": at.isoformat(), "what": what}}
        )

    async def serve(self, request: web.Request) -> web.Response:
        if request.method == "POST" and not self.broken:
            where = await request.json()
            self.now = self.due[0][0] if "next" in where else datetime.fromisoformat(where["to"])
            self.due = [(at, what) for at, what in self.due if at > self.now]
        return self.answer()


@contextlib.asynccontextmanager
async def clock_at(clock: Clock) -> AsyncIterator[str]:
    """The address of that clock."""
    application = web.Application()
    application.router.add_route("*", "/clock", clock.serve)
    application.router.add_get("/panel", _panel)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def _panel(_: web.Request) -> web.Response:
    return web.Response(
        text="<!doctype html><title>Panel</title><p>Every tree we planted</p>", content_type="text/html"
    )


@dataclass
class Field:
    """A running workspace with the orchard's app connected, and what that app heard."""

    slack: Simulator
    heard: list[Any]
    clock: Clock

    async def hears(self, *expected: Any) -> None:
        """Waits until the app has heard as much as expected, and compares it all."""
        while len(self.heard) < len(expected):
            await asyncio.sleep(0.01)
        assert self.heard == list(expected)

    async def control(self, call: str, **body: Any) -> Any:
        async with (
            ClientSession() as session,
            session.post(f"{self.slack.url}/control/{call}", json=body) as answer,
        ):
            return await answer.json()


@contextlib.asynccontextmanager
async def planted() -> AsyncIterator[Field]:
    """A workspace at noon of 30 March 2026 (UTC) with three things to come."""
    clock = Clock()
    clock.due = [
        (clock.now + timedelta(hours=hours), f"harvest {number}")
        for number, hours in enumerate((2, 26, 50), 1)
    ]
    async with clock_at(clock) as address:
        slack = Simulator(
            manifest=orchard.MANIFEST,
            accounts=orchard.ACCOUNTS,
            clock_url=f"{address}/clock",
            panel_url=f"{address}/panel",
        )
        await slack.start()
        app, heard = orchard.build(slack)
        handler = orchard.connect(app, slack)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        yield Field(slack, heard, clock)
        await handler.close_async()  # type: ignore[no-untyped-call]
        await slack.stop()
