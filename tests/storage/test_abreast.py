"""Works that look side by side answer and leave what they would have one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, text

from storage import people, rows
from storage.postgres import PostgreSQL
from storage.prepared import FIRST, selecting, updating
from storage.psycopg_quick import PsycopgQuick
from storage.tables import Person, Workspace
from storage.transaction import Row, Transaction
from storage.urls import normalise
from storage.vault import Vault
from storage.works import Function

NOW = datetime(2027, 3, 1, 15, tzinfo=UTC)
KNOWN = 4
KEY = ("workspace_id", "slack_id")
ZONES = ("UTC", "Asia/Tokyo", "Europe/Lisbon")
SHOWN = ("id", "slack_id", "name", "zone", "is_guest")
Step: TypeAlias = Callable[[Transaction, int], Any]

ids = st.integers(1, KNOWN + 4)
names = st.sampled_from([f"U{number}" for number in range(KNOWN + 3)])
zones = st.sampled_from(ZONES)


@pytest.fixture
def database(postgres_url: str, vault: Vault) -> Iterator[PostgreSQL]:
    """A database with one workspace, in which `begin_anew` puts a few people."""
    opened = PostgreSQL(normalise(postgres_url), vault)
    done = opened.write([_found])
    assert done[0].error is None
    yield opened
    opened.close()


def _found(tx: Transaction) -> None:
    rows.add(tx, Workspace, team_id="T1", name="Fernhill", locale="en", bot_user_id="U0", installed_at=NOW)


def begin_anew(database: PostgreSQL) -> None:
    def work(tx: Transaction) -> None:
        tx.execute(text("TRUNCATE people RESTART IDENTITY CASCADE"))
        for number in range(KNOWN):
            rows.leave(tx, Person, **known(f"U{number}", ZONES[number % 2]))

    assert database.write([work])[0].error is None


def known(slack_id: str, zone: str) -> dict[str, Any]:
    same = {"workspace_id": 1, "locale": "en", "leave": [], "looked_up_at": NOW}
    return {"slack_id": slack_id, "name": "As before", "zone": zone, **same}


def shown(found: Row | None) -> tuple[Any, ...] | None:
    return None if found is None else tuple(found[name] for name in SHOWN)


HERE = Person.workspace_id == 1

looks: list[st.SearchStrategy[Step]] = [
    st.builds(lambda n: lambda tx, _: shown(rows.first(tx, Person, HERE, Person.id == n)), ids),
    st.builds(lambda s: lambda tx, _: shown(rows.first(tx, Person, HERE, Person.slack_id == s)), names),
    st.builds(
        lambda z: lambda tx, _: [shown(one) for one in rows.find(tx, Person, HERE, Person.zone == z)], zones
    ),
    st.builds(lambda z: lambda tx, _: rows.count(tx, Person, HERE, Person.zone == z), zones),
    st.builds(
        lambda some: lambda tx, _: [shown(one) for one in rows.find(tx, Person, HERE, Person.id.in_(some))],
        st.lists(ids, min_size=1, max_size=3),
    ),
    st.builds(lambda s: lambda tx, _: _acting(tx, s), names),
    # What it says of a list of any length, SQLAlchemy runs alone.
    st.builds(lambda z: lambda tx, _: len(rows.find(tx, Person, HERE, Person.zone != z)), zones),
]
changes: list[st.SearchStrategy[Step]] = [
    st.builds(lambda s, z: lambda tx, _: rows.add_once(tx, Person, KEY, **known(s, z)), names, zones),
    st.builds(lambda s, z: lambda tx, _: rows.put(tx, Person, KEY, ("zone",), **known(s, z)), names, zones),
    st.builds(
        lambda some, z: lambda tx, _: rows.add_each(tx, Person, KEY, [known(s, z) for s in some]),
        st.lists(names, min_size=1, max_size=3),
        zones,
    ),
    st.builds(lambda n, z: lambda tx, _: rows.change(tx, Person, HERE, Person.id == n, zone=z), ids, zones),
    st.builds(
        lambda a, b: lambda tx, _: rows.change(tx, Person, HERE, Person.zone == a, zone=b), zones, zones
    ),
    # What was seen so far decides.
    st.builds(
        lambda n: lambda tx, seen: rows.renew(tx, Person, HERE, Person.id == n, name=f"Saw {seen}"), ids
    ),
    st.builds(lambda n: lambda tx, _: tx.execute(delete(Person).where(HERE, Person.id == n)).rowcount, ids),
]


def _acting(tx: Transaction, slack_id: str) -> Any:
    found = people.acting(tx, "T1", slack_id)
    return found and (found[0].id, found[1].id, found[1].zone)


def working(steps: list[Step]) -> Callable[[Transaction], list[Any]]:
    """Return the work that takes some steps, and answers with what each has found or done."""

    def work(tx: Transaction) -> list[Any]:
        found: list[Any] = []
        for step in steps:
            found.append(step(tx, hash(str(found)) % 1000))
        return found

    return work


def everybody(tx: Transaction) -> list[Any]:
    return [shown(one) for one in rows.find(tx, Person, HERE)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(group=st.lists(st.lists(st.one_of(*looks, *changes), min_size=1, max_size=5), min_size=2, max_size=5))
def test_a_group_answers_and_leaves_what_its_works_would_one_by_one(
    database: PostgreSQL, group: list[list[Step]]
) -> None:
    works = [working(steps) for steps in group]
    begin_anew(database)
    alone = [database.write([work])[0].value for work in works], database.read(everybody)
    begin_anew(database)
    abreast = [one.value for one in database.write(works)], database.read(everybody)
    # An id that was not used is lost, so the next may be another; who it is, is told beside it.
    assert abreast == alone


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often somebody waited for the server."""
    counted: list[str] = []
    for name in ("_ask_alone", "_collected"):
        whole = getattr(PsycopgQuick, name)

        def counting(*given: Any, whole: Any = whole, name: str = name) -> Any:
            counted.append(name)
            return whole(*given)

        monkeypatch.setattr(PsycopgQuick, name, counting)
    return counted


def four_looks(slack_id: str) -> Callable[[Transaction], Any]:
    """Look four times, then change a row that nobody else looks at."""

    def work(tx: Transaction) -> Any:
        found = [rows.first(tx, Person, HERE, Person.slack_id == slack_id) for _ in range(4)][-1]
        assert found
        rows.renew(tx, Person, HERE, Person.slack_id == slack_id, name=f"{found['name']}, {slack_id}")
        return found["name"]

    return work


def test_eight_works_take_as_many_ways_to_the_server_as_one(database: PostgreSQL, ways: list[str]) -> None:
    def many(tx: Transaction) -> None:
        rows.add_each(tx, Person, KEY, [known(f"V{number}", "UTC") for number in range(8)])

    begin_anew(database)
    assert database.write([many])[0].error is None
    works = [four_looks(f"V{number}") for number in range(8)]
    database.write(works)
    ways.clear()
    found = database.write(works)
    # Four looks, and the commit with all that was noted.
    assert len(ways) == 5
    assert [one.value for one in found] == [f"As before, V{number}" for number in range(8)]


def test_questions_of_any_shape_go_to_the_server_together(database: PostgreSQL, ways: list[str]) -> None:
    of = rows.table(Person)
    asked = [selecting(of, (HERE, one)) for one in (Person.zone == "UTC", Person.slack_id == "U1")]

    def look(tx: Transaction) -> list[list[Any]]:
        return [[one["slack_id"] for one in found] for found in tx.rows_of_each(asked)]

    begin_anew(database)
    ways.clear()
    assert database.read(look) == [["U0", "U2"], ["U1"]]
    assert len(ways) == 1


def test_a_work_whose_row_was_changed_by_one_before_it_sees_that(database: PostgreSQL) -> None:
    begin_anew(database)
    found = database.write([four_looks("U1"), four_looks("U2"), four_looks("U1")])
    assert [one.value for one in found] == ["As before", "As before", "As before, U1"]


def test_one_that_fails_leaves_the_others_alone_and_no_thread_behind(database: PostgreSQL) -> None:
    ended = []

    def fails(tx: Transaction) -> None:
        assert rows.first(tx, Person, HERE, Person.slack_id == "U0")
        raise LookupError

    def waits(tx: Transaction) -> str:
        try:
            return str(four_looks("U3")(tx))
        finally:
            ended.append("U3")

    begin_anew(database)
    found = database.write([four_looks("U1"), fails, waits])
    assert [one.value for one in found] == ["As before", None, "As before"]
    assert isinstance(found[1].error, LookupError)
    # Once beside the others, and once alone.
    assert ended == ["U3", "U3"]


def zone_of(*where: Any) -> Callable[[Transaction], list[str]]:
    return lambda tx: [one["zone"] for one in rows.find(tx, Person, HERE, *where)]


LISBON = "Europe/Lisbon"


@pytest.mark.parametrize(
    ("change", "look", "sees"),
    [
        # The next id was nobody's when it was looked at.
        (lambda tx: rows.add(tx, Person, **known("U9", LISBON)), (Person.id == KNOWN + 1,), [LISBON]),
        (
            lambda tx: rows.add_once(tx, Person, KEY, **known("U9", LISBON)),
            (Person.zone == LISBON,),
            [LISBON],
        ),
        (
            lambda tx: rows.add_each(tx, Person, KEY, [known("U8", "UTC"), known("U9", LISBON)]),
            (Person.slack_id == "U9",),
            [LISBON],
        ),
        (
            lambda tx: rows.put(tx, Person, KEY, ("zone",), **known("U1", LISBON)),
            (Person.slack_id == "U1",),
            [LISBON],
        ),
        (
            lambda tx: rows.put_each(tx, Person, KEY, ("zone",), [known("U0", LISBON), known("U1", LISBON)]),
            (Person.slack_id == "U1",),
            [LISBON],
        ),
        # It had another zone, as the change says itself.
        (
            lambda tx: rows.change(tx, Person, HERE, Person.zone == "UTC", zone=LISBON),
            (Person.zone == LISBON,),
            [LISBON, LISBON],
        ),
        (lambda tx: rows.change(tx, Person, HERE, Person.id == 2, zone=LISBON), (Person.id == 2,), [LISBON]),
        (
            lambda tx: tx.change_each(
                updating(rows.table(Person), (Person.id == 1,), {"zone": LISBON}),
                [{"zone": LISBON, FIRST[0]: number} for number in (1, 2)],
            ),
            (Person.id == 2,),
            [LISBON],
        ),
        (lambda tx: tx.execute(delete(Person).where(Person.id == 1)).rowcount, (Person.id == 1,), []),
        (
            lambda tx: tx.execute(text("UPDATE people SET zone = 'Moved'")).rowcount,
            (Person.id == 1,),
            ["Moved"],
        ),
    ],
)
def test_what_was_seen_before_a_change_that_may_touch_it_is_looked_at_again(
    database: PostgreSQL, change: Function, look: tuple[Any, ...], sees: list[str]
) -> None:
    begin_anew(database)
    assert database.write([change, zone_of(*look)])[1].value == sees


def test_an_id_is_compared_with_those_of_its_own_table(database: PostgreSQL) -> None:
    def look(tx: Transaction) -> list[str]:
        found = rows.beside(tx, Workspace, Person, {"id": "workspace_id"}, Workspace.id == 1)
        return [person["zone"] for _workspace, person in found]

    def change(tx: Transaction) -> int:
        return rows.change(tx, Person, Person.id == 2, zone=LISBON)

    begin_anew(database)
    assert database.write([change, look])[1].value == ["UTC", LISBON, "UTC", ZONES[1]]


@pytest.mark.parametrize(
    ("change", "look"),
    [
        (lambda tx: rows.add(tx, Person, **known("U9", LISBON)), (Person.id == 1,)),
        (lambda tx: rows.add(tx, Person, **known("U9", LISBON)), (Person.slack_id == "U1",)),
        (lambda tx: rows.change(tx, Person, HERE, Person.id == 1, zone=LISBON), (Person.id == 2,)),
        (
            lambda tx: rows.change(tx, Person, HERE, Person.id.in_([1, 2]), zone=LISBON),
            (Person.id.in_([3, 4]),),
        ),
        (lambda tx: rows.renew(tx, Workspace, Workspace.id == 1, name="Fern"), (Person.id == 2,)),
    ],
)
def test_what_no_change_can_have_touched_is_looked_at_once(
    database: PostgreSQL, change: Function, look: tuple[Any, ...]
) -> None:
    looked = []

    def work(tx: Transaction) -> None:
        looked.append(zone_of(*look)(tx))

    begin_anew(database)
    outcomes = database.write([change, work])
    assert [one.error for one in outcomes] == [None, None]
    assert len(looked) == 1
