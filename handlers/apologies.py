"""Apologies: nobody is told the same thing twice in a row."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.domain.deliveries import DeliveryClass
from handlers.services import Scene
from storage import deliveries

# What was said longer ago has scrolled away.
RUNNING = timedelta(minutes=30)
# So far back it is counted.
LATELY = 20


def times(scene: Scene, kind: str, **same: Any) -> int:
    """Return how many times running whoever acts has just been answered with a kind of message about the same."""
    count = 0
    for row in deliveries.recent(scene.tx, scene.ws, scene.me.id, LATELY):
        if row.rewrites_id or row.delivery_class is not DeliveryClass.REPLY:
            continue
        alike = row.kind == kind and all(row.facts.get(name) == fact for name, fact in same.items())
        if not alike or scene.now - (row.created_at or scene.now) > RUNNING:
            break
        count += 1
    return count
