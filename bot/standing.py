"""How a process stands: what it needs to serve people, whether it has it, and since when."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import structlog

log = structlog.get_logger(__name__)


class Phase(StrEnum):
    """Where a process is in its life."""

    STARTING = "starting"
    SERVING = "serving"
    STOPPING = "stopping"


@dataclass(frozen=True, slots=True)
class Told:
    """What is answered to whoever asks: `alive` is whether it works at all, `ready` whether it serves people now."""

    alive: bool
    ready: bool
    facts: dict[str, Any]


@dataclass(slots=True)
class Standing:
    """What a process needs, and what it uses but can do without, each with a function that says if it is there."""

    phase: Phase = Phase.STARTING
    needs: dict[str, Callable[[], bool]] = field(default_factory=dict)
    uses: dict[str, Callable[[], bool]] = field(default_factory=dict)

    def serves(self) -> None:
        """It has started."""
        self.phase = Phase.SERVING

    def stops(self) -> None:
        """It takes nothing new, and finishes what is under way."""
        self.phase = Phase.STOPPING

    def told(self) -> Told:
        """Return how it stands."""
        there = {name: is_there() for name, is_there in self.needs.items()}
        ready = self.phase is Phase.SERVING and all(there.values())
        used = {name: is_there() for name, is_there in self.uses.items()}
        known = {"ready": ready, "phase": str(self.phase), "pid": os.getpid(), **there, **used}
        return Told(alive=True, ready=ready, facts=known)


class Watch:
    """Asks something every few seconds whether it is there, and tells the log when that changes."""

    def __init__(
        self, name: str, ask: Callable[[], Awaitable[object]], *, every: float = 2.0, patience: float = 5.0
    ) -> None:
        """`ask` raises when it is not; `every` and `patience`, after which no answer is one too, are seconds."""
        self._name = name
        self._ask = ask
        self._every = every
        self._patience = patience
        self.is_there = True

    async def run(self) -> None:
        """Ask until cancelled."""
        while True:
            await self._look()
            await asyncio.sleep(self._every)

    async def _look(self) -> None:
        try:
            async with asyncio.timeout(self._patience):
                await self._ask()
        except Exception as error:
            if self.is_there:
                why = "no answer in time" if isinstance(error, TimeoutError) else str(error)
                log.error(f"the {self._name} does not answer", why=why)  # noqa: TRY400  # No bug of ours.
            self.is_there = False
        else:
            if not self.is_there:
                log.info(f"the {self._name} answers again")
            self.is_there = True
