"""Asking: prompts that an act or an end brings about, planned in its transaction, each once for its occasion."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.deliveries import DeliveryClass, Owed
from storage import deliveries, questions, rhythms
from storage.answers import Asked
from storage.transaction import Transaction


def prompt(
    tx: Transaction,
    workspace_id: int,
    kind: str,
    person_id: int,
    pair_id: int,
    *,
    due_at: datetime,
    until: datetime,
    occasion: str | None = None,
    subject: str | None = None,
    class_: DeliveryClass = DeliveryClass.SCHEDULED,
    facts: Mapping[str, Any] | None = None,
) -> Owed:
    """Return a prompt about a pair, due at an instant (UTC), that comes until another.

    Its occasion is the date where the person is on which it is due, unless named; that day stands among its facts.
    """
    day = rhythms.today(tx, workspace_id, person_id, due_at).isoformat()
    return Owed(
        kind=kind,
        delivery_class=class_,
        person_id=person_id,
        pair_id=pair_id,
        subject=subject or str(pair_id),
        occasion=occasion or day,
        facts={"day": day, **(facts or {})},
        due_at=due_at,
        expires_at=until,
    )


def ask(tx: Transaction, workspace_id: int, owed: Owed, pair_id: int, *, at: datetime) -> int | None:
    """Owe a prompt and open the question that it carries; None when it is planned already."""
    row = deliveries.owe(tx, workspace_id, owed, at=at)
    if row:
        asked = Asked(workspace_id, owed.person_id, pair_id, owed.kind, owed.occasion)
        questions.ask(tx, asked, row, at=at)
    return row
