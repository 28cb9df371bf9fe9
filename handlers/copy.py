"""A copy of one's own data: as two files in Messages where Slack lets us send them, and page by page in a window."""

from __future__ import annotations

from collections import Counter
from typing import Any

import structlog

from bot.files import COPY_SCOPE, File, send
from bot.readable import html
from bot.router import Answer
from bot.telling import Telling
from bot.views import copy as views
from bot.views import own as own_views
from bot.words import Reader
from handlers.services import Call, On, Scene, look, open_view, tell
from storage import exporting

log = structlog.get_logger(__name__)


def register(on: On) -> None:
    on.action(own_views.COPY)(take)
    on.action(views.READ)(read)
    on.action(views.TURN, views.TURN_BACK)(turn)


async def take(call: Call) -> Answer:
    """Send both files, and say so in the window in which it was asked for."""

    def made(scene: Scene) -> tuple[list[File], str, str, dict[str, Any]]:
        reader = scene.reader()
        told = reader.mrkdwn("copy.sent")
        return (
            files(scene),
            reader.plain("copy.file"),
            reader.mrkdwn("copy.failed"),
            own_views.said(told, reader),
        )

    found, comment, failed, view = await look(call, made)

    async def hand_over() -> None:
        try:
            await send(call.client, call.user_id, found, comment)
        except Exception:
            await tell(call, failed)
            raise

    call.services.tasks.spawn(hand_over(), "send a copy")
    open_view(call, view)
    return None


async def read(call: Call) -> Answer:
    """Open the first page."""
    open_view(call, await look(call, lambda scene: page(scene, 0)))
    return None


async def turn(call: Call) -> Answer:
    """Turn to another page, in the same window."""
    view = await look(call, lambda scene: page(scene, int(call.value or 0)))
    turned = call.client.views_update(view_id=call.view["id"], view=view)
    call.services.tasks.spawn(turned, "turn a page of a copy")
    return None


def page(scene: Scene, number: int) -> dict[str, Any]:
    """Draw a page of what is kept of whoever acts, which is made anew each time."""
    return views.modal(_sections(_copy(scene), scene.reader()), number, scene.reader())


def files(scene: Scene) -> list[File]:
    """Return the copy of whoever acts as a page to read and as JSON."""
    return as_files(_copy(scene), scene.reader())


def as_files(copy: exporting.Copy, reader: Reader) -> list[File]:
    """Return a copy as a page to read, in the reader's language, and as JSON with every detail."""
    shown = html(_sections(copy, reader), copy.workspace, copy.made_at, reader)
    title = reader.plain("copy.title")
    name = f"trellis-{copy.made_at:%Y-%m-%d}"
    return [
        File(f"{name}.html", title, shown.encode()),
        File(f"{name}.json", f"{title} (JSON)", exporting.as_json(copy).encode()),
    ]


def granted(scene: Scene) -> bool:
    """Tell whether Slack lets us send files here."""
    return COPY_SCOPE in scene.workspace.scopes


def _copy(scene: Scene) -> exporting.Copy:
    return exporting.of(scene.tx, scene.ws, scene.me.id, at=scene.now)


def _sections(copy: exporting.Copy, reader: Reader) -> list[views.Section]:
    goals = copy.tables.get("goals", [])
    # Each pair numbers its own: what two of them number alike is left with its number.
    twice = {number for number, times in Counter(row["number"] for row in goals).items() if times > 1}
    titles = {row["number"]: row["title"] for row in goals if row["number"] not in twice and row["title"]}
    return views.sections(copy.tables, copy.names, Telling(copy.me, reader, titles), reader, copy.pairs)
