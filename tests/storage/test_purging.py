"""Out again without a trace: of a workspace that is purged not one row stays, and of its neighbour every one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from bot.clock import MovableClock
from jobs import purge
from storage import purging, workspaces
from storage.purging import Removed
from storage.quick import SqliteQuick
from storage.store import Store, Transaction
from storage.tables import Base
from storage.vault import Vault
from tests.storage.planting import WHEN, plant

GRACE = timedelta(days=14)
TABLES = Base.metadata.sorted_tables


def everything(tx: Transaction, workspace_id: int) -> dict[str, list[object]]:
    """Return every row of a workspace, by table."""
    return {
        table.name: [
            tuple(row)
            for row in tx.execute(
                select(table).where(
                    (table.c.id if table.name == "workspaces" else table.c.workspace_id) == workspace_id
                )
            )
        ]
        for table in TABLES
        if table.name == "workspaces" or "workspace_id" in table.c
    }


def removed(tx: Transaction, workspace_id: int) -> Removed:
    (found,) = (one for one in purging.due(tx, WHEN + GRACE, GRACE) if one.id == workspace_id)
    return found


async def test_of_a_workspace_whose_grace_is_over_not_a_row_is_left_and_of_its_neighbour_all(
    store: Store,
) -> None:
    gone = await store.run(lambda tx: plant(tx, "gone", workspaces__uninstalled_at=WHEN))
    stays = await store.run(lambda tx: plant(tx, "stays", workspaces__uninstalled_at=None))
    waits = await store.run(
        lambda tx: plant(tx, "waits", workspaces__uninstalled_at=WHEN + timedelta(seconds=1))
    )
    ids = [one["workspaces"] for one in (gone, stays, waits)]
    before = [await store.read(lambda tx, ws=ws: everything(tx, ws)) for ws in ids]  # type: ignore[misc]
    # Every table was planted in, or this test says nothing of it.
    assert {name for name, rows in before[0].items() if not rows} == set()

    clock = MovableClock(WHEN + GRACE - timedelta(seconds=1), flows=False)
    assert await purge.tick(store, clock, GRACE) == 0
    clock.move_to(WHEN + GRACE)
    assert await purge.tick(store, clock, GRACE) == 1

    after = [await store.read(lambda tx, ws=ws: everything(tx, ws)) for ws in ids]  # type: ignore[misc]
    assert after == [{name: [] for name in before[0]}, before[1], before[2]]
    assert await purge.tick(store, clock, GRACE) == 0


def test_no_table_holds_anything_that_belongs_to_no_workspace() -> None:
    # What is of no workspace is purged with none; whoever adds such a table says here what it holds.
    assert {table.name for table in TABLES if "workspace_id" not in table.c} - {"workspaces"} == {
        # Fingerprints of what an hour ago led back from Slack's page.
        "used_states",
        # The number of the key, which tells nothing of it and nothing of anybody.
        "seals",
    }


async def test_an_interrupted_purge_goes_on_and_whoever_comes_back_meanwhile_begins_anew(
    store: Store,
) -> None:
    planted = await store.run(
        lambda tx: plant(tx, "T", workspaces__uninstalled_at=WHEN, workspaces__team_id="T1")
    )
    old = planted["workspaces"]

    def begin(tx: Transaction) -> int:
        purging.detach(tx, old, WHEN, at=WHEN)
        purging.some(tx, old, 1)
        return workspaces.remember(tx, "T1", "Fernhill", "UBOT", locale="en", at=WHEN).id

    new = await store.run(begin)
    assert new != old
    # Long before any time of grace could be over.
    assert await purge.tick(store, MovableClock(WHEN, flows=False), GRACE) == 1
    left = await store.read(lambda tx: [everything(tx, ws) for ws in (old, new)])
    assert [sum(map(len, one.values())) for one in left] == [0, 1]


async def test_a_workspace_that_comes_back_while_it_is_about_to_go_keeps_everything(store: Store) -> None:
    planted = await store.run(
        lambda tx: plant(tx, "T", workspaces__uninstalled_at=WHEN, workspaces__team_id="T1")
    )
    ws = planted["workspaces"]
    seen, before = await store.read(lambda tx: (removed(tx, ws), everything(tx, ws)))
    await store.run(lambda tx: workspaces.remember(tx, "T1", "Fernhill", "UBOT", locale="en", at=WHEN))
    assert await purge.purge(store, seen, WHEN + GRACE) == 0
    after = await store.read(lambda tx: everything(tx, ws))
    assert {name: len(found) for name, found in after.items()} == {
        name: len(found) for name, found in before.items()
    }


async def test_a_large_workspace_goes_in_small_works(store: Store) -> None:
    planted = await store.run(lambda tx: plant(tx, "T", workspaces__uninstalled_at=WHEN))
    ws = planted["workspaces"]

    def step(tx: Transaction) -> int:
        return purging.some(tx, ws, 1)

    await store.run(lambda tx: purging.detach(tx, ws, WHEN, at=WHEN))
    steps = []
    while gone := await store.run(step):
        steps.append(gone)
    # The token went first, with the name.
    held = {one.name for one in TABLES if one.name == "workspaces" or "workspace_id" in one.c}
    assert steps == [1] * len(held - {"installations"})


async def test_of_what_was_purged_not_a_byte_stands_in_the_file(
    sqlite_url: str, vault: Vault, tmp_path: Path
) -> None:
    opened = await Store.open(sqlite_url, vault)
    await opened.run(lambda tx: plant(tx, "Fernhill", workspaces__uninstalled_at=WHEN))
    assert await purge.tick(opened, MovableClock(WHEN + GRACE, flows=False), GRACE) == 1
    await opened.close()
    files = [path for path in tmp_path.iterdir() if path.name.startswith("trellis.db")]
    assert b"Fernhill" not in b"".join(path.read_bytes() for path in files)


async def test_of_a_workspace_that_is_detached_or_purged_no_name_stays_in_memory(sqlite_store: Store) -> None:
    gone = await sqlite_store.run(lambda tx: plant(tx, "gone", workspaces__uninstalled_at=WHEN))
    ws = gone["workspaces"]
    forgot = [SqliteQuick.forgot]
    await sqlite_store.run(lambda tx: purging.detach(tx, ws, WHEN, at=WHEN))
    forgot.append(SqliteQuick.forgot)
    while await sqlite_store.run(lambda tx: purging.some(tx, ws)):
        forgot.append(SqliteQuick.forgot)
    # Each time something was deleted, and not when nothing was left.
    assert forgot == list(range(forgot[0], forgot[0] + len(forgot)))
    assert (len(forgot) > 2, SqliteQuick.forgot) == (True, forgot[-1])
