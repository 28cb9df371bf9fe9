"""Delivery health is counted where the rows are, in one programme, lately, and to the second."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import update

from bot.domain.deliveries import DeliveryClass, Owed, State
from bot.domain.health import Fared
from bot.domain.people import Role
from storage import deliveries, health, pairs, programmes, rows
from storage.store import Store, Transaction
from storage.tables import Delivery
from tests.storage.test_privacy import NOW, Town, found

table = rows.table(Delivery)
HOUR, QUARTER = timedelta(hours=1), timedelta(minutes=15)
SINCE = NOW - timedelta(days=30)
# What is written into each row, and as what it counts.
ROWS: list[tuple[dict[str, Any], Fared]] = [
    ({"state": State.SENT, "sent_at": NOW - HOUR}, Fared(State.SENT)),
    ({"state": State.SENT, "sent_at": NOW - HOUR + QUARTER}, Fared(State.SENT)),
    (
        {"state": State.SENT, "sent_at": NOW - HOUR + QUARTER + timedelta(seconds=1)},
        Fared(State.SENT, is_late=True),
    ),
    (
        {"state": State.SENT, "sent_at": NOW - HOUR, "facts": {"doubled": True}},
        Fared(State.SENT, is_doubled=True),
    ),
    ({"state": State.FOLDED, "sent_at": NOW, "reason": "folded-into"}, Fared(State.FOLDED, "folded-into")),
    ({"state": State.SKIPPED, "reason": "budget"}, Fared(State.SKIPPED, "budget")),
    ({"state": State.SKIPPED, "reason": "budget"}, Fared(State.SKIPPED, "budget")),
    ({"state": State.PLANNED}, Fared(State.PLANNED)),
    ({"state": State.PLANNED, "due_at": NOW + HOUR}, Fared(State.PLANNED, is_due=False)),
]


def plant(tx: Transaction, town: Town, occasion: str, **values: Any) -> None:
    """Write a row about a pair, due an hour ago."""
    sort = DeliveryClass.SCHEDULED
    owed = Owed("pulse", sort, town.ines, str(town.pair), occasion, NOW - HOUR, town.pair)
    row = deliveries.owe(tx, town.ws, owed, at=NOW - HOUR)
    tx.execute(update(table).where(table.c.id == row).values(**values))


def beside(tx: Transaction, town: Town) -> Town:
    """Let the same two be a pair of another programme as well."""
    since, until = date(2027, 1, 1), date(2027, 6, 30)
    other = programmes.create(tx, town.ws, "Beside", since, until, by=town.amara, at=NOW).id
    members = {Role.MENTEE: town.noah, Role.MENTOR: town.ines}
    return replace(town, pair=pairs.create(tx, town.ws, other, members, by=town.amara, at=NOW).id)


async def test_what_became_of_a_programmes_messages_is_counted_by_sort(store: Store) -> None:
    def story(tx: Transaction) -> list[Fared]:
        here, elsewhere = found(tx, "T1"), found(tx, "T2")
        for number, (values, _) in enumerate(ROWS):
            plant(tx, here, str(number), **values)
        plant(tx, elsewhere, "there", state=State.SENT)
        plant(tx, here, "long ago", due_at=SINCE)
        # What rewrites a message is none.
        plant(tx, here, "anew", state=State.SENT, rewrites_id=1)
        plant(tx, beside(tx, here), "beside", state=State.SENT)
        return health.of_programme(tx, here.ws, here.programme, SINCE, NOW)

    counted = await store.run(story)
    expected = Counter(fared for _, fared in ROWS)
    assert Counter({_once(one): one.times for one in counted}) == expected
    assert len(counted) == len(expected)


def _once(one: Fared) -> Fared:
    return Fared(one.state, one.reason, is_due=one.is_due, is_late=one.is_late, is_doubled=one.is_doubled)
