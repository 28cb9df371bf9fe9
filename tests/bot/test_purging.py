"""What whoever runs Trellis does with what it keeps: it is listed first, and done only when that is said."""

from __future__ import annotations

import pytest

from bot.commands import kept, purging
from bot.settings import Settings
from storage.store import Store
from storage.vault import Vault
from tests.storage.planting import plant


@pytest.fixture
async def settings(database_url: str, vault: Vault) -> Settings:
    """The settings of a Trellis that was removed from Fernhill long ago, and is installed at Acme."""
    store = await Store.open(database_url, vault)
    for team, removed in (("Fernhill", {}), ("Acme", {"workspaces__uninstalled_at": None})):
        named = {"workspaces__team_id": f"T{team}", "workspaces__name": team, **removed}
        await store.run(lambda tx, named=named, team=team: plant(tx, team, **named))  # type: ignore[misc]
    await store.close()
    # The years until 2027 are over by then.
    return Settings(_env_file=None, database_url=database_url, clock_offset=315_360_000.0)  # type: ignore[call-arg]


async def purged(settings: Settings, team: str | None = None, *, really: bool) -> list[str]:
    said: list[str] = []
    await purging.carry_out(settings, team, said.append, really=really)
    return said


async def test_what_would_go_is_listed_and_goes_only_when_that_is_said(settings: Settings) -> None:
    [listed, not_yet] = await purged(settings, really=False)
    rows = int(listed.split(", ")[-1].split()[0])
    assert listed == (
        f"Fernhill (TFernhill), uninstalled on 2027-03-01: 1 people, 1 pairs, 1 messages, {rows} rows in all."
    )
    assert (
        not_yet
        == "Nothing was deleted yet. With --yes all of it goes for good, and nobody can bring it back."
    )

    assert await purged(settings, really=True) == [
        listed,
        f"  Deleted: {rows} rows. The database holds nothing of it any more; your backups may.",
    ]
    assert await purged(settings, really=True) == [
        "Nothing is to go: no workspace was uninstalled more than 14 days ago."
    ]


async def test_one_workspace_can_be_named_also_while_it_is_installed(settings: Settings) -> None:
    [listed, _] = await purged(settings, "TAcme", really=False)
    assert listed.startswith("Acme (TAcme), still installed: 1 people, 1 pairs, 1 messages, ")
    assert len(await purged(settings, "TAcme", really=True)) == 2
    with pytest.raises(purging.NoSuchWorkspace, match="The database holds no workspace TAcme"):
        await purged(settings, "TAcme", really=True)


async def test_where_there_is_no_database_none_is_made(tmp_path: object) -> None:
    settings = Settings(_env_file=None, database_url=f"sqlite:///{tmp_path}/none.db")  # type: ignore[call-arg]
    with pytest.raises(kept.NothingThere):
        await purged(settings, really=True)
