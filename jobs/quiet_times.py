"""Quiet times: asks Slack, for many people at once, when they are not to be disturbed."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery import QUIET_SCOPE, Door, Limited, Refused
from bot.ports import Clock
from jobs.addressed import Undisturbed
from storage import people, workspaces
from storage.store import Store, Transaction, Turn
from storage.workspaces import Workspace

log = structlog.get_logger(__name__)

# docs.slack.dev/reference/methods/dnd.teamInfo
MOST = 50
# Who is written to within this time is asked about with the one who is written to now.
SOON = timedelta(minutes=5)


class QuietTimes:
    """Keeps what Slack says for some minutes. Where Slack does not answer, nobody is held for it."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        door: Door,
        clients: Callable[[Workspace], Awaitable[AsyncWebClient]],
        slack_lags: timedelta,
    ) -> None:
        self._store = store
        self._clock = clock
        self._door = door
        self._clients = clients
        self._slack_lags = slack_lags
        # One question at a time for each workspace: the others may be answered with it.
        self._asking: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def learn(self, step: Undisturbed) -> None:
        """Ask for whoever a row goes to and for others who are written to soon; the row leaves with a later sweep."""
        workspace, now = step.workspace, self._clock.now()
        async with self._asking[workspace.id]:
            found = await self._store.read(lambda tx: _to_ask_about(tx, step, now))
            if step.person_id not in found:
                return
            client = await self._clients(workspace)
            answer = await self._door.quiet_times(client, found.values())
            if isinstance(answer, Refused) and answer.error == "missing_scope":
                await self._store.run(lambda tx: workspaces.lose_scope(tx, workspace.id, QUIET_SCOPE))
                log.warning("nobody's do-not-disturb is known", missing=QUIET_SCOPE)
                return
            if isinstance(answer, Refused | Limited):
                log.info("do-not-disturb unknown", why=answer)
                answer = {}
            lag = self._slack_lags
            known = {
                person: (times[0] + lag, times[1] + lag) if (times := answer.get(slack_id)) else None
                for person, slack_id in found.items()
            }
            await self._store.run(
                lambda tx: people.keep_quiet_times(tx, workspace.id, known, at=now), turn=Turn.NOTE
            )


def _to_ask_about(tx: Transaction, step: Undisturbed, now: datetime) -> dict[int, str]:
    """Return whom to ask about, by our id; nobody where the permission has gone meanwhile."""
    workspace_id = step.workspace.id
    if QUIET_SCOPE not in workspaces.get(tx, workspace_id).scopes:
        return {}
    return people.to_ask_about(tx, workspace_id, step.person_id, now, now + SOON, MOST)
