"""Meeting: asks Slack what must be known of a row's receivers before it may leave, and opens their conversations."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery import SHARED_SCOPE, Door, Limited, Refused
from bot.domain.audience import Audience
from bot.domain.deliveries import Reason, State
from bot.domain.people import Profile
from bot.ports import Clock
from bot.profiles import Gone, look_up
from bot.views.messages import PARTNER_LEFT
from jobs import addressed
from jobs.addressed import Unmet
from jobs.clients import Clients
from jobs.settling import Settler
from jobs.steps import Unopened
from storage import leaving, pairs, people, slots, workspaces
from storage.store import Store, Turn

log = structlog.get_logger(__name__)

PATIENCE = timedelta(minutes=10)


class Meeter:
    """Learns what a row waits for; the row itself leaves with the next sweep."""

    def __init__(self, store: Store, clock: Clock, door: Door, clients: Clients, settler: Settler) -> None:
        self._store = store
        self._clock = clock
        self._door = door
        self._clients = clients
        self._settler = settler

    async def meet(self, step: Unmet) -> None:
        """Ask for a conversation, or for profiles; what Slack does not want to be asked now waits."""
        if step.until:
            await self._put_off(step, step.method, step.until)
            return
        client = await self._clients(step.workspace)
        if step.method == slots.OPEN:
            await self._open_dm(client, step)
            return
        for person_id, slack_id in step.people:
            if not await self._look_up(client, step, person_id, slack_id):
                return

    async def _open_dm(self, client: AsyncWebClient, step: Unmet) -> None:
        ((person_id, slack_id),), workspace_id = step.people, step.workspace.id
        opened = await self._door.open_dm(client, slack_id)
        match opened:
            case Refused() as no:
                await self._settler.refused(step.delivery, step.delivery.fence, no)
            case Limited(seconds):
                await self._limited(step, slots.OPEN, seconds)
            case channel:
                await self._store.run(
                    lambda tx: people.change(tx, workspace_id, person_id, dm_channel=channel),
                    turn=Turn.NOTE,
                )

    async def _look_up(self, client: AsyncWebClient, step: Unmet, person_id: int, slack_id: str) -> bool:
        """Keep what Slack says of an account; False where the row waits for that, or for nothing any more."""
        workspace_id, now = step.workspace.id, self._clock.now()
        match await look_up(client, slack_id):
            case Profile() as profile:
                await self._store.run(
                    lambda tx: leaving.remember(tx, workspace_id, profile, PARTNER_LEFT, at=now),
                    turn=Turn.NOTE,
                )
                return not profile.deactivated
            case Gone():
                await self._store.run(
                    lambda tx: leaving.let_go(tx, workspace_id, person_id, PARTNER_LEFT, at=now)
                )
            case Limited(seconds):
                await self._limited(step, slots.LOOK_UP, seconds)
            case None:
                await self._put_off(step, slots.LOOK_UP, now + PATIENCE)
        return False

    async def _waits_for(self, step: Unmet | Unopened, method: str) -> bool:
        """Put a row off while Slack asked everybody not to call a method; False when it may be called."""
        now = self._clock.now()
        until = await self._store.read(lambda tx: slots.taken_until(tx, step.workspace.id, method, now))
        if until:
            await self._put_off(step, method, until)
        return until is not None

    async def _limited(self, step: Unmet | Unopened, method: str, seconds: float) -> None:
        """Let nobody in the workspace call a method before Slack said that they may."""
        until = self._clock.now() + timedelta(seconds=seconds)
        await self._store.run(lambda tx: slots.close(tx, step.workspace.id, method, until), turn=Turn.NOTE)
        await self._put_off(step, method, until)

    async def _put_off(self, step: Unmet | Unopened, method: str, until: datetime) -> None:
        """Hold a row until then; where it waits for its conversation, so do the others to that person."""
        reason = Reason("slack-busy", {"until": until.isoformat()}, Audience.ONLY_ME)
        # Their other messages need no profile, and do not wait.
        when = {"due_at": until} if method == slots.LOOK_UP else {"lease_until": until}
        await self._settler.settle(step.delivery, step.delivery.fence, State.HELD, reason, **when)

    async def open(self, step: Unopened) -> None:
        """Open a pair's own conversation; the row leaves with the next sweep."""
        delivery, workspace = step.delivery, step.workspace
        if await self._waits_for(step, slots.OPEN):
            return
        opened = await self._door.open_group(await self._clients(workspace), step.slack_ids)
        match opened:
            case Refused("missing_scope"):
                await self._store.run(lambda tx: workspaces.lose_scope(tx, workspace.id, SHARED_SCOPE))
                await self._settler.settle(delivery, delivery.fence, State.SKIPPED, addressed.NO_PLACE)
                log.warning("pairs get no conversation of their own", missing=SHARED_SCOPE)
            case Refused(error):
                reason = Reason("refused", {"error": error}, Audience.PAIR)
                await self._settler.settle(delivery, delivery.fence, State.FAILED, reason)
            case Limited(seconds):
                await self._limited(step, slots.OPEN, seconds)
            case channel:
                await self._store.run(
                    lambda tx: pairs.change(tx, workspace.id, step.pair_id, channel=channel)
                )
