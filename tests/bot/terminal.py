"""A command at a real terminal: what it shows is read from a pseudo-terminal, and what a person types goes in there."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import pty
import re
import struct
import sys
import termios
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

CTRL_C, CTRL_D = "\x03", "\x04"
PATIENCE = 60.0
AGAIN = 3.0
_COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """One command, and everything that was shown so far."""

    def __init__(self, keys: int, process: asyncio.subprocess.Process) -> None:
        self._keys = keys
        self._process = process
        self._news = asyncio.Event()
        self._read = 0
        self.shown = ""
        asyncio.get_running_loop().add_reader(keys, self._hear)

    async def sees(self, words: str) -> str:
        """Wait until `words` stand in what has been shown since the last look; returns all of it up to them."""
        await self._until(lambda: words in self.shown[self._read :], words)
        start, end = self._read, self.shown.index(words, self._read) + len(words)
        self._read = end
        return self.shown[start:end]

    async def _until(self, true: Callable[[], bool], words: str) -> None:
        async with asyncio.timeout(PATIENCE):
            while not true():
                assert self._process.returncode is None, f"It ended before {words!r}:\n{self.shown}"
                self._news.clear()
                await asyncio.wait({asyncio.ensure_future(self._news.wait())}, timeout=0.5)

    def type(self, text: str) -> None:
        """Type without pressing Enter."""
        os.write(self._keys, text.encode())

    async def answers(self, question: str, text: str = "") -> None:
        """Wait for a question, type an answer and press Enter."""
        await self.is_asked(question)
        self.type(text + "\n")

    async def is_asked(self, question: str) -> None:
        """Wait until a question was put, and somebody listens."""
        await self.sees(question)
        # Whoever reads what is hidden throws away what was typed before it listens.
        await self._until(lambda: self.shown.endswith(": "), f"{question} ... :")

    async def presses(self, key: str, until: str) -> None:
        """Press a key until something is shown, as people do.

        A signal that comes in the moment before Python waits for input is noticed with the next one only.
        """
        while until not in self.shown[self._read :]:
            self.type(key)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(AGAIN):
                    await self.sees(until)
                    return

    async def ended(self) -> int:
        """Wait for its end; returns its status."""
        async with asyncio.timeout(PATIENCE):
            status = await self._process.wait()
        self._hear()
        return status

    def close(self) -> None:
        """Hang up."""
        asyncio.get_running_loop().remove_reader(self._keys)
        os.close(self._keys)

    def _hear(self) -> None:
        try:
            self.shown += _COLOURS.sub("", os.read(self._keys, 65536).decode(errors="replace")).replace(
                "\r", ""
            )
        except OSError:
            # The other side has hung up.
            asyncio.get_running_loop().remove_reader(self._keys)
        self._news.set()


# Ctrl+C reaches whoever has this as their terminal. Tests that run in the background of a shell ignore it, and would
# pass that on.
SIT_DOWN = """
import fcntl, os, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""


@asynccontextmanager
async def terminal(
    command: Sequence[str | Path], env: Mapping[str, str], cwd: str | Path
) -> AsyncIterator[Terminal]:
    """Run a command at a terminal of its own, wide enough for every line."""
    keys, screen = pty.openpty()
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 400, 0, 0))
    os.set_blocking(keys, False)

    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        SIT_DOWN,
        *map(str, command),
        stdin=screen,
        stdout=screen,
        stderr=screen,
        env=env,
        cwd=cwd,
        start_new_session=True,
    )
    os.close(screen)
    sitting = Terminal(keys, process)
    try:
        yield sitting
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        sitting.close()
