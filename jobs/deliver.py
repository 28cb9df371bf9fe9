"""Delivery: takes what the ledger says is due, asks the guards, sends it once, and writes down what happened."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot import metrics
from bot.delivery import (
    SHARED_SCOPE,
    STRICT_PAUSE,
    Ambiguous,
    CannotTell,
    Door,
    Found,
    Limited,
    NotFound,
    Outcome,
    Refused,
    Sent,
)
from bot.domain.audience import Audience
from bot.domain.deliveries import REWRITE, Delivery, Owed, Reason, State
from bot.domain.pace import Pace
from bot.domain.people import Profile
from bot.ports import Clock
from bot.profiles import Gone, look_up
from bot.words import Words
from jobs import addressed, claims, leaving, refusals
from jobs.addressed import Unmet
from jobs.clients import Clients, NoToken
from jobs.finding import Finder
from jobs.looking import Looked, Looker
from jobs.marks import Marks
from jobs.quiet_times import QuietTimes
from jobs.steps import Ready, Step, Unknown, Unopened
from storage import deliveries, pairs, people, sending, slots, workspaces
from storage.errors import DatabaseUnreachable
from storage.sending import Mark
from storage.store import Store, Transaction, Turn
from storage.together import Failed

log = structlog.get_logger(__name__)

MOST_ATTEMPTS = 6
UNCLEAR = 5.0
PATIENCE = timedelta(minutes=10)
# A limit may also come of a busy minute: after that, Slack is asked again as if it were none.
STRICT_FOR = timedelta(minutes=10)
# How far Slack's clock may be from ours. To read a day too much is cheap, to read too little sends a message twice.
MARGIN = timedelta(days=1)


class Deliverer:
    """Sweeps the ledger. Late, twice or interrupted, the next sweep puts it right."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        words: Words,
        door: Door,
        clients: Clients,
        *,
        slack_lags: timedelta = timedelta(0),
        pace: Pace | None = None,
    ) -> None:
        """`slack_lags` is how far Slack's clock is behind ours, when ours is shifted for a rehearsal.

        Without a `pace` as much is sent as Slack takes.
        """
        self._store = store
        self._clock = clock
        self._door = door
        self._clients = clients
        self._slack_lags = slack_lags
        self._looker = Looker(store, words)
        self._marks = Marks(store)
        self._quiet_times = QuietTimes(store, clock, door, clients, slack_lags)
        self._pace = pace
        self._finder = Finder(store, self._looker, pace)
        # How far the conversation of a row has been read back, where Slack tells little at a time.
        self._reading: dict[int, str] = {}
        # Until when a workspace in which it did so is asked once a minute.
        self._strict: dict[int, datetime] = {}

    async def sweep(self, more: Callable[[], object] | None = None) -> int:
        """Handle what is due now, a few rows at once; returns how many rows were looked at.

        `more` is called when there may be others, before these are sent.
        """
        now = self._clock.now()
        found = await self._finder.find(now)
        try:
            # With these Slack tells of those who come next: the sweeps that find them then need not ask.
            await self._quiet_times.learn(found.unasked)
            if more and found.is_full:
                more()
            steps = await self._prepare(found.rows, now, found.seen)
        finally:
            self._finder.let_go(found.rows)
        await asyncio.gather(*map(self._take, steps))
        return len(found.rows)

    async def _prepare(
        self, found: Sequence[Delivery], now: datetime, seen: Sequence[Looked] | None = None
    ) -> Sequence[Step]:
        """Look at rows, unless they were `seen`, and write down what follows; where one breaks, each by itself."""
        if not found:
            return []
        try:
            return await self._prepare_all(found, seen or await self._looker.look_at(found, now), now)
        except DatabaseUnreachable:
            raise
        except Exception:
            if len(found) > 1:
                return [step for one in found for step in await self._prepare([one], now)]
            log.exception("row cannot be prepared", delivery=found[0].id, kind=found[0].kind)
            await self._give_time(found[0], now)
            return []

    async def _prepare_all(
        self, found: Sequence[Delivery], looked: Sequence[Looked], now: datetime
    ) -> Sequence[Step]:
        looks = [*zip(found, looked, strict=True)]
        for delivery, seen in looks:
            if isinstance(seen, Failed):
                log.error(
                    "row cannot be prepared", delivery=delivery.id, kind=delivery.kind, exc_info=seen.error
                )
                await self._give_time(delivery, now)
        ahead = [seen for _delivery, seen in looks if isinstance(seen, Unmet | Unopened)]
        rest = [
            (one, seen) for one, seen in looks if seen and not isinstance(seen, Failed | Unmet | Unopened)
        ]
        claimed = await self._write_down(rest, now) if rest else []
        self._finder.met(others=len(claimed) < _claimable(looks))
        return [*claimed, *ahead]

    async def _write_down(
        self, found: Sequence[tuple[Delivery, claims.Found]], now: datetime
    ) -> list[claims.Claimable]:
        return await self._store.run(lambda tx: claims.write_down(tx, found, now, self._pace), turn=Turn.NOTE)

    async def _give_time(self, delivery: Delivery, now: datetime) -> None:
        await self._store.run(lambda tx: _give_time(tx, delivery, now), turn=Turn.NOTE)

    async def pause(self) -> float | None:
        """Return the seconds until something that is due now and waits for its slot may leave, or None for nothing."""
        now = self._clock.now()
        free = await self._store.read(lambda tx: sending.next_free(tx, now))
        return max((free - now).total_seconds(), 0.0) if free else None

    async def _take(self, step: Step) -> None:
        # Each runs in a task of its own, so that this stands in its lines alone.
        structlog.contextvars.bind_contextvars(delivery=step.delivery.id)
        try:
            match step:
                case Ready():
                    await self._send(step)
                case Unknown():
                    await self._find_out(step)
                case Unmet():
                    await self._meet(step)
                case Unopened():
                    await self._open(step)
        except NoToken:
            log.info("removed meanwhile", delivery=step.delivery.id)
        except Exception:
            # What was claimed is looked into when its lease has run out.
            log.exception("step failed", delivery=step.delivery.id, kind=step.delivery.kind)
            if isinstance(step, Unmet | Unopened):
                later = self._clock.now() + PATIENCE
                await self._store.run(lambda tx: deliveries.put_off(tx, step.delivery, later), turn=Turn.NOTE)

    async def _send(self, ready: Ready) -> None:
        client = await self._clients(ready.workspace)
        arguments = ready.message.as_arguments()
        delivery = ready.delivery
        if self._clock.now() >= ready.deadline:
            # The machine slept, and somebody else may have taken the row over.
            log.warning("too late to send", delivery=delivery.id)
            return
        outcome: Outcome
        if ready.ts:
            outcome = await self._door.update(client, ready.channel, ready.ts, arguments)
        else:
            outcome = await self._door.post(client, ready.channel, arguments, delivery.token)
        await self._conclude(ready, outcome)

    async def _conclude(self, ready: Ready, outcome: Outcome) -> None:
        delivery, fence, now = ready.delivery, ready.fence, self._clock.now()
        match outcome:
            case Sent(channel, ts):
                await self._marks.keep(Mark(delivery, fence, channel, ts, now))
                if ready.ts and now >= ready.deadline:
                    await self._rewrite_anew(delivery, now)
                log.info("delivered", delivery=delivery.id, kind=delivery.kind)
                _count(ready, now)
            case Refused() as no:
                metrics.tried("refused")
                await self._refused(delivery, fence, no)
            case Limited(seconds):
                metrics.tried("limited")
                method = slots.REWRITE if ready.ts else slots.POST
                await self._store.run(
                    lambda tx: refusals.limited(tx, delivery, fence, method, now, seconds), turn=Turn.NOTE
                )
            case Ambiguous(why) if ready.ts:
                metrics.tried("unclear")
                log.info("unclear", delivery=delivery.id, why=why)
                await self._wait(delivery, fence, "slack-unclear", UNCLEAR)
            case Ambiguous(why):
                metrics.tried("unclear")
                # The row stays `sending`: once its lease has run out, the conversation's history tells.
                log.warning("unclear", delivery=delivery.id, why=why)

    async def _rewrite_anew(self, late: Delivery, now: datetime) -> None:
        """Rewrite a message once more: when this rewriting left, a newer one may have stood there already."""
        log.warning("rewritten late", delivery=late.id)
        owed = Owed(
            kind=REWRITE,
            delivery_class=late.delivery_class,
            person_id=late.person_id,
            pair_id=late.pair_id,
            subject=late.subject,
            occasion=f"after-{late.id}-{late.fence}",
            due_at=now,
            rewrites_id=late.rewrites_id,
        )
        await self._store.run(lambda tx: deliveries.owe(tx, late.workspace_id, owed, at=now), turn=Turn.NOTE)

    async def _find_out(self, step: Unknown) -> None:
        delivery, fence, now = step.delivery, step.fence, self._clock.now()
        if delivery.rewrites_id is not None:
            await self._settle(delivery, fence, State.PLANNED, None)
            return
        if step.channel is None:
            await self._settle(delivery, fence, State.UNKNOWN, Reason("cannot-tell", {"error": "no_channel"}))
            return
        # Not since its last lease, which may be the tenth: between the row and its message lies the whole story.
        since = (delivery.created_at or now) - MARGIN - self._slack_lags
        client, channel = await self._clients(step.workspace), step.channel
        if not await self._may_read(step.workspace.id):
            return
        found = await self._door.read_back(
            client,
            channel,
            delivery.token,
            since,
            cursor=self._reading.pop(delivery.id, ""),
            strict=self._is_strict(step.workspace.id),
        )
        match found:
            case Found(ts, copies):
                await self._store.run(
                    lambda tx: _found(tx, delivery, fence, (channel, ts), copies, now), turn=Turn.NOTE
                )
            case NotFound():
                # Due since it first was, so that nothing which came later goes before it.
                await self._settle(delivery, fence, State.PLANNED, None)
            case CannotTell(None, why):
                await self._settle(delivery, fence, State.UNKNOWN, Reason("cannot-tell", {"error": why}))
            case CannotTell(float() as seconds, why, cursor):
                # The row keeps the lease that was just taken. Nobody else in the workspace need ask before it is time.
                self._reading[delivery.id] = cursor
                if why == "ratelimited":
                    self._strict[step.workspace.id] = self._clock.now() + STRICT_FOR
                until, ws = self._clock.now() + timedelta(seconds=seconds), step.workspace.id
                await self._store.run(lambda tx: slots.close(tx, ws, slots.HISTORY, until), turn=Turn.NOTE)
                log.info("history cannot be read yet", delivery=delivery.id, why=why)

    def _is_strict(self, workspace_id: int) -> bool:
        until = self._strict.get(workspace_id)
        return until is not None and self._clock.now() < until

    async def _may_read(self, workspace_id: int) -> bool:
        """Take the slot for reading where Slack was heard to be strict; without it a row waits for its next lease."""
        if not self._is_strict(workspace_id):
            return True
        now, gap = self._clock.now(), timedelta(seconds=STRICT_PAUSE)
        return await self._store.run(lambda tx: slots.take(tx, workspace_id, slots.HISTORY, now, gap))

    async def _meet(self, step: Unmet) -> None:
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
                await self._refused(step.delivery, step.delivery.fence, no)
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
                    lambda tx: leaving.remember(tx, workspace_id, profile, now), turn=Turn.NOTE
                )
                return not profile.deactivated
            case Gone():
                await self._store.run(lambda tx: leaving.let_go(tx, workspace_id, person_id, now))
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
        await self._settle(step.delivery, step.delivery.fence, State.HELD, reason, **when)

    async def _open(self, step: Unopened) -> None:
        """Open a pair's own conversation; the row leaves with the next sweep."""
        delivery, workspace = step.delivery, step.workspace
        if await self._waits_for(step, slots.OPEN):
            return
        opened = await self._door.open_group(await self._clients(workspace), step.slack_ids)
        match opened:
            case Refused("missing_scope"):
                await self._store.run(lambda tx: workspaces.lose_scope(tx, workspace.id, SHARED_SCOPE))
                await self._settle(delivery, delivery.fence, State.SKIPPED, addressed.NO_PLACE)
                log.warning("pairs get no conversation of their own", missing=SHARED_SCOPE)
            case Refused(error):
                reason = Reason("refused", {"error": error}, Audience.PAIR)
                await self._settle(delivery, delivery.fence, State.FAILED, reason)
            case Limited(seconds):
                await self._limited(step, slots.OPEN, seconds)
            case channel:
                await self._store.run(
                    lambda tx: pairs.change(tx, workspace.id, step.pair_id, channel=channel)
                )

    async def _refused(self, delivery: Delivery, fence: int, no: Refused) -> None:
        now = self._clock.now()
        await self._store.run(lambda tx: refusals.refused(tx, delivery, fence, no, now), turn=Turn.NOTE)
        say = log.error if no.ends == "workspace" else log.warning
        say("refused", delivery=delivery.id, kind=delivery.kind, error=no.error, ends=no.ends)

    async def _wait(self, delivery: Delivery, fence: int, why: str, seconds: float) -> None:
        """Send nothing to that person for so long, as Slack asked for or as it may have lost its way."""
        until = self._clock.now() + timedelta(seconds=seconds)
        reason = Reason(why, {"until": until.isoformat()}, Audience.ONLY_ME)
        await self._settle(delivery, fence, State.HELD, reason, lease_until=until)

    async def _settle(
        self, delivery: Delivery, fence: int, state: State, reason: Reason | None, **when: datetime
    ) -> None:
        def work(tx: Transaction) -> None:
            deliveries.settle(tx, delivery, state, reason, fence=fence, **when)

        await self._store.run(work, turn=Turn.NOTE)


def _claimable(looks: Iterable[tuple[Delivery, Looked]]) -> int:
    """Return how many rows could be claimed, had nobody else been faster."""
    return sum(seen is None or isinstance(seen, Ready | Unknown) for _delivery, seen in looks)


def _count(ready: Ready, now: datetime) -> None:
    if ready.ts:
        metrics.tried("rewritten")
    else:
        metrics.sent(ready.delivery.delivery_class, now - ready.delivery.due_at)


def _found(
    tx: Transaction, delivery: Delivery, fence: int, place: tuple[str, str], copies: int, now: datetime
) -> None:
    """Write down that a message stands in Slack, and whether it stands there twice."""
    if sending.mark_sent(tx, delivery, fence, *place, at=now) and copies > 1:
        log.warning("doubled", delivery=delivery.id, kind=delivery.kind, copies=copies)
        deliveries.add_facts(tx, delivery, **{deliveries.DOUBLED: True})


def _give_time(tx: Transaction, delivery: Delivery, now: datetime) -> None:
    """Try a row that broke again later, and not for ever."""
    if delivery.attempts >= MOST_ATTEMPTS:
        deliveries.settle(tx, delivery, State.FAILED, Reason("broken"))
    else:
        deliveries.put_off(tx, delivery, now + PATIENCE)
