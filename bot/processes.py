"""Several equal processes: a small parent starts them, starts the dead again, and passes on that it was told to end."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import structlog

from bot.errors import HalfOnSqlite, OneProcessOnly, TooManySockets
from bot.standing import Standing, Told

log = structlog.get_logger(__name__)

# Slack lets an app keep ten Socket Mode connections: two for each process, and room to renew some.
MOST_ON_SOCKETS = 4
REPORT_SECONDS = 1.0
STANDARD_INPUT = 0


class Only(StrEnum):
    """What a process does when it does not do both."""

    WORK = "work"
    LISTEN = "listen"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the parent waits, in seconds."""

    again: float = 0.5  # Before it starts a dead process again; doubled up to `longest`.
    longest: float = 30.0
    settled: float = 60.0  # After so long a life, the next wait is short again.
    silence: float = 15.0  # Without a report for so long, a process does not count as alive.
    drain: float = 60.0  # For all to finish, once they were told to.


def refuse(count: int, only: Only | None, *, is_sqlite: bool, mode: str) -> None:
    """Raise OneProcessOnly, HalfOnSqlite or TooManySockets for what cannot be; else return."""
    if is_sqlite and count > 1:
        raise OneProcessOnly(count=count)
    if is_sqlite and only:
        raise HalfOnSqlite(only=only)
    if mode == "socket" and only is not Only.WORK and count > MOST_ON_SOCKETS:
        raise TooManySockets(count=count, most=MOST_ON_SOCKETS)


@dataclass(slots=True)
class Child:
    """A process, as its parent knows it."""

    number: int
    process: asyncio.subprocess.Process
    heard_at: float
    facts: dict[str, Any] = field(default_factory=lambda: {"ready": False, "phase": "starting"})


class Family:
    """The parent's side. No child is more than another, and any may be killed at any time."""

    def __init__(
        self,
        count: int,
        only: Only | None,
        patience: Patience | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """`environment` is what the children are told besides our own."""
        self._environment = {**os.environ, **(environment or {})}
        self._numbers = range(1, count + 1)
        self._arguments = ("--only", only.value) if only else ()
        self._patience = patience or Patience()
        self._children: dict[int, Child] = {}
        self._served = asyncio.Event()
        self._ending = asyncio.Event()

    async def run(self, told: asyncio.Event) -> int:
        """Keep all of them running until `told`, and then let them finish; returns the exit status.

        When the first one refuses to start, it has said why, and nothing else is started.
        """
        keepers = [asyncio.create_task(self._keep(1), name="process 1")]
        ending = asyncio.create_task(told.wait())
        served = asyncio.create_task(self._served.wait())
        await asyncio.wait({ending, served, keepers[0]}, return_when=asyncio.FIRST_COMPLETED)
        if served.done() and not told.is_set():
            keepers += [
                asyncio.create_task(self._keep(number), name=f"process {number}")
                for number in self._numbers[1:]
            ]
            await ending
        served.cancel()
        ending.cancel()
        await self._end(keepers)
        return 0 if told.is_set() else 1

    def told(self) -> Told:
        """Return how all of them stand: ready when any is, since they share the work; alive while each reports."""
        now = asyncio.get_running_loop().time()
        children = [self._children.get(number) for number in self._numbers]
        facts = [child.facts if child else {"ready": False, "phase": "dead"} for child in children]
        silent = [child for child in children if child and now - child.heard_at > self._patience.silence]
        ready = any(one["ready"] for one in facts)
        return Told(alive=not silent, ready=ready, facts={"ready": ready, "processes": facts})

    async def _keep(self, number: int) -> None:
        """Start a process, and again whenever it has ended, until all shall end or the very first one refuses."""
        loop, wait = asyncio.get_running_loop(), self._patience.again
        while not self._ending.is_set():
            began = loop.time()
            status = await self._live(number)
            if self._ending.is_set():
                return
            if status == 1 and not self._served.is_set():
                # It has said why, and what to do.
                return
            if loop.time() - began > self._patience.settled:
                wait = self._patience.again
            log.warning("a process ended", number=number, how=_how(status), again_in=wait)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ending.wait(), wait)
            wait = min(wait * 2, self._patience.longest)

    async def _live(self, number: int) -> int:
        """Start a process and hear its reports until it ends; returns its exit status."""
        ours, theirs = socket.socketpair()
        with theirs:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run", "--child", str(number), *self._arguments),
                stdin=theirs.fileno(),
                env=self._environment,
                # Ctrl+C is for the parent, which passes it on once.
                start_new_session=True,
            )
        child = Child(number, process, asyncio.get_running_loop().time())
        self._children[number] = child
        if self._ending.is_set():
            _signal(child, signal.SIGTERM)
        reader, writer = await asyncio.open_connection(sock=ours)
        hearing = asyncio.create_task(self._hear(child, reader))
        try:
            return await process.wait()
        finally:
            hearing.cancel()
            writer.close()
            del self._children[number]

    async def _hear(self, child: Child, reader: asyncio.StreamReader) -> None:
        while line := await reader.readline():
            child.facts = json.loads(line)
            child.heard_at = asyncio.get_running_loop().time()
            if child.facts["ready"]:
                self._served.set()

    async def _end(self, keepers: list[asyncio.Task[None]]) -> None:
        """Tell all to finish, and kill who takes too long."""
        self._ending.set()
        for child in self._children.values():
            _signal(child, signal.SIGTERM)
        await asyncio.wait(keepers, timeout=self._patience.drain)
        for child in self._children.values():
            log.error("a process does not end, and is killed", number=child.number)
            _signal(child, signal.SIGKILL)
        await asyncio.gather(*keepers)


def _signal(child: Child, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        child.process.send_signal(number)


def _how(status: int) -> str:
    return signal.Signals(-status).name if status < 0 else f"exit status {status}"


@asynccontextmanager
async def reporting(
    standing: Standing, gone: Callable[[], None], number: int = STANDARD_INPUT
) -> AsyncIterator[None]:
    """Report to the parent, on a socket's file `number`, how this process stands; calls `gone` when the parent is."""
    reader, writer = await asyncio.open_connection(sock=socket.socket(fileno=os.dup(number)))

    async def report() -> None:
        while True:
            # A parent that is frozen reads nothing, and need not hear all of it later.
            if not writer.transport.get_write_buffer_size():
                writer.write(json.dumps(standing.told().facts).encode() + b"\n")
            await asyncio.sleep(REPORT_SECONDS)

    async def listen() -> None:
        # It never says anything: this returns when it has died.
        with contextlib.suppress(OSError):
            await reader.read()
        log.warning("the parent is gone")
        gone()

    tasks = [asyncio.create_task(report()), asyncio.create_task(listen())]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        writer.close()
