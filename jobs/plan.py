"""Planning: turns schedules that have come due into rows of the ledger."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

import structlog

from bot.domain.cadence import at_local, instant_of, latest_due, next_after
from bot.domain.deliveries import DeliveryClass, Owed
from bot.domain.situation import Schedule
from bot.ports import Clock
from bot.prompts import PROMPTS, Asking
from storage import deliveries, pairs, programmes, questions, schedules
from storage.answers import Asked
from storage.store import Store, Transaction, Turn

log = structlog.get_logger(__name__)

# Nobody waits long for a planning transaction.
MOST = 500
# For a schedule that this version cannot plan, such as one of a prompt that a newer one knows.
PATIENCE = timedelta(hours=1)


async def tick(store: Store, clock: Clock) -> int:
    """Plan everything that has come due; returns how many schedules were moved on."""
    moved = 0
    while True:
        count = await store.run(partial(plan, now=clock.now()), turn=Turn.PATIENT)
        moved += count
        if count < MOST:
            return moved


def plan(tx: Transaction, now: datetime, most: int = MOST) -> int:
    """Write a ledger row for the latest occurrence of each due schedule, and move the schedule on.

    After an outage only the latest is planned: a month's silence gives one question, not four.
    """
    found = schedules.due(tx, now, most)
    for schedule in found:
        try:
            _plan_one(tx, schedule, now)
        except Exception:
            log.exception("schedule cannot be planned", schedule=schedule.id, kind=schedule.kind)
            schedules.advance(tx, schedule.workspace_id, schedule.id, next_due_at=now + PATIENCE)
    return len(found)


def _plan_one(tx: Transaction, schedule: Schedule, now: datetime) -> None:
    if pairs.get(tx, schedule.workspace_id, schedule.pair_id).is_paused(now):
        # When the pair goes on, its rhythm is moved on by the pause and gets its instants anew.
        schedules.advance(tx, schedule.workspace_id, schedule.id, next_due_at=None)
        return
    rule = schedules.rule_of(schedule)
    latest = latest_due(rule, now)
    following_on, following = next_after(rule, now)
    over = _ends_on(tx, schedule)
    moved: dict[str, Any] = {"next_due_at": following}
    if schedule.once and latest is not None:
        latest = schedule.anchor_on
    if following_on > over or (schedule.once and latest is not None):
        moved = {"next_due_at": None, "ended_at": now}
    if latest is None or latest > over or (schedule.last_on and latest <= schedule.last_on):
        schedules.advance(tx, schedule.workspace_id, schedule.id, **moved)
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
        expires_at=_expires_at(due_at, prompt, schedule, over),
        facts={"day": latest.isoformat(), **(_turn(tx, schedule) if prompt.takes_turns else {})},
    )
    delivery_id = deliveries.owe(tx, schedule.workspace_id, owed, at=now)
    if delivery_id is not None:
        asked = Asked(
            schedule.workspace_id, schedule.person_id, schedule.pair_id, schedule.kind, latest.isoformat()
        )
        questions.ask(tx, asked, delivery_id, at=now)
    schedules.advance(tx, schedule.workspace_id, schedule.id, last_on=latest, **moved)


def _expires_at(due_at: datetime, prompt: Asking, schedule: Schedule, over: date) -> datetime:
    """Return until when (UTC) an occurrence may be sent: what is held up does not outlast the programme's last day."""
    by_window = due_at + prompt.window
    if prompt.outlasts:
        return by_window
    return min(by_window, at_local(over + timedelta(days=1), time(0), schedule.zone))


def _turn(tx: Transaction, schedule: Schedule) -> dict[str, int]:
    """Say how many of its kind have come before, for what is never asked twice running in the same words."""
    known = deliveries.times_sent(
        tx, schedule.workspace_id, schedule.kind, schedule.pair_id, schedule.person_id
    )
    return {"turn": known}


def _ends_on(tx: Transaction, schedule: Schedule) -> date:
    """Return the last day of the programme: nothing comes back after it."""
    pair = pairs.get(tx, schedule.workspace_id, schedule.pair_id)
    return programmes.get(tx, schedule.workspace_id, pair.programme_id).ends_on
