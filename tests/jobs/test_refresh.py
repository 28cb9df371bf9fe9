"""Tokens that have all ended during an outage are renewed a few at a time, so that nothing else waits for long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.clock import MovableClock
from jobs import refresh
from jobs.refresh import Renewed
from storage import installations
from storage.installations import Granted
from storage.store import Store, Transaction

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
WORKSPACES = 50


def install(tx: Transaction) -> None:
    """The one that was installed last has the token that ended first."""
    for number in range(WORKSPACES):
        granted = Granted(
            team_id=f"T{number}",
            team_name=f"Workspace {number}",
            enterprise_id=None,
            app_id="A0TRELLIS",
            bot_id="B0TRELLIS",
            bot_user_id="U0TRELLIS",
            installed_by="U0ADMIN",
            scopes=("chat:write",),
            token=f"xoxe.xoxb-{number}",
            refresh_token=f"xoxe-{number}",
            until=NOW - timedelta(hours=number),
        )
        installations.keep(tx, granted, locale="en", at=NOW)


async def test_those_whose_token_ended_first_come_first_and_each_is_renewed_once(store: Store) -> None:
    await store.run(install)
    asked: list[int] = []

    async def renew(refresh_token: str) -> Renewed:
        asked.append(int(refresh_token.removeprefix("xoxe-")))
        return Renewed(f"fresh-{refresh_token}", f"next-{refresh_token}", timedelta(hours=12))

    clock = MovableClock(NOW, flows=False)
    rounds = []
    for _ in range(4):
        asked.clear()
        await refresh.tick(store, clock, renew)
        rounds.append(sorted(asked, reverse=True))
    assert rounds == [[*range(49, 29, -1)], [*range(29, 9, -1)], [*range(9, -1, -1)], []]
