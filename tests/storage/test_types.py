"""Instants survive both databases, and sealed columns take no plain text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, delete, insert, select, text
from sqlalchemy.exc import StatementError

from storage.store import Store, Transaction
from storage.types import Sealed
from tests.storage.scratch import moments

# Every offset there is, and years that are still years after the change to UTC.
instants = st.datetimes(
    min_value=datetime(2, 1, 1),  # noqa: DTZ001 - the zones are drawn below
    max_value=datetime(9998, 12, 31),  # noqa: DTZ001
    timezones=st.timezones() | st.just(UTC),
)


def store_and_return(instant: datetime | None) -> Callable[[Transaction], object]:
    """A work that writes an instant and reads it back."""

    def work(tx: Transaction) -> object:
        tx.execute(delete(moments))
        tx.execute(insert(moments).values(number=1, at=instant))
        return tx.execute(select(moments.c.at)).scalar_one()

    return work


# One database serves all examples: each begins by emptying the table.
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.lists(instants, min_size=1, max_size=12))
async def test_instants_come_back_equal_in_utc_and_sort_as_time_does(
    scratch_store: Store, written: list[datetime]
) -> None:
    def write_and_sort(tx: Transaction) -> list[datetime | None]:
        tx.execute(delete(moments))
        tx.execute(insert(moments), [{"number": number, "at": at} for number, at in enumerate(written)])
        return list(tx.scalars(select(moments.c.at).order_by(moments.c.at)))

    read = await scratch_store.run(write_and_sort)
    assert read == sorted(at.astimezone(UTC) for at in written)
    assert {at.tzinfo for at in read if at is not None} == {UTC}


async def test_an_instant_is_compared_in_the_database_in_whichever_zone_it_is_given(
    scratch_store: Store,
) -> None:
    lisbon = datetime(2025, 7, 1, 9, 0, tzinfo=ZoneInfo("Europe/Lisbon"))

    def earlier_than(tx: Transaction, instant: datetime) -> int:
        return len(tx.execute(select(moments).where(moments.c.at < instant)).all())

    await scratch_store.run(store_and_return(lisbon))
    tokyo = lisbon.astimezone(ZoneInfo("Asia/Tokyo"))
    assert await scratch_store.read(lambda tx: earlier_than(tx, tokyo)) == 0
    assert await scratch_store.read(lambda tx: earlier_than(tx, tokyo + timedelta(microseconds=1))) == 1


async def test_no_instant_stays_none(scratch_store: Store) -> None:
    assert await scratch_store.run(store_and_return(None)) is None


async def test_a_frozen_instant_is_an_instant(scratch_store: Store) -> None:
    with freeze_time("2025-03-17 08:00", real_asyncio=True):
        assert await scratch_store.run(store_and_return(datetime.now(UTC))) == datetime(
            2025, 3, 17, 8, tzinfo=UTC
        )


async def test_a_naive_instant_is_refused_with_what_to_do(scratch_store: Store) -> None:
    with pytest.raises(StatementError) as refused:
        await scratch_store.run(store_and_return(datetime(2025, 3, 17, 8)))  # noqa: DTZ001 - this is the mistake
    assert str(refused.value.orig) == (
        "datetime.datetime(2025, 3, 17, 8, 0) is naive: give it its zone, for example tzinfo=UTC, before it is stored"
    )


async def test_a_date_is_no_instant(scratch_store: Store) -> None:
    with pytest.raises(StatementError, match="an instant must be a datetime, not date"):
        await scratch_store.run(store_and_return(datetime(2025, 3, 17, tzinfo=UTC).date()))  # type: ignore[arg-type]


async def test_sqlite_keeps_an_instant_as_text_that_a_person_can_read(sqlite_store: Store) -> None:
    east = timezone(timedelta(hours=2))
    await sqlite_store.run(store_and_return(datetime(2025, 3, 17, 10, 0, tzinfo=east)))
    kept = await sqlite_store.read(lambda tx: tx.scalar(text("SELECT at FROM scratch_moments")))
    assert kept == "2025-03-17 08:00:00.000000"


def test_a_sealed_column_takes_bytes_and_refuses_plain_text() -> None:
    letters = Table(
        "letters",
        MetaData(),
        Column("number", Integer, primary_key=True),
        Column("author", Integer),
        Column("body", Sealed(audience="our pair", writer="author")),
    )
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        letters.create(connection)
        connection.execute(
            insert(letters), [{"author": 1, "body": b"\x01sealed"}, {"author": 1, "body": None}]
        )
        with pytest.raises(StatementError, match=r"a sealed column takes what vault\.seal returns, not str"):
            connection.execute(insert(letters).values(author=1, body="Dear diary"))
        assert connection.execute(select(letters.c.body)).all() == [(b"\x01sealed",), (None,)]
    engine.dispose()


def test_a_sealed_column_says_who_may_read_it_and_who_wrote_it() -> None:
    declared = Sealed(audience="our pair", writer="author")
    assert (declared.audience, declared.writer) == ("our pair", "author")
    with pytest.raises(TypeError):
        Sealed()  # type: ignore[call-arg]
