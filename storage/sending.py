"""Sending: which rows of the ledger are looked at next, who has taken them, and where their messages stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    CTE,
    BindParameter,
    Column,
    ColumnElement,
    CompoundSelect,
    FromClause,
    Integer,
    Select,
    Update,
    bindparam,
    case,
    func,
    or_,
    select,
    union_all,
    update,
)

from bot.domain.audience import Audience
from bot.domain.deliveries import FOLDED_INTO, FOLDS, WAITING, Delivery, DeliveryClass, Reason, State
from storage import deliveries, prepared, rows, slots
from storage.deliveries import UNFINISHED
from storage.fields import among, filled
from storage.prepared import Prepared
from storage.tables import Delivery as Table
from storage.tables import Pair, Person, Workspace
from storage.tables import RateSlot as Slot
from storage.transaction import Transaction
from storage.workspaces import served

table = rows.table(Table)
# What Slack would be asked for next.
METHODS = (slots.POST, slots.REWRITE, slots.HISTORY)
# What a workspace has too much of is found by its index, one state and one class at a time; rewritings by their own.
SERIES: Mapping[str, tuple[tuple[State, DeliveryClass | None], ...]] = {
    slots.POST: tuple((state, one) for state in WAITING for one in DeliveryClass),
    slots.REWRITE: tuple((state, None) for state in WAITING),
    slots.HISTORY: ((State.SENDING, None),),
}


class Wishes(NamedTuple):
    """What its two people had pressed when a row was looked at: when its receiver's snooze ends, and their pause began.

    Both are instants (UTC), or None for neither.
    """

    snoozed_until: datetime | None
    paused_at: datetime | None


class Taking(NamedTuple):
    """A row that may leave: for which conversation, and by which wishes, where it keeps to any."""

    delivery: Delivery
    channel: str | None
    wishes: Wishes | None = None


class Mark(NamedTuple):
    """Where a message stands in Slack that a row owed, by the fence of its claim, and since when (UTC)."""

    delivery: Delivery
    fence: int
    channel: str
    ts: str
    at: datetime


NOW = bindparam("now", type_=table.c.due_at.type)


def _has_lease(leased: FromClause) -> tuple[ColumnElement[bool], ...]:
    """Tell whether a row is being sent, or its receiver is not to be sent anything for a while."""
    return among(leased.c.state, UNFINISHED), leased.c.lease_until > NOW


def _claim() -> Update:
    """Build the statement that takes a row, unless it was taken or its receiver is being sent another."""
    here: BindParameter[int] = bindparam("workspace")
    same = (table.c.workspace_id == here, table.c.id == bindparam("row"))
    leased = table.alias("leased")
    theirs = (leased.c.workspace_id == here, leased.c.person_id == bindparam("person"))
    free = ~select(leased.c.id).where(*theirs, *_has_lease(leased)).exists()
    return update(table).where(*same, table.c.fence == bindparam("last_fence"), free)


@cache
def _claim_all(many: int) -> Update:
    """Build the one that takes as many rows at once, and answers which; their receivers are all different."""
    here: BindParameter[int] = bindparam("workspace")
    ids = prepared.places("row", many, table.c.id.type)
    leased = table.alias("leased")
    theirs = (leased.c.workspace_id == here, leased.c.person_id == table.c.person_id)
    free = ~select(leased.c.id).where(*theirs, *_has_lease(leased)).exists()
    same = (table.c.workspace_id == here, table.c.id.in_(ids), table.c.fence == _by_row(ids, table.c.fence))
    return (
        update(table)
        .where(*same, free, *_as_looked_at(ids, here))
        .values(
            state=State.SENDING,
            fence=table.c.fence + 1,
            attempts=table.c.attempts + 1,
            lease_until=bindparam("until", type_=table.c.lease_until.type),
            channel=_by_row(ids, table.c.channel),
        )
        .returning(table.c.id)
    )


def _as_looked_at(
    ids: Sequence[BindParameter[Any]], here: BindParameter[int]
) -> Iterator[ColumnElement[bool]]:
    """Yield what must be as it was when rows were looked at: nothing that anybody waits for may have been said since.

    Whoever presses "pause" or "snooze" is not written to by a row that was looked at before, nor is anybody sent two
    prompts by processes that looked when neither had left.
    """
    wishes = {
        Person.snoozed_until: select(Person.snoozed_until).where(
            Person.workspace_id == here, Person.id == table.c.person_id
        ),
        Pair.paused_at: select(Pair.paused_at).where(Pair.workspace_id == here, Pair.id == table.c.pair_id),
    }
    is_bound = case(*_by_each(ids, prepared.places("its_wishes", len(ids), table.c.fence.type)))
    for column, stands in wishes.items():
        seen = case(*_by_each(ids, prepared.places(f"its_{column.key}", len(ids), column.type)))
        yield or_(is_bound == 0, stands.scalar_subquery().is_not_distinct_from(seen))
    other = table.alias("other")
    since = select(other.c.id).where(
        other.c.workspace_id == here,
        other.c.person_id == table.c.person_id,
        other.c.delivery_class == DeliveryClass.SCHEDULED,
        other.c.state == State.SENT,
        other.c.sent_at > NOW,
    )
    yield or_(table.c.delivery_class != DeliveryClass.SCHEDULED, ~since.exists())


@cache
def _mark_all(many: int) -> Update:
    """Build the statement that writes down where as many messages stand."""
    ids = prepared.places("row", many, table.c.id.type)
    same = (table.c.workspace_id == bindparam("workspace"), table.c.id.in_(ids))
    values = {name: _by_row(ids, table.c[name]) for name in ("channel", "ts", "sent_at")}
    return (
        update(table)
        .where(*same, table.c.fence == _by_row(ids, table.c.fence))
        .values(state=State.SENT, lease_until=None, **values)
    )


def _by_row(ids: Sequence[BindParameter[Any]], column: Column[Any]) -> ColumnElement[Any]:
    """Return the value that is given for each row of a statement over several."""
    return case(*_by_each(ids, prepared.places(f"its_{column.key}", len(ids), column.type)))


def _by_each(ids: Sequence[Any], values: Sequence[Any]) -> list[tuple[ColumnElement[bool], Any]]:
    return [(table.c.id == one, value) for one, value in zip(ids, values, strict=True)]


def _at_work(classes: Iterable[DeliveryClass]) -> Select[Any]:
    """Build the statement that finds the workspaces in which anything of some classes is due."""
    due = select(table.c.id).where(
        table.c.workspace_id == Workspace.id,
        among(table.c.state, UNFINISHED),
        # Where it is all of them, too: so SQLite goes by the index to what is due.
        among(table.c.delivery_class, classes),
        table.c.due_at <= NOW,
    )
    return select(Workspace.id).where(served(Workspace.id), due.exists()).order_by(Workspace.id)


@cache
def _waiting(methods: tuple[str, ...]) -> CompoundSelect[Any]:
    """Build the statement that finds what is due in a workspace and may be looked at, the first of each series."""
    leased = table.alias("leased")
    here = leased.c.workspace_id == bindparam("workspace")
    # Found once: there are few, however many wait.
    busy = select(leased.c.person_id).where(here, *_has_lease(leased)).cte("busy")
    found = [_series(busy, method, *one).subquery() for method in methods for one in SERIES[method]]
    return union_all(*(select(one) for one in found))


def _series(busy: CTE, method: str, state: State, of: DeliveryClass | None) -> Select[Any]:
    kind = {slots.POST: (table.c.rewrites_id.is_(None),), slots.REWRITE: (table.c.rewrites_id.is_not(None),)}
    where = (
        table.c.workspace_id == bindparam("workspace"),
        table.c.state == state,
        *(() if of is None else (table.c.delivery_class == of,)),
        table.c.due_at <= NOW,
        *kind.get(method, ()),
        table.c.person_id.not_in(select(busy.c.person_id)),
    )
    return (
        select(table)
        .where(*where)
        .order_by(table.c.due_at, table.c.id)
        .limit(bindparam("most", type_=Integer))
    )


def _rested() -> Select[Any]:
    """Build the statement that finds when the first receiver of something that is due has rested."""
    # A column that is calculated with tempts SQLite into no index: few have a lease, and many wait.
    waits = (among(table.c.state.concat(""), WAITING), Table.due_at <= NOW, served(Table.workspace_id))
    return select(func.min(Table.lease_until).label("until")).where(*waits, Table.lease_until > NOW)


# Built once: each sending and each sweep run them.
CLAIM = _claim()
AT_WORK = _at_work(DeliveryClass)
ANSWERING = _at_work([DeliveryClass.REPLY])
CLOSED = select(Slot.workspace_id, Slot.key, Slot.taken_until).where(
    among(Slot.key, METHODS), Slot.taken_until > NOW
)
RESTED = _rested()
NEXT_WAITING = select(func.min(Table.due_at).label("at")).where(
    among(Table.state, WAITING), Table.due_at > NOW, served(Table.workspace_id)
)
NEXT_LEASED = select(func.min(Table.lease_until).label("at")).where(
    among(Table.state, UNFINISHED), Table.lease_until > NOW, served(Table.workspace_id)
)


def most_urgent(
    tx: Transaction, now: datetime, most: int, turn: int = 0, but: Set[int] = frozenset()
) -> list[Delivery]:
    """Find what can be looked at now in any workspace, at most one row for each person, most urgent first.

    One at a time for each person keeps a conversation in its order: while a row of theirs has a lease, because it
    is being sent or because Slack asked us to wait, the others wait too. Rows that were being sent when their lease
    ran out come too: nobody knows how their sending ended. While a workspace's slot is taken, nothing in it comes.
    The first of each workspace come before the second of any, so that a large one keeps none of the others waiting.
    Where something is due in more workspaces than rows are asked for, those come first in which somebody waits for
    an answer, and of the others so many, which ones `turn` says: as it grows, it comes round to all.
    What is to come to people in `but` is passed over: somebody has begun to look at something for them.
    """
    closed = _closed(tx, now)
    ranked: list[tuple[int, tuple[int, datetime, int], Delivery]] = []
    workspaces = 0
    for workspace_id in _in_turn(tx, now, most, turn):
        if workspaces >= most:
            break
        methods = tuple(one for one in METHODS if (workspace_id, one) not in closed)
        first = [*_first_of_each(_looked_at(tx, workspace_id, methods, now, most, but))]
        workspaces += bool(first)
        ranked += [(place, _urgency(one), one) for place, one in enumerate(first)]
    return [one for _place, _urgency, one in sorted(ranked, key=lambda found: found[:2])][:most]


def _in_turn(tx: Transaction, now: datetime, most: int, turn: int) -> list[int]:
    """Return the workspaces in which anything is due, in the order in which they are looked at."""
    every = _workspaces(tx, AT_WORK, "at work", now)
    if len(every) <= most:
        return every
    answering = _workspaces(tx, ANSWERING, "answering", now)
    first, others = set(answering), max(most - len(answering), 1)
    start = turn * others % len(every)
    return [*answering, *(one for one in every[start:] + every[:start] if one not in first)]


def _workspaces(tx: Transaction, statement: Select[Any], name: str, now: datetime) -> list[int]:
    return [row["id"] for row in tx.rows(Prepared(statement, {"now": now}, name))]


def next_due(tx: Transaction, after: datetime) -> datetime | None:
    """Return the first instant later than `after` at which a row of any workspace is to be looked at.

    What is due by then was looked at, or waits for a lease of its receiver's to end.
    """
    waiting = rows.instant(tx, "next to wait for", NEXT_WAITING, now=after)
    leased = rows.instant(tx, "next lease to end", NEXT_LEASED, now=after)
    return rows.earliest(waiting, leased, next_free(tx, after))


def next_free(tx: Transaction, now: datetime) -> datetime | None:
    """Return when something that is due already may leave that waits for a slot or a lease, or None for nothing."""
    waited_for = (
        until
        for (workspace_id, method), until in _closed(tx, now).items()
        if _looked_at(tx, workspace_id, (method,), now, 1)
    )
    rested = tx.row(Prepared(RESTED, {"now": now}, "rested"))
    return rows.earliest(*waited_for, rested["until"] if rested else None)


def claim(
    tx: Transaction, delivery: Delivery, now: datetime, lease: timedelta, channel: str | None = None
) -> int | None:
    """Take a row for sending; returns its new fence, or None when somebody else was faster, with it or another.

    `channel` is the conversation to which it goes: there it is looked for, whatever becomes known meanwhile.
    What was found may be old by now: meanwhile another sweep may have begun to send something to the same person.
    """
    return delivery.fence + 1 if tx.change(_claiming(delivery, now, lease, channel)) else None


def renounce(tx: Transaction, delivery: Delivery) -> bool:
    """Let nobody claim a waiting row for what they have seen of it; False for one that does not wait any more."""
    as_seen = (Table.state.in_(WAITING), Table.fence == delivery.fence)
    return deliveries.change(tx, delivery, *as_seen, fence=delivery.fence + 1)


def claim_all(
    tx: Transaction,
    workspace_id: int,
    some: Sequence[Taking],
    now: datetime,
    lease: timedelta,
) -> set[int]:
    """Take rows of a workspace that were looked at `now`, as `claim` takes one; return which were taken, by id.

    In one statement. Of several to the same person, the first: while it is sent, the others wait. A row by whose
    wishes it was not to leave any more stays, and is looked at again.
    """
    if not some:
        return set()
    first = {one.delivery.person_id: one for one in reversed(some)}
    taking = filled([*first.values()])
    wishes = [one.wishes or Wishes(None, None) for one in taking]
    given = {
        "workspace": workspace_id,
        "now": now,
        "until": now + lease,
        **prepared.numbered("row", (one.delivery.id for one in taking)),
        **prepared.numbered("its_fence", (one.delivery.fence for one in taking)),
        **prepared.numbered("its_channel", (one.channel or one.delivery.channel for one in taking)),
        **prepared.numbered("its_wishes", (int(one.wishes is not None) for one in taking)),
        **prepared.numbered("its_snoozed_until", (one.snoozed_until for one in wishes)),
        **prepared.numbered("its_paused_at", (one.paused_at for one in wishes)),
    }
    kept = Prepared(_claim_all(len(taking)), given, ("claim all", len(taking)))
    return {row["id"] for row in tx.rows(kept)}


def _claiming(delivery: Delivery, now: datetime, lease: timedelta, channel: str | None) -> Prepared:
    values = {
        "row": delivery.id,
        "workspace": delivery.workspace_id,
        "person": delivery.person_id,
        "last_fence": delivery.fence,
        "now": now,
        "state": State.SENDING,
        "fence": delivery.fence + 1,
        "lease_until": now + lease,
        "attempts": delivery.attempts + 1,
        "channel": channel or delivery.channel,
    }
    return Prepared(CLAIM, values, "claim")


def mark_sent(
    tx: Transaction, delivery: Delivery, fence: int, channel: str, ts: str, *, at: datetime
) -> bool:
    """Write down where the message stands; False when the row was taken over meanwhile."""
    is_marked = tx.change(_marking(delivery, fence, channel, ts, at)) > 0
    if is_marked and delivery.facts.get(FOLDS):
        _fold(tx, delivery, at)
    return is_marked


def mark_all_sent(tx: Transaction, some: Sequence[Mark]) -> None:
    """Write down where messages stand, those of a workspace in one statement."""
    plain: dict[int, list[Mark]] = defaultdict(list)
    for one in some:
        if one.delivery.facts.get(FOLDS):
            mark_sent(tx, one.delivery, one.fence, one.channel, one.ts, at=one.at)
        else:
            plain[one.delivery.workspace_id].append(one)
    for workspace_id, here in plain.items():
        _mark(tx, workspace_id, filled(here))


def _mark(tx: Transaction, workspace_id: int, some: Sequence[Mark]) -> None:
    given = {
        "workspace": workspace_id,
        **prepared.numbered("row", (one.delivery.id for one in some)),
        **prepared.numbered("its_fence", (one.fence for one in some)),
        **prepared.numbered("its_channel", (one.channel for one in some)),
        **prepared.numbered("its_ts", (one.ts for one in some)),
        **prepared.numbered("its_sent_at", (one.at for one in some)),
    }
    tx.note(Prepared(_mark_all(len(some)), given, ("mark all", len(some))))


def _marking(delivery: Delivery, fence: int, channel: str, ts: str, at: datetime) -> Prepared:
    where = (
        Table.workspace_id == delivery.workspace_id,
        Table.id == delivery.id,
        Table.fence == fence,
    )
    values = {"state": State.SENT, "channel": channel, "ts": ts, "sent_at": at, "lease_until": None}
    return prepared.updating(table, where, values)


def give_up(tx: Transaction, delivery: Delivery, fence: int, reason: Reason, *, at: datetime) -> None:
    """End a row of which nobody can tell whether it arrived; what left within its message shares its fate.

    Were that sent again by itself, it could stand there twice.
    """
    is_mine = deliveries.settle(tx, delivery, State.UNKNOWN, reason, fence=fence, sent_at=at)
    if is_mine and delivery.facts.get(FOLDS):
        _fold(tx, delivery, at)


def _fold(tx: Transaction, carrier: Delivery, at: datetime) -> None:
    """Write down what came within a message that has left."""
    where = (Table.workspace_id == carrier.workspace_id, Table.id.in_(carrier.facts[FOLDS]))
    into = {"reason": FOLDED_INTO, "reason_facts": {"into": carrier.id}, "reason_audience": Audience.ONLY_ME}
    rows.renew(tx, Table, *where, Table.state.in_(WAITING), state=State.FOLDED, sent_at=at, **into)


def rest(tx: Transaction, delivery: Delivery, until: datetime) -> None:
    """Let nothing be sent to a row's receiver before `until`; where it stands in line stays as it is."""
    deliveries.change(
        tx, delivery, Table.fence == delivery.fence, Table.state.in_(WAITING), lease_until=until
    )


def _closed(tx: Transaction, now: datetime) -> dict[tuple[int, str], datetime]:
    """Return until when which method's slot is taken in which workspace."""
    found = tx.rows(Prepared(CLOSED, {"now": now}, "closed"))
    return {(row["workspace_id"], row["key"]): row["taken_until"] for row in found}


def _looked_at(
    tx: Transaction,
    workspace_id: int,
    methods: tuple[str, ...],
    now: datetime,
    most: int,
    but: Set[int] = frozenset(),
) -> list[Delivery]:
    """Return what in a workspace is due and waits for none of its receiver's, most urgent first, at most so many."""
    if not methods:
        return []
    given = {"workspace": workspace_id, "now": now, "most": most}
    found = tx.rows(Prepared(_waiting(methods), given, ("waiting", methods)))
    theirs = (deliveries.read(row) for row in found if row["person_id"] not in but)
    return sorted(theirs, key=_urgency)[:most]


def _first_of_each(found: Iterable[Delivery]) -> Iterator[Delivery]:
    """Yield the first row of each person."""
    seen = set()
    for one in found:
        if one.person_id not in seen:
            seen.add(one.person_id)
            yield one


def _urgency(one: Delivery) -> tuple[int, datetime, int]:
    return one.delivery_class.urgency, one.due_at, one.id
