"""The ledger as a machine: whatever happens in whatever order, nothing is said twice, lost, or said at the wrong time.

Three processes stand still after each step that they take; who goes on, who is killed and what the clock, Slack and
the people do meanwhile, is drawn. After each step the ledger is held against what stands in Slack.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, ExitStack
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bot.domain.audience import Audience
from bot.domain.cadence import Cadence
from bot.domain.cadence import Schedule as Rule
from bot.domain.deliveries import AGREED, Delivery, DeliveryClass, State
from bot.domain.pace import Pace
from jobs import plan, resume
from jobs.claims import LEASE
from jobs.local import LocalEngine
from jobs.rehearsal import Rehearsal
from storage import answers, deliveries, pairs, pauses, people, schedules
from storage.answers import Asked
from storage.schedules import Subject
from storage.store import Store, Transaction
from storage.vault import Vault
from tests.jobs.office import CONSEQUENCE, REMINDER, REPLY, SCHEDULED, Office, office
from tests.jobs.stepping import Job, Standing, Steps
from tests.keys import TEST_KEY
from tests.postgres import Server

T = TypeVar("T")
MEMORY = Path("/dev/shm")  # noqa: S108 - memory, which is no file
PLANNED, HELD, SENDING, SENT = State.PLANNED, State.HELD, State.SENDING, State.SENT
ENDED = frozenset(State) - {PLANNED, HELD, SENDING}
# docs/delivery.md: how a row may move in one transaction.
LEFT = {State.SKIPPED, State.FOLDED, State.FAILED}
ARROWS = {
    PLANNED: {PLANNED, HELD, SENDING, *LEFT},
    HELD: {PLANNED, HELD, SENDING, *LEFT},
    SENDING: {SENDING, SENT, PLANNED, HELD, State.FAILED, State.UNKNOWN},
}
# An answer, news, a prompt that was agreed, two that come within the next, one that comes late, and a reminder.
KINDS = (
    ("help", REPLY),
    ("partner_signed", CONSEQUENCE),
    ("mentor_check_in", SCHEDULED),
    ("reflection", SCHEDULED),
    ("reflection", SCHEDULED),
    ("have_you_met", SCHEDULED),
    ("reflection", REMINDER),
)
METHODS = (
    "chat.postMessage",
    "chat.postMessage",
    "conversations.history",
    "conversations.open",
    "users.info",
)
FAULTS = ("429", "500", "500_after", "cut_before", "cut_after")
JOBS = 3
# From the first look at the ledger to the mark, for a row or two at once.
MOST_STEPS = 12
ACTS = (
    *("rest", "rest until they go on", "go on", "go on", "snooze", "answer", "press"),
    *("close the conversation", "let the clockwork look", "let the clockwork look"),
)
WEEK = timedelta(days=7)


class Ledger(RuleBasedStateMachine):
    """Inês and Noah, what they are owed, and those who send it."""

    def __init__(self, url: Callable[[], str]) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.open = AsyncExitStack()
        self.steps = Steps()
        self.known: dict[int, Delivery] = {}
        self.posted: Counter[str] = Counter()
        self.calls = 0
        # What somebody was about to write when their lease ended: docs/delivery.md names this window.
        self.in_window: set[str] = set()
        self.failed = False
        self.work: Office = self.does(self._begin(url()))

    def does(self, happens: Awaitable[T]) -> T:
        """Let something happen."""

        async def whole() -> T:
            return await happens

        return self.loop.run_until_complete(whole())

    async def _begin(self, url: str) -> Office:
        store = await Store.open(url, Vault([TEST_KEY]))
        self.open.push_async_callback(store.close)
        return await self.open.enter_async_context(office(store))

    @initialize(paced=st.booleans(), strict=st.booleans(), every=st.sampled_from([1, 2]))
    def lay_out(self, paced: bool, strict: bool, every: int) -> None:
        """Inês is asked every week or two; Slack may tell little of the past, and the pace may be kept."""
        outgoing = self.work.slack.world.outgoing
        outgoing.settings = replace(outgoing.settings, strict_history=strict)
        self.jobs = [Job(self.work, self.steps, Pace.of(3.0) if paced else None) for _ in range(JOBS)]

        def begin(tx: Transaction) -> None:
            rule = Rule(date(2027, 3, 2), Cadence(every, "week"), time(10), "Europe/Lisbon")
            subject = Subject(self.work.ws, "check_in", self.work.pair, self.work.ines)
            schedules.put(tx, subject, rule, datetime(2027, 3, 2, 10, tzinfo=ZoneInfo("Europe/Lisbon")))

        self.does(self.work.store.run(begin))
        for person in (self.work.ines, self.work.noah):
            self.does(self.work.owe("help", person))

    # What is owed

    @rule(
        what=st.sampled_from(KINDS),
        to_mentor=st.booleans(),
        hours=st.sampled_from([-1, 0, 0, 2, 30]),
        days=st.sampled_from([None, 3, 21]),
    )
    def somebody_is_owed(
        self, what: tuple[str, DeliveryClass], to_mentor: bool, hours: int, days: int | None
    ) -> None:
        to = self.work.noah if to_mentor else self.work.ines
        due_at = self.work.clock.now() + timedelta(hours=hours)
        window = timedelta(days=days) if days else None
        # None of the days on which Inês is asked in her rhythm.
        day = (date(2020, 1, 1) + timedelta(days=len(self.known))).isoformat()
        self.does(
            self.work.owe(what[0], to, what[1], due_at=due_at, window=window, occasion=day, day=day, turn=0)
        )

    # What processes do

    @rule(job=st.integers(0, JOBS - 1), steps=st.integers(0, MOST_STEPS))
    def a_job_goes_on(self, job: int, steps: int) -> None:
        """So many steps and no further, until something else is drawn for it."""
        one = self.jobs[job]
        self.does(one.sweep())
        for _ in range(steps):
            self._go(lambda standing: standing.job is one)

    @rule(which=st.integers(0, 5), steps=st.integers(1, 4))
    def somebody_goes_on(self, which: int, steps: int) -> None:
        for _ in range(steps):
            if self.steps.standing:
                self.does(self.steps.go(self.steps.standing[which % len(self.steps.standing)]))
                self.look()

    @rule(
        job=st.integers(0, JOBS - 1),
        steps=st.integers(1, MOST_STEPS),
        seconds=st.sampled_from([2, 61, 200]),
        sweeps=st.integers(1, 3),
    )
    def a_job_is_frozen_while_the_others_go_on(self, job: int, steps: int, seconds: int, sweeps: int) -> None:
        """And then wakes up, and knows nothing of it."""
        self._something_is_due()
        self.a_job_goes_on(job, steps)
        frozen = self.jobs[job]
        self.time_passes(seconds / 3600)
        for _ in range(sweeps):
            for other in self.jobs:
                if other is not frozen:
                    self.does(other.sweep())
            while self._go(lambda standing: standing.job is not frozen):
                pass
        while self._go(lambda standing: standing.job is frozen):
            pass

    @rule(job=st.integers(0, JOBS - 1), steps=st.integers(0, MOST_STEPS))
    def a_job_is_killed(self, job: int, steps: int) -> None:
        self._something_is_due()
        self.a_job_goes_on(job, steps)
        self.does(self.jobs[job].die())

    @rule(kind=st.sampled_from(FAULTS), method=st.sampled_from(METHODS), seconds=st.sampled_from([2, 61]))
    def slack_fails_whoever_asks_it(self, kind: str, method: str, seconds: float) -> None:
        self._something_is_due()
        self.work.fault(kind, "chat.postMessage", times=1)
        self.all_goes_well_for_a_while(0)
        self.work.fault(kind, method, times=1)
        self.all_goes_well_for_a_while(seconds)

    def _something_is_due(self) -> None:
        busy = {row.person_id for row in self.known.values() if row.state is SENDING}
        to = self.work.noah if self.work.ines in busy else self.work.ines
        self.does(self.work.owe("help", to))
        self.look()

    def _go(self, whose: Callable[[Standing], bool]) -> bool:
        """Let the first of these take a step; False when none of them stands anywhere."""
        chosen = next(filter(whose, self.steps.standing), None)
        if chosen:
            self.does(self.steps.go(chosen))
            self.look()
        return chosen is not None

    @rule(seconds=st.sampled_from([0, 0, 1, 61]))
    def all_goes_well_for_a_while(self, seconds: float) -> None:
        for job in self.jobs:
            self.does(job.sweep())
        while self._go(lambda _standing: True):
            pass
        if seconds:
            self.time_passes(seconds / 3600)
            self.all_goes_well_for_a_while(0)

    # What the world does

    @rule(hours=st.sampled_from([0.0001, 0.001, 0.017, 0.02, 0.2, 3, 17, 24, 24 * 6]))
    def time_passes(self, hours: float) -> None:
        self.work.clock.move_to(self.work.clock.now() + timedelta(hours=hours))
        now, rows = self.work.clock.now(), {row.token: row for row in self.known.values()}
        for one in self.steps.standing:
            row = rows.get(one.token or "")
            if row and (row.lease_until is None or row.lease_until <= now):
                self.in_window.add(row.token)

    @rule(method=st.sampled_from(METHODS), kind=st.sampled_from(FAULTS), times=st.integers(1, 2))
    def slack_fails(self, method: str, kind: str, times: int) -> None:
        self.work.fault(kind, method, times=times)

    @rule(
        act=st.sampled_from(ACTS), days=st.integers(1, 14), which=st.integers(0, 9), to_mentor=st.booleans()
    )
    def people_act(self, act: str, days: int, which: int, to_mentor: bool) -> None:
        now, person = self.work.clock.now(), self.work.noah if to_mentor else self.work.ines
        later = now + timedelta(days=days)
        match act:
            case "rest":
                self.does(self.work.change_pair(paused_by=person, paused_at=now, paused_until=later))
            case "rest until they go on":
                self.does(self.work.change_pair(paused_by=person, paused_at=now, paused_until=None))
            case "go on":
                self._go_on()
            case "snooze":
                self.does(self.work.change(person, snoozed_until=later))
            case "close the conversation":
                self.does(self.work.change(person, dm_channel=None))
            case "answer":
                self._answer(which)
            case "press":
                self._rewrite(which)
            case "let the clockwork look":
                self.does(resume.tick(self.work.store, self.work.clock))
                self.does(plan.tick(self.work.store, self.work.clock))

    def _go_on(self) -> None:
        def end(tx: Transaction) -> None:
            pair = pairs.get(tx, self.work.ws, self.work.pair)
            pauses.end(tx, self.work.ws, pair, at=self.work.clock.now())

        self.does(self.work.store.run(end))

    def _answer(self, which: int) -> None:
        """What has come, or what only waits to be sent: then it need not come any more."""
        prompts = [row for row in self.known.values() if row.kind in ("check_in", "reflection")]
        if prompts:
            row, now = prompts[which % len(prompts)], self.work.clock.now()
            asked = Asked(self.work.ws, row.person_id, self.work.pair, row.kind, row.occasion)
            said: dict[str, Any] = {"value": {"mood": "well"}, "audience": Audience.PAIR, "at": now}
            self.does(self.work.store.run(partial(answers.record, asked=asked, **said)))

    def _rewrite(self, which: int) -> None:
        rows = [row for row in self.known.values() if row.rewrites_id is None]
        if rows:
            row = rows[which % len(rows)]
            self.does(self.work.owe("rewrite", row.person_id, rewrites=row.id))

    # What must hold

    @invariant()
    def look(self) -> None:
        """Hold the ledger as it stands now against how it stood before, and against Slack."""
        try:
            self._look()
        except BaseException:
            self.failed = True
            raise

    def _look(self, *, by_steps: bool = True) -> None:
        self._hear()
        found = self.does(self.work.store.read(lambda tx: deliveries.recent(tx, self.work.ws, most=10_000)))
        rows = {row.id: row for row in found}
        assert set(self.known) <= set(rows)
        for row in rows.values():
            before = self.known.get(row.id)
            if before is not None and before != row and (by_steps or before.state in ENDED):
                self._has_moved(before, row)
            self._stands(row)
        keys = Counter(row.key for row in rows.values())
        assert max(keys.values(), default=1) == 1
        self.known = rows

    def _hear(self) -> None:
        """Count what Slack has taken since the last look, and ask of each whether it came at a good time."""
        calls = self.work.slack.world.log.calls
        for call in calls[self.calls :]:
            if call["method"] == "chat.postMessage" and (call["response"] or {}).get("ok"):
                token = call["arguments"]["metadata"]["event_payload"]["key"]
                self.posted[token] += 1
                assert self.posted[token] == 1 or token in self.in_window, token
                row = next(row for row in self.known.values() if row.token == token)
                if token not in self.in_window and self.steps.closed:
                    self._is_at_work(row)
        self.calls = len(calls)

    def _is_at_work(self, row: Delivery) -> None:
        """Nine to five on workdays, whoever it is; a message may be on its way for as long as its lease."""
        if row.delivery_class is REPLY or (row.delivery_class is REMINDER and row.expires_at):
            return
        zone = ZoneInfo("America/New_York" if row.person_id == self.work.noah else "Europe/Lisbon")
        now = self.work.clock.now()
        for instant in (now, now - LEASE):
            local = instant.astimezone(zone)
            if local.weekday() < 5 and time(9) <= local.time() < time(17):
                return
        raise AssertionError(f"{row.key} left at {now.astimezone(zone)}")

    def _has_moved(self, before: Delivery, row: Delivery) -> None:
        if before.state in ENDED:
            # How it ended stands for ever; that Slack was seen to hold it twice may be added.
            facts = {**row.facts, deliveries.DOUBLED: before.facts.get(deliveries.DOUBLED)}
            assert replace(row, facts=before.facts) == before, (before, row, facts)
            return
        assert row.state in ARROWS[before.state], (before, row)
        assert row.fence - before.fence in (0, 1), (before, row)
        is_claim = row.fence == before.fence + 1
        assert not is_claim or (row.state is SENDING and row.lease_until), (before, row)
        # Whoever takes a row over raises its fence, so that whoever had it before can end nothing.
        assert is_claim or row.state is not SENDING or row.lease_until == before.lease_until, (before, row)
        assert (row.token, row.key) == (before.token, before.key), (before, row)
        if is_claim and before.state is not SENDING and row.delivery_class is SCHEDULED:
            self._is_wanted(row)
        if row.state is SENT:
            self._keeps_the_budget(row)

    def _is_wanted(self, row: Delivery) -> None:
        """Whoever rests by now is not written to, although it was looked at before they said so."""

        def wanted(tx: Transaction) -> tuple[bool, bool]:
            pair, person = (
                pairs.get(tx, self.work.ws, self.work.pair),
                people.get(tx, self.work.ws, row.person_id),
            )
            return pair.is_paused(now), bool(person.snoozed_until and person.snoozed_until > now)

        now = self.work.clock.now()
        assert self.does(self.work.store.read(wanted)) == (False, False), row

    def _stands(self, row: Delivery) -> None:
        """What was sent stands in Slack once; what did not leave does not."""
        if row.rewrites_id is not None or row.token in self.in_window:
            return
        copies = self.posted[row.token]
        assert row.state is not SENT or copies == 1, row
        assert row.state in (SENT, SENDING, State.UNKNOWN) or copies == 0, row
        assert row.state not in (HELD, *LEFT, State.UNKNOWN) or row.reason is not None, row

    def _keeps_the_budget(self, row: Delivery) -> None:
        """One on each of somebody's days, two in any seven of them; what was agreed counts, and always comes."""
        if row.delivery_class is not SCHEDULED or row.kind in AGREED or row.sent_at is None:
            return
        zone = ZoneInfo("America/New_York" if row.person_id == self.work.noah else "Europe/Lisbon")
        others = [
            one.sent_at.astimezone(zone).date()
            for one in self.known.values()
            if (one.person_id, one.delivery_class, one.state) == (row.person_id, SCHEDULED, SENT)
            and one.sent_at
            and one.id != row.id
            and one.token not in self.in_window
        ]
        day = row.sent_at.astimezone(zone).date()
        assert day not in others, (row, others)
        assert sum(day - timedelta(days=6) <= one for one in others) < 2, (row, others)

    def teardown(self) -> None:
        """When Slack is well again and all rest has ended, every row comes to an end."""
        try:
            if not self.failed and hasattr(self, "jobs"):
                self._end()
        finally:
            self.steps.closed = False
            for job in getattr(self, "jobs", ()):
                self.does(job.die())
            self.does(self.open.aclose())
            self.loop.close()

    def _end(self) -> None:
        for job in self.jobs:
            self.does(job.die())
        self.steps.closed = False
        self.work.mend()
        self._go_on()
        self.does(
            self.work.store.run(
                lambda tx: schedules.end(tx, self.work.ws, self.work.pair, at=self.work.clock.now())
            )
        )
        rehearsal = Rehearsal(self.work.store, self.work.clock, LocalEngine(self.work.deliverer))
        self.does(rehearsal.to(self.work.clock.now() + timedelta(days=40)))
        self._look(by_steps=False)
        left = [row for row in self.known.values() if row.state not in ENDED]
        assert left == []


def examples(usual: int) -> settings:
    """Return how many are tried: a few by default, always the same; many when somebody explores."""
    chosen = settings()
    return settings(
        chosen,
        max_examples=usual if chosen.derandomize else usual * 40,
        stateful_step_count=30,
        suppress_health_check=list(HealthCheck),
        phases=set(chosen.phases) - ({Phase.shrink, Phase.explain} if chosen.derandomize else set()),
    )


def test_in_whatever_order_things_happen_the_ledger_keeps_its_word(
    sqlite_template: Path, tmp_path: Path
) -> None:
    folder = Path(tempfile.mkdtemp(dir=MEMORY if os.access(MEMORY, os.W_OK) else tmp_path))
    numbers = iter(range(10**9))

    def fresh() -> str:
        for old in folder.iterdir():
            old.unlink()
        return f"sqlite:///{shutil.copy(sqlite_template, folder / f'{next(numbers)}.db')}"

    try:
        run_state_machine_as_test(cast("Any", partial(Ledger, fresh)), settings=examples(30))
    finally:
        shutil.rmtree(folder)


@pytest.mark.postgres
def test_on_postgresql_too(postgres_server: Server) -> None:
    with ExitStack() as lent:

        def fresh() -> str:
            return lent.enter_context(postgres_server.database())

        run_state_machine_as_test(cast("Any", partial(Ledger, fresh)), settings=examples(4))
