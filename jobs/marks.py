"""Marks: what stands in Slack is written down for all messages that came there while the last marks were written."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from storage import sending
from storage.errors import DatabaseUnreachable
from storage.sending import Mark
from storage.store import Store, Turn


class Marks:
    """Writes marks, those that wait together."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: dict[asyncio.Future[None], Mark] = {}
        self._writing: asyncio.Task[None] | None = None

    async def keep(self, mark: Mark) -> None:
        """Return when a mark is durable; one of a row that was taken over meanwhile changes nothing.

        Raises what the database raises of it. Whoever is cancelled waits no longer, and it is written for all that.
        """
        written = asyncio.get_running_loop().create_future()
        self._waiting[written] = mark
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all())
        await written

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                some, self._waiting = self._waiting, {}
                await self._write(some)
        finally:
            self._writing = None

    async def _write(self, some: dict[asyncio.Future[None], Mark]) -> None:
        try:
            await self._run([*some.values()])
        except Exception as error:
            if len(some) > 1 and not isinstance(error, DatabaseUnreachable):
                # One of them is to blame.
                for written, mark in some.items():
                    await self._write({written: mark})
                return
            for written in some:
                if not written.done():
                    written.set_exception(error)
            return
        for written in some:
            if not written.done():
                written.set_result(None)

    async def _run(self, some: Sequence[Mark]) -> None:
        await self._store.run(lambda tx: sending.mark_all_sent(tx, some), turn=Turn.NOTE)
