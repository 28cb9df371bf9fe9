"""The protocols that are injected, so that the core never asks for the time, a key or a queue by itself."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present instant in UTC."""

    async def sleep(self, seconds: float) -> None:
        """Wait for so many real seconds."""


class Vault(Protocol):
    """Seals free text to its workspace and field."""

    def seal(self, workspace_id: int, field: str, text: str) -> bytes:
        """Encrypt `text`; it opens only under the same workspace and field."""

    def open(self, workspace_id: int, field: str, sealed: bytes) -> str:
        """Decrypt what `seal` made; raises SealBroken when workspace, field or key differ."""


class Engine(Protocol):
    """Executes what the ledger says is due. What wakes it may get lost: the ledger alone says what is owed.

    Other processes are woken by the transaction that owes: `storage.Store.open(call=...)`.
    """

    @property
    def is_well(self) -> bool:
        """Whether it hears what it should; False while it tries to mend that by itself."""

    def wake(self) -> None:
        """Look at the ledger now: something was just owed. Safe to call after every commit."""

    async def run(self) -> None:
        """Work until `stop` is called."""

    async def stop(self) -> None:
        """Finish what is under way and return."""

    async def settle(self) -> None:
        """Return when nothing that is due now remains to be done."""
