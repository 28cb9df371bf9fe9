"""A file that the app uploads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Upload:
    """A file: announced with its length, then its bytes, then shown in a conversation."""

    id: str
    name: str
    length: int
    content: bytes | None = None
    title: str = ""
    is_shown: bool = False
