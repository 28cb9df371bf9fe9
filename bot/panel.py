"""The bot's own panel for whoever tries it locally: its ledger as a page, and its clock as a small API."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

from bot import render
from bot.clock import MovableClock
from bot.domain.deliveries import Delivery
from bot.domain.people import Person
from bot.errors import PortTaken
from bot.listening import Listener
from bot.views import reasons
from bot.words import Reader, Words
from jobs.rehearsal import Rehearsal
from storage import deliveries, people, schedules
from storage.store import Store, Transaction

MOST = 200
LONGEST_JUMP = timedelta(days=800)


class Panel:
    """Listens on 127.0.0.1 only: `/` shows the ledger, `/clock` tells and moves the time."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self._host = host
        self.application = web.Application()
        self.application.add_routes(
            [
                web.get("/", self._ledger),
                web.get("/clock", self._clock_now),
                web.post("/clock", self._clock_move),
            ]
        )
        self._listener = Listener(self.application, PortTaken)
        self._store: Store | None = None
        self._clock: MovableClock | None = None
        self._rehearsal: Rehearsal | None = None
        self._words: Words | None = None
        self._workspace_id = 0
        self.url = ""

    async def start(self) -> None:
        """Listen on a free port, before the bot is there: the simulator wants the address first."""
        port = await self._listener.start(self._host, 0)
        self.url = f"http://{self._host}:{port}/"

    async def stop(self) -> None:
        """Listen no more."""
        await self._listener.stop()

    def join(
        self, store: Store, clock: MovableClock, rehearsal: Rehearsal, words: Words, workspace_id: int
    ) -> None:
        """Show and move a bot that now runs."""
        self._store, self._clock, self._rehearsal = store, clock, rehearsal
        self._words, self._workspace_id = words, workspace_id

    def tell_time(self, clock: MovableClock) -> None:
        """Tell the time already, while the bot still starts."""
        self._clock = clock

    async def _clock_now(self, _request: web.Request) -> web.Response:
        return web.json_response(await self._told())

    async def _clock_move(self, request: web.Request) -> web.Response:
        if self._clock is None or self._rehearsal is None:
            return web.json_response({"error": "The bot is still starting."}, status=503)
        try:
            target = self._target(dict(await request.json()))
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError, OSError):
            return web.json_response(
                {"error": 'Say {"to": an ISO date and time} or {"next": true}.'}, status=400
            )
        if target is None:
            await self._rehearsal.to_next()
        else:
            await self._rehearsal.to(target)
        return web.json_response(await self._told())

    def _target(self, wish: dict[str, Any]) -> datetime | None:
        if wish.get("next"):
            return None
        to = datetime.fromisoformat(str(wish["to"]).replace("Z", "+00:00"))
        to = to if to.tzinfo else to.replace(tzinfo=UTC)
        assert self._clock is not None  # noqa: S101 - the caller looked
        if to - self._clock.now() > LONGEST_JUMP:
            raise OverflowError
        return to

    async def _told(self) -> dict[str, Any]:
        now = self._clock.now() if self._clock else datetime.now(UTC)
        due = await self._rehearsal.next_due() if self._rehearsal else None
        following = None
        if due is not None:
            kind = await self._store.read(lambda tx: _next_kind(tx, due)) if self._store else ""
            following = {"at": max(due, now).isoformat(), "what": self._called(kind, now)}
        return {"now": now.isoformat(), "next": following}

    def _called(self, kind: str, now: datetime) -> str:
        """Name a kind of message as people read it; one of another version by its code."""
        if not kind or self._words is None:
            return kind
        reader, id_ = Reader(self._words, "en", "UTC", now), render.title(kind)
        return reader.plain(id_) if reader.knows(id_) else kind.replace("_", " ")

    async def _ledger(self, _request: web.Request) -> web.Response:
        if self._store is None or self._words is None or self._clock is None:
            return web.Response(text="<!doctype html><p>The bot is still starting.", content_type="text/html")
        rows, known = await self._store.read(self._rows)
        reader = Reader(self._words, "en", "UTC", self._clock.now())
        return web.Response(text=page(rows, known, reader), content_type="text/html")

    def _rows(self, tx: Transaction) -> tuple[list[Delivery], dict[int, Person]]:
        found = deliveries.recent(tx, self._workspace_id, most=MOST)
        return found, people.several(tx, self._workspace_id, {one.person_id for one in found})


def _next_kind(tx: Transaction, due: datetime) -> str:
    """Return the kind of what is due first, for whoever watches the clock."""
    waiting = deliveries.first_waiting(tx)
    if waiting and waiting.due_at <= due:
        return waiting.kind
    planned = schedules.first(tx)
    return planned.kind if planned else ""


def page(rows: Sequence[Delivery], known: dict[int, Person], reader: Reader) -> str:
    """Return the ledger as a page: newest first, each row with its state and the reason for it."""
    head = "".join(f"<th scope=col>{html.escape(reader.plain(f'ledger-columns.{one}'))}" for one in COLUMNS)
    body = "".join(_row(one, known, reader) for one in rows)
    empty = f"<p>{html.escape(reader.plain('ledger-empty'))}</p>" if not rows else ""
    title = html.escape(reader.plain("ledger-title"))
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<title>{title}</title><style>{STYLE}</style><h1>{title}</h1>{empty}"
        f"<table><thead><tr>{head}</thead><tbody>{body}</tbody></table>"
        # The page stays quiet while it is read, and is fresh again soon after.
        "<script>setInterval(() => { if (!document.hidden) location.reload() }, 4000)</script></html>"
    )


COLUMNS = ("due", "person", "what", "kind", "state", "why", "sent")
STYLE = """
:root{color-scheme:light dark;font:14px/1.4 system-ui,sans-serif}body{margin:1rem}h1{font-size:1.1rem;margin:0 0 .6rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #8884;
vertical-align:top}th{font-weight:600;position:sticky;top:0;background:Canvas}td{font-variant-numeric:tabular-nums}
.state{font-weight:600}.sent{color:light-dark(#17603f,#7fd6ab)}.held,.planned{color:light-dark(#7a4d00,#f0c36a)}
.failed,.unknown{color:light-dark(#a3162a,#ff9aa5)}.skipped,.folded{color:light-dark(#555,#bbb)}
"""


def _row(row: Delivery, known: dict[int, Person], reader: Reader) -> str:
    person = known[row.person_id]
    theirs = Reader(reader.words, "en", person.zone, reader.now)
    why = reasons.said(row.reason, theirs) if row.reason else ""
    cells = (
        theirs.moment_in_words(row.due_at),
        person.name,
        row.kind.replace("_", " ").replace(".", ": "),
        row.delivery_class,
        row.state,
        why,
        theirs.moment_in_words(row.sent_at) if row.sent_at else "",
    )
    tagged = (f"<td class='state {row.state}'>" if one is row.state else "<td>" for one in cells)
    return "<tr>" + "".join(f"{tag}{html.escape(str(cell))}" for tag, cell in zip(tagged, cells, strict=True))
