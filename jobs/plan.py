"""Planning: turns schedules that have come due into rows of the ledger."""

from __future__ import annotations

from datetime import datetime

from bot.domain.cadence import instant_of, latest_due, next_after
from bot.domain.deliveries import DeliveryClass, Owed
from bot.domain.situation import Schedule
from bot.ports import Clock
from bot.prompts import PROMPTS
from storage import deliveries, questions, schedules
from storage.answers import Asked
from storage.store import Store, Transaction

# Nobody waits long for a planning transaction.
MOST = 500


async def tick(store: Store, clock: Clock) -> int:
    """Plan everything that has come due; returns how many schedules were moved on."""
    moved = 0
    while True:
        now = clock.now()
        count = await store.run(lambda tx, now=now: plan(tx, now))  # type: ignore[misc]
        moved += count
        if count < MOST:
            return moved


def plan(tx: Transaction, now: datetime, most: int = MOST) -> int:
    """Write a ledger row for the latest occurrence of each due schedule, and move the schedule on.

    After an outage only the latest is planned: a month's silence gives one question, not four.
    """
    found = schedules.due(tx, now, most)
    for schedule in found:
        _plan_one(tx, schedule, now)
    return len(found)


def _plan_one(tx: Transaction, schedule: Schedule, now: datetime) -> None:
    rule = schedules.rule_of(schedule)
    latest = latest_due(rule, now)
    following = next_after(rule, now)[1]
    if latest is None or (schedule.last_on and latest <= schedule.last_on):
        schedules.advance(tx, schedule.workspace_id, schedule.id, next_due_at=following)
        return
    due_at = instant_of(rule, latest)
    prompt = PROMPTS[schedule.kind]
    owed = Owed(
        kind=schedule.kind,
        delivery_class=DeliveryClass.SCHEDULED,
        person_id=schedule.person_id,
        pair_id=schedule.pair_id,
        subject=str(schedule.pair_id),
        occasion=latest.isoformat(),
        due_at=due_at,
        expires_at=due_at + prompt.window,
    )
    delivery_id = deliveries.owe(tx, schedule.workspace_id, owed, at=now)
    if delivery_id is not None:
        asked = Asked(
            schedule.workspace_id, schedule.person_id, schedule.pair_id, schedule.kind, latest.isoformat()
        )
        questions.ask(tx, asked, delivery_id, at=now)
    schedules.advance(tx, schedule.workspace_id, schedule.id, last_on=latest, next_due_at=following)
