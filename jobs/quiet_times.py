"""Quiet times: asks Slack, for many people at once, when they are not to be disturbed."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from itertools import groupby, islice
from operator import itemgetter
from weakref import WeakValueDictionary

import structlog

from bot.delivery import QUIET_SCOPE, Door, Limited, Refused
from bot.domain.deliveries import WAITING, Delivery, DeliveryClass
from bot.ports import Clock
from jobs.clients import Clients, NoToken
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
        clients: Clients,
        slack_lags: timedelta,
    ) -> None:
        self._store = store
        self._clock = clock
        self._door = door
        self._clients = clients
        self._slack_lags = slack_lags
        # One question at a time for each workspace: the others may be answered with it. A lock is there for as long
        # as somebody holds it or waits for it, so that thousands of workspaces leave none behind.
        self._asking: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def learn(self, wanted: Iterable[tuple[int, int]]) -> None:
        """Ask for people, by workspace and id, and for others there who are written to soon."""
        for workspace_id, some in groupby(sorted(wanted), key=itemgetter(0)):
            try:
                await self._learn(workspace_id, {person_id for _workspace, person_id in some})
            except NoToken:
                log.info("removed meanwhile", workspace=workspace_id)

    async def _learn(self, workspace_id: int, wanted: Collection[int]) -> None:
        now = self._clock.now()
        asking = self._asking.setdefault(workspace_id, asyncio.Lock())
        async with asking:
            workspace, found = await self._store.read(lambda tx: _to_ask_about(tx, workspace_id, wanted, now))
            if not found:
                return
            client = await self._clients(workspace)
            answer = await self._door.quiet_times(client, found.values())
            if isinstance(answer, Refused) and answer.error == "missing_scope":
                await self._store.run(lambda tx: workspaces.lose_scope(tx, workspace_id, QUIET_SCOPE))
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
                lambda tx: people.keep_quiet_times(tx, workspace_id, known, at=now), turn=Turn.NOTE
            )


def unasked(tx: Transaction, found: Iterable[Delivery], now: datetime) -> set[tuple[int, int]]:
    """Return to whom of those that rows go to Slack is to be asked about first, by workspace and id."""
    scheduled = defaultdict(set)
    for one in found:
        if one.delivery_class is DeliveryClass.SCHEDULED and one.state in WAITING:
            scheduled[one.workspace_id].add(one.person_id)
    return {
        (workspace_id, person_id)
        for workspace_id, some in scheduled.items()
        if QUIET_SCOPE in workspaces.get(tx, workspace_id).scopes
        for person_id in people.unasked(tx, workspace_id, some, now)
    }


def _to_ask_about(
    tx: Transaction, workspace_id: int, wanted: Collection[int], now: datetime
) -> tuple[Workspace, dict[int, str]]:
    """Return whom to ask about, by our id; nobody where somebody else has asked or the permission has gone."""
    workspace = workspaces.get(tx, workspace_id)
    if QUIET_SCOPE not in workspace.scopes:
        return workspace, {}
    still = people.unasked(tx, workspace_id, wanted, now)
    if not still:
        return workspace, {}
    others = people.unasked_soon(tx, workspace_id, now, now + SOON, MOST)
    # Those who are written to now are among those who are written to soon.
    return workspace, dict(islice((still | others).items(), MOST))
