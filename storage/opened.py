"""Sealed values that are opened when somebody first reads one of them.

Most who look at an agreement ask whether there is one, or for a single clause of twelve.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any


class Opened(Mapping[str, Any]):
    """Values by name, as `open` returns them; it raises what that raises, each time."""

    def __init__(self, open: Callable[[], Mapping[str, Any]]) -> None:  # noqa: A002 - as the vault calls it
        """`open` needs no transaction: that may have ended by then."""
        self._open = open

    @cached_property
    def _values(self) -> Mapping[str, Any]:
        return self._open()

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        return dict(self) == (dict(other) if isinstance(other, Mapping) else other)

    def __hash__(self) -> int:
        return hash(frozenset(self._values))

    def __repr__(self) -> str:
        return "Opened(...)"
