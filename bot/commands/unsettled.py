"""What nobody knows to have arrived, in the terminal: only who was to get it can tell."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from bot.clock import SystemClock
from bot.commands.kept import opened
from bot.errors import TrellisError
from bot.settings import Settings
from storage import people, unsettled, workspaces
from storage.store import Store, Transaction
from storage.vault import Vault, new_key

NONE = "Of every message it is known what became of it."
HOW = (
    "Ask whoever was to get one. `trellis unknown --arrived NUMBER` settles it, and `trellis unknown --again NUMBER` "
    "sends it again."
)


class NotUnsettled(TrellisError):
    """Message {number} is none of which nobody knows whether it arrived. `trellis unknown` lists those."""


async def listed(configured: Settings) -> list[str]:
    """Return a line for each of them, and what to do; no text is opened for it."""
    async with _opened(configured) as store:
        lines = await store.read(_lines)
    return [*lines, HOW] if lines else [NONE]


async def settle(configured: Settings, number: int, *, arrived: bool) -> None:
    """Settle one of them: it `arrived`, or is sent again; raises NotUnsettled."""
    now = SystemClock(configured.clock_offset).now()
    settled = unsettled.arrived if arrived else unsettled.again

    def work(tx: Transaction) -> bool:
        return any(settled(tx, one, at=now) for one in unsettled.every(tx) if one.id == number)

    async with _opened(configured) as store:
        if not await store.run(work):
            raise NotUnsettled(number=number)


def _opened(configured: Settings) -> AbstractAsyncContextManager[Store]:
    return opened(configured, Vault([new_key()]), alone=False)


def _lines(tx: Transaction) -> list[str]:
    lines = []
    for one in unsettled.every(tx):
        workspace = workspaces.get(tx, one.workspace_id)
        to = people.get(tx, one.workspace_id, one.person_id).slack_id
        left = f"before {one.sent_at:%Y-%m-%d %H:%M} UTC" if one.sent_at else "once"
        why = one.reason.facts.get("error", "") if one.reason else ""
        lines.append(f"{one.id}: {one.kind} to {to} in {workspace.team_id}, {left} ({why})")
    return lines
