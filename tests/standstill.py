"""Ends a test that stands still, with the stacks of all threads: what spins must not hold up a run for ever."""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Generator

import pytest

# Generous on purpose: it is for what stands still, and not for slow or busy machines.
SECONDS = 300.0
# `make explore` tries the same test some thousand times.
SECONDS_TO_EXPLORE = 3_600.0


class Guard:
    """Gives each test so many seconds, its fixtures included.

    It is a thread of C that watches. A test that spins in a loop of ours, or waits for ever with the interpreter's
    lock in its hand, could not be ended by an exception: the process ends. A worker of pytest-xdist is replaced, its
    test counts as failed, and the others go on.
    """

    def __init__(self, seconds: float) -> None:
        """Write to what is the standard error now: while a test runs, it is caught."""
        self.seconds = seconds
        self._stderr = os.dup(2)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self) -> Generator[None, object, object]:
        """Watch over a test from its first fixture to its last."""
        self._watch()
        try:
            return (yield)
        finally:
            faulthandler.cancel_dump_traceback_later()

    @pytest.hookimpl(trylast=True)
    def pytest_exception_interact(self) -> None:
        """Watch over the end of what has failed as well: pytest has just called off whoever watches."""
        self._watch()

    def _watch(self) -> None:
        faulthandler.dump_traceback_later(self.seconds, file=self._stderr, exit=True)
