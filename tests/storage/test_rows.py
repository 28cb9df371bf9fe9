"""Rows are found, added, replaced and changed by statements that are built once for each shape."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import and_, or_, select

from storage import rows
from storage.store import Store, Transaction
from storage.tables import Person, Workspace

NOW = datetime(2027, 3, 1, 15, tzinfo=UTC)
NAMES = ("ines", "noah", "amara")


@pytest.fixture
async def ids(store: Store) -> dict[str, int]:
    """Three people in one workspace, by name; amara coordinates."""

    def add(tx: Transaction) -> dict[str, int]:
        known = {"name": "Fernhill", "locale": "en", "bot_user_id": "U0", "installed_at": NOW}
        ws = rows.add(tx, Workspace, team_id="T1", **known)
        people = {name: rows.add_once(tx, Person, KEY, **person(ws, name)) for name in NAMES}
        rows.change(tx, Person, Person.name == "amara", coordinator_at=NOW)
        return {"ws": ws, **{name: id_ for name, id_ in people.items() if id_}}

    return await store.run(add)


KEY = ("workspace_id", "slack_id")


def person(ws: int, name: str) -> dict[str, object]:
    facts = {"name": name, "zone": "UTC", "locale": "en", "leave": []}
    return {"workspace_id": ws, "slack_id": f"U{name.upper()}", **facts}


async def test_the_same_question_asked_of_another_value_finds_another_row(
    store: Store, ids: dict[str, int]
) -> None:
    def names(tx: Transaction) -> list[str]:
        return [rows.find(tx, Person, Person.id == ids[name])[0]["name"] for name in NAMES]

    assert await store.read(names) == [*NAMES]


async def test_questions_of_other_shapes_do_not_get_each_others_answers(
    store: Store, ids: dict[str, int]
) -> None:
    def ask(tx: Transaction) -> list[list[str]]:
        def found(*where: Any, order: Any = None) -> list[str]:
            return [row["name"] for row in rows.find(tx, Person, *where, order=order)]

        name = rows.table(Person).c.name
        return [
            found(Person.coordinator_at.is_(None)),
            found(Person.coordinator_at.is_not(None)),
            found(Person.id.in_([ids["noah"], ids["amara"]])),
            found(Person.id.in_([ids["ines"]])),
            found(Person.id.in_([])),
            found(~(Person.name == "noah")),
            found(Person.name != "noah"),
            found(Person.id > ids["ines"]),
            found(Person.id >= ids["ines"]),
            found(Person.id < ids["noah"]),
            found(or_(Person.name == "noah", Person.name == "ines")),
            found(and_(Person.name == "noah", Person.workspace_id == ids["ws"])),
            found(Person.workspace_id == ids["ws"], order=name),
            found(Person.workspace_id == ids["ws"], order=name.desc()),
            found(Person.id.in_(select(Person.id).where(Person.name == "amara"))),
        ]

    ines, noah, amara = NAMES
    for _ in range(2):
        assert await store.read(ask) == [
            [ines, noah],
            [amara],
            [noah, amara],
            [ines],
            [],
            [ines, amara],
            [ines, amara],
            [noah, amara],
            [ines, noah, amara],
            [ines],
            [ines, noah],
            [noah],
            [amara, ines, noah],
            [noah, ines, amara],
            [amara],
        ]


async def test_rows_are_counted(store: Store, ids: dict[str, int]) -> None:
    def counts(tx: Transaction) -> list[int]:
        here = Person.workspace_id == ids["ws"]
        return [
            rows.count(tx, Person, here),
            rows.count(tx, Person, here, Person.coordinator_at.is_not(None)),
            rows.count(tx, Person, here, or_(Person.name == "noah", Person.name == "ines")),
            rows.count(tx, Person, Person.id == -1),
        ]

    assert await store.read(counts) == [3, 1, 2, 0]


async def test_a_row_is_added_once_and_changed_where_its_key_stands_already(
    store: Store, ids: dict[str, int]
) -> None:
    def again(tx: Transaction) -> list[object]:
        twice = rows.add_once(tx, Person, KEY, **person(ids["ws"], "ines"))
        rows.put(
            tx, Person, KEY, ("zone",), **{**person(ids["ws"], "ines"), "zone": "Asia/Tokyo", "name": "x"}
        )
        changed = rows.change(tx, Person, Person.id == ids["noah"], zone="Europe/Lisbon", name="Noah")
        return [twice, changed, *((row["name"], row["zone"]) for row in rows.find(tx, Person))]

    assert await store.run(again) == [
        None,
        1,
        ("ines", "Asia/Tokyo"),
        ("Noah", "Europe/Lisbon"),
        ("amara", "UTC"),
    ]
