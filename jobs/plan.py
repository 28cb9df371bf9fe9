"""Planning: turns schedules that have come due into rows of the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial

import structlog

from bot.domain.cadence import following, instant_of, latest_due
from bot.domain.deliveries import DeliveryClass, Owed
from bot.domain.situation import Schedule
from bot.ports import Clock
from bot.prompts import PROMPTS
from storage import deliveries, questions, schedules
from storage.answers import Asked
from storage.schedules import Due, Moved
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
    here: defaultdict[int, list[Due]] = defaultdict(list)
    for one in found:
        here[one.schedule.workspace_id].append(one)
    for workspace_id, some in here.items():
        _plan_in(tx, workspace_id, some, now)
    return len(found)


def _plan_in(tx: Transaction, workspace_id: int, found: Sequence[Due], now: datetime) -> None:
    """Plan what is due in a workspace: a few statements for all of it, since each of them takes its time."""
    steps = [_step(tx, one, now) for one in found]
    owed = [owed for _moved, owed in steps if owed]
    ids = deliveries.owe_many(tx, workspace_id, owed, at=now)
    asked = {ids[one.key]: _question(workspace_id, one) for one in owed if one.key in ids}
    questions.ask_all(tx, workspace_id, asked, at=now)
    schedules.advance_each(tx, workspace_id, [moved for moved, _owed in steps])


def _step(tx: Transaction, due: Due, now: datetime) -> tuple[Moved, Owed | None]:
    """Return where a schedule stands from now on, and what is owed for its latest occurrence, if anything."""
    one = due.schedule
    if due.rests:
        # When the pair goes on, its rhythm is moved on by the pause and gets its instants anew.
        return Moved(one.id, one.last_on, None), None
    try:
        return _move_on(tx, one, due.over, now)
    except Exception:
        log.exception("schedule cannot be planned", schedule=one.id, kind=one.kind)
        return Moved(one.id, one.last_on, now + PATIENCE), None


def _move_on(tx: Transaction, one: Schedule, over: date, now: datetime) -> tuple[Moved, Owed | None]:
    """Move a schedule on; `over` is the last day of its programme, after which nothing comes."""
    rule = schedules.rule_of(one)
    latest = latest_due(rule, now)
    following_on, following_at = following(rule, latest)
    if one.once and latest is not None:
        latest = one.anchor_on
    is_last = following_on > over or (one.once and latest is not None)
    comes = (None, now) if is_last else (following_at, None)
    if latest is None or latest > over or (one.last_on and latest <= one.last_on):
        return Moved(one.id, one.last_on, *comes), None
    return Moved(one.id, latest, *comes), _owed(tx, one, latest, instant_of(rule, latest), over)


def _owed(tx: Transaction, one: Schedule, latest: date, due_at: datetime, over: date) -> Owed:
    prompt = PROMPTS[one.kind]
    return Owed(
        kind=one.kind,
        delivery_class=DeliveryClass.SCHEDULED,
        person_id=one.person_id,
        pair_id=one.pair_id,
        subject=str(one.pair_id),
        occasion=latest.isoformat(),
        due_at=due_at,
        expires_at=prompt.expires_at(due_at, over, one.zone),
        facts={"day": latest.isoformat(), **(_turn(tx, one) if prompt.takes_turns else {})},
    )


def _question(workspace_id: int, owed: Owed) -> Asked:
    if owed.pair_id is None:
        raise LookupError("what comes by schedule is always about a pair")
    return Asked(workspace_id, owed.person_id, owed.pair_id, owed.kind, owed.occasion)


def _turn(tx: Transaction, schedule: Schedule) -> dict[str, int]:
    """Say how many of its kind have come before, for what is never asked twice running in the same words."""
    known = deliveries.times_sent(
        tx, schedule.workspace_id, schedule.kind, schedule.pair_id, schedule.person_id
    )
    return {"turn": known}
