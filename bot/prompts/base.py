"""What a prompt is: a message that comes by schedule, with its answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from bot.domain.audience import Audience
from bot.domain.deliveries import Reason
from bot.domain.situation import Situation
from bot.views.blocks import Message
from bot.words import Reader


@dataclass(frozen=True, slots=True)
class Record:
    """An answer to keep, for whom."""

    value: dict[str, Any]
    audience: Audience


@dataclass(frozen=True, slots=True)
class Withdraw:
    """An answer to take back."""


Intent = Record | Withdraw


class Prompt(Protocol):
    """One kind of prompt. `kind` names it in the ledger, in schedules and in answers."""

    @property
    def kind(self) -> str: ...

    @property
    def window(self) -> timedelta:
        """How late it may still come."""

    def stale(self, situation: Situation) -> Reason | None:
        """Return why the prompt no longer makes sense, or None while it does."""

    def render(self, situation: Situation, reader: Reader) -> Message:
        """Render the prompt as it stands: asked, answered or withdrawn."""

    def answer(self, situation: Situation, value: str) -> Intent | None:
        """Understand a press."""

    def typed(self, situation: Situation, text: str) -> Intent | None:
        """Understand words."""

    def shared(self, situation: Situation, reader: Reader) -> Message:
        """Render what the partner sees of an answer that is theirs to see."""
