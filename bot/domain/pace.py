"""Pace: how much Trellis writes at most, so that Slack need not turn anything away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.deliveries import DeliveryClass


@dataclass(frozen=True, slots=True)
class Pace:
    """The shortest time between two messages to a workspace, and between two in one conversation.

    Slack takes several hundred messages a minute in a workspace and one a second in a conversation, where short
    bursts pass (docs.slack.dev/apis/web-api/rate-limits).
    """

    workspace: timedelta = timedelta(seconds=1) / 3
    channel: timedelta = timedelta(seconds=1)

    @classmethod
    def of(cls, per_second: float) -> Pace | None:
        """Return a pace of so many messages a second in a workspace; None, without limits of ours, for 0."""
        return cls(workspace=timedelta(seconds=1) / per_second) if per_second else None

    def ahead(self, delivery_class: DeliveryClass) -> timedelta:
        """Return how much too early a message may follow the one before it in its conversation.

        Whoever acts is answered at once, and at most as often as they act: those are the short bursts.
        """
        return self.channel if delivery_class is DeliveryClass.REPLY else timedelta(0)
