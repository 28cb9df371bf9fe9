"""What looks into every workspace every few seconds goes by an index, however much stands in the tables."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from bot.domain.deliveries import DeliveryClass, Owed
from bot.domain.people import Profile
from storage import (
    amendments,
    deliveries,
    endings,
    inbound,
    installations,
    pauses,
    people,
    purging,
    retention,
    rosters,
    schedules,
    sending,
    slots,
    states,
    workspaces,
)
from storage.store import Store, Transaction
from storage.tables import Delivery

NOW = datetime(2027, 3, 1, 15, tzinfo=UTC)
SWEEPS: dict[str, Callable[[Transaction], object]] = {
    "amendments.due_to_begin": lambda tx: amendments.due_to_begin(tx, NOW),
    "amendments.next_to_begin": amendments.next_to_begin,
    "endings.due": lambda tx: endings.due(tx, NOW),
    "endings.next_end": endings.next_end,
    "inbound.forget": lambda tx: inbound.forget(tx, NOW),
    "installations.to_refresh": lambda tx: installations.to_refresh(tx, NOW, timedelta(hours=2), 8),
    "pauses.due": lambda tx: pauses.due(tx, NOW),
    "pauses.next_end": pauses.next_end,
    "purging.due": lambda tx: purging.due(tx, NOW, timedelta(days=14)),
    "retention.due": lambda tx: tuple(retention.due(tx, NOW)),
    "rosters.abandoned": lambda tx: rosters.abandoned(tx, NOW),
    "schedules.due": lambda tx: schedules.due(tx, NOW, 500),
    "schedules.next_due": schedules.next_due,
    "sending.most_urgent": lambda tx: sending.most_urgent(tx, NOW, 8),
    "sending.next_due": lambda tx: sending.next_due(tx, NOW),
    "sending.next_free": lambda tx: sending.next_free(tx, NOW),
    "slots.forget": lambda tx: slots.forget(tx, NOW),
    "states.forget": lambda tx: states.forget(tx, NOW),
}
# Tables of which a database holds few rows, or a few for each workspace: read whole.
SMALL = {
    "workspaces",
    "programmes",
    "installations",
    "rate_slots",
    "used_states",
    "seals",
    "invitation_lists",
}
# What is looked at four times a day only, and would cost an index that every event or pair has to keep.
RARE = {"inbound.forget": "inbound_events", "retention.due": "pairs"}


def settle_in(tx: Transaction) -> None:
    """Let there be a workspace in which something is due, so that the sweeps ask all that they may ask."""
    ws = workspaces.remember(tx, "T1", "One", "UBOT", locale="en", at=NOW).id
    person = people.remember(tx, ws, Profile("U1", "One", "UTC", "en"), at=NOW).id
    deliveries.owe(tx, ws, Owed("help", DeliveryClass.REPLY, person, "x", "y", NOW), at=NOW)
    slots.close(tx, ws, slots.HISTORY, NOW + timedelta(hours=1))


@contextmanager
def heard(connection: sqlite3.Connection) -> Iterator[list[str]]:
    """Hear each statement that the driver's connection is given, with its values in it."""
    said: list[str] = []
    connection.set_trace_callback(said.append)
    yield said
    connection.set_trace_callback(None)


def read_whole(connection: sqlite3.Connection, statement: str) -> list[str]:
    """Return the tables that a statement reads from their first row to their last, by no index or by all of one."""
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
    # What a part of the statement has found stands under a name of its own.
    return [
        found[1] for one in plan if (found := re.fullmatch(r"SCAN (?!anon_|busy\b)(\w+)( USING .*)?", one))
    ]


@pytest.mark.parametrize("name", SWEEPS)
async def test_a_sweep_reads_no_large_table_whole(sqlite_store: Store, name: str) -> None:
    def work(tx: Transaction) -> list[tuple[str, str]]:
        settle_in(tx)
        raw: Any = tx._live.connection.driver_connection
        with heard(raw) as said:
            SWEEPS[name](tx)
        asked = [one for one in said if re.match(r"(SELECT|UPDATE|DELETE|WITH)\b", one.lstrip("( "))]
        assert asked
        allowed = {*SMALL, RARE.get(name)}
        return [(table, one) for one in asked for table in read_whole(raw, one) if table not in allowed]

    assert await sqlite_store.run(work) == []


@pytest.mark.parametrize("column", ["reason", "token"])
async def test_a_query_that_no_index_serves_is_noticed(sqlite_store: Store, column: str) -> None:
    def work(tx: Transaction) -> list[str]:
        raw: Any = tx._live.connection.driver_connection
        with heard(raw) as said:
            tx.execute(select(Delivery.id).where(getattr(Delivery, column) == "x")).all()
        return [table for one in said for table in read_whole(raw, one)]

    assert await sqlite_store.run(work) == ["deliveries"]


# Small tables are read whole by any planner; told not to, it does so only where no index leads anywhere.
EXPLAINING = (
    "LOAD 'auto_explain'",
    "SET LOCAL auto_explain.log_min_duration = 0",
    "SET LOCAL auto_explain.log_format = json",
    "SET LOCAL auto_explain.log_level = notice",
    "SET LOCAL enable_seqscan = off",
)


@contextmanager
def explained(tx: Transaction) -> Iterator[list[str]]:
    """Hear from PostgreSQL which tables each statement reads whole, by no index or by all of one."""
    found: list[str] = []

    def hear(told: Any) -> None:
        _, _, plan = str(told.message_primary).partition("plan:")
        found.extend(whole(json.loads(plan)["Plan"]) if plan else ())

    raw: Any = tx._live.connection.driver_connection
    for setting in EXPLAINING:
        tx.execute(text(setting))
    raw.add_notice_handler(hear)
    yield found
    # A statement is told of when its portal makes room for the next one's.
    tx.execute(text("SELECT 1"))
    raw.remove_notice_handler(hear)


def whole(node: dict[str, Any], table: str = "") -> Iterator[str]:
    """Yield the tables that a plan reads whole."""
    kind, table = node["Node Type"], node.get("Relation Name", table)
    if kind == "Seq Scan" or (kind.endswith(("Index Scan", "Index Only Scan")) and "Index Cond" not in node):
        yield table
    for below in node.get("Plans", ()):
        yield from whole(below, table)


@pytest.mark.postgres
@pytest.mark.parametrize("column", ["reason", "token"])
async def test_postgresql_tells_of_a_query_that_no_index_serves(postgres_store: Store, column: str) -> None:
    def work(tx: Transaction) -> list[str]:
        with explained(tx) as found:
            tx.execute(select(Delivery.id).where(getattr(Delivery, column) == "x")).all()
        return found

    assert await postgres_store.run(work) == ["deliveries"]


@pytest.mark.postgres
async def test_on_postgresql_no_sweep_reads_a_large_table_whole(postgres_store: Store) -> None:
    def work(tx: Transaction) -> dict[str, list[str]]:
        settle_in(tx)
        read: dict[str, list[str]] = {}
        for name, sweep in SWEEPS.items():
            with explained(tx) as found:
                sweep(tx)
            read[name] = [one for one in found if one not in {*SMALL, RARE.get(name)}]
        return {name: tables for name, tables in read.items() if tables}

    assert await postgres_store.run(work) == {}
