"""Kept statements on SQLite's own cursor say what SQLAlchemy says of the same rows, and fail as it does."""

from __future__ import annotations

import asyncio
import gc
import threading
from datetime import UTC, datetime, timedelta, timezone
from operator import itemgetter
from typing import Any

import pytest
from sqlalchemy import LargeBinary, select
from sqlalchemy.exc import IntegrityError

from storage import erasing, goals, people, rows, workspaces
from storage.compiled import COMPILED
from storage.quick import OFTEN, Remembered
from storage.store import Store, Transaction
from storage.tables import Base, Delivery, Person, Workspace
from storage.vault import Vault
from tests.storage.test_privacy import SECRET, found

NOW = datetime(2027, 3, 1, 15, 0, 0, 250_000, tzinfo=UTC)


def add(tx: Transaction) -> int:
    known = {"name": "Fernhill", "locale": "en", "bot_user_id": "U0", "installed_at": NOW}
    return rows.add(tx, Workspace, team_id="T1", **known)


def person(ws: int, **facts: Any) -> dict[str, Any]:
    return {"workspace_id": ws, "slack_id": "U1", "name": "Inês", "zone": "UTC", "locale": "en", **facts}


async def test_a_row_is_read_as_sqlalchemy_reads_it_with_instants_flags_lists_and_nothing(
    store: Store,
) -> None:
    leave = [{"starts": "2027-03-01", "ends": "2027-03-05"}]
    elsewhere = NOW.astimezone(timezone(timedelta(hours=9)))

    def work(tx: Transaction) -> tuple[Any, Any]:
        id_ = rows.add(tx, Person, **person(add(tx), leave=leave, is_admin=True, coordinator_at=elsewhere))
        table = rows.table(Person)
        return rows.first(tx, Person, Person.id == id_), dict(tx.execute(select(table)).mappings().one())

    quick, slow = await store.run(work)
    assert dict(quick) == slow
    told = {name: quick[name] for name in ("leave", "is_admin", "is_bot", "coordinator_at", "consented_at")}
    assert told == {
        "leave": leave,
        "is_admin": True,
        "is_bot": False,
        "coordinator_at": NOW,
        "consented_at": None,
    }


async def test_what_was_changed_is_counted_and_found_by_its_new_values(store: Store) -> None:
    def work(tx: Transaction) -> tuple[int, int, list[str]]:
        ws = add(tx)
        for number in range(3):
            rows.add(tx, Person, **person(ws, slack_id=f"U{number}"))
        changed = rows.change(
            tx, Person, Person.workspace_id == ws, Person.slack_id.in_(("U0", "U2")), name="Noah"
        )
        found = rows.find(tx, Person, Person.name == "Noah")
        return changed, rows.count(tx, Person, Person.name == "Inês"), [row["slack_id"] for row in found]

    assert await store.run(work) == (2, 1, ["U0", "U2"])


async def test_a_rule_of_the_database_that_is_broken_is_named_without_what_people_wrote(store: Store) -> None:
    def twice(tx: Transaction) -> None:
        ws = add(tx)
        rows.add(tx, Person, **person(ws, name="a secret name"))
        rows.add(tx, Person, **person(ws, name="a secret name"))

    with pytest.raises(IntegrityError) as refused:
        await store.run(twice)
    assert "secret" not in str(refused.value)
    assert await store.read(lambda tx: rows.count(tx, Person)) == 0


async def test_an_instant_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="give it its zone"):
        await store.run(lambda tx: rows.find(tx, Delivery, Delivery.due_at == datetime(2027, 3, 1)))  # noqa: DTZ001


async def test_a_transaction_that_has_ended_runs_nothing(store: Store) -> None:
    kept = await store.read(lambda tx: tx)
    with pytest.raises(RuntimeError, match="has ended"):
        rows.find(kept, Person, Person.name == "Inês")


async def test_what_one_store_has_compiled_no_other_compiles_again(
    store: Store, database_url: str, vault: Vault
) -> None:
    def look(tx: Transaction) -> Any:
        rows.first(tx, Workspace, Workspace.team_id == "T1")
        tx.execute(select(rows.table(Workspace)).where(Workspace.team_id == "T1")).all()
        compiled = COMPILED[tx.dialect]
        return tx._quick and tx._quick._plans, set(compiled), [compiled[key] for key in compiled]

    plans, keys, before = await store.read(look)
    other = await Store.open(database_url, vault)
    its_plans, its_keys, after = await other.read(look)
    await other.close()
    assert its_plans is plans
    assert its_keys == keys
    assert all(one is same for one, same in zip(after, before, strict=True))


async def test_of_a_row_that_reads_as_before_the_same_is_made(sqlite_store: Store) -> None:
    def begin(tx: Transaction) -> int:
        ws = add(tx)
        for number in range(2):
            rows.add(tx, Person, **person(ws, slack_id=f"U{number}"))
        return ws

    ws = await sqlite_store.run(begin)

    def one(tx: Transaction, slack_id: str = "U0") -> Any:
        return people.by_slack_id(tx, ws, slack_id)

    first, again = await sqlite_store.run(one), await sqlite_store.read(one)
    other = await sqlite_store.read(lambda tx: one(tx, "U1"))
    assert first is again
    assert (other.slack_id, other == first) == ("U1", False)
    changed = await sqlite_store.run(lambda tx: people.change(tx, ws, first.id, name="Noah"))
    assert (first.name, changed.name, (await sqlite_store.read(one)).name) == ("Inês", "Noah", "Noah")
    back = await sqlite_store.run(lambda tx: people.change(tx, ws, first.id, name="Inês"))
    assert back is first


async def test_what_was_erased_is_not_remembered(sqlite_store: Store) -> None:
    def begin(tx: Transaction) -> tuple[int, int]:
        ws = add(tx)
        return ws, rows.add(tx, Person, **person(ws, dm_channel="D1"))

    ws, who = await sqlite_store.run(begin)
    await sqlite_store.read(lambda tx: people.get(tx, ws, who).name)
    assert remembered("Inês")
    await sqlite_store.run(lambda tx: erasing.person(tx, ws, who, at=NOW))
    assert not remembered("Inês")


async def test_who_reads_on_from_before_an_erasure_remembers_nothing_of_it(sqlite_store: Store) -> None:
    def begin(tx: Transaction) -> tuple[int, int]:
        ws = add(tx)
        return ws, rows.add(tx, Person, **person(ws, dm_channel="D1"))

    ws, who = await sqlite_store.run(begin)
    begun, erased = threading.Event(), threading.Event()

    def look(tx: Transaction) -> str:
        workspaces.get(tx, ws)
        begun.set()
        assert erased.wait(10)
        return people.get(tx, ws, who).name

    reading = asyncio.create_task(sqlite_store.read(look))
    assert await asyncio.to_thread(begun.wait, 10)
    await sqlite_store.run(lambda tx: erasing.person(tx, ws, who, at=NOW))
    erased.set()
    assert await reading == "Inês"
    assert not remembered("Inês")


async def test_what_was_made_of_a_row_is_made_anew_by_another_maker(sqlite_store: Store) -> None:
    ws = await sqlite_store.run(add)

    def both(tx: Transaction) -> tuple[Any, ...]:
        found = rows.first(tx, Workspace, Workspace.id == ws)
        assert found is not None
        return tuple(rows.made(found, make) for make in (itemgetter("name"), itemgetter("id")))

    assert await sqlite_store.run(both) == ("Fernhill", ws)


async def test_what_people_wrote_is_not_remembered_sealed_either(sqlite_store: Store) -> None:
    def write(tx: Transaction) -> tuple[int, int, int]:
        town = found(tx, "T1")
        goal = goals.create(tx, town.ws, town.pair, town.ines, SECRET, at=NOW)
        return town.ws, goal.id, town.ines

    ws, goal, ines = await sqlite_store.run(write)
    assert (await sqlite_store.read(lambda tx: goals.get(tx, ws, goal, reader=ines))).title == SECRET
    gc.collect()
    held = [one for one in gc.get_objects() if type(one) is Remembered]
    assert [one for one in held if any(isinstance(value, bytes) for value in one.values())] == []
    # That she is of the pair, which is asked whenever somebody reads, is.
    assert any(one.get("person_id") == ines and "accepted_at" in one for one in held)


def test_no_table_whose_rows_are_remembered_holds_what_is_sealed() -> None:
    tables = [Base.metadata.tables[name] for name in OFTEN]
    assert [str(column) for one in tables for column in one.c if isinstance(column.type, LargeBinary)] == []


def remembered(name: str) -> list[Any]:
    """Every row in this process's memory that tells of somebody of that name."""
    gc.collect()
    return [one for one in gc.get_objects() if type(one) is Remembered and one.get("name") == name]
