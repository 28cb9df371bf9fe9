"""Delivery: takes what the ledger says is due, asks the guards, sends it once, and writes down what happened."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

import structlog

from bot import metrics
from bot.delivery import (
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
from bot.domain.deliveries import REWRITE, Delivery, Owed, Reason, State
from bot.domain.pace import Pace
from bot.ports import Clock
from bot.words import Words
from jobs import claims, refusals
from jobs.addressed import Unmet
from jobs.clients import Clients, NoToken
from jobs.finding import Finder
from jobs.looking import Looked, Looker
from jobs.marks import Marks
from jobs.meeting import PATIENCE, Meeter
from jobs.quiet_times import QuietTimes
from jobs.settling import Settler
from jobs.steps import Ready, Step, Unknown, Unopened
from storage import deliveries, sending, slots
from storage.errors import DatabaseUnreachable
from storage.sending import Mark
from storage.store import Store, Transaction, Turn
from storage.together import Failed

log = structlog.get_logger(__name__)

MOST_ATTEMPTS = 6
UNCLEAR = 5.0
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
        self._settler = Settler(store, clock)
        self._meeter = Meeter(store, clock, door, clients, self._settler)
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

    def now(self) -> datetime:
        """Return the present (UTC) by which it sweeps."""
        return self._clock.now()

    async def pause(self, since: datetime) -> float | None:
        """Return the seconds until something may leave that was due and waited for its slot, or None for nothing.

        `since` is an instant (UTC) before the sweep that found nothing: what it waited for may be free by now, and then
        it is 0.
        """
        free = await self._store.read(lambda tx: sending.next_free(tx, since))
        return max((free - self._clock.now()).total_seconds(), 0.0) if free else None

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
                    await self._meeter.meet(step)
                case Unopened():
                    await self._meeter.open(step)
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
                await self._settler.refused(delivery, fence, no)
            case Limited(seconds):
                metrics.tried("limited")
                method = slots.REWRITE if ready.ts else slots.POST
                await self._store.run(
                    lambda tx: refusals.limited(tx, delivery, fence, method, now, seconds), turn=Turn.NOTE
                )
            case Ambiguous(why) if ready.ts:
                metrics.tried("unclear")
                log.info("unclear", delivery=delivery.id, why=why)
                await self._settler.wait(delivery, fence, "slack-unclear", UNCLEAR)
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
            await self._settler.settle(delivery, fence, State.PLANNED, None)
            return
        if step.channel is None:
            await self._give_up(step, "no_channel")
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
                await self._settler.settle(delivery, fence, State.PLANNED, None)
            case CannotTell(None, why):
                await self._give_up(step, why)
            case CannotTell(float() as seconds, why, cursor):
                # The row keeps the lease that was just taken. Nobody else in the workspace need ask before it is time.
                self._reading[delivery.id] = cursor
                if why == "ratelimited":
                    self._strict[step.workspace.id] = self._clock.now() + STRICT_FOR
                until, ws = self._clock.now() + timedelta(seconds=seconds), step.workspace.id
                await self._store.run(lambda tx: slots.close(tx, ws, slots.HISTORY, until), turn=Turn.NOTE)
                log.info("history cannot be read yet", delivery=delivery.id, why=why)

    async def _give_up(self, step: Unknown, error: str) -> None:
        reason, now = Reason("cannot-tell", {"error": error}), self._clock.now()
        await self._store.run(
            lambda tx: sending.give_up(tx, step.delivery, step.fence, reason, at=now), turn=Turn.NOTE
        )

    def _is_strict(self, workspace_id: int) -> bool:
        until = self._strict.get(workspace_id)
        return until is not None and self._clock.now() < until

    async def _may_read(self, workspace_id: int) -> bool:
        """Take the slot for reading where Slack was heard to be strict; without it a row waits for its next lease."""
        if not self._is_strict(workspace_id):
            return True
        now, gap = self._clock.now(), timedelta(seconds=STRICT_PAUSE)
        return await self._store.run(lambda tx: slots.take(tx, workspace_id, slots.HISTORY, now, gap))


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
