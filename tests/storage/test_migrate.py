"""Migrations lead to the tables that the source declares, whoever runs them and however many at once."""

from __future__ import annotations

import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text

from storage import migrate
from storage.errors import DatabaseNewer, DatabaseUnreachable
from storage.tables import Base
from storage.urls import normalise
from tests.postgres import CHECKOUT, Server


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of each kind that was never migrated."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: Server = request.getfixturevalue("postgres_server")
    with server.database(template="template1") as url:
        yield url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on a database at the newest migration."""
    made = create_engine(normalise(database_url))
    yield made
    made.dispose()


def head() -> str | None:
    """Return the newest revision in the source."""
    return ScriptDirectory(str(migrate.SCRIPTS)).get_current_head()


def test_a_migrated_database_equals_the_tables_of_the_source(engine: Engine) -> None:
    with engine.connect() as connection:
        looked_at = MigrationContext.configure(connection, opts={"include_name": migrate.is_ours})
        assert compare_metadata(looked_at, Base.metadata) == []


def back_to(url: str, revision: str) -> None:
    """Take the tables back to how an earlier version knew them."""
    with migrate.alone(normalise(url)) as connection:
        command.downgrade(migrate._config(connection), revision)


def test_each_step_can_be_taken_back_and_done_again(database_url: str) -> None:
    steps = [one.revision for one in migrate._scripts().walk_revisions()]
    for revision in steps[1:]:
        back_to(database_url, revision)
        assert migrate.current(database_url) == revision
    migrate.upgrade(database_url)
    engine = create_engine(normalise(database_url))
    with engine.connect() as connection:
        looked_at = MigrationContext.configure(connection, opts={"include_name": migrate.is_ours})
        assert compare_metadata(looked_at, Base.metadata) == []
    engine.dispose()


def test_an_empty_database_is_brought_to_the_newest_tables(empty_url: str) -> None:
    assert (migrate.current(empty_url), migrate.pending(empty_url)) == (None, True)
    migrate.upgrade(empty_url)
    assert (migrate.current(empty_url), migrate.pending(empty_url)) == (head(), False)
    assert migrate.head() == head()
    migrate.upgrade(empty_url)
    assert migrate.current(empty_url) == head()


def test_looking_at_a_file_that_is_not_there_does_not_make_it(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    assert migrate.pending(f"sqlite:///{path}")
    assert not path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_a_new_file_is_for_its_owner_alone_and_one_that_is_there_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "trellis.db"
    migrate.upgrade(f"sqlite:///{path}")
    first = stat.S_IMODE(path.stat().st_mode)
    path.chmod(0o640)
    migrate.upgrade(f"sqlite:///{path}")
    assert (first, stat.S_IMODE(path.stat().st_mode)) == (0o600, 0o640)


def test_two_processes_that_migrate_at_once_do_it_one_after_another(empty_url: str) -> None:
    script = f"from storage import migrate; migrate.upgrade({empty_url!r})"
    processes = [
        subprocess.Popen([sys.executable, "-c", script], cwd=CHECKOUT, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [(process.communicate()[1], process.returncode) for process in processes] == [("", 0)] * 2
    assert migrate.current(empty_url) == head()


def test_a_migration_that_fails_leaves_nothing_behind(
    empty_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _scripts(
        monkeypatch,
        tmp_path,
        'op.create_table("half_done", sa.Column("id", sa.Integer))\n    raise LookupError',
    )
    with pytest.raises(LookupError):
        migrate.upgrade(empty_url)
    assert (_tables(empty_url), migrate.current(empty_url)) == ([], None)


def test_a_migration_that_breaks_a_reference_is_not_kept(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = _tables(sqlite_url)
    _run(sqlite_url, "DELETE FROM alembic_version")
    _scripts(
        monkeypatch,
        tmp_path,
        "op.execute(\"INSERT INTO rate_slots (key, workspace_id, taken_until) VALUES ('x', 404, '2025')\")",
    )
    with pytest.raises(migrate.BrokenReferences, match="1 rows, the first in rate_slots"):
        migrate.upgrade(sqlite_url)
    assert (_tables(sqlite_url), migrate.current(sqlite_url)) == (before, None)


def test_a_new_migration_is_drafted_in_plain_column_types(
    empty_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    scripts = _scripts(monkeypatch, tmp_path, "pass")
    migrate.upgrade(empty_url)
    migrate.draft(empty_url, "all tables")
    (drafted,) = set((scripts / "versions").glob("*.py")) - {scripts / "versions" / "first.py"}
    source = drafted.read_text()
    assert "sa.DateTime(timezone=True)" in source
    assert "sa.LargeBinary()" in source
    assert "storage" not in source
    migrate.upgrade(empty_url)
    assert not migrate.pending(empty_url)
    assert set(_tables(empty_url)) == {*Base.metadata.tables, "alembic_version"}


def test_a_database_of_a_newer_version_is_left_alone(sqlite_url: str) -> None:
    _run(sqlite_url, "UPDATE alembic_version SET version_num = '9999'")
    assert migrate.pending(sqlite_url)
    with pytest.raises(DatabaseNewer) as refused:
        migrate.upgrade(sqlite_url)
    assert str(refused.value) == (
        f"The database at {sqlite_url} was used by a newer Trellis: its revision 9999 is not known here. "
        "Install that version again, or put back a backup from before."
    )


def test_a_database_to_which_a_newer_version_has_only_added_is_used_as_it_is(database_url: str) -> None:
    _run(database_url, "UPDATE alembic_version SET version_num = '9999_from_0001'")
    before = _tables(database_url)
    migrate.upgrade(database_url)
    assert (migrate.current(database_url), _tables(database_url)) == ("9999_from_0001", before)
    _run(database_url, "UPDATE alembic_version SET version_num = '9999_from_9998'")
    with pytest.raises(DatabaseNewer):
        migrate.upgrade(database_url)


def test_a_database_that_does_not_answer_is_named() -> None:
    with pytest.raises(DatabaseUnreachable, match=r"trellis:\*\*\*@127.0.0.1:1"):
        migrate.upgrade("postgresql://trellis:secret@127.0.0.1:1/trellis")


def _scripts(monkeypatch: pytest.MonkeyPatch, folder: Path, body: str) -> Path:
    """Put a migration of our own in the place of the real ones."""
    scripts = folder / "scripts"
    (scripts / "versions").mkdir(parents=True)
    for name in ("env.py", "script.py.mako"):
        (scripts / name).write_text((migrate.SCRIPTS / name).read_text())
    (scripts / "versions" / "first.py").write_text(
        f"import sqlalchemy as sa\nfrom alembic import op\nrevision = 'first'\ndown_revision = None\n"
        f"def upgrade():\n    {body}\n"
    )
    monkeypatch.setattr(migrate, "SCRIPTS", scripts)
    return scripts


def _tables(url: str) -> list[str]:
    engine = create_engine(normalise(url))
    names = sorted(inspect(engine).get_table_names())
    engine.dispose()
    return names


def _run(url: str, statement: str) -> None:
    engine = create_engine(normalise(url))
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()
