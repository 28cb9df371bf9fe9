"""What only PostgreSQL can do to a work: meet another, or go away."""

from __future__ import annotations

import asyncio
import importlib.util
import re
import traceback
from datetime import UTC, datetime
from importlib.machinery import ModuleSpec

import pytest
from psycopg.errors import SerializationFailure
from sqlalchemy import create_engine, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from storage import migrate, rows
from storage.errors import DatabaseUnreachable, DriverMissing
from storage.prepared import Prepared
from storage.store import Store, Transaction
from storage.tables import Workspace
from storage.urls import normalise
from storage.vault import Vault
from tests.storage.scratch import counters, notes
from tests.storage.test_groups import together
from tests.storage.test_store import counter, note, texts

pytestmark = pytest.mark.postgres
NOW = datetime(2027, 3, 1, 15, tzinfo=UTC)
RIVER = "Orinoco"


async def test_a_work_that_meets_another_runs_again_and_only_its_last_run_counts(
    postgres_store: Store, postgres_url: str
) -> None:
    runs: list[int] = []
    happened: list[int] = []
    rival = create_engine(normalise(postgres_url))

    def count(tx: Transaction) -> int:
        value: int = tx.execute(select(counters.c.value)).scalar_one()
        runs.append(value)
        run = len(runs)
        tx.after_commit(lambda: happened.append(run))
        if run == 1:
            with rival.begin() as connection:
                connection.execute(update(counters).values(value=10))
        tx.execute(update(counters).values(value=value + 1))
        return value + 1

    await postgres_store.run(counter)
    assert await postgres_store.run(count) == 11
    assert (runs, happened) == ([0, 10], [2])
    rival.dispose()


async def test_a_wake_up_that_meets_another_is_put_into_the_queue_with_the_next_run_of_its_work(
    postgres_url: str, vault: Vault, caplog: pytest.LogCaptureFixture
) -> None:
    calls: list[str] = []

    def call(connection: object) -> None:
        calls.append("called")
        if len(calls) == 1:
            # As the queue tells of it.
            raise LookupError from SerializationFailure

    store = await Store.open(postgres_url, vault, call)
    await store.run(lambda tx: tx.call())
    await store.close()
    assert (calls, caplog.messages) == (["called"] * 2, [])


async def test_a_group_that_meets_another_process_answers_each_of_its_works(
    postgres_store: Store, postgres_url: str
) -> None:
    rival = create_engine(normalise(postgres_url))
    met: list[bool] = []

    def meet(tx: Transaction) -> str:
        tx.execute(select(counters.c.value)).scalar_one()
        if not met:
            met.append(True)
            with rival.begin() as connection:
                connection.execute(update(counters).values(value=10))
        tx.execute(update(counters).values(value=counters.c.value + 1))
        return "met"

    await postgres_store.run(counter)
    assert await together(postgres_store, note("a"), meet, note("a"), note("b")) == [
        "a",
        "met",
        IntegrityError,
        "b",
    ]
    assert await postgres_store.read(lambda tx: (texts(tx), tx.scalar(select(counters.c.value)))) == (
        ["a", "b"],
        11,
    )
    rival.dispose()


async def test_of_long_works_that_meet_those_of_five_other_processes_again_and_again_each_has_its_turn(
    postgres_store: Store, postgres_url: str, vault: Vault
) -> None:
    def count(tx: Transaction) -> int:
        value: int = tx.execute(select(counters.c.value)).scalar_one()
        # Time enough for others to come in between.
        tx.execute(text("SELECT pg_sleep(0.04)"))
        tx.execute(update(counters).values(value=value + 1))
        return value + 1

    await postgres_store.run(counter)
    stores = [postgres_store, *[await Store.open(postgres_url, vault) for _ in range(5)]]
    answers = await asyncio.gather(*(store.run(count) for store in stores for _ in range(5)))
    for store in stores[1:]:
        await store.close()
    assert sorted(answers) == list(range(1, 31))


async def test_a_lock_that_somebody_forgot_holds_up_nobody_for_good(postgres_store: Store) -> None:
    assert await postgres_store.run(lambda tx: tx.scalar(text("SHOW lock_timeout"))) == "10s"


async def test_connections_cut_while_nobody_used_them_are_replaced_unnoticed(
    postgres_store: Store, postgres_url: str
) -> None:
    await asyncio.gather(*(postgres_store.run(note(f"before {number}")) for number in range(4)))
    await postgres_store.read(texts)
    _cut_all(postgres_url)
    assert len(await postgres_store.read(texts)) == 4
    _cut_all(postgres_url)
    assert await postgres_store.run(note("after")) == "after"


async def test_a_connection_cut_in_mid_work_every_time_is_said_clearly_and_the_next_work_is_served(
    postgres_store: Store, postgres_url: str
) -> None:
    def cut_off(tx: Transaction) -> None:
        note("never kept")(tx)
        tx.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(DatabaseUnreachable):
        await postgres_store.run(cut_off)
    assert await postgres_store.run(note("kept")) == "kept"
    assert await postgres_store.read(texts) == ["kept"]


async def test_a_connection_cut_while_it_commits_is_not_tried_again_since_it_may_have_been_kept(
    postgres_store: Store,
) -> None:
    runs: list[int] = []

    def cut_off_at_commit(tx: Transaction) -> None:
        runs.append(1)
        note("kept or not")(tx)

    await postgres_store.run(_end_connection_at_commit)
    with pytest.raises(DatabaseUnreachable, match="so the last changes may be kept or not"):
        await postgres_store.run(cut_off_at_commit)
    assert runs == [1]
    assert await postgres_store.read(texts) == []


async def test_a_server_that_is_not_there_is_named_without_its_password(vault: Vault) -> None:
    # Port 1 is reserved, and nothing listens on it.
    with pytest.raises(DatabaseUnreachable) as refused:
        await Store.open("postgres://trellis:secret@127.0.0.1:1/trellis", vault)
    assert re.fullmatch(
        r"The database at postgresql\+psycopg://trellis:\*\*\*@127\.0\.0\.1:1/trellis does not answer: [^\n?]*"
        r"Connection refused\. Start it, or check TRELLIS_DATABASE_URL; the next attempt connects anew\.",
        str(refused.value),
    )


async def test_without_its_driver_we_say_what_to_install(
    monkeypatch: pytest.MonkeyPatch, vault: Vault
) -> None:
    find = importlib.util.find_spec

    def find_all_but_psycopg(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "psycopg" else find(name, package)

    monkeypatch.setattr("storage.urls.find_spec", find_all_but_psycopg)
    with pytest.raises(DriverMissing) as refused:
        await Store.open("postgresql://127.0.0.1/trellis", vault)
    assert str(refused.value) == (
        'PostgreSQL needs a driver that is not installed. Install it with: pip install "trellis-mentoring[postgres]"'
    )


async def test_a_work_that_goes_on_after_a_refused_statement_is_not_answered_as_kept(
    postgres_store: Store,
) -> None:
    def go_on(tx: Transaction) -> None:
        tx.execute(insert(notes).values(text="same"))
        try:
            tx.execute(insert(notes).values(text="same"))
        except IntegrityError:
            return

    with pytest.raises(RuntimeError, match="a statement failed and its work went on"):
        await postgres_store.run(go_on)
    assert await postgres_store.read(texts) == []


@pytest.mark.parametrize("is_kept", [True, False])
async def test_an_error_says_nothing_of_what_stands_in_the_rows(postgres_store: Store, is_kept: bool) -> None:
    def say_twice(tx: Transaction) -> None:
        for _ in range(2):
            if is_kept:
                tx.change(Prepared(insert(notes), {"text": RIVER}, "say"))
            else:
                tx.execute(insert(notes).values(text=RIVER))

    with pytest.raises(IntegrityError) as raised:
        await postgres_store.run(say_twice)
    told = "".join(traceback.format_exception(raised.value))
    assert 'duplicate key value violates unique constraint "scratch_notes_pkey"' in told
    assert RIVER not in told


def _end_connection_at_commit(tx: Transaction) -> None:
    tx.execute(
        text(
            "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$"
        )
    )
    # A deferred trigger runs inside the COMMIT.
    tx.execute(
        text(
            "CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON scratch_notes "
            "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cut()"
        )
    )


def _cut_all(url: str) -> None:
    engine = create_engine(normalise(url))
    with engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    engine.dispose()


async def test_statements_are_known_still_after_a_work_was_taken_back(
    postgres_url: str, vault: Vault
) -> None:
    migrate.upgrade(postgres_url)
    store = await Store.open(postgres_url, vault)

    def remember(tx: Transaction, *teams: str) -> list[str]:
        known = {"name": "Fernhill", "locale": "en", "bot_user_id": "U0", "scopes": [], "installed_at": NOW}
        # The driver keeps statements of its own for these, and forgets all of the connection's when it goes back.
        rows.put_each(tx, Workspace, ("team_id",), ("name",), [{"team_id": team, **known} for team in teams])
        if "broken" in teams:
            raise ZeroDivisionError
        return [row["team_id"] for row in rows.find(tx, Workspace)]

    assert await store.run(lambda tx: remember(tx, "T1", "T2")) == ["T1", "T2"]
    with pytest.raises(ZeroDivisionError):
        await store.run(lambda tx: remember(tx, "T3", "broken"))
    assert await store.run(lambda tx: remember(tx, "T4", "T5")) == ["T1", "T2", "T4", "T5"]
    await store.close()
