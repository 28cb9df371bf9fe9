"""A copy of one's own data is complete: every column, every word one may read, and none of anybody else's."""

from __future__ import annotations

import json
from html import unescape
from typing import Any

import pytest
from sqlalchemy import update

from bot.domain.audience import Audience
from bot.readable import html
from bot.telling import Telling
from bot.views import copy as views
from bot.words import Reader, Words
from storage import answers, erasing, exporting
from storage.answers import Asked
from storage.exporting import Copy
from storage.holdings import ALWAYS_HIDDEN, HOLDINGS, Of, named
from storage.store import Store, Transaction
from storage.tables import Answer, Base
from storage.types import Sealed
from tests.storage.planting import WHEN, plant
from tests.storage.test_holdings import LATER, SEALED, Planted, grow

# Whose words both of a pair read, whoever wrote them.
OF_PAIR = {
    f"{table.name}.{column.name}"
    for table in Base.metadata.sorted_tables
    for column in table.c
    if isinstance(column.type, Sealed) and column.type.audience == Audience.PAIR
}


def marked(copy: Copy, mark: str) -> set[str]:
    """Return the columns of a copy in which a mark stands."""
    return {
        f"{table}.{name}"
        for table, found in copy.tables.items()
        for row in found
        for name, value in row.items()
        if mark in json.dumps(value, default=str)
    }


async def copies(store: Store, audience: Audience = Audience.PAIR) -> list[Copy]:
    """Take a copy of Inês's data and one of Noah's, whose answers are for whom `audience` says."""

    def story(tx: Transaction) -> list[Copy]:
        planted = grow(tx)
        tx.execute(update(Answer).values(audience=audience))
        return [exporting.of(tx, planted.ws, one, at=LATER) for one in (planted.ines, planted.noah)]

    return await store.run(story)


async def taken(store: Store) -> Copy:
    """Take a copy of Inês's data."""
    return (await copies(store))[0]


async def test_every_column_of_every_table_is_in_a_copy_or_said_to_be_left_out(store: Store) -> None:
    copy = await taken(store)
    for table in Base.metadata.sorted_tables:
        if table.name not in HOLDINGS or HOLDINGS[table.name].of is Of.NOBODY:
            continue
        left_out = ALWAYS_HIDDEN | set(named(HOLDINGS[table.name].hidden))
        told = {name for row in copy.tables[table.name] for name in row}
        assert told == set(table.c.keys()) - left_out, table.name


async def test_a_copy_holds_what_one_wrote_and_what_the_partner_wrote_for_one_to_see(store: Store) -> None:
    copy = await taken(store)
    assert marked(copy, "INES") >= SEALED
    assert SEALED & marked(copy, "NOAH") == OF_PAIR | {"answers.value"}


@pytest.mark.parametrize(
    "audience", [one for one in Audience if one is not Audience.PAIR], ids=lambda one: str(one)
)
async def test_what_the_partner_answered_in_private_is_in_nobody_elses_copy(
    store: Store, audience: Audience
) -> None:
    hers, his = await copies(store, audience)
    assert SEALED & marked(hers, "NOAH") == SEALED & marked(his, "INES") == OF_PAIR
    assert ("answers.value" in marked(hers, "INES"), "answers.value" in marked(his, "NOAH")) == (True, True)


async def test_what_the_partner_took_back_is_in_their_own_copy_alone(store: Store) -> None:
    def story(tx: Transaction) -> list[Copy]:
        planted = grow(tx)
        for name in ("answers", "progress"):
            table = Base.metadata.tables[name]
            tx.execute(update(table).where(table.c.person_id == planted.noah).values(withdrawn_at=WHEN))
        return [exporting.of(tx, planted.ws, one, at=LATER) for one in (planted.ines, planted.noah)]

    hers, his = await store.run(story)
    back = {"answers.value", "progress.note"}
    assert (marked(hers, "NOAH") & back, marked(his, "NOAH") & back) == (set(), back)


async def test_that_an_answer_was_suggested_is_told_to_its_writer_alone(store: Store) -> None:
    def story(tx: Transaction) -> list[list[dict[str, Any]]]:
        planted = grow(tx)
        asked = Asked(planted.ws, planted.ines, planted.pair, "agreement.length", str(planted.pair))
        answers.record(tx, asked, {"choice": "45"}, Audience.PAIR, at=WHEN, suggested=True)
        members = [planted.ines, planted.noah]
        return [
            [row["value"] for row in copy.tables["answers"] if row["question"] == asked.question]
            for copy in (exporting.of(tx, planted.ws, one, at=LATER) for one in members)
        ]

    assert await store.run(story) == [[{"choice": "45", "suggested": True}], [{"choice": "45"}]]


async def test_an_answer_is_suggested_until_its_writer_gives_it_themselves(store: Store) -> None:
    def story(tx: Transaction) -> list[tuple[dict[str, Any], bool]]:
        planted = grow(tx)
        asked = Asked(planted.ws, planted.ines, planted.pair, "agreement.length", str(planted.pair))
        found = []
        for suggested in (True, False, True):
            answers.record(tx, asked, {"choice": "45"}, Audience.PAIR, at=WHEN, suggested=suggested)
            found.append(answers.find(tx, asked, lambda *_any: True))
        return [(one.value, one.suggested) for one in found if one]

    same = {"choice": "45"}
    assert await store.run(story) == [(same, True), (same, False), (same, True)]


async def test_of_who_is_gone_nothing_is_left_to_copy_and_in_the_partners_only_the_partners_own(
    store: Store,
) -> None:
    def story(tx: Transaction) -> tuple[Copy, Copy]:
        planted = grow(tx)
        erasing.person(tx, planted.ws, planted.ines, at=LATER)
        return (
            exporting.of(tx, planted.ws, planted.ines, at=LATER),
            exporting.of(tx, planted.ws, planted.noah, at=LATER),
        )

    hers, his = await store.run(story)
    assert SEALED & (marked(hers, "INES") | marked(his, "INES")) == set()
    assert [one["name"] for one in his.names.values()] == ["NOAHpeople.name"]


async def test_the_page_holds_every_word_and_the_file_every_value(store: Store) -> None:
    copy = await taken(store)
    reader = Reader(Words(), "en", "Europe/Lisbon", LATER)
    found = views.sections(copy.tables, copy.names, Telling(copy.me, reader), reader, copy.pairs)
    page = html(found, "Fernhill", LATER, reader)
    told = json.loads(exporting.as_json(copy))
    assert set(told["kept"]) == {name for name, one in HOLDINGS.items() if one.of is not Of.NOBODY}
    missing = [
        text
        for table, found in copy.tables.items()
        for row in found
        for name in row
        if f"{table}.{name}" in SEALED
        for text in _texts(row[name])
        if text not in unescape(page)
    ]
    assert missing == []


async def test_what_people_typed_is_no_markup_on_the_page(store: Store) -> None:
    reader = Reader(Words(), "es", "UTC", LATER)
    typed = '<script>alert("x")</script> &amp;'
    telling = Telling((await taken(store)).me, reader)
    found = views.sections({"drafts": [{"text": typed, "created_at": WHEN}]}, {}, telling, reader)
    page = html(found, typed, LATER, reader)
    assert ("<script>" in page, page.count("&lt;script&gt;"), '<html lang="es">' in page) == (False, 2, True)


async def test_a_copy_holds_nothing_of_another_workspace(store: Store) -> None:
    def story(tx: Transaction) -> tuple[Copy, Planted]:
        here = grow(tx)
        plant(tx, "THERE", people__intensity="usual")
        return exporting.of(tx, here.ws, here.ines, at=LATER), here

    copy, here = await store.run(story)
    assert {row["id"] for row in copy.tables["people"]} == {here.ines}
    assert marked(copy, "THERE") == set()


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    return [value] if isinstance(value, str) else []
