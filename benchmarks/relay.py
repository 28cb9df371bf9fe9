"""A wire between Slack and the bot, in a process of its own, that reads the clock as bytes pass the bot's end of it.

Whoever plays Slack and a whole workspace of people in one process is late itself, in reading an answer as in sending a
request; what is measured here is how long the bot takes. Bytes are passed on as they come, and looked at afterwards.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, cast
from urllib.parse import parse_qs

from bot import loops

Times = list[tuple[Any, float]]
# RFC 6455, section 5.2: the shortest head of a frame, and which lengths stand in two or eight bytes after it.
HEAD, MASK_LENGTH = 2, 4
LONGER = {126: 2, 127: 8}
TEXT = 1
# How a connection of Socket Mode begins; what else goes this way are answers by a response_url.
LINK = b"GET /link/"


class Watch(Protocol):
    """Knows from the bytes of one connection what was asked of the bot, and when it had answered."""

    def asked(self, data: bytes, at: float) -> None:
        """Bytes have gone to the bot."""

    def answered(self, data: bytes, at: float) -> None:
        """Bytes have come from it."""

    def times(self) -> Times:
        """Return what was asked and has been answered so far, with the seconds it took, and forget it."""


@dataclass
class Requests:
    """Requests on a connection of HTTP, one after the other: none is sent before the last is answered."""

    _request: bytearray = field(default_factory=bytearray)
    _sent: float = 0.0
    _heard: float = 0.0
    _done: list[tuple[bytes, float]] = field(default_factory=list)

    def asked(self, data: bytes, at: float) -> None:
        """See Watch."""
        self._end()
        self._request += data
        self._sent = at

    def answered(self, data: bytes, at: float) -> None:
        """See Watch."""
        self._heard = at

    def times(self) -> Times:
        """See Watch."""
        self._end()
        found, self._done = self._done, []
        return [(_payload(raw), took) for raw, took in found]

    def _end(self) -> None:
        if self._heard:
            self._done.append((bytes(self._request), self._heard - self._sent))
            self._request.clear()
            self._heard = 0.0


@dataclass
class Envelopes:
    """Envelopes on a connection of Socket Mode, each of which is answered by its id; other connections are let be."""

    _down: bytearray = field(default_factory=bytearray)
    _up: bytearray = field(default_factory=bytearray)
    _open: dict[str, tuple[Any, float]] = field(default_factory=dict)
    _done: Times = field(default_factory=list)
    _is_socket: bool | None = None

    def asked(self, data: bytes, at: float) -> None:
        """See Watch."""
        if not self._is_socket:
            return
        self._down += data
        for said in _messages(self._down):
            if "envelope_id" in said:
                self._open[said["envelope_id"]] = (said["payload"], at)

    def answered(self, data: bytes, at: float) -> None:
        """See Watch."""
        if self._is_socket is None:
            self._is_socket = data.startswith(LINK)
        if not self._is_socket:
            return
        self._up += data
        for said in _messages(self._up):
            if found := self._open.pop(said.get("envelope_id", ""), None):
                self._done.append((found[0], at - found[1]))

    def times(self) -> Times:
        """See Watch."""
        found, self._done = self._done, []
        return found


def _payload(raw: bytes) -> Any:
    """Read a request of Slack's: JSON, a form with a payload, or the form that is a command."""
    _head, _, content = raw.partition(b"\r\n\r\n")
    if content.startswith(b"{"):
        return json.loads(content)
    form = {name: value[0] for name, value in parse_qs(content.decode()).items()}
    return json.loads(form["payload"]) if "payload" in form else form


def _messages(buffer: bytearray) -> Iterator[dict[str, Any]]:
    """Take the whole frames from a buffer, and yield what those say that carry text; a handshake is passed over."""
    if buffer.startswith((b"GET ", b"HTTP")):
        if b"\r\n\r\n" not in buffer:
            return
        del buffer[: buffer.index(b"\r\n\r\n") + 4]
    while (frame := _frame(buffer)) is not None:
        kind, content = frame
        if kind == TEXT:
            yield json.loads(content)


def _frame(buffer: bytearray) -> tuple[int, bytes] | None:
    """Take the first frame from a buffer, as its kind and what is in it; None while it is not all there."""
    if len(buffer) < HEAD:
        return None
    length, at = buffer[1] & 0x7F, HEAD
    if more := LONGER.get(length):
        length, at = int.from_bytes(buffer[HEAD : HEAD + more], "big"), HEAD + more
    is_masked = bool(buffer[1] & 0x80)
    ends = at + (MASK_LENGTH if is_masked else 0) + length
    if len(buffer) < ends:
        return None
    content = bytes(buffer[ends - length : ends])
    if is_masked:
        mask = buffer[at : at + MASK_LENGTH]
        content = bytes(byte ^ mask[n % MASK_LENGTH] for n, byte in enumerate(content))
    kind = buffer[0] & 0x0F
    del buffer[:ends]
    return kind, content


class End(asyncio.Protocol):
    """One end of a wire; what comes before the other end is there waits for it."""

    def __init__(self, relay: Relay, watch: Watch, *, is_bot: bool) -> None:
        self._relay = relay
        self._watch = watch
        self._is_bot = is_bot
        self._early = bytearray()
        self._line: asyncio.Transport | None = None
        self.other: End | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Let the other end be there, too."""
        self._line = cast("asyncio.Transport", transport)
        if self.other is None:
            self._relay.connect(self)
        else:
            self.other.data_received(b"")

    def data_received(self, data: bytes) -> None:
        """Pass it on."""
        self._early += data
        if self.other is None or self.other._line is None or not self._early:
            return
        passed = bytes(self._early)
        self._early.clear()
        if self._is_bot:
            self._watch.answered(passed, self._relay.now())
        self.other._line.write(passed)
        if not self._is_bot:
            self._watch.asked(passed, self._relay.now())

    def connection_lost(self, _error: Exception | None) -> None:
        """End the other end, too."""
        if self.other:
            self.other.hang_up()

    def hang_up(self) -> None:
        """End this connection."""
        if self._line:
            self._line.close()

    def partner(self) -> End:
        """Return the other end, which knows this one."""
        self.other = End(self._relay, self._watch, is_bot=not self._is_bot)
        self.other.other = self
        return self.other


class Relay:
    """Listens, and connects whoever comes to a port of this machine; the bot sits there, or it is the one who comes."""

    def __init__(self, mode: str, port: int) -> None:
        self._kind: type[Requests | Envelopes] = Requests if mode == "http" else Envelopes
        self._is_bot_who_comes = mode != "http"
        self._port = port
        self._loop = asyncio.get_running_loop()
        self._watches: list[Requests | Envelopes] = []
        self._connecting: set[asyncio.Future[Any]] = set()
        # The loop's own clock may count whole milliseconds.
        self.now = time.perf_counter

    async def listen(self) -> int:
        """Return the port on which it listens from now on."""
        server = await self._loop.create_server(self._come, "127.0.0.1", 0)
        return int(server.sockets[0].getsockname()[1])

    def connect(self, end: End) -> None:
        """Begin to connect the other end of a wire."""
        begun = asyncio.ensure_future(self._connect(end))
        self._connecting.add(begun)
        begun.add_done_callback(self._connecting.discard)

    async def _connect(self, end: End) -> None:
        try:
            await self._loop.create_connection(end.partner, "127.0.0.1", self._port)
        except OSError:
            end.hang_up()

    def times(self) -> Times:
        """Return what was measured since the last time."""
        return [one for watch in self._watches for one in watch.times()]

    def _come(self) -> End:
        self._watches.append(self._kind())
        return End(self, self._watches[-1], is_bot=self._is_bot_who_comes)


async def serve(mode: str, port: str) -> None:
    """Print the port; for each line, which names a file, write there what was measured since, and print that it is."""
    relay = Relay(mode, int(port))
    print(await relay.listen(), flush=True)
    while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
        await asyncio.to_thread(Path(line).write_text, json.dumps(relay.times()), "utf-8")
        print("written", flush=True)


if __name__ == "__main__":
    loops.run(serve(*sys.argv[1:]))
