"""Works that look side by side are told what each would have been told alone, by fewer questions."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from storage import rows, together
from storage.store import Store, Transaction
from storage.tables import Person, Workspace
from storage.together import Failed

NOW = datetime(2027, 3, 1, 15, tzinfo=UTC)
PEOPLE = 12
Work = Callable[[Transaction], Any]


@pytest.fixture
async def ids(store: Store) -> list[int]:
    """The ids of two workspaces, of twelve people each: half of them coordinate, in three zones."""

    def add(tx: Transaction) -> list[int]:
        known = {"name": "Fernhill", "locale": "en", "bot_user_id": "U0", "installed_at": NOW}
        here = [rows.add(tx, Workspace, team_id=f"T{number}", **known) for number in range(2)]
        for ws in here:
            for number in range(PEOPLE):
                rows.add(
                    tx,
                    Person,
                    workspace_id=ws,
                    slack_id=f"U{number}",
                    name=f"Person {number % 5}",
                    zone=("UTC", "Asia/Tokyo", "Europe/Lisbon")[number % 3],
                    locale="en",
                    leave=[],
                    looked_up_at=NOW + timedelta(hours=number % 4),
                    coordinator_at=NOW if number % 2 else None,
                )
        return here

    return await store.run(add)


def question(ws: int, dice: random.Random) -> Work:
    """Return one of the ways in which our queries ask."""
    id_, others = dice.randrange(2 * PEOPLE + 2), [dice.randrange(2 * PEOPLE + 2) for _ in range(3)]
    name, zone = f"Person {dice.randrange(6)}", dice.choice(("UTC", "Asia/Tokyo"))
    here, at = Person.workspace_id == ws, NOW + timedelta(hours=dice.randrange(4))
    by_name = rows.table(Person).c.name
    newest = rows.table(Person).c.id.desc()
    return dice.choice(
        (
            lambda tx: rows.first(tx, Person, here, Person.id == id_),
            lambda tx: rows.find(tx, Person, here, Person.id == id_),
            lambda tx: rows.find(tx, Person, here, Person.id.in_(set(others))),
            lambda tx: rows.find(tx, Person, here, Person.id.in_(others * 4)),
            lambda tx: rows.find(tx, Person, here, Person.name == name, Person.zone == zone),
            lambda tx: rows.find(tx, Person, here, Person.name == name, order=(newest,)),
            lambda tx: rows.first(tx, Person, here, Person.name == name, order=newest),
            lambda tx: rows.first(tx, Person, here, Person.zone == zone, order=(by_name, newest)),
            lambda tx: rows.find(tx, Person, here, Person.coordinator_at.is_(None)),
            lambda tx: rows.find(tx, Person, here, Person.looked_up_at < at, Person.name == name),
            lambda tx: rows.find(tx, Person, here, Person.looked_up_at > at),
            lambda tx: rows.count(tx, Person, here, Person.name == name),
        )
    )


def work_of(ws: int, seed: int) -> Work:
    """Return a work that asks a few things, where each answer decides what is asked next."""

    def work(tx: Transaction) -> list[Any]:
        dice, found = random.Random(seed), []
        for _ in range(dice.randrange(1, 6)):
            found.append(question(ws, dice)(tx))
            dice.seed(f"{dice.random()} {len(str(found[-1]))}")
        return found

    return work


def asked(store: Store, work: Work) -> tuple[Any, int]:
    """Run a work on a snapshot; return what it returned, and how many kept statements it ran."""
    statements: list[None] = []
    return store._database.read(work, lambda: statements.append(None)), len(statements)


@pytest.mark.parametrize("seed", range(12))
async def test_each_is_told_what_it_would_have_been_told_alone(
    store: Store, ids: Sequence[int], seed: int
) -> None:
    works = [work_of(ids[number % 2], 100 * seed + number // 3) for number in range(20)]
    alone = [(await store.read(work)) for work in works]
    assert await store.read(lambda tx: together.each(tx, works)) == alone


async def test_what_several_ask_alike_is_asked_once(store: Store, ids: Sequence[int]) -> None:
    people = [row["id"] for row in await store.read(lambda tx: rows.find(tx, Person))]

    def work(person_id: int) -> Work:
        def look(tx: Transaction) -> tuple[Any, Any]:
            found = rows.find(tx, Person, Person.workspace_id == ids[0], Person.id == person_id)
            same = [rows.first(tx, Workspace, Workspace.id == ids[0]) for _ in range(3)]
            return found, same

        return look

    works = [work(person_id) for person_id in people[:PEOPLE]]
    found, questions = asked(store, lambda tx: together.each(tx, works))
    assert [one[0][0]["id"] for one in found] == people[:PEOPLE]
    assert questions == 2


async def test_no_question_is_asked_of_two_workspaces(store: Store, ids: Sequence[int]) -> None:
    def work(ws: int) -> Work:
        return lambda tx: [row["workspace_id"] for row in rows.find(tx, Person, Person.workspace_id == ws)]

    found, questions = asked(store, lambda tx: together.each(tx, [work(ws) for ws in ids]))
    assert found == [[ws] * PEOPLE for ws in ids]
    assert questions == 2


async def test_one_that_breaks_breaks_alone(store: Store, ids: Sequence[int]) -> None:
    def work(tx: Transaction) -> int:
        return len(rows.find(tx, Person, Person.workspace_id == ids[0]))

    def broken(tx: Transaction) -> int:
        return len(rows.find(tx, Person, Person.workspace_id == ids[1])) // 0

    found = await store.read(lambda tx: together.each(tx, [work, broken, work]))
    assert (found[0], type(found[1]), found[2]) == (PEOPLE, Failed, PEOPLE)
    assert isinstance(found[1], Failed)
    assert isinstance(found[1].error, ZeroDivisionError)


async def test_nobody_looks_after_the_end(store: Store, ids: Sequence[int]) -> None:
    def keep(tx: Transaction) -> Transaction:
        rows.find(tx, Person, Person.workspace_id == ids[0])
        return tx

    kept = await store.read(lambda tx: together.each(tx, [keep, keep]))
    assert isinstance(kept[0], Transaction)
    with pytest.raises(RuntimeError, match="has ended"):
        kept[0].scalars(rows.table(Person).select())
