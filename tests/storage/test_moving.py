"""Moving from a SQLite file to PostgreSQL: every row arrives as it was, also when it took two attempts."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, delete, insert, select, text
from typer.testing import CliRunner

from bot.__main__ import cli
from storage import migrate, moving, people
from storage.errors import DatabaseInUse, HalfMoved, MoveDiffers, MoveNeedsEmpty, MoveNotFrom, MoveNotTo
from storage.lock import DatabaseLock
from storage.store import Store, Transaction
from storage.tables import Base, InboundEvent, RateSlot
from storage.urls import normalise
from storage.vault import Vault
from tests.jobs.office import Office, office
from tests.postgres import Server

pytestmark = pytest.mark.postgres

EVENTS = 2 * moving.PAGE + 7


@pytest.fixture
def empty_url(postgres_server: Server) -> Iterator[str]:
    """A database in which there is nothing at all."""
    with postgres_server.database(template="template1") as url:
        yield url


@pytest.fixture
async def filled(sqlite_url: str, vault: Vault) -> AsyncIterator[Office]:
    """A file that holds people, a pair, a sealed goal, more than two pages of events and slots, no newest event."""
    store = await Store.open(sqlite_url, vault)
    async with office(store) as work:
        await work.owe("help", work.ines, due_at=work.clock.now())
        await work.change(work.ines, work_days=None)
        now = work.clock.now()

        def fill(tx: Transaction) -> None:
            events = [{"workspace_id": work.ws, "event_id": f"Ev{n}", "seen_at": now} for n in range(EVENTS)]
            tx.execute(insert(InboundEvent), events)
            slots = [{"workspace_id": work.ws, "key": f"D{n}", "taken_until": now} for n in range(EVENTS)]
            tx.execute(insert(RateSlot), slots)

        def forget(tx: Transaction) -> None:
            tx.execute(delete(InboundEvent).where(InboundEvent.id > EVENTS - 2))

        await store.run(fill)
        await store.run(forget)
        await store.close()
        yield work


def everything(url: str) -> dict[str, list[dict[str, object]]]:
    """Return every row of every table."""
    engine = create_engine(normalise(url))
    with engine.connect() as connection:
        found = {
            table.name: [
                dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()
            ]
            for table in Base.metadata.sorted_tables
        }
    engine.dispose()
    return found


def run(url: str, statement: str) -> list[object]:
    """Run a statement past everything of ours; returns its first column."""
    engine = create_engine(normalise(url))
    with engine.begin() as connection:
        result = connection.execute(text(statement))
        found = list(result.scalars()) if result.returns_rows else []
    engine.dispose()
    return found


async def test_every_row_arrives_as_it_was_and_the_same_key_opens_it(
    filled: Office, sqlite_url: str, empty_url: str, vault: Vault
) -> None:
    told: dict[str, int] = {}

    def tell(name: str, rows: int) -> None:
        told[name] = told.get(name, 0) + rows

    moving.move(sqlite_url, empty_url, tell)
    assert everything(empty_url) == everything(sqlite_url)
    assert told == {name: rows for name, rows in moving.count(sqlite_url).items() if rows}
    assert run(empty_url, "SELECT count(*) FROM people WHERE work_days IS NULL") != [0]
    migrate.upgrade(empty_url)
    store = await Store.open(empty_url, vault)
    known = await store.read(lambda tx: people.get(tx, filled.ws, filled.ines))
    assert known.slack_id == "UMENTEE"
    await store.close()
    # PostgreSQL knows how rows are spread, and need not walk through all of a workspace for one of them.
    assert run(empty_url, "SELECT count(DISTINCT tablename) FROM pg_stats WHERE tablename = 'people'") == [1]
    # An id that was given once is never given again, also when its row is gone.
    (newest,) = run(
        empty_url,
        "INSERT INTO inbound_events (workspace_id, event_id, seen_at) VALUES (1, 'new', now()) RETURNING id",
    )
    assert newest == EVENTS + 1


async def test_the_command_says_what_to_set_next(
    filled: Office, sqlite_url: str, empty_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    said = CliRunner().invoke(
        cli, ["migrate-data", "--to", empty_url], env={"TRELLIS_DATABASE_URL": sqlite_url}
    )
    rows = sum(moving.count(sqlite_url).values())
    assert said.exit_code == 0, said.output
    assert said.stdout.splitlines()[-3:] == [
        f"All {rows} rows stand in the new database, and each was compared.",
        "From now on, set TRELLIS_DATABASE_URL to it; the file stays as it is, as a backup.",
        f"The same key opens the texts: set TRELLIS_KEY_FILE={tmp_path / 'trellis.key'} as well.",
    ]


async def test_a_move_that_was_killed_goes_on_and_until_then_nobody_runs_on_it(
    filled: Office, sqlite_url: str, empty_url: str
) -> None:
    class Killed(BaseException):
        pass

    def kill(name: str, _rows: int) -> None:
        if name == "people":
            raise Killed

    with pytest.raises(Killed):
        moving.move(sqlite_url, empty_url, kill)
    with pytest.raises(HalfMoved):
        migrate.upgrade(empty_url)
    moving.move(sqlite_url, empty_url, lambda _name, _rows: None)
    assert everything(empty_url) == everything(sqlite_url)
    migrate.upgrade(empty_url)


def move_by_half(source: str, target: str) -> None:
    """Move a file, and be killed when the people have come."""

    def kill(name: str, _rows: int) -> None:
        if name == "people":
            raise LookupError

    with pytest.raises(LookupError):
        moving.move(source, target, kill)


async def test_what_changed_between_two_attempts_is_found(
    filled: Office, sqlite_url: str, empty_url: str
) -> None:
    move_by_half(sqlite_url, empty_url)
    run(sqlite_url, "UPDATE people SET name = 'Somebody else' WHERE id = 2")
    with pytest.raises(MoveDiffers) as differs:
        moving.move(sqlite_url, empty_url, lambda _name, _rows: None)
    assert differs.value.facts == {"table": "people", "row": "2"}


async def test_what_stands_there_beyond_the_file_is_found_and_another_file_does_not_go_on(
    filled: Office, sqlite_url: str, empty_url: str, tmp_path: Path
) -> None:
    move_by_half(sqlite_url, empty_url)
    other = f"sqlite:///{shutil.copy(sqlite_url.removeprefix('sqlite:///'), tmp_path / 'other.db')}"
    with pytest.raises(MoveNeedsEmpty, match="is half filled from"):
        moving.move(other, empty_url, lambda _name, _rows: None)
    beyond = "INSERT INTO inbound_events (id, workspace_id, event_id, seen_at) VALUES (9999999, 1, 'beyond', now())"
    run(empty_url, beyond)
    with pytest.raises(MoveDiffers) as differs:
        moving.move(sqlite_url, empty_url, lambda _name, _rows: None)
    assert differs.value.facts == {"table": "inbound_events", "row": "beyond those of the file"}


async def test_a_row_that_two_columns_name_is_named_by_both(
    filled: Office, sqlite_url: str, empty_url: str
) -> None:
    def kill(name: str, _rows: int) -> None:
        if name == "rate_slots":
            raise LookupError

    with pytest.raises(LookupError):
        moving.move(sqlite_url, empty_url, kill)
    run(sqlite_url, "UPDATE rate_slots SET taken_until = '2020-01-01 00:00:00' WHERE key = 'D1'")
    with pytest.raises(MoveDiffers) as differs:
        moving.move(sqlite_url, empty_url, lambda _name, _rows: None)
    assert differs.value.facts == {"table": "rate_slots", "row": f"{filled.ws}, D1"}


async def test_a_database_that_holds_anything_is_left_alone(
    filled: Office, sqlite_url: str, postgres_url: str, empty_url: str, tmp_path: Path
) -> None:
    run(empty_url, "CREATE TABLE invoices (id integer)")
    with pytest.raises(MoveNeedsEmpty, match=r"holds a table that is not Trellis's \(invoices\)"):
        moving.move(sqlite_url, empty_url, lambda _name, _rows: None)
    # At the newest migration and without a row, it is as good as empty.
    moving.move(sqlite_url, postgres_url, lambda _name, _rows: None)
    with pytest.raises(MoveNeedsEmpty, match="holds rows already"):
        moving.move(sqlite_url, postgres_url, lambda _name, _rows: None)


async def test_only_a_file_that_nobody_uses_is_moved_and_only_to_postgresql(
    sqlite_url: str, empty_url: str, tmp_path: Path
) -> None:
    def nobody(_name: str, _rows: int) -> None:
        """Nobody is told."""

    with pytest.raises(MoveNotFrom):
        moving.move(f"sqlite:///{tmp_path / 'none.db'}", empty_url, nobody)
    with pytest.raises(MoveNotFrom):
        moving.move(empty_url, empty_url, nobody)
    with pytest.raises(MoveNotTo):
        moving.move(sqlite_url, sqlite_url, nobody)
    with DatabaseLock(Path(sqlite_url.removeprefix("sqlite:///"))), pytest.raises(DatabaseInUse):
        moving.move(sqlite_url, empty_url, nobody)
