"""Where programs are born to be killed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.chaos.nursery import Nursery, nursery


@pytest.fixture(scope="session")
def cradle() -> Iterator[Nursery]:
    """One nursery for all stories."""
    with nursery() as opened:
        yield opened
