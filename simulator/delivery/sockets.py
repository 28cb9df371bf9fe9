"""Socket Mode: the app's WebSocket connections and the envelopes that go over them."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import uuid

from aiohttp import WSMsgType, web

from simulator.delivery.answer import Answer
from simulator.shapes import Json

# docs.slack.dev, "Using Socket Mode": at most ten connections at once.
MOST_CONNECTIONS = 10
LIFETIME_SECONDS = 3600


class Connection:
    """One open socket; one that is leaving gets nothing more."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self.id = uuid.uuid4().hex
        self.socket = socket
        self.leaving = False

    async def say(self, message: Json) -> bool:
        """Whether the message could be written."""
        try:
            await self.socket.send_str(json.dumps(message))
        except (ConnectionError, RuntimeError):
            return False
        return True


class Sockets:
    """All open connections of the app; each envelope goes to one of them, in turn."""

    def __init__(self, app_id: str) -> None:
        self._app_id = app_id
        self._tickets: set[str] = set()
        self._open: list[Connection] = []
        self._turn = 0
        self._someone = asyncio.Event()
        self._waiting: dict[str, tuple[Connection, asyncio.Future[Answer]]] = {}

    def ticket(self) -> str:
        """A new way in, good once."""
        ticket = secrets.token_urlsafe(24)
        self._tickets.add(ticket)
        return ticket

    @property
    def count(self) -> int:
        return len(self._usable())

    def _usable(self) -> list[Connection]:
        return [one for one in self._open if not one.leaving and not one.socket.closed]

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, from hello to its end."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=403)
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(max_msg_size=4 * 1024 * 1024)
        await socket.prepare(request)
        if len(self._usable()) >= MOST_CONNECTIONS:
            await Connection(socket).say(self._goodbye("too_many_websockets"))
            await socket.close()
            return socket
        await self._attend(Connection(socket))
        return socket

    async def _attend(self, connection: Connection) -> None:
        self._open.append(connection)
        try:
            await connection.say(self._hello())
            self._someone.set()
            async for message in connection.socket:
                if message.type is WSMsgType.TEXT:
                    self._heard(message.data)
        finally:
            self._forget(connection)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._usable()),
            "debug_info": {
                "host": "applink-simulator",
                "build_number": 1,
                "approximate_connection_time": LIFETIME_SECONDS,
            },
            "connection_info": {"app_id": self._app_id},
        }

    def _goodbye(self, reason: str) -> Json:
        return {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-simulator"}}

    def _heard(self, text: str) -> None:
        """An acknowledgement; anything else an app says is passed over, as Slack does."""
        try:
            said = json.loads(text)
            envelope, payload = said["envelope_id"], said.get("payload")
        except (ValueError, KeyError, TypeError, AttributeError):
            return
        _, waiting = self._waiting.get(envelope, (None, None))
        if waiting and not waiting.done():
            waiting.set_result(Answer(True, 200, payload if isinstance(payload, dict) else {}))

    def _forget(self, connection: Connection) -> None:
        self._open.remove(connection)
        if not self._usable():
            self._someone.clear()
        for owner, waiting in self._waiting.values():
            if owner is connection and not waiting.done():
                waiting.set_result(Answer(False, reason="connection_failed"))

    async def send(self, kind: str, body: Json, extra: Json, *, patient: bool, seconds: float) -> Answer:
        """Sends one envelope and waits for its acknowledgement; `patient` waits for a connection first."""
        connection = await self._next(patient)
        if connection is None:
            return Answer(False, reason="connection_failed")
        envelope = str(uuid.uuid4())
        waiting: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting[envelope] = (connection, waiting)
        try:
            if not await connection.say({"envelope_id": envelope, "type": kind, "payload": body, **extra}):
                return Answer(False, reason="connection_failed")
            return await asyncio.wait_for(waiting, seconds)
        except TimeoutError:
            return Answer(False, reason="timeout")
        finally:
            self._waiting.pop(envelope, None)

    async def _next(self, patient: bool) -> Connection | None:
        while not (usable := self._usable()):
            if not patient:
                return None
            self._someone.clear()
            await self._someone.wait()
        self._turn += 1
        return usable[self._turn % len(usable)]

    async def disconnect(self, reason: str) -> None:
        """Says why, and closes; after a mere warning the connection stays open."""
        for connection in list(self._open):
            await connection.say(self._goodbye(reason))
            if reason != "warning":
                connection.leaving = True
                asyncio.get_running_loop().call_later(0.05, self._close_later, connection)

    def _close_later(self, connection: Connection) -> None:
        self._closing = asyncio.ensure_future(self._close(connection))

    async def _close(self, connection: Connection) -> None:
        with contextlib.suppress(ConnectionError, RuntimeError):
            await connection.socket.close()

    async def stop(self) -> None:
        """Closes every socket; whoever waits for an acknowledgement gets none."""
        for connection in list(self._open):
            connection.leaving = True
            with contextlib.suppress(TimeoutError, ConnectionError, RuntimeError):
                await asyncio.wait_for(connection.socket.close(code=1001), 0.5)
