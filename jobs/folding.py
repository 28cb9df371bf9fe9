"""Folding: what is held for somebody and may come within another message, comes within the next that Trellis begins."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.deliveries import FOLDS, ONCE, Delivery, DeliveryClass, may_fold
from bot.domain.situation import Situation
from jobs import addressed
from storage import deliveries, situations
from storage.store import Transaction
from storage.workspaces import Workspace

# Beside the message itself: more is no longer read in one go, and each part takes some of Slack's fifty blocks.
MOST = 3


def gathered(
    tx: Transaction, situation: Situation, delivery: Delivery, workspace: Workspace, now: datetime
) -> tuple[Situation, Delivery]:
    """Return a row that may leave now with what comes within it, judged anew at each attempt; nothing is written."""
    if (
        delivery.delivery_class is not DeliveryClass.SCHEDULED
        or delivery.rewrites_id is not None
        or delivery.to_pair
    ):
        return situation, delivery
    found = _foldable(tx, delivery, workspace, now)
    if found == list(delivery.facts.get(FOLDS, ())):
        return situation, delivery
    carrier = replace(delivery, facts={**delivery.facts, FOLDS: found})
    return situations.for_delivery(tx, carrier, now), carrier


def _foldable(tx: Transaction, carrier: Delivery, workspace: Workspace, now: datetime) -> list[int]:
    """Return the ids of the rows that wait for the same person and may come within this one.

    What comes once goes first, and else what is owed for longest.
    """
    found = []
    for row in sorted(deliveries.scheduled_beside(tx, carrier), key=lambda one: one.kind not in ONCE):
        if row.pair_id is None:
            continue
        (situation,) = addressed.everybody(tx, row, now)
        if may_fold(addressed.circumstances(tx, situation, row, workspace, now, counts=False)):
            found.append(row.id)
    return found[:MOST]
