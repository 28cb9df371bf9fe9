"""The real program, `python -m bot run`, in a process of its own that is killed without a warning."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Program:
    """Starts, says on standard error what it does, and dies."""

    def __init__(self, folder: Path, variables: Mapping[str, str]) -> None:
        """`folder` is where it runs: without a .env file in it, only `variables` are its settings."""
        self._folder = folder
        self._variables = {**variables, "TRELLIS_LOG": "json"}
        self._process: asyncio.subprocess.Process | None = None
        self.offset_seconds = 0.0
        self.said: list[str] = []

    def now(self) -> datetime:
        """Return what the program takes for the present (UTC)."""
        return datetime.fromtimestamp(datetime.now(UTC).timestamp() + self.offset_seconds, UTC)

    async def start(self, at: datetime) -> None:
        """Start it with a clock that says `at`, and return when it is ready."""
        process = await self._spawn(at)
        assert process.stderr is not None
        async for line in process.stderr:
            self.said.append(line.decode())
            if _event(line) == "ready":
                self._listening = asyncio.create_task(self._listen(process.stderr))
                return
        raise AssertionError(f"It ended with {await process.wait()}, and said: {''.join(self.said)}")

    async def refused(self, at: datetime) -> tuple[int, str]:
        """Start another one beside it, which ends by itself; return its exit code and what it said."""
        other = Program(self._folder, self._variables)
        process = await other._spawn(at)
        _, said = await process.communicate()
        assert process.returncode is not None
        return process.returncode, said.decode()

    @property
    def pid(self) -> int:
        """The number of the process that was started last."""
        assert self._process is not None
        return self._process.pid

    async def kill(self) -> None:
        """SIGKILL: nothing is finished, flushed or said. Harmless when it is dead already."""
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(signal.SIGKILL)
            await self._process.wait()

    async def _listen(self, pipe: asyncio.StreamReader) -> None:
        # A full pipe would make the program wait.
        async for line in pipe:
            self.said.append(line.decode())

    async def _spawn(self, at: datetime) -> asyncio.subprocess.Process:
        self.offset_seconds = (at - datetime.now(UTC)).total_seconds()
        variables = {**self._variables, "TRELLIS_CLOCK_OFFSET": str(self.offset_seconds)}
        clean = {name: value for name, value in os.environ.items() if not name.startswith("TRELLIS_")}
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            cwd=self._folder,
            env={**clean, **variables, "PYTHONPATH": str(ROOT)},
            stderr=asyncio.subprocess.PIPE,
        )
        return self._process


def _event(line: bytes) -> str:
    try:
        return str(json.loads(line)["event"])
    except (ValueError, KeyError, TypeError):
        return ""
