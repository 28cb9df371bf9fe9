"""Reports to Sentry: only where they are wanted, and nothing that a person wrote is in them."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import structlog
from aiohttp import web

from bot import log, settings
from bot.reports import reporting

ROOT = Path(__file__).parents[2]
PLANTED = "zanzibar"


@pytest.fixture(autouse=True)
def other_tests_keep_their_log(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(logging.root, "handlers", [])
    level = logging.root.level
    yield
    structlog.reset_defaults()
    logging.root.setLevel(level)


@asynccontextmanager
async def sentry() -> AsyncIterator[tuple[str, list[bytes]]]:
    """A server that takes reports: the address to send them to, and what has come."""
    came: list[bytes] = []

    async def take(request: web.Request) -> web.Response:
        body = await request.read()
        # aiohttp has unpacked what says that it is packed.
        came.append(gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body)
        return web.json_response({})

    application = web.Application()
    application.router.add_post("/api/7/envelope/", take)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://0123456789abcdef@127.0.0.1:{runner.addresses[0][1]}/7", came
    await runner.cleanup()


def events(came: list[bytes]) -> list[dict[str, Any]]:
    """Return the events among what has come."""
    lines = [json.loads(line) for one in came for line in one.splitlines() if line.startswith(b"{")]
    return [line for line in lines if "level" in line]


def answer(goal: str) -> None:
    """Break while holding what somebody wrote."""
    try:
        raise ValueError(f"{goal} is no goal")  # noqa: TRY301
    except ValueError as error:
        note = {"note": goal}
        raise RuntimeError(f"cannot keep {note}") from error


def go_wrong() -> None:
    """Write down errors in every way that we and the libraries do."""
    ours, theirs = structlog.get_logger("handlers.errors"), logging.getLogger("a.library")
    with structlog.contextvars.bound_contextvars(workspace=PLANTED, request="Ev7", person=PLANTED):
        try:
            answer(PLANTED)
        except RuntimeError as error:
            ours.exception("handler failed", kind="action", id="go", text=PLANTED)
            ours.error("told so", exc_info=error, reference="0a1b2c3d", task=f"tell {PLANTED}", error=PLANTED)
            theirs.error("Task exception was never retrieved: %r", error, exc_info=True)
            theirs.error(f"it said {PLANTED}")
        ours.warning(f"no error: {PLANTED}")


async def reports() -> tuple[list[dict[str, Any]], str]:
    """Go wrong, and return the events that came and all that was sent."""
    log.configure("json")
    async with sentry() as (address, came):

        def work() -> None:
            with reporting(address):
                go_wrong()

        # Its end waits for what is on its way, which is taken here.
        await asyncio.to_thread(work)
    return events(came), b"".join(came).decode()


async def test_what_broke_is_told_and_not_what_it_held() -> None:
    came, sent = await reports()

    assert [(one["message"], one["logger"], one["tags"]) for one in came] == [
        ("handler failed", "handlers.errors", {"request": "Ev7", "kind": "action", "id": "go"}),
        ("told so", "handlers.errors", {"request": "Ev7", "reference": "0a1b2c3d"}),
        ("an error of a.library", "a.library", {}),
        ("an error of a.library", "a.library", {}),
    ]
    broken = came[0]["exception"]["values"]
    assert [(one["type"], one["stacktrace"]["frames"][-1]["function"]) for one in broken] == [
        ("ValueError", "answer"),
        ("RuntimeError", "answer"),
    ]
    assert PLANTED not in sent
    assert {name for one in came for name in one} <= {
        *("event_id", "timestamp", "level", "platform", "logger", "release"),
        *("message", "tags", "exception", "sdk"),
    }


def test_without_an_address_its_library_is_not_even_loaded() -> None:
    code = "import sys; from bot.reports import reporting\nwith reporting(None): print('sentry_sdk' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"
    # And nobody else has to do with it.
    users = {
        str(file.relative_to(ROOT))
        for package in ("bot", "handlers", "jobs", "storage", "simulator")
        for file in (ROOT / package).rglob("*.py")
        if "sentry_sdk" in file.read_text("utf-8")
    }
    assert users == {"bot/reports.py"}


def test_what_is_no_address_is_told_in_one_sentence() -> None:
    with pytest.raises(settings.SettingMalformed) as refused, reporting("nonsense"):
        pass
    assert str(refused.value).startswith("TRELLIS_SENTRY_DSN cannot be read: ")
