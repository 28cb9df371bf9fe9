"""What is held of people is declared, column by column; what is to go goes from every table, and the rest stays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Table, select

from bot.domain.audience import Audience
from storage import erasing, pairs, people, rows
from storage.holdings import HOLDINGS, Fate, named
from storage.store import Store, Transaction
from storage.tables import Base, Delivery, Pair, Session
from storage.types import Sealed, Secret
from tests.storage.planting import WHEN, plant, put

LATER = WHEN + timedelta(days=1)
TABLES = {table.name: table for table in Base.metadata.sorted_tables}
tables = pytest.mark.parametrize("name", sorted(TABLES))
# What both of a pair wrote together, by the names of sealed columns.
OF_TWO = {"clauses.value", "positions.value", "amendments.value"}
SEALED = {
    f"{table.name}.{column.name}"
    for table in TABLES.values()
    for column in table.c
    if isinstance(column.type, Sealed) and not isinstance(column.type, Secret)
}
# What only one of the rows that are planted here says of both.
SHARED = {
    "workspaces",
    "installations",
    "used_states",
    "seals",
    "programmes",
    "pairs",
    "waves",
    "inbound_events",
    "rate_slots",
}


@tables
def test_every_column_says_what_becomes_of_it(name: str) -> None:
    holding, table = HOLDINGS[name], TABLES[name]
    told = [*holding.emptied, *holding.redacts, *named(holding.kept)]
    assert len(told) == len(set(told))
    # Rows that go whole need not say what of them goes.
    assert set(told) == set(table.c.keys()) or (holding.goes_by and not told)
    assert set(holding.empties) | {holding.goes_by or "id"} <= set(table.c.keys()) | {"id"}
    assert set(named(holding.hidden)) <= set(table.c.keys())


@tables
def test_no_sealed_text_outlives_its_person_or_its_time(name: str) -> None:
    holding = HOLDINGS[name]
    texts = {column.name for column in TABLES[name].c if f"{name}.{column.name}" in SEALED}
    assert bool(holding.goes_by) or texts <= {*holding.emptied, *holding.redacts}
    assert not texts or holding.in_time is not Fate.KEPT or name == "drafts"


@dataclass(frozen=True)
class Planted:
    """A workspace in which Inês and Noah have written something wherever one can."""

    ws: int
    ines: int
    noah: int
    pair: int
    ids: dict[str, int]


def grow(tx: Transaction) -> Planted:
    """Plant rows of Inês's into every table, and beside them Noah's."""
    mine = {
        "pairs__state": "active",
        "pair_members__role": "mentee",
        "enrolments__role": "mentee",
        "installations__installed_by": "INESpeople.slack_id",
    }
    open_: dict[str, Any] = {
        "people__intensity": "usual",
        "people__erased_at": None,
        "answers__audience": Audience.PAIR.value,
        "deliveries__rewrites_id": None,
        "sessions__told": {},
        "answers__withdrawn_at": None,
        "progress__withdrawn_at": None,
    }
    ids = plant(tx, "INES", **mine, **open_)
    beside = dict(ids)
    his = {
        "pair_members__role": "mentor", "enrolments__role": "mentor", "agreements__version": 2, "goals__number": 2,
        "deliveries__state": "sending", **open_,
    }  # fmt: skip
    for table in Base.metadata.sorted_tables:
        if table.name not in SHARED:
            beside[table.name] = put(tx, table, beside, "NOAH", his)
    found = Planted(ids["workspaces"], ids["people"], beside["people"], ids["pairs"], ids)
    _write_together(tx, found)
    return found


def _write_together(tx: Transaction, planted: Planted) -> None:
    """Let what two people write in one text hold the words of both."""
    ws = planted.ws
    for name in OF_TWO:
        table, column = TABLES[name.split(".")[0]], name.split(".")[1]
        both = {"texts": {"mentee": f"INES {name}", "mentor": f"NOAH {name}"}, "choice": "daily"}
        tx.execute(
            table.update()
            .where(table.c.workspace_id == ws)
            .values({column: rows.seal_json(tx, ws, name, both)})
        )
    told = {str(planted.ines): "met", str(planted.noah): "met"}
    tx.execute(TABLES["sessions"].update().where(TABLES["sessions"].c.workspace_id == ws).values(told=told))


def texts(tx: Transaction, planted: Planted, mark: str) -> set[str]:
    """Return the names of all columns in which a mark stands, opened where it is sealed."""
    return {name for name, value in _values(tx, planted.ws) if mark in value}


def _values(tx: Transaction, ws: int) -> Iterator[tuple[str, str]]:
    for table in TABLES.values():
        if "workspace_id" not in table.c:
            continue
        for row in tx.execute(select(table).where(table.c.workspace_id == ws)).mappings():
            for column in table.c:
                yield f"{table.name}.{column.name}", _opened(tx, ws, table, column.name, row[column.name])


def _opened(tx: Transaction, ws: int, table: Table, name: str, value: Any) -> str:
    if isinstance(table.c[name].type, Sealed) and value is not None:
        return tx.vault.open(ws, f"{table.name}.{name}", value)
    return json.dumps(value, default=str)


async def test_of_a_person_nothing_stays_and_of_their_partner_everything(store: Store) -> None:
    def story(tx: Transaction) -> tuple[set[str], set[str], set[str], set[str]]:
        planted = grow(tx)
        before = texts(tx, planted, "INES"), texts(tx, planted, "NOAH")
        erasing.person(tx, planted.ws, planted.ines, at=LATER)
        return *before, texts(tx, planted, "INES"), texts(tx, planted, "NOAH")

    hers_before, his_before, hers, his = await store.run(story)
    # A mark stood in every text, or this story says nothing of it.
    assert hers_before >= SEALED
    # What stays is declared with its reason, and is nothing that somebody typed.
    kept = {
        f"{name}.{column}"
        for name, holding in HOLDINGS.items()
        for column in named(holding.kept)
        if not holding.goes_by
    }
    assert hers <= kept
    # The text that both signed is made of both their words; what he wrote in it stays as his answers.
    assert his_before - his == {"agreements.snapshot", "amendments.snapshot"}


async def test_a_name_that_is_gone_is_gone_everywhere_and_the_row_stands_for_nobody(store: Store) -> None:
    def story(tx: Transaction) -> tuple[Any, ...]:
        planted = grow(tx)
        slack_id = people.get(tx, planted.ws, planted.ines).slack_id
        erasing.person(tx, planted.ws, planted.ines, at=LATER)
        left = people.get(tx, planted.ws, planted.ines)
        told = rows.find(tx, Session, Session.workspace_id == planted.ws)
        return (
            texts(tx, planted, slack_id),
            people.by_slack_id(tx, planted.ws, slack_id),
            (left.name, left.mention, left.zone, left.deactivated_at),
            [row["told"] for row in told],
            str(planted.noah),
        )

    found, again, left, told, noah = await store.run(story)
    assert (found, again) == (set(), None)
    assert left == ("\ue000", "\ue000", "UTC", LATER)
    assert told == [{noah: "met"}] * 2


async def test_a_message_on_its_way_to_who_is_gone_writes_nothing_of_where_it_arrived(store: Store) -> None:
    def story(tx: Transaction) -> list[tuple[str, str | None, bool]]:
        planted = grow(tx)
        erasing.person(tx, planted.ws, planted.noah, at=LATER)
        found = rows.find(tx, Delivery, Delivery.workspace_id == planted.ws)
        return [(row["state"], row["channel"], row["fence"] > 1) for row in found]

    [hers, his] = await store.run(story)
    assert (hers[1] is None, his) == (False, ("unknown", None, True))


async def test_when_a_pairs_time_is_over_its_words_are_gone_and_the_counts_stay(store: Store) -> None:
    def story(tx: Transaction) -> tuple[set[str], dict[str, int], datetime | None]:
        planted = grow(tx)
        erasing.pair(tx, planted.ws, planted.pair, at=LATER)
        left = {
            name: len(tx.execute(select(table).where(table.c.workspace_id == planted.ws)).all())
            for name, table in TABLES.items()
            if "workspace_id" in table.c
        }
        words = (texts(tx, planted, "INES") | texts(tx, planted, "NOAH")) & SEALED
        row = rows.first(tx, Pair, Pair.id == planted.pair)
        return words, left, row["erased_at"] if row else None

    words, left, erased_at = await store.run(story)
    # What waits to be said what it answers belongs to no pair.
    assert (words, erased_at) == ({"drafts.text"}, LATER)
    gone = {name for name, count in left.items() if count == 0}
    assert gone == {name for name, holding in HOLDINGS.items() if holding.in_time is Fate.DELETED}


async def test_the_rule_of_who_is_in_a_pair_outlives_who_is_gone(store: Store) -> None:
    def story(tx: Transaction) -> list[int]:
        planted = grow(tx)
        erasing.person(tx, planted.ws, planted.ines, at=LATER)
        return [one.id - planted.pair for one in pairs.of_person(tx, planted.ws, planted.noah)]

    assert await store.run(story) == [0]
