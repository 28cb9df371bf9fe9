"""Keys rotate while Trellis goes on: all that is sealed is sealed anew, nothing is lost, and the old key can go."""

from __future__ import annotations

import base64
import os
import shutil
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot.commands.rotate_key import SomeStayClosed, rotate, tell
from bot.settings import Settings
from storage import rotation, rows
from storage.errors import (
    DatabaseInUse,
    KeyForeign,
    KeyMissing,
    RotationElsewhere,
    RotationNeedsKey,
    SealBroken,
    StillSealing,
)
from storage.keys import KeyFile, replace
from storage.lock import DatabaseLock
from storage.store import Store, Transaction
from storage.tables import Draft, Goal
from storage.vault import Vault, key_id
from tests.storage.test_privacy import NOW, SECRET, Town, fill, found

OLD, NEW, OTHER = bytes(range(32)), bytes(range(1, 33)), bytes(range(2, 34))


def written(*keys: bytes) -> str:
    return ",".join(base64.urlsafe_b64encode(key).decode() for key in keys)


async def filled(url: str, *vaults: Vault, rows_: int = 1) -> Town:
    """Let people write in a database, each vault sealing a workspace of its own."""
    town: Town | None = None
    for number, vault in enumerate(vaults):
        store = await Store.open(url, vault)

        def story(tx: Transaction, team: str = f"T{number}") -> Town:
            made = found(tx, team)
            fill(tx, made)
            for text in range(rows_):
                sealed = tx.vault.seal(made.ws, "drafts.text", f"{SECRET} {text}")
                rows.add(tx, Draft, workspace_id=made.ws, person_id=made.ines, text=sealed, created_at=NOW)
            return made

        town = await store.run(story)
        await store.close()
    assert town is not None
    return town


async def texts(url: str, vault: Vault) -> dict[str, list[str]]:
    """Open every sealed text there is, by table and column as the schema declares them."""
    store = await Store.open(url, vault)

    def look(tx: Transaction) -> dict[str, list[str]]:
        opened: dict[str, list[str]] = {}
        for table, columns in rotation.columns().items():
            for row in tx.execute(select(table).order_by(table.c.id)).mappings():
                for column in columns:
                    if row[column.name] is not None:
                        field = f"{table.name}.{column.name}"
                        text = tx.vault.open(row["workspace_id"], field, row[column.name])
                        opened.setdefault(field, []).append(text)
        return opened

    try:
        return await store.read(look)
    finally:
        await store.close()


def configured(url: str, key_file: Path, **more: Any) -> Settings:
    return Settings(
        _env_file=None,  # type: ignore[call-arg]  # pydantic-settings' own argument
        database_url=url,
        key_file=key_file,
        **more,
    )


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def test_every_sealed_column_is_sealed_anew_and_the_new_key_alone_opens_all(
    database_url: str, tmp_path: Path
) -> None:
    await filled(database_url, Vault([OLD]), Vault([OLD]), rows_=2 * rotation.PAGE + 1)
    before = await texts(database_url, Vault([OLD]))
    looked: dict[str, int] = {}

    def note(table: str, rows: int) -> None:
        looked[table] = looked.get(table, 0) + rows

    vault = Vault([NEW, OLD])
    store = await Store.open(database_url, vault)
    done = await rotation.rotate(store, vault, note, breath=0)
    total = await store.read(rotation.count)
    await store.close()
    assert await texts(database_url, Vault([NEW])) == before
    assert (done.texts, done.closed) == (sum(len(one) for one in before.values()), 0)
    assert (sum(looked.values()), looked["drafts"]) == (total, 4 * rotation.PAGE + 4)
    with pytest.raises(SealBroken):
        await texts(database_url, Vault([OLD]))


def test_the_columns_are_all_that_the_schema_seals() -> None:
    sealed = {f"{table.name}.{one.name}" for table, columns in rotation.columns().items() for one in columns}
    assert sealed >= {"answers.value", "goals.title", "drafts.text", "agreements.snapshot", "sessions.link"}
    assert all("workspace_id" in table.c or table.name == "workspaces" for table in rotation.columns())


async def test_a_rotation_that_was_killed_goes_on(database_url: str) -> None:
    await filled(database_url, Vault([OLD]), rows_=2 * rotation.PAGE)
    before = await texts(database_url, Vault([OLD]))
    vault = Vault([NEW, OLD])
    store = await Store.open(database_url, vault)

    def killed(table: str, _rows: int) -> None:
        if table == "drafts":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await rotation.rotate(store, vault, killed, breath=0)
    assert await texts(database_url, vault) == before
    done = await rotation.rotate(store, vault, lambda *_: None, breath=0)
    await store.close()
    assert 0 < done.texts < sum(len(one) for one in before.values())
    assert await texts(database_url, Vault([NEW])) == before


async def test_the_command_makes_a_key_beside_a_trellis_that_runs_and_puts_the_old_one_aside(
    sqlite_url: str, tmp_path: Path
) -> None:
    path = tmp_path / "trellis.key"
    replace(path, [OLD])
    running = KeyFile(path)
    vault = Vault(running.read(), running.follow)
    town = await filled(sqlite_url, vault)
    before = await texts(sqlite_url, Vault([OLD]))
    with DatabaseLock(tmp_path / "trellis.db"):
        store = await Store.open(sqlite_url, vault)
        done = await rotate(configured(sqlite_url, path))
        # What is written from now on is sealed with the new key, in a process that knew the old one alone.
        await store.run(
            lambda tx: rows.change(
                tx, Goal, Goal.id == 1, title=tx.vault.seal(town.ws, "goals.title", "Lead")
            )
        )
        await store.close()
    (fresh,) = KeyFile(path).read()
    after = await texts(sqlite_url, Vault([fresh]))
    assert after == {**before, "goals.title": ["Lead"]}
    retired = path.with_name("trellis.key.old")
    assert (fresh == OLD, KeyFile(retired).read(), mode(path), mode(retired)) == (False, [OLD], 0o600, 0o600)
    assert tell(done) == [
        f"Nothing is sealed by an old key any more; {sum(len(one) for one in before.values())} texts were sealed anew.",
        f"The old key lies in {retired}, for backups from before. Delete it when they are gone.",
        "Keep a copy of the new key apart from the database.",
    ]


async def test_a_key_can_be_given_and_a_rotation_that_was_interrupted_makes_no_other(
    sqlite_url: str, tmp_path: Path
) -> None:
    path, given = tmp_path / "trellis.key", tmp_path / "given"
    replace(path, [OLD])
    replace(given, [NEW])
    await filled(sqlite_url, Vault([OLD]))
    await rotate(configured(sqlite_url, path), given=given)
    assert KeyFile(path).read() == [NEW]
    # As if it had been killed right after the next key was made.
    replace(path, [OTHER, NEW])
    await rotate(configured(sqlite_url, path))
    assert (KeyFile(path).read(), KeyFile(path.with_name("trellis.key.old")).read()) == ([OTHER], [NEW, OLD])
    assert (await texts(sqlite_url, Vault([OTHER])))["drafts.text"] == [SECRET, f"{SECRET} 0"]


async def test_keys_of_the_settings_are_rotated_to_the_first_and_a_lone_one_says_what_to_do(
    sqlite_url: str, tmp_path: Path
) -> None:
    await filled(sqlite_url, Vault([OLD]))
    path = tmp_path / "trellis.key"
    with pytest.raises(RotationNeedsKey):
        await rotate(configured(sqlite_url, path, vault_keys=SecretStr(written(OLD))))
    done = await rotate(configured(sqlite_url, path, vault_keys=SecretStr(written(NEW, OLD))))
    assert (done.retired, path.exists()) == (None, False)
    assert (await texts(sqlite_url, Vault([NEW])))["drafts.text"] == [SECRET, f"{SECRET} 0"]


async def test_what_no_key_opens_stays_and_so_do_the_old_keys(sqlite_url: str, tmp_path: Path) -> None:
    path = tmp_path / "trellis.key"
    replace(path, [OLD])
    await filled(sqlite_url, Vault([OLD]), Vault([OTHER]))
    with pytest.raises(SomeStayClosed) as told:
        await rotate(configured(sqlite_url, path))
    first, *others = KeyFile(path).read()
    closed = told.value.facts["closed"]
    assert (first == OLD, others, isinstance(closed, int) and closed > 5) == (False, [OLD], True)
    replace(path, [first, OLD, OTHER])
    await rotate(configured(sqlite_url, path))
    assert len((await texts(sqlite_url, Vault([first])))["drafts.text"]) == 4


async def test_one_who_seals_with_the_old_key_still_is_noticed(sqlite_url: str) -> None:
    town = await filled(sqlite_url, Vault([OLD]))
    vault = Vault([NEW, OLD])
    store = await Store.open(sqlite_url, vault)
    stubborn = Vault([OLD])

    class Beside(Vault):
        """Between two looks at the goals, somebody else writes with the old key."""

        def is_newest(self, sealed: bytes) -> bool:
            return super().is_newest(sealed) and stubborn.is_newest(sealed)

    with pytest.raises(StillSealing):
        await rotation.rotate(store, Beside([NEW, OLD]), lambda *_: None, breath=0)
    await store.close()
    assert town.ws == 1


async def test_copies_elsewhere_and_a_missing_file_are_asked_about_first(
    postgres_url: str, sqlite_url: str, tmp_path: Path
) -> None:
    path = tmp_path / "trellis.key"
    with pytest.raises(KeyMissing):
        await rotate(configured(sqlite_url, path))
    replace(path, [OLD])
    with pytest.raises(RotationElsewhere):
        await rotate(configured(postgres_url, path))
    assert KeyFile(path).read() == [OLD]
    with DatabaseLock(path), pytest.raises(DatabaseInUse):
        await rotate(configured(sqlite_url, path))
    await rotate(configured(postgres_url, path), alone=True)
    assert KeyFile(path).read() != [OLD]


def test_a_file_is_followed_and_what_cannot_be_read_is_passed_over(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "trellis.key"
    replace(path, [OLD])
    file = KeyFile(path)
    assert file.follow() is None
    replace(path, [NEW, OLD])
    assert (file.follow(), file.follow()) == ([NEW, OLD], None)
    path.write_text("no key at all")
    assert (file.follow(), file.follow()) == (None, None)
    assert [one.levelname for one in caplog.records] == ["WARNING"]
    assert "no key at all" not in caplog.text


def test_a_key_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "trellis.key"
    before = os.umask(0)
    try:
        replace(path, [OLD])
        # What a killed one left.
        shutil.copy(path, tmp_path / "trellis.key.new")
        replace(path, [NEW])
    finally:
        os.umask(before)
    assert (mode(path), KeyFile(path).read()) == (0o600, [NEW])
    assert not (tmp_path / "trellis.key.new").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_a_key_that_root_replaces_stays_whose_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Under systemd a user of its own runs Trellis, and root calls `rotate-key`.
    path, given = tmp_path / "trellis.key", []
    replace(path, [OLD])
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(os, "fchown", lambda _file, *owner: given.append(owner))
    replace(path, [NEW])
    replace(tmp_path / "trellis.key.old", [OLD])
    there = [path.stat(), tmp_path.stat()]
    assert given == [(one.st_uid, one.st_gid) for one in there]
    monkeypatch.setattr(os, "geteuid", lambda: 10001)
    replace(path, [OLD])
    assert len(given) == 2


async def test_a_key_of_another_database_rotates_nothing(sqlite_url: str, tmp_path: Path) -> None:
    path = tmp_path / "trellis.key"
    replace(path, [OLD])
    await filled(sqlite_url, Vault([OLD]))
    await rotate(Settings(database_url=sqlite_url))
    rotated = KeyFile(path).read()

    # Of a machine that was not told of the new one.
    replace(path, [OLD])
    with pytest.raises(KeyForeign, match=f"holds another .{key_id(OLD).hex()}."):
        await rotate(Settings(database_url=sqlite_url))
    assert (KeyFile(path).read(), len(await texts(sqlite_url, Vault(rotated))) > 0) == ([OLD], True)

    known = SecretStr(written(NEW, OTHER))
    with pytest.raises(KeyForeign, match="and TRELLIS_VAULT_KEYS holds another"):
        await rotate(Settings(database_url=sqlite_url, vault_keys=known))
