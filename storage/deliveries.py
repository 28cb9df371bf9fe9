"""The delivery ledger: every message that is owed, and what became of it."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Executable, String, bindparam, cast, func, or_, select

from bot.domain.audience import Audience
from bot.domain.deliveries import REWRITE, WAITING, Delivery, DeliveryClass, Owed, Reason, State
from storage import rows
from storage.prepared import Prepared, inserting_once
from storage.tables import Delivery as Table
from storage.transaction import DialectName, Row, Transaction, inserting
from storage.workspaces import served

table = rows.table(Table)
KEY = ("workspace_id", "key")
# The occasion of what is owed anew each time, and what its number counts the same of.
NEXT = ""
SAME = ("workspace_id", "kind", "subject", "person_id")
UNFINISHED = (*WAITING, State.SENDING)
# Under this name a row's facts say that Slack was seen to hold its message twice.
DOUBLED = "doubled"
# Alone, or within another message.
CAME = (State.SENT, State.FOLDED)


def owe(tx: Transaction, workspace_id: int, owed: Owed, *, at: datetime) -> int | None:
    """Write a row for a message; returns its id, or None when its key stands there already.

    The NEXT occasion is numbered by how often a message of its kind about its subject was owed to its person before.
    """
    values = _fresh(workspace_id, owed, at)
    row = _add_next(tx, values) if owed.occasion == NEXT else rows.add_once(tx, Table, KEY, **values)
    if row is not None and owed.due_at <= at:
        tx.call()
    return row


def leave(tx: Transaction, workspace_id: int, owed: Owed, *, at: datetime) -> None:
    """Owe a message of whose row nothing else is said in this transaction: it need not be written at once."""
    values = _fresh(workspace_id, owed, at)
    if owed.occasion == NEXT:
        tx.note(_numbered(tx, values))
    else:
        tx.note(inserting_once(tx.insert, tx.dialect, table, KEY, values))
    if owed.due_at <= at:
        tx.call()


def rewrite(
    tx: Transaction,
    workspace_id: int,
    delivery_id: int,
    person_id: int,
    *,
    class_: DeliveryClass = DeliveryClass.REPLY,
    at: datetime,
) -> None:
    """Owe the rewriting of a person's message, so that it shows the present."""
    owed = Owed(
        kind=REWRITE,
        delivery_class=class_,
        person_id=person_id,
        subject=str(delivery_id),
        occasion=NEXT,
        due_at=at,
        rewrites_id=delivery_id,
    )
    leave(tx, workspace_id, owed, at=at)


def owe_all(tx: Transaction, workspace_id: int, owed: Iterable[Owed], *, at: datetime) -> None:
    """Write a row for each message."""
    for one in owed:
        leave(tx, workspace_id, one, at=at)


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
    return read(row)


def several(tx: Transaction, workspace_id: int, ids: Collection[int]) -> dict[int, Delivery]:
    """Return rows as they stand now, by id."""
    found = rows.find(tx, Table, Table.workspace_id == workspace_id, Table.id.in_(ids))
    return {row["id"]: read(row) for row in found}


def shown(
    tx: Transaction,
    workspace_id: int,
    people: Collection[int],
    kinds: Collection[str],
    subjects: Collection[str],
) -> list[Delivery]:
    """Return the messages of some kinds about some subjects that have come to some people, or are under way to them."""
    about = (Table.workspace_id == workspace_id, Table.kind.in_(kinds), Table.subject.in_(subjects))
    came = Table.state.in_((*CAME, State.SENDING))
    return [read(row) for row in rows.find(tx, Table, *about, Table.person_id.in_(people), came)]


def by_message(tx: Transaction, workspace_id: int, channel: str, ts: str) -> Delivery | None:
    """Return the row whose message Slack knows by this channel and timestamp."""
    row = rows.first(tx, Table, Table.workspace_id == workspace_id, Table.channel == channel, Table.ts == ts)
    return read(row) if row else None


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
    return [read(row) for row in rows.find(tx, Table, *where, recent)]


def scheduled_beside(tx: Transaction, one: Delivery) -> list[Delivery]:
    """Return the other scheduled messages that wait to be sent to a message's receiver, longest owed first."""
    others = [row for row in _unfinished(tx, one.workspace_id, one.person_id) if row["id"] != one.id]
    waiting = [row for row in others if row["state"] in WAITING]
    return [read(row) for row in waiting if row["rewrites_id"] is None and not row["to_pair"]]


def waiting_in(tx: Transaction, workspace_id: int) -> list[Delivery]:
    """Return the messages that wait to be sent in a workspace, newest first."""
    where = (Table.workspace_id == workspace_id, Table.state.in_(WAITING), Table.rewrites_id.is_(None))
    return [read(row) for row in rows.find(tx, Table, *where, order=(table.c.id.desc(),))]


def settle(
    tx: Transaction,
    delivery: Delivery,
    state: State,
    reason: Reason | None,
    *,
    fence: int | None = None,
    due_at: datetime | None = None,
    lease_until: datetime | None = None,
    sent_at: datetime | None = None,
) -> bool:
    """Move a row to a state with its reason.

    `due_at` says when a waiting row is looked at again; `lease_until` until when nothing is sent to its receiver;
    `sent_at` when its message came, or may have come at the latest.
    `fence` is the one that a claim gave; a row that was taken over or has ended meanwhile stays as it is: False.
    """
    values: dict[str, Any] = {"state": state, "lease_until": lease_until}
    if reason:
        values |= {"reason": reason.id, "reason_facts": reason.facts, "reason_audience": reason.audience}
    if due_at:
        values["due_at"] = due_at
    if sent_at:
        values["sent_at"] = sent_at
    mine = Table.fence == (delivery.fence if fence is None else fence)
    return change(tx, delivery, mine, Table.state.in_(UNFINISHED), **values)


def has_left(tx: Transaction, delivery: Delivery) -> bool:
    """Tell whether a row's message is on its way by now, or stands where it can be rewritten."""
    now = get(tx, delivery.workspace_id, delivery.id)
    return now.state is State.SENDING or (now.state is State.SENT and now.ts is not None)


def put_off(tx: Transaction, delivery: Delivery, until: datetime) -> None:
    """Look at a row again later, and count the attempt."""
    when = {"lease_until": until} if delivery.state is State.SENDING else {"due_at": until}
    change(tx, delivery, Table.fence == delivery.fence, attempts=delivery.attempts + 1, **when)


def add_facts(tx: Transaction, delivery: Delivery, **facts: Any) -> None:
    """Add ids, dates or flags to what a row's message is rendered from."""
    change(tx, delivery, facts={**delivery.facts, **facts})


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
    rows.renew(tx, Table, *where, due_at=at)


def look_again_at(tx: Transaction, workspace_id: int, pair_id: int, *, at: datetime) -> None:
    """Let the guards look anew at what is held about a pair, which goes on."""
    where = (Table.workspace_id == workspace_id, Table.pair_id == pair_id, Table.state == State.HELD)
    rows.renew(tx, Table, *where, due_at=at)


def look_again_in(tx: Transaction, workspace_id: int, *, at: datetime) -> None:
    """Let the guards look anew at all that is held in a workspace, where Trellis may write again."""
    where = (Table.workspace_id == workspace_id, Table.state == State.HELD)
    rows.renew(tx, Table, *where, due_at=at)
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


def times(tx: Transaction, workspace_id: int, kind: str, subject: str, person_id: int) -> int:
    """Return how often a kind of message about a subject was owed to a person: the next occasion's number."""
    where = (Table.workspace_id == workspace_id, Table.kind == kind, Table.subject == subject)
    return rows.count(tx, Table, *where, Table.person_id == person_id)


def latest(tx: Transaction, workspace_id: int, kind: str, subject: str, person_id: int) -> Delivery | None:
    """Return the newest row of a kind about a subject to a person."""
    where = (Table.workspace_id == workspace_id, Table.kind == kind, Table.subject == subject)
    row = rows.first(tx, Table, *where, Table.person_id == person_id, order=table.c.id.desc())
    return read(row) if row else None


def sent_lately(tx: Transaction, workspace_id: int, person_id: int, since: datetime) -> tuple[datetime, ...]:
    """Return when scheduled messages were sent to a person since an instant, oldest first.

    One of which nobody knows yet whether it has arrived counts as if it had, when its lease ends; and one of which
    nobody ever will, when that became clear.
    """
    mine = (
        Table.workspace_id == workspace_id,
        Table.person_id == person_id,
        Table.delivery_class == DeliveryClass.SCHEDULED,
    )
    # What came within another message was none of its own.
    sent = rows.find(tx, Table, *mine, Table.state.in_((State.SENT, State.UNKNOWN)), Table.sent_at > since)
    unclear = [row for row in _unfinished(tx, workspace_id, person_id) if row["state"] == State.SENDING]
    ends = [until for row in unclear if (until := row["lease_until"]) and until > since]
    return tuple(sorted([row["sent_at"] for row in sent] + ends))


def coming(
    tx: Transaction, workspace_id: int, person_id: int, kinds: Collection[str]
) -> tuple[datetime, ...]:
    """Return when rows of these kinds that wait to be sent to a person are due."""
    where = (Table.workspace_id == workspace_id, Table.person_id == person_id, Table.state.in_(WAITING))
    return tuple(row["due_at"] for row in rows.find(tx, Table, *where) if row["kind"] in kinds)


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


def waiting_for(tx: Transaction, workspace_id: int, person_id: int, kind: str) -> list[Delivery]:
    """Return what of a kind waits to be sent to a person."""
    where = (Table.workspace_id == workspace_id, Table.person_id == person_id, Table.kind == kind)
    return [read(row) for row in rows.find(tx, Table, *where, Table.state.in_(WAITING))]


def by_key(tx: Transaction, workspace_id: int, key: str) -> Delivery | None:
    """Return the row with a key."""
    row = rows.first(tx, Table, Table.workspace_id == workspace_id, Table.key == key)
    return read(row) if row else None


def first_waiting(tx: Transaction) -> Delivery | None:
    """Return the row of any workspace that is to be looked at first."""
    where = (Table.state.in_(WAITING), served(Table.workspace_id))
    row = rows.first(tx, Table, *where, order=(table.c.due_at, table.c.id))
    return read(row) if row else None


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
    return [read(row) for row in rows.named(tx.execute(statement))]


def counts(tx: Transaction, workspace_id: int) -> dict[State, int]:
    """Return how many rows of a workspace stand in each state."""
    statement = (
        select(Table.state, func.count()).where(Table.workspace_id == workspace_id).group_by(Table.state)
    )
    return {State(state): count for state, count in tx.execute(statement)}


def _unfinished(tx: Transaction, workspace_id: int, person_id: int) -> list[Row]:
    """Find the scheduled rows of a person that have not ended: one question for all who ask for some of them."""
    where = (Table.workspace_id == workspace_id, Table.person_id == person_id)
    return rows.find(
        tx, Table, *where, Table.state.in_(UNFINISHED), Table.delivery_class == DeliveryClass.SCHEDULED
    )


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


def _add_next(tx: Transaction, values: dict[str, Any]) -> int | None:
    return tx.add(_numbered(tx, values))


def _numbered(tx: Transaction, values: dict[str, Any]) -> Prepared:
    """Prepare the INSERT of the next occasion."""
    before, after = f"{values['kind']}:{values['subject']}:", f":{values['person_id']}"
    same = {f"same_{name}": values[name] for name in SAME}
    taken = {name: value for name, value in values.items() if name not in {"occasion", "key"}}
    given = {**taken, **same, "before": before, "after": after}
    return Prepared(_next(tx.dialect), given, "owe next", writes=table.name, adds=True)


@cache
def _next(dialect: DialectName) -> Executable:
    """Return the INSERT of a row that numbers itself: to count first would be a way to the database of its own."""
    earlier = table.alias()
    alike = (earlier.c[name] == bindparam(f"same_{name}", type_=table.c[name].type) for name in SAME)
    number = cast(select(func.count()).select_from(earlier).where(*alike).scalar_subquery(), String)
    key = bindparam("before", type_=String()) + number + bindparam("after", type_=String())
    begun = inserting(dialect, table).values(occasion=number, key=key)
    return begun.on_conflict_do_nothing(index_elements=KEY).returning(table.c.id)


def _skip(tx: Transaction, reason: Reason, *where: ColumnElement[bool]) -> None:
    rows.renew(
        tx,
        Table,
        *where,
        Table.state.in_(WAITING),
        state=State.SKIPPED,
        reason=reason.id,
        reason_facts=reason.facts,
        reason_audience=reason.audience,
    )


def change(tx: Transaction, delivery: Delivery, *where: ColumnElement[bool], **values: Any) -> bool:
    mine = (Table.workspace_id == delivery.workspace_id, Table.id == delivery.id)
    return rows.change(tx, Table, *mine, *where, **values) > 0


def read(row: Row) -> Delivery:
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
