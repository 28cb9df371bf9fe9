"""The delivery ledger: every message that is owed, and what became of it."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Update,
    bindparam,
    case,
    func,
    or_,
    select,
    update,
)

from bot.domain.audience import Audience
from bot.domain.deliveries import FOLDED_INTO, FOLDS, WAITING, Delivery, DeliveryClass, Owed, Reason, State
from bot.domain.health import Fared
from storage import rows, slots
from storage.prepared import Prepared
from storage.tables import Delivery as Table
from storage.tables import Pair
from storage.tables import RateSlot as Slot
from storage.transaction import Row, Transaction
from storage.workspaces import served

table = rows.table(Table)
UNFINISHED = (*WAITING, State.SENDING)
# Under this name a row's facts say that Slack was seen to hold its message twice.
DOUBLED = "doubled"
# Alone, or within another message.
CAME = (State.SENT, State.FOLDED)
# What Slack would be asked for next.
METHOD = case(
    (Table.state == State.SENDING, slots.HISTORY),
    (Table.rewrites_id.is_not(None), slots.REWRITE),
    else_=slots.POST,
)
URGENCY = case({one.value: one.urgency for one in DeliveryClass}, value=Table.delivery_class)


def _claim() -> Update:
    """Build the statement that takes a row, unless it was taken or its receiver is being sent another."""
    leased = table.alias("leased")
    busy = select(leased.c.id).where(
        leased.c.workspace_id == bindparam("workspace"),
        leased.c.person_id == bindparam("person"),
        leased.c.state.in_(UNFINISHED),
        leased.c.lease_until > bindparam("now", type_=table.c.lease_until.type),
    )
    same = (table.c.workspace_id == bindparam("workspace"), table.c.id == bindparam("row"))
    return update(table).where(*same, table.c.fence == bindparam("last_fence"), ~busy.exists())


def _most_urgent() -> Select[Any]:
    """Build the statement that finds what can be looked at, at most one row for each person."""
    now = bindparam("now", type_=table.c.due_at.type)
    leased = table.alias("leased")
    busy = select(leased.c.person_id).where(
        leased.c.workspace_id == Table.workspace_id,
        leased.c.person_id == Table.person_id,
        leased.c.state.in_(UNFINISHED),
        leased.c.lease_until > now,
    )
    closed = select(Slot.key).where(
        Slot.workspace_id == Table.workspace_id, Slot.key == METHOD, Slot.taken_until > now
    )
    order = (URGENCY, Table.due_at, Table.id)
    rank = func.row_number().over(partition_by=(Table.workspace_id, Table.person_id), order_by=order)
    due = or_(Table.state == State.SENDING, Table.due_at <= now)
    may_go = (Table.state.in_(UNFINISHED), due, served(Table.workspace_id), ~busy.exists(), ~closed.exists())
    seen = select(
        Table.id, Table.workspace_id, Table.due_at, URGENCY.label("urgency"), rank.label("rank")
    ).where(*may_go)
    first = seen.subquery()
    # The first of each workspace come before the second of any, so that a large one keeps none of the others waiting.
    sooner = (first.c.urgency, first.c.due_at, first.c.id)
    turn = func.row_number().over(partition_by=first.c.workspace_id, order_by=sooner).label("turn")
    ranked = select(first.c.id, turn).where(first.c.rank == 1).order_by(turn, *sooner)
    chosen = ranked.limit(bindparam("most", type_=Integer)).subquery()
    return select(table).join(chosen, table.c.id == chosen.c.id).order_by(chosen.c.turn, *order)


def _slot_free() -> Select[Any]:
    """Build the statement that finds when the first slot is free for which something that is due waits."""
    now = bindparam("now", type_=table.c.due_at.type)
    due = or_(Table.state == State.SENDING, Table.due_at <= now)
    here = (Table.workspace_id == Slot.workspace_id, Slot.key == METHOD)
    waits = select(Table.id).where(Table.state.in_(UNFINISHED), due, served(Table.workspace_id), *here)
    return select(func.min(Slot.taken_until)).where(Slot.taken_until > now, waits.exists())


def _rested() -> Select[Any]:
    """Build the statement that finds when the first receiver of something that is due has rested."""
    now = bindparam("now", type_=table.c.due_at.type)
    waits = (Table.state.in_(WAITING), Table.due_at <= now, served(Table.workspace_id))
    return select(func.min(Table.lease_until)).where(*waits, Table.lease_until > now)


# Built once: each sending and each sweep run them.
CLAIM = _claim()
MOST_URGENT = _most_urgent()
SLOT_FREE = _slot_free()
RESTED = _rested()


def owe(tx: Transaction, workspace_id: int, owed: Owed, *, at: datetime) -> int | None:
    """Write a row for a message; returns its id, or None when its key stands there already."""
    row = rows.add_once(tx, Table, ("workspace_id", "key"), **_fresh(workspace_id, owed, at))
    if row is not None and owed.due_at <= at:
        tx.call()
    return row


def owe_all(tx: Transaction, workspace_id: int, owed: Iterable[Owed], *, at: datetime) -> None:
    """Write a row for each message."""
    for one in owed:
        owe(tx, workspace_id, one, at=at)


def owe_many(tx: Transaction, workspace_id: int, owed: Sequence[Owed], *, at: datetime) -> dict[str, int]:
    """Write the rows of many messages at once; returns the ids of those whose key did not stand there yet, by key."""
    if not owed:
        return {}
    last = tx.scalar(select(func.max(table.c.id))) or 0
    rows.add_each(tx, Table, ("workspace_id", "key"), [_fresh(workspace_id, one, at) for one in owed])
    if any(one.due_at <= at for one in owed):
        tx.call()
    # What came about here alone: the rows of other transactions cannot be seen. (A column that is calculated with
    # tempts SQLite into no index, which would lead it through all the rows of the workspace.)
    here = (table.c.id > last, table.c.workspace_id + 0 == workspace_id)
    made = select(table.c.key, table.c.id).where(*here)
    return {key: id_ for key, id_ in tx.execute(made)}  # noqa: C416 - mypy takes a result for no pairs


def get(tx: Transaction, workspace_id: int, delivery_id: int) -> Delivery:
    """Return a row; raises LookupError for one of another workspace."""
    row = rows.first(tx, Table, Table.workspace_id == workspace_id, Table.id == delivery_id)
    if row is None:
        raise LookupError(delivery_id)
    return _delivery(row)


def by_message(tx: Transaction, workspace_id: int, channel: str, ts: str) -> Delivery | None:
    """Return the row whose message Slack knows by this channel and timestamp."""
    row = rows.first(tx, Table, Table.workspace_id == workspace_id, Table.channel == channel, Table.ts == ts)
    return _delivery(row) if row else None


def most_urgent(tx: Transaction, now: datetime, most: int) -> list[Delivery]:
    """Find what can be looked at now, at most one row for each person, of each workspace the most urgent first.

    One at a time for each person keeps a conversation in its order: while a row of theirs has a lease, because it
    is being sent or because Slack asked us to wait, the others wait too. Rows that were being sent when their lease
    ran out come too: nobody knows how their sending ended. While a workspace's slot is taken, nothing in it comes.
    """
    return [_delivery(row) for row in rows.named(tx.execute(MOST_URGENT, {"now": now, "most": most}))]


def claim(
    tx: Transaction, delivery: Delivery, now: datetime, lease: timedelta, channel: str | None = None
) -> int | None:
    """Take a row for sending; returns its new fence, or None when somebody else was faster, with it or another.

    `channel` is the conversation to which it goes: there it is looked for, whatever becomes known meanwhile.

    What was found may be old by now: meanwhile another sweep may have begun to send something to the same person.
    """
    fence = delivery.fence + 1
    values = {
        "row": delivery.id,
        "workspace": delivery.workspace_id,
        "person": delivery.person_id,
        "last_fence": delivery.fence,
        "now": now,
        "state": State.SENDING,
        "fence": fence,
        "lease_until": now + lease,
        "attempts": delivery.attempts + 1,
        "channel": channel or delivery.channel,
    }
    return fence if tx.change(Prepared(CLAIM, values, "claim")) else None


def mark_sent(
    tx: Transaction, delivery: Delivery, fence: int, channel: str, ts: str, *, at: datetime
) -> bool:
    """Write down where the message stands; False when the row was taken over meanwhile."""
    is_marked = _change(
        tx,
        delivery,
        Table.fence == fence,
        state=State.SENT,
        channel=channel,
        ts=ts,
        sent_at=at,
        lease_until=None,
    )
    if is_marked and delivery.facts.get(FOLDS):
        _fold(tx, delivery, at)
    return is_marked


def _fold(tx: Transaction, carrier: Delivery, at: datetime) -> None:
    """Write down what came within a message that was sent."""
    where = (Table.workspace_id == carrier.workspace_id, Table.id.in_(carrier.facts[FOLDS]))
    into = {"reason": FOLDED_INTO, "reason_facts": {"into": carrier.id}, "reason_audience": Audience.ONLY_ME}
    rows.change(tx, Table, *where, Table.state.in_(WAITING), state=State.FOLDED, sent_at=at, **into)


def unasked(tx: Transaction, workspace_id: int, person_id: int, since: datetime) -> list[Delivery]:
    """Return the messages to one person that were no answer to their own act: those that wait, and those since then."""
    where = (
        Table.workspace_id == workspace_id,
        Table.person_id == person_id,
        Table.delivery_class != DeliveryClass.REPLY,
        Table.rewrites_id.is_(None),
        Table.to_pair.is_(False),
    )
    recent = or_(Table.state.in_(UNFINISHED), Table.due_at > since)
    return [_delivery(row) for row in rows.find(tx, Table, *where, recent)]


def scheduled_for(tx: Transaction, workspace_id: int, person_id: int) -> list[Delivery]:
    """Return the scheduled messages that wait to be sent to one person, longest owed first."""
    where = (
        Table.workspace_id == workspace_id,
        Table.person_id == person_id,
        Table.state.in_(WAITING),
        Table.delivery_class == DeliveryClass.SCHEDULED,
        Table.rewrites_id.is_(None),
        Table.to_pair.is_(False),
    )
    return [_delivery(row) for row in rows.find(tx, Table, *where, order=(table.c.id,))]


def scheduled_in(tx: Transaction, workspace_id: int) -> list[Delivery]:
    """Return the scheduled messages that wait to be sent in a workspace, newest first."""
    where = (
        Table.workspace_id == workspace_id,
        Table.state.in_(WAITING),
        Table.delivery_class == DeliveryClass.SCHEDULED,
        Table.rewrites_id.is_(None),
    )
    return [_delivery(row) for row in rows.find(tx, Table, *where, order=(table.c.id.desc(),))]


def settle(
    tx: Transaction,
    delivery: Delivery,
    state: State,
    reason: Reason | None,
    *,
    fence: int | None = None,
    due_at: datetime | None = None,
    lease_until: datetime | None = None,
) -> None:
    """Move a row to a state with its reason.

    `due_at` says when a waiting row is looked at again; `lease_until` until when nothing is sent to its receiver.
    `fence` is the one that a claim gave; a row that was taken over or has ended meanwhile stays as it is.
    """
    values: dict[str, Any] = {"state": state, "lease_until": lease_until}
    if reason:
        values |= {"reason": reason.id, "reason_facts": reason.facts, "reason_audience": reason.audience}
    if due_at:
        values["due_at"] = due_at
    mine = Table.fence == (delivery.fence if fence is None else fence)
    _change(tx, delivery, mine, Table.state.in_(UNFINISHED), **values)


def put_off(tx: Transaction, delivery: Delivery, until: datetime) -> None:
    """Look at a row again later, and count the attempt."""
    when = {"lease_until": until} if delivery.state is State.SENDING else {"due_at": until}
    _change(tx, delivery, Table.fence == delivery.fence, attempts=delivery.attempts + 1, **when)


def rest(tx: Transaction, delivery: Delivery, until: datetime) -> None:
    """Let nothing be sent to a row's receiver before `until`; where it stands in line stays as it is."""
    _change(tx, delivery, Table.fence == delivery.fence, Table.state.in_(WAITING), lease_until=until)


def add_facts(tx: Transaction, delivery: Delivery, **facts: Any) -> None:
    """Add ids, dates or flags to what a row's message is rendered from."""
    _change(tx, delivery, facts={**delivery.facts, **facts})


def cancel_waiting(
    tx: Transaction, workspace_id: int, pair_id: int, kinds: Iterable[str], reason: Reason
) -> None:
    """Skip what still waits to be sent about a pair."""
    where = (Table.workspace_id == workspace_id, Table.pair_id == pair_id, Table.kind.in_(list(kinds)))
    _skip(tx, reason, *where)


def cancel_all(tx: Transaction, workspace_id: int, pair_id: int, reason: Reason) -> None:
    """Skip all that still waits to be sent about a pair which is over; what was said can still be rewritten."""
    where = (Table.workspace_id == workspace_id, Table.pair_id == pair_id, Table.rewrites_id.is_(None))
    _skip(tx, reason, *where)


def cancel_of(tx: Transaction, workspace_id: int, person_id: int, reason: Reason) -> None:
    """Skip all that still waits to be sent to a person."""
    _skip(tx, reason, Table.workspace_id == workspace_id, Table.person_id == person_id)


def look_again(tx: Transaction, workspace_id: int, person_id: int, *, at: datetime) -> None:
    """Let the guards look anew at what is held for a person, whose hours or wishes have changed."""
    where = (Table.workspace_id == workspace_id, Table.person_id == person_id, Table.state == State.HELD)
    rows.change(tx, Table, *where, due_at=at)


def look_again_at(tx: Transaction, workspace_id: int, pair_id: int, *, at: datetime) -> None:
    """Let the guards look anew at what is held about a pair, which goes on."""
    where = (Table.workspace_id == workspace_id, Table.pair_id == pair_id, Table.state == State.HELD)
    rows.change(tx, Table, *where, due_at=at)


def look_again_in(tx: Transaction, workspace_id: int, *, at: datetime) -> None:
    """Let the guards look anew at all that is held in a workspace, where Trellis may write again."""
    where = (Table.workspace_id == workspace_id, Table.state == State.HELD)
    rows.change(tx, Table, *where, due_at=at)
    tx.call()


def last_asked(tx: Transaction, workspace_id: int, kind: str, subject: str, person_id: int) -> date | None:
    """Return the nominal date of the latest row of a scheduled kind that was sent, or still will be."""
    found = rows.first(
        tx,
        Table,
        Table.workspace_id == workspace_id,
        Table.kind == kind,
        Table.subject == subject,
        Table.person_id == person_id,
        Table.delivery_class == DeliveryClass.SCHEDULED,
        Table.state.in_((*CAME, *UNFINISHED)),
        order=table.c.id.desc(),
    )
    return date.fromisoformat(found["occasion"]) if found else None


def next_due(tx: Transaction, after: datetime) -> datetime | None:
    """Return the first instant later than `after` at which a row of any workspace is to be looked at.

    What is due by then was looked at, or waits for a lease of its receiver's to end.
    """
    unfinished, here = Table.state.in_(UNFINISHED), served(Table.workspace_id)
    waiting = select(func.min(Table.due_at)).where(Table.state.in_(WAITING), Table.due_at > after, here)
    leased = select(func.min(Table.lease_until)).where(unfinished, Table.lease_until > after, here)
    return rows.earliest(tx.scalar(waiting), tx.scalar(leased), next_free(tx, after))


def next_free(tx: Transaction, now: datetime) -> datetime | None:
    """Return when something that is due already may leave that waits for a slot or a lease, or None for nothing."""
    return rows.earliest(tx.scalar(SLOT_FREE, {"now": now}), tx.scalar(RESTED, {"now": now}))


def times(tx: Transaction, workspace_id: int, kind: str, subject: str, person_id: int) -> int:
    """Return how often a kind of message about a subject was owed to a person: the next occasion's number."""
    where = (Table.workspace_id == workspace_id, Table.kind == kind, Table.subject == subject)
    return rows.count(tx, Table, *where, Table.person_id == person_id)


def latest(tx: Transaction, workspace_id: int, kind: str, subject: str, person_id: int) -> Delivery | None:
    """Return the newest row of a kind about a subject to a person."""
    where = (Table.workspace_id == workspace_id, Table.kind == kind, Table.subject == subject)
    row = rows.first(tx, Table, *where, Table.person_id == person_id, order=table.c.id.desc())
    return _delivery(row) if row else None


def sent_lately(tx: Transaction, workspace_id: int, person_id: int, since: datetime) -> tuple[datetime, ...]:
    """Return when scheduled messages were sent to a person since an instant, oldest first.

    One of which nobody knows yet whether it has arrived counts as if it had, when its lease ends.
    """
    at = func.coalesce(Table.sent_at, Table.lease_until)
    statement = (
        select(at)
        .where(
            Table.workspace_id == workspace_id,
            Table.person_id == person_id,
            Table.delivery_class == DeliveryClass.SCHEDULED,
            at > since,
            # What came within another message was none of its own.
            Table.state.in_((State.SENT, State.SENDING)),
        )
        .order_by(at)
    )
    return tuple(when for (when,) in tx.execute(statement))


def coming(tx: Transaction, workspace_id: int, person_id: int, kinds: Iterable[str]) -> tuple[datetime, ...]:
    """Return when rows of these kinds that wait to be sent to a person are due."""
    where = (Table.workspace_id == workspace_id, Table.person_id == person_id, Table.state.in_(WAITING))
    statement = select(Table.due_at).where(*where, Table.kind.in_(list(kinds)))
    return tuple(at for (at,) in tx.execute(statement))


def last_sent(tx: Transaction, workspace_id: int, kind: str, pair_id: int, person_id: int) -> datetime | None:
    """Return when a kind of message about a pair was last sent to a person."""
    where = (Table.workspace_id == workspace_id, Table.kind == kind, Table.pair_id == pair_id)
    return tx.scalar(select(func.max(Table.sent_at)).where(*where, Table.person_id == person_id))


def carried(
    tx: Transaction, workspace_id: int, pair_id: int, person_id: int, kinds: Collection[str], since: datetime
) -> tuple[datetime, ...]:
    """Return when messages of some kinds about a pair were sent to a person since an instant, oldest first."""
    statement = (
        select(Table.sent_at)
        .where(
            Table.workspace_id == workspace_id,
            Table.pair_id == pair_id,
            Table.person_id == person_id,
            Table.kind.in_(kinds),
            Table.sent_at > since,
        )
        .order_by(Table.sent_at)
    )
    return tuple(at for (at,) in tx.execute(statement) if at is not None)


def last_planned(
    tx: Transaction, workspace_id: int, kind: str, pair_id: int, person_id: int
) -> datetime | None:
    """Return for when a kind of message about a pair was last planned for a person, unless it came to nothing."""
    where = (Table.workspace_id == workspace_id, Table.kind == kind, Table.pair_id == pair_id)
    stands = Table.state.in_((*UNFINISHED, *CAME))
    return tx.scalar(select(func.max(Table.due_at)).where(*where, Table.person_id == person_id, stands))


def times_sent(tx: Transaction, workspace_id: int, kind: str, pair_id: int, person_id: int) -> int:
    """Return how often a kind of message about a pair has come to a person: whose turn it is."""
    where = (Table.workspace_id == workspace_id, Table.kind == kind, Table.pair_id == pair_id)
    return rows.count(tx, Table, *where, Table.person_id == person_id, Table.state.in_(CAME))


def by_key(tx: Transaction, workspace_id: int, key: str) -> Delivery | None:
    """Return the row with a key."""
    row = rows.first(tx, Table, Table.workspace_id == workspace_id, Table.key == key)
    return _delivery(row) if row else None


def first_waiting(tx: Transaction) -> Delivery | None:
    """Return the row of any workspace that is to be looked at first."""
    where = (Table.state.in_(WAITING), served(Table.workspace_id))
    row = rows.first(tx, Table, *where, order=(table.c.due_at, table.c.id))
    return _delivery(row) if row else None


def posted(tx: Transaction) -> int:
    """Return how many messages were posted in all workspaces; the moving clock stops where this changes."""
    return rows.count(tx, Table, Table.state == State.SENT, Table.rewrites_id.is_(None))


def recent(
    tx: Transaction, workspace_id: int, person_id: int | None = None, most: int = 100
) -> list[Delivery]:
    """Return the newest rows of a workspace, or of one person in it."""
    where: list[ColumnElement[bool]] = [Table.workspace_id == workspace_id]
    if person_id is not None:
        where.append(Table.person_id == person_id)
    statement = select(table).where(*where).order_by(Table.id.desc()).limit(most)
    return [_delivery(row) for row in rows.named(tx.execute(statement))]


def counts(tx: Transaction, workspace_id: int) -> dict[State, int]:
    """Return how many rows of a workspace stand in each state."""
    statement = (
        select(Table.state, func.count()).where(Table.workspace_id == workspace_id).group_by(Table.state)
    )
    return {State(state): count for state, count in tx.execute(statement)}


def of_programme(tx: Transaction, workspace_id: int, programme_id: int, since: datetime) -> list[Fared]:
    """Return what became of the messages about a programme's pairs that were owed since an instant."""
    pairs = select(Pair.id).where(Pair.workspace_id == workspace_id, Pair.programme_id == programme_id)
    statement = select(Table.state, Table.due_at, Table.sent_at, Table.reason, Table.facts).where(
        Table.workspace_id == workspace_id,
        Table.pair_id.in_(pairs),
        Table.rewrites_id.is_(None),
        Table.created_at > since,
    )
    return [
        Fared(State(state), due_at, sent_at, reason, bool(facts.get(DOUBLED)))
        for state, due_at, sent_at, reason, facts in tx.execute(statement)
    ]


def _fresh(workspace_id: int, owed: Owed, at: datetime) -> dict[str, Any]:
    return {
        "workspace_id": workspace_id,
        "key": owed.key,
        "kind": owed.kind,
        "delivery_class": owed.delivery_class,
        "person_id": owed.person_id,
        "pair_id": owed.pair_id,
        "to_pair": owed.to_pair,
        "subject": owed.subject,
        "occasion": owed.occasion,
        "facts": dict(owed.facts),
        "reason_facts": {},
        "rewrites_id": owed.rewrites_id,
        "due_at": owed.due_at,
        "expires_at": owed.expires_at,
        "state": State.PLANNED,
        "attempts": 0,
        "fence": 0,
        "created_at": at,
        # Stands in the message's metadata, which others in the workspace can read: it must say nothing.
        "token": secrets.token_hex(16),
    }


def _skip(tx: Transaction, reason: Reason, *where: ColumnElement[bool]) -> None:
    rows.change(
        tx,
        Table,
        *where,
        Table.state.in_(WAITING),
        state=State.SKIPPED,
        reason=reason.id,
        reason_facts=reason.facts,
        reason_audience=reason.audience,
    )


def _change(tx: Transaction, delivery: Delivery, *where: ColumnElement[bool], **values: Any) -> bool:
    mine = (Table.workspace_id == delivery.workspace_id, Table.id == delivery.id)
    return rows.change(tx, Table, *mine, *where, **values) > 0


def _delivery(row: Row) -> Delivery:
    reason = row["reason"]
    return Delivery(
        id=row["id"],
        workspace_id=row["workspace_id"],
        key=row["key"],
        kind=row["kind"],
        delivery_class=DeliveryClass(row["delivery_class"]),
        person_id=row["person_id"],
        pair_id=row["pair_id"],
        subject=row["subject"],
        occasion=row["occasion"],
        due_at=row["due_at"],
        token=row["token"],
        state=State(row["state"]),
        facts=row["facts"],
        rewrites_id=row["rewrites_id"],
        to_pair=row["to_pair"],
        expires_at=row["expires_at"],
        reason=Reason(reason, row["reason_facts"], Audience(row["reason_audience"])) if reason else None,
        attempts=row["attempts"],
        fence=row["fence"],
        lease_until=row["lease_until"],
        created_at=row["created_at"],
        sent_at=row["sent_at"],
        channel=row["channel"],
        ts=row["ts"],
    )
