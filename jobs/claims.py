"""Claims: takes a row for sending, and with it the slots that it needs, or moves it to where the guards want it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.domain.deliveries import Delivery, Hold, Reason, Skip, State, Verdict
from bot.domain.pace import Pace
from jobs.steps import Folded, Later, Ready, Unknown
from storage import deliveries, questions, sending, slots
from storage.sending import Taking, Wishes
from storage.store import Transaction

Claimable: TypeAlias = Ready | Unknown
Found: TypeAlias = Claimable | Verdict | Later | Folded
# Longer than the door waits for Slack, so that a row is never taken over while its sending is under way.
LEASE = timedelta(seconds=60)


def write_down(
    tx: Transaction, seen: Sequence[tuple[Delivery, Found]], now: datetime, pace: Pace | None
) -> list[Claimable]:
    """Claim rows, or move them to where the guards want them; returns what is to be done with those claimed.

    What has changed since it was looked at stays as it is.
    """
    claimed: list[Claimable] = []
    for workspace_id in {one.workspace_id for one, _found in seen}:
        here = {one.id: (one, found) for one, found in seen if one.workspace_id == workspace_id}
        standing = deliveries.several(tx, workspace_id, here)
        same = [(one, found) for one, found in here.values() if standing.get(one.id) == one]
        leaving = [step for one, found in same if (step := _leaving(tx, one, found, now, pace))]
        claimed += _claim(tx, workspace_id, leaving, now)
    return claimed


def _claim(
    tx: Transaction, workspace_id: int, leaving: Sequence[Claimable], now: datetime
) -> list[Claimable]:
    some = [Taking(found.delivery, found.channel, _wishes(found)) for found in leaving]
    taken = sending.claim_all(tx, workspace_id, some, now, LEASE)
    return [found for found in leaving if found.delivery.id in taken]


def _wishes(found: Claimable) -> Wishes | None:
    return found.wishes if isinstance(found, Ready) else None


def _leaving(
    tx: Transaction, delivery: Delivery, found: Found, now: datetime, pace: Pace | None
) -> Claimable | None:
    """Return a row that is to be claimed; any other is moved to where it belongs."""
    match found:
        case Ready() if not _may_leave(tx, found, now, pace):
            return None
        case Ready() | Unknown():
            if found.delivery.facts != delivery.facts:
                # What comes within it, as it was rendered.
                deliveries.add_facts(tx, delivery, **found.delivery.facts)
            return found
        case Hold(until, reason):
            deliveries.settle(tx, delivery, State.HELD, reason, due_at=until)
        case Skip(reason):
            deliveries.settle(tx, delivery, State.SKIPPED, reason)
            questions.close_of(tx, delivery.workspace_id, delivery.id, at=now)
        case Later(until):
            deliveries.put_off(tx, delivery, until)
        case Folded(target):
            _fold(tx, delivery, target, now)
    return None


def _fold(tx: Transaction, delivery: Delivery, target: Delivery, now: datetime) -> None:
    """Leave a rewriting out; a message that was rendered before what it says had changed is rendered anew.

    One that has left meanwhile is rewritten after all.
    """
    if sending.renounce(tx, target) or not deliveries.has_left(tx, target):
        deliveries.settle(tx, delivery, State.FOLDED, Reason("spoken-anew"))
    else:
        deliveries.put_off(tx, delivery, now)


def _may_leave(tx: Transaction, ready: Ready, now: datetime, pace: Pace | None) -> bool:
    """Take the slots of the conversation and of the workspace, both or neither.

    What rewrites a message is paced by Slack alone: it counts such calls by themselves, and they follow what people
    do.
    """
    if pace is None or ready.ts:
        return True
    ws, channel = ready.workspace.id, slots.of_channel(ready.channel)
    ahead = pace.ahead(ready.delivery.delivery_class)
    if not slots.take(tx, ws, channel, now, pace.channel, ahead=ahead):
        # Its receiver rests for so long; the sweeps pass over them, and whoever else is due goes first.
        until = slots.taken_until(tx, ws, channel, now) or now
        sending.rest(tx, ready.delivery, until)
        return False
    if not slots.take(tx, ws, slots.POST, now, pace.workspace):
        slots.free(tx, ws, channel, now)
        return False
    return True
