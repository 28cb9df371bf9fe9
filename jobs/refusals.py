"""Refusals: what follows when Slack turns a call away, for the row, its receiver and the whole workspace."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.deliveries import Delivery, Reason, State
from storage import deliveries, slots
from storage.store import Transaction


def limited(
    tx: Transaction, delivery: Delivery, fence: int, method: str, now: datetime, seconds: float
) -> None:
    """Hold a row that was certainly not sent, and move the slot of that method for everybody in the workspace.

    Slack limits each method in each workspace by itself (docs.slack.dev/apis/web-api/rate-limits).
    """
    until = now + timedelta(seconds=seconds)
    slots.close(tx, delivery.workspace_id, method, until)
    reason = Reason("slack-busy", {"until": until.isoformat()})
    # Due since it first was, so that nothing which came later goes before it.
    deliveries.settle(tx, delivery, State.HELD, reason, fence=fence)
