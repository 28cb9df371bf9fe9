"""Work on the event loop that waits for a server: meanwhile the loop attends to others.

In a thread of its own it would wait for the server, and then for the interpreter, which the loop has just then; and
that for each statement.
"""

from __future__ import annotations

import asyncio
import select
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from greenlet import getcurrent, greenlet

T = TypeVar("T")


class OnLoop(Generic[T]):
    """Runs one function that speaks to a server over one socket, on the loop of its maker, and is made for each."""

    def __init__(self, socket: int) -> None:
        self._socket = socket
        self._loop = asyncio.get_running_loop()
        self._hub = getcurrent()
        self._ended: asyncio.Future[T] = self._loop.create_future()
        # Whoever waits just now: what the function has begun may have been begun beside it, too.
        self._waiting: greenlet | None = None
        self._listens = False
        self._hurries = False

    async def run(self, function: Callable[[], T]) -> T:
        """Return what `function` returns, or raise what it raises; where this is cancelled, it is finished first."""

        def whole() -> None:
            try:
                value = function()
            except BaseException as error:
                self._end(error)
            else:
                self._end(None, value)

        greenlet(whole, self._hub).switch()
        try:
            return await self._ended
        except asyncio.CancelledError:
            self._finish()
            raise
        finally:
            self.let_go()

    def wait(self, *, to_send: bool = False) -> None:
        """Let the loop go on until there is something to read, or room to send; perhaps for nothing."""
        if self._hurries:
            wait(self._socket, to_send=to_send)
            return
        # Each time anew: where its other end was reset, uvloop listens to a socket once and then no more.
        self.let_go()
        self._listens = True
        self._loop.add_reader(self._socket, self._go_on)
        if to_send:
            self._loop.add_writer(self._socket, self._go_on)
        self._waiting = getcurrent()
        self._hub.switch()

    def let_go(self) -> None:
        """Forget the socket: to be called before it is closed, as its number may be another's then."""
        if self._listens:
            self._listens = False
            self._loop.remove_reader(self._socket)
            self._loop.remove_writer(self._socket)

    def _go_on(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.switch()

    def _finish(self) -> None:
        """What was begun is kept or taken back as a whole, even where the loop is about to end."""
        self.let_go()
        self._hurries = True
        self._go_on()

    def _end(self, error: BaseException | None, value: Any = None) -> None:
        if self._ended.done():
            # Cancelled: nobody waits for it any more.
            return
        if error is None:
            self._ended.set_result(value)
        elif isinstance(error, StopIteration):
            # A future refuses to carry it.
            self._ended.set_exception(RuntimeError("the function raised StopIteration"))
        else:
            self._ended.set_exception(error)


def wait(socket: int, *, to_send: bool = False) -> None:
    """Wait in this thread, without the interpreter."""
    if hasattr(select, "poll"):
        poll = select.poll()
        poll.register(socket, select.POLLIN | (select.POLLOUT if to_send else 0))
        poll.poll()
    else:
        select.select([socket], [socket] if to_send else [], [])
