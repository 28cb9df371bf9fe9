"""Refusals: what follows when Slack turns a call away, for the row, its receiver and the whole workspace."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.delivery import Refused
from bot.domain.audience import Audience
from bot.domain.deliveries import Delivery, Reason, State
from bot.views.messages import PARTNER_LEFT
from storage import deliveries, freezing, installations, leaving, pairs, people, slots
from storage.store import Transaction

# For so long nothing is asked in a workspace in which we may not write: what is owed there waits.
REST = timedelta(minutes=10)
# What Slack says of the token of an app that was removed (docs.slack.dev, "chat.postMessage": errors).
REMOVED = {"account_inactive", "token_revoked"}
# Longer than any process knows a token by heart: a refused token that is older is the present one.
KNOWN = timedelta(minutes=2)
# A conversation that is opened anew and refused again is not opened a third time for the same row.
ANEW = 2


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


def refused(tx: Transaction, delivery: Delivery, fence: int, no: Refused, now: datetime) -> None:
    """End a row that Slack refused, and all else that its refusal reaches."""
    reason = Reason("refused", {"error": no.error}, Audience.PAIR if delivery.to_pair else Audience.ONLY_ME)
    if no.ends == "workspace":
        _rest(tx, delivery, fence, no.error, now)
        return
    # What is rewritten stands in the old conversation, and the new one does not have it.
    if no.ends == "channel" and delivery.rewrites_id is None:
        _forget_channel(tx, delivery)
        if delivery.attempts + 1 < ANEW:
            deliveries.settle(tx, delivery, State.PLANNED, None, fence=fence)
            return
    deliveries.settle(tx, delivery, State.FAILED, reason, fence=fence)
    if no.ends == "person" and not delivery.to_pair:
        leaving.let_go(tx, delivery.workspace_id, delivery.person_id, PARTNER_LEFT, at=now)


def _rest(tx: Transaction, delivery: Delivery, fence: int, error: str, now: datetime) -> None:
    """Lose nothing: whoever mends the installation finds all that is owed and not too late waiting."""
    until = now + REST
    for method in (slots.POST, slots.REWRITE):
        slots.close(tx, delivery.workspace_id, method, until)
    if error in REMOVED and installations.is_dead(tx, delivery.workspace_id, now - KNOWN):
        # Slack told us that Trellis was removed while nobody listened.
        freezing.freeze(tx, delivery.workspace_id, at=now)
    reason = Reason("no-access", {"error": error, "until": until.isoformat()})
    deliveries.settle(tx, delivery, State.HELD, reason, fence=fence)


def _forget_channel(tx: Transaction, delivery: Delivery) -> None:
    ws = delivery.workspace_id
    if delivery.to_pair and delivery.pair_id is not None:
        pairs.change(tx, ws, delivery.pair_id, channel=None)
    else:
        people.change(tx, ws, delivery.person_id, dm_channel=None)
