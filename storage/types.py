"""Column types: instants that are always UTC, and text that is always sealed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import DateTime, Dialect, LargeBinary
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeDecorator

SQLITE = sqlite.dialect()


class UTCDateTime(TypeDecorator[datetime]):
    """An instant. It goes in aware, in any zone, and comes out aware, in UTC, to the microsecond.

    SQLite keeps it as text, `2025-03-17 08:00:00.000000`, which sorts as time does; PostgreSQL as timestamptz.
    A naive value raises ValueError: it would mean something else on another machine.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if not isinstance(value, datetime):
            raise TypeError(f"an instant must be a datetime, not {type(value).__name__}")
        if value.utcoffset() is None:
            raise ValueError(
                f"{value!r} is naive: give it its zone, for example tzinfo=UTC, before it is stored"
            )
        return value.astimezone(UTC)

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any] | None:
        # As on the way back.
        return self._as_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def _as_text(self, value: datetime | None) -> str | None:
        if isinstance(value, datetime) and value.tzinfo is UTC:
            # As nearly all of them are.
            return _told(value)
        instant = self.process_bind_param(value, SQLITE)
        return None if instant is None else instant.replace(tzinfo=None).isoformat(" ", "microseconds")

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        # Half of the values that are read are instants, and SQLAlchemy's two steps take four times as long.
        return _instant if dialect.name == "sqlite" else _in_utc


@lru_cache(maxsize=8)
def _told(instant: datetime) -> str:
    """Return an instant in UTC as text; a unit of work writes the same one, its own, half a dozen times."""
    # What follows the microseconds is "+00:00".
    return instant.isoformat(" ", "microseconds")[:26]


def _instant(kept: str | None) -> datetime | None:
    return None if kept is None else datetime.fromisoformat(f"{kept}+00:00")


def _in_utc(told: datetime | None) -> datetime | None:
    return None if told is None else told.astimezone(UTC)


class Sealed(TypeDecorator[bytes]):
    """Free text that a person wrote, sealed by the vault: the column takes its bytes and refuses plain text.

    `audience` says who may read it (an Audience, or the name of the column that holds one), and `writer` names
    the column that says who wrote it.
    """

    impl = LargeBinary
    cache_ok = True

    def __init__(self, *, audience: str, writer: str) -> None:
        super().__init__()
        self.audience = audience
        self.writer = writer

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        if value is not None and not isinstance(value, bytes):
            raise TypeError(f"a sealed column takes what vault.seal returns, not {type(value).__name__}")
        return value

    def result_processor(self, dialect: Dialect, coltype: object) -> None:
        """Leave the value as it comes: both drivers answer with bytes."""


class Secret(Sealed):
    """What opens a door of Slack's, sealed like free text; no person wrote it, and none may read it."""

    cache_ok = True

    def __init__(self) -> None:
        super().__init__(audience="nobody", writer="nobody")
