"""What comes of an answer to a prompt: an intent, which storage carries out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.domain.audience import Audience


@dataclass(frozen=True, slots=True)
class Record:
    """An answer to keep, for whom."""

    value: dict[str, Any]
    audience: Audience


@dataclass(frozen=True, slots=True)
class Withdraw:
    """An answer to take back."""


Intent = Record | Withdraw
