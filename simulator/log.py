"""What the app called and what was delivered to it, so that a test can ask for the whole of it."""

from __future__ import annotations

from bisect import bisect_right

from simulator.shapes import Json, copied


class Log:
    """Calls and deliveries, numbered together in the order they began."""

    def __init__(self) -> None:
        self.calls: list[Json] = []
        self.deliveries: list[Json] = []
        self._n = 0
        # Whatever was delivered up to this number has been acknowledged.
        self._settled = 0

    def call(self, at: float, method: str, transport: str, arguments: Json) -> Json:
        entry = {
            "n": self._next(),
            "at": at,
            "method": method,
            "transport": transport,
            "arguments": arguments,
            "response": None,
            "status": None,
        }
        self.calls.append(entry)
        return entry

    def delivery(self, at: float, kind: str, body: Json, attempt: int) -> Json:
        entry = {
            "n": self._next(),
            "at": at,
            "kind": kind,
            "body": copied(body),
            "attempt": attempt,
            "acked": False,
            "ack_ms": None,
            "payload": None,
        }
        self.deliveries.append(entry)
        return entry

    def after(self, n: int) -> Json:
        return {"calls": _after(self.calls, n), "deliveries": _after(self.deliveries, n)}

    def unanswered(self) -> list[Json]:
        """The deliveries that nobody has acknowledged yet; asked for often, so that it looks at the last ones alone."""
        recent = _after(self.deliveries, self._settled)
        waiting = [entry for entry in recent if not entry["acked"]]
        self._settled = waiting[0]["n"] - 1 if waiting else self._n
        return waiting

    def reset(self) -> None:
        self.calls.clear()
        self.deliveries.clear()

    def _next(self) -> int:
        self._n += 1
        return self._n


def _after(entries: list[Json], n: int) -> list[Json]:
    """What came after a number, in a list that is in order; it grows long, and mostly its end is asked for."""
    return entries[bisect_right(entries, n, key=lambda entry: entry["n"]) :]
