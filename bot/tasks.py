"""Work that goes on after the answer has left: remembered, named, and waited for at the end."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

log = structlog.get_logger(__name__)

ErrorHook = Callable[[str, Exception], None]


class Tasks:
    """Holds a strong reference to each task, because asyncio itself holds only a weak one."""

    def __init__(self, on_error: ErrorHook | None = None) -> None:
        """`on_error(name, error)` hears of each failure after it was logged; it must not raise."""
        self._running: set[asyncio.Task[None]] = set()
        self._on_error = on_error

    def __len__(self) -> int:
        return len(self._running)

    def spawn(self, work: Coroutine[Any, Any, object], name: str) -> asyncio.Task[None]:
        """Start `work` now, under a name that the log shows; its error is logged and goes no further."""
        task = asyncio.create_task(self._guard(work, name), name=name)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    async def drain(self, seconds: float) -> int:
        """Wait up to `seconds` for all tasks, also those that others start meanwhile; then cancel the rest.

        Returns how many had to be cancelled.
        """
        deadline = asyncio.get_running_loop().time() + seconds
        while self._running:
            left = deadline - asyncio.get_running_loop().time()
            done, _ = await asyncio.wait(set(self._running), timeout=max(left, 0))
            # The callbacks that forget finished tasks run in the loop's next round.
            self._running -= done
            if left <= 0:
                break
        return await self._cancel()

    async def _cancel(self) -> int:
        late = set(self._running)
        for task in late:
            log.warning("task cancelled at shutdown", task=task.get_name())
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        return len(late)

    async def _guard(self, work: Coroutine[Any, Any, object], name: str) -> None:
        try:
            await work
        except Exception as error:
            log.exception("task failed", task=name)
            if self._on_error is not None:
                self._on_error(name, error)
