from __future__ import annotations

import asyncio

from sqlalchemy import select

from storage.store import Store, Transaction
from storage.tables import Workspace
from datetime import datetime, UTC


async def test_what_was_run_can_be_read(store: Store) -> None:
    def install(tx: Transaction) -> int:
        return tx.execute(
            tx.insert(Workspace)
            .values(
                team_id="T1",
                name="Moss",
                locale="en",
                bot_user_id="U1",
                installed_at=datetime(2025, 3, 17, tzinfo=UTC),
            )
            .returning(Workspace.id)
        ).scalar_one()

    assert await store.run(install) == 1
    assert await store.read(lambda tx: tx.execute(select(Workspace.name, Workspace.installed_at)).all()) == [
        ("Moss", datetime(2025, 3, 17, tzinfo=UTC))
    ]
