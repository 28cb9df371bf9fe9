"""`trellis export`: whoever runs Trellis hands somebody a copy of their data, and they can read that it was done."""

from __future__ import annotations

import asyncio
import json
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import cli
from storage import rows
from storage.store import Store
from storage.tables import AuditEntry, Person, Workspace
from storage.transaction import Transaction
from storage.vault import Vault
from tests.storage.test_holdings import grow
from tests.village import KEY


@pytest.fixture
async def folder(sqlite_url: str, vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the settings name a database with two workspaces."""
    store = await Store.open(sqlite_url, vault)
    for team in ("Fernhill", "Acme"):
        await store.run(lambda tx, team=team: _settle(tx, team))  # type: ignore[misc]
    await store.close()
    monkeypatch.setenv("TRELLIS_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("TRELLIS_VAULT_KEYS", KEY.get_secret_value())
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    return empty


def _settle(tx: Transaction, team: str) -> None:
    """Let somebody of whom every table has something be in a workspace."""
    here = grow(tx)
    rows.change(tx, Workspace, Workspace.id == here.ws, team_id=f"T{team}", name=team)
    values = {"slack_id": f"U{team}", "zone": "Europe/Lisbon", "locale": "en-GB"}
    rows.change(tx, Person, Person.id == here.ines, **values)


def exported(*options: str) -> tuple[int, list[str]]:
    said = CliRunner().invoke(cli, ["export", *options])
    if said.exception and not isinstance(said.exception, SystemExit):
        raise said.exception
    return said.exit_code, said.output.splitlines()


async def test_the_two_files_are_for_whoever_runs_trellis_alone_and_it_is_noted(
    folder: Path, sqlite_url: str, vault: Vault
) -> None:
    code, said = await _apart("--person", "UFernhill", "--team", "TFernhill")
    assert code == 0, said
    page, kept = sorted(folder.iterdir())
    assert said == [page.name, kept.name]
    assert [stat.S_IMODE(one.stat().st_mode) for one in (page, kept)] == [0o600, 0o600]
    told = json.loads(kept.read_text("utf-8"))["kept"]
    assert [row["slack_id"] for row in told["people"]] == ["UFernhill"]
    assert ("<html" in page.read_text("utf-8"), "Acme" in page.read_text("utf-8")) == (True, False)

    store = await Store.open(sqlite_url, vault)
    [entry] = await store.read(lambda tx: rows.find(tx, AuditEntry, AuditEntry.action == "person.exported"))
    await store.close()
    # Whoever runs Trellis is nobody in the workspace; whom it concerns reads it under “Your data”.
    assert (entry["person_id"], entry["about_id"]) == (None, told["people"][0]["id"])


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--person", "UFernhill"), "There is not exactly one workspace here. Say which: --team T0123456"),
        (
            ("--person", "UNOBODY", "--team", "TAcme"),
            "Nothing is kept of UNOBODY there. Slack shows somebody's id in their profile, under Copy member ID.",
        ),
        (
            ("--person", "UAcme", "--team", "TNOWHERE"),
            "There is not exactly one workspace here. Say which: --team T0123456",
        ),
    ],
)
async def test_whoever_is_not_there_is_said_to_be_in_one_sentence(
    folder: Path, options: tuple[str, ...], sentence: str
) -> None:
    assert await _apart(*options) == (1, [sentence])
    assert list(folder.iterdir()) == []


async def _apart(*options: str) -> tuple[int, list[str]]:
    """The command has an event loop of its own."""
    return await asyncio.to_thread(exported, *options)
