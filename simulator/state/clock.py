"""The time that messages are stamped with: given, asked of the app's clock address, or the system's."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

import aiohttp

from simulator.shapes import Json, Refused

LONGEST_JUMP = 10 * 366 * 86400


class Clock:
    """`now` gives epoch seconds, and spares asking `url`, which also moves; without either it is the system's clock."""

    def __init__(self, now: Callable[[], float] | None, url: str | None) -> None:
        self._now = now
        self.url = url
        self._known: float | None = None

    def last(self) -> float:
        """The time without asking anybody: what the clock address said last, where there is one."""
        if self._now:
            return self._now()
        return self._known if self._known is not None else time.time()

    async def now(self) -> float:
        """The time in epoch seconds; a clock address that does not answer leaves us with what it said last."""
        if self.url and not self._now:
            try:
                await self.read()
            except Refused:
                return self.last()
        return self.last()

    async def read(self) -> Json:
        """What the clock address answers, or our own time in its shape."""
        if not self.url:
            return {"now": datetime.fromtimestamp(self.last(), UTC).isoformat(), "next": None}
        return await self._ask("GET", None, seconds=5)

    async def jump(self, where: Json) -> Json:
        """Moves the clock: {"to": ISO} or {"next": true} or {"by": seconds}. Raises Refused where nothing can move."""
        if not self.url:
            raise Refused("This workspace has no clock that can be moved.")
        if "by" in where:
            here = await self.now()
            where = {"to": datetime.fromtimestamp(here + _seconds(where["by"]), UTC).isoformat()}
        return await self._ask("POST", where, seconds=900)

    async def _ask(self, verb: str, body: Json | None, seconds: float) -> Json:
        try:
            timeout = aiohttp.ClientTimeout(total=seconds)
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.request(verb, str(self.url), json=body) as response,
            ):
                answer: Json = await response.json(content_type=None)
                if response.status >= 400:
                    raise Refused(str(answer.get("error", f"The clock answered {response.status}.")))
                self._known = datetime.fromisoformat(answer["now"]).timestamp()
                return answer
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, AttributeError, TypeError) as error:
            raise Refused(f"The clock at {self.url} did not answer as a clock does: {error!r}") from error


def _seconds(value: object) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < LONGEST_JUMP:
        return float(value)
    raise Refused("by is a number of seconds.")
