"""The real program, `python -m bot run`, in a process of its own that is killed without a warning."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.chaos.nursery import COMMAND, Nursery
from tests.chaos.patience import Patience


class Program:
    """Starts, says on standard error what it does, and dies."""

    def __init__(
        self,
        folder: Path,
        variables: Mapping[str, str],
        nursery: Nursery,
        name: str = "program",
        options: Sequence[str] = (),
    ) -> None:
        """`folder` is where it runs: without a .env file in it, only `variables` are its settings.

        Two of them in one folder need two names.
        """
        self._folder = folder
        self._variables = {**variables, "TRELLIS_LOG": "json"}
        self._nursery = nursery
        self._options = options
        self._log = folder / f"{name}.log"
        self._offset_seconds = 0.0
        self.pid = 0

    def now(self) -> datetime:
        """Return what the program takes for the present (UTC)."""
        return datetime.fromtimestamp(datetime.now(UTC).timestamp() + self._offset_seconds, UTC)

    def said(self) -> list[str]:
        """Return what it has said since it was started last."""
        return self._log.read_text("utf-8").splitlines() if self._log.exists() else []

    async def start(self, at: datetime) -> None:
        """Start it with a clock that says `at`, and return when it is ready."""
        self._log.unlink(missing_ok=True)
        self.pid = self._nursery.bear(self._folder, self._environment(at), self._log, self._options)
        patience = Patience(0.01)
        while not any(_event(line) == "ready" for line in self.said()):
            if not self.lives() or not await patience.holds():
                raise AssertionError("\n".join(["It did not start, and said:", *self.said()]))

    async def start_another(self, at: datetime, *command: str) -> tuple[int, str]:
        """Start it, or another command, as a person would; return its exit code and what it complained of."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *(("-m", "bot", *command) if command else COMMAND),
            cwd=self._folder,
            env=self._environment(at),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        _, said = await process.communicate()
        assert process.returncode is not None
        return process.returncode, said.decode()

    async def kill(self) -> None:
        """SIGKILL: nothing is finished, flushed or said. Harmless when it is dead already."""
        if self.lives():
            os.kill(self.pid, signal.SIGKILL)
        while self.lives():
            await asyncio.sleep(0.001)

    async def leave(self) -> None:
        """SIGTERM: it finishes what is under way, and ends."""
        os.kill(self.pid, signal.SIGTERM)
        patience = Patience(0.01)
        while self.lives():
            if not await patience.holds():
                raise AssertionError("\n".join(["It did not end, and said:", *self.said()[-12:]]))

    def lives(self) -> bool:
        """Whether it runs."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return self.pid != 0

    def _environment(self, at: datetime) -> dict[str, str]:
        self._offset_seconds = (at - datetime.now(UTC)).total_seconds()
        clean = {name: value for name, value in os.environ.items() if not name.startswith("TRELLIS_")}
        offset = {"TRELLIS_CLOCK_OFFSET": str(self._offset_seconds), "PYTHONPATH": str(self._nursery.root)}
        return {**clean, **self._variables, **offset}


def _event(line: str) -> str:
    try:
        return str(json.loads(line)["event"])
    except (ValueError, KeyError, TypeError):
        return ""
