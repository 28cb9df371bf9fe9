"""What the app called and what was delivered to it, so that a test can ask for the whole of it."""

from __future__ import annotations

from simulator.shapes import Json, copied


class Log:
    """Calls and deliveries, numbered together in the order they began."""

    def __init__(self) -> None:
        self.calls: list[Json] = []
        self.deliveries: list[Json] = []
        self._n = 0

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
        return {
            "calls": [entry for entry in self.calls if entry["n"] > n],
            "deliveries": [entry for entry in self.deliveries if entry["n"] > n],
        }

    def reset(self) -> None:
        self.calls.clear()
        self.deliveries.clear()

    def _next(self) -> int:
        self._n += 1
        return self._n
