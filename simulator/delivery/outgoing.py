"""Everything that goes to the app: interactions once, events until they are acknowledged."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from simulator.delivery.answer import Answer
from simulator.delivery.signed_http import SignedHttp
from simulator.delivery.sockets import Sockets
from simulator.faults import Faults
from simulator.log import Log
from simulator.settings import Settings
from simulator.shapes import Json
from simulator.state.clock import Clock

# An event that is held back to come out of order waits this long for one to overtake it.
SHUFFLE_SECONDS = 0.15
# How often somebody who waits looks at the workspace's clock.
LOOK_SECONDS = 0.05
WITH_RESPONSE = ("slash_commands", "view_submission", "block_suggestion")


class Outgoing:
    """Delivers over Socket Mode or signed HTTP, whichever the settings say, and writes each try into the log."""

    def __init__(self, sockets: Sockets, http: SignedHttp, log: Log, faults: Faults, clock: Clock) -> None:
        self.settings = Settings()
        self._sockets = sockets
        self._http = http
        self._log = log
        self._faults = faults
        self._clock = clock
        self._held: list[Json] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def interact(self, kind: str, body: Json) -> Answer:
        """Delivers an interaction or a command ("interactive", "slash_commands"): once, and at once."""
        return await self._try(kind, body, 0, "", patient=False)

    def event(self, body: Json) -> None:
        """Begins to deliver an event (its whole outer payload); faults and settings may lose, double or shuffle it."""
        fault = self._faults.for_event(body["event"])
        copies = 2 if self.settings.duplicate_events or (fault and fault.kind == "double_event") else 1
        if fault and fault.kind == "lost_event":
            copies = 0
        for _ in range(copies):
            self._shuffle(body) if self.settings.shuffle_events else self._spawn(self._until_acked(body))

    def _shuffle(self, body: Json) -> None:
        """Of two events that come close together the later goes first."""
        self._held.append(body)
        if len(self._held) == 2:
            self._let_go()
        else:
            asyncio.get_running_loop().call_later(SHUFFLE_SECONDS, self._let_go)

    def _let_go(self) -> None:
        while self._held:
            self._spawn(self._until_acked(self._held.pop()))

    async def _until_acked(self, body: Json) -> None:
        answer = await self._try("events_api", body, 0, "", patient=True)
        for attempt, wait in enumerate(self.settings.retry_seconds, start=1):
            if answer.acked or answer.no_retry:
                return
            await self._pause(wait)
            answer = await self._try("events_api", body, attempt, answer.reason, patient=True)

    async def _pause(self, seconds: float) -> None:
        """Waits so long by the workspace's clock, which may be moved or stand still, or by this machine's."""
        loop, due = asyncio.get_running_loop(), self._clock.last() + seconds
        ends = loop.time() + seconds
        # Nobody tells when a clock is moved.
        while (left := ends - loop.time()) > 0 and self._clock.last() < due:  # noqa: ASYNC110
            await asyncio.sleep(min(left, LOOK_SECONDS))

    async def _try(self, kind: str, body: Json, attempt: int, reason: str, *, patient: bool) -> Answer:
        entry = self._log.delivery(self._clock.last(), kind, body, attempt)
        started = asyncio.get_running_loop().time()
        answer = await self._send(kind, body, attempt, reason, patient=patient)
        if answer.acked:
            took = asyncio.get_running_loop().time() - started
            entry |= {"acked": True, "ack_ms": round(took * 1000, 1), "payload": answer.payload}
        return answer

    async def _send(self, kind: str, body: Json, attempt: int, reason: str, *, patient: bool) -> Answer:
        seconds = self.settings.ack_seconds
        if self.settings.mode == "http":
            return await self._http.send(
                self.settings.request_url, kind, body, (attempt, reason), seconds=seconds
            )
        extra: Json = {"accepts_response_payload": kind in WITH_RESPONSE or body.get("type") in WITH_RESPONSE}
        if kind == "events_api":
            extra |= {"retry_attempt": attempt, "retry_reason": reason}
        return await self._sockets.send(kind, body, extra, patient=patient, seconds=seconds)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Gives up whatever is still on its way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._sockets.stop()
        await self._http.stop()
