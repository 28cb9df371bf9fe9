"""A storm: messages are due while processes are killed and frozen and Slack fails; in the end somebody counts."""

from __future__ import annotations

import asyncio
import base64
import os
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot import manifest
from bot.domain.deliveries import Delivery, DeliveryClass, Owed, State
from bot.domain.people import Profile
from jobs import queue
from simulator import Account, Person, Simulator
from storage import deliveries, people, workspaces
from storage.store import Store, Transaction
from storage.vault import Vault
from tests.chaos.nursery import Nursery
from tests.chaos.program import PATIENCE, Program
from tests.conftest import TEST_KEY

TEAM = "T0STORM"
PEOPLE = [Account(id=f"USTORM{n:03}", name=f"person{n}", real_name=f"Person {n}") for n in range(60)]
# Longer than a lease: what was under way when everybody died is nobody's any more.
LATER = timedelta(seconds=120)
LONG = timedelta(minutes=11)
# Long enough for a process that is awake to begin; one on SQLite, which nobody wakes, is struck while it rests, too.
SOON = 1.0
# How often each befalls a message on its way, and what is asked before and after it.
WEATHER = {
    "chat.postMessage": {
        "429": 0.03,
        "500": 0.04,
        "500_after": 0.04,
        "cut_before": 0.04,
        "cut_after": 0.04,
        "hang": 0.01,
        "slow": 0.02,
    },
    "conversations.history": {"429": 0.1, "500": 0.1, "cut_before": 0.1},
    "conversations.open": {"429": 0.1, "cut_after": 0.1},
    "users.info": {"429": 0.1, "500": 0.1},
}
# What befalls the events that tell of what people type.
NEWS = {"lost_event": 0.05, "double_event": 0.2}
# An answer, and what somebody else has caused.
CLASSES = (DeliveryClass.REPLY, DeliveryClass.CONSEQUENCE, DeliveryClass.REPLY)
STORM = "storm"
# How many people type before each blow.
TYPING = 2
AMBIGUOUS = ("500", "500_after", "cut_before", "cut_after", "hang")
ENDED = {State.SENT, State.UNKNOWN, State.FAILED, State.SKIPPED, State.FOLDED}
MONDAY = datetime(2027, 3, 1, 15, tzinfo=UTC)


@dataclass
class Tally:
    """What a storm did, and what became of the messages."""

    messages: int = 0
    kills: int = 0
    freezes: int = 0
    limited: int = 0
    ambiguous: int = 0
    typed: int = 0
    answered: int = 0
    events: int = 0
    sent: int = 0
    doubled: int = 0
    lost: int = 0
    unknown: int = 0
    otherwise: Counter[str] = field(default_factory=Counter)

    def row(self) -> tuple[int, ...]:
        """Return the columns of the table that `make chaos` prints."""
        return (
            *(self.messages, self.typed, self.answered, self.kills, self.freezes),
            *(self.limited, self.ambiguous, self.events),
            *(self.sent, self.doubled, self.lost, self.unknown, self.otherwise.total()),
        )


@dataclass
class Storm:
    """Processes on one database, a Slack, and the dice; one seed makes the same blows, if not at the same points."""

    slack: Simulator
    store: Store
    programs: list[Program]
    dice: random.Random
    at: datetime = MONDAY
    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    tally: Tally = field(default_factory=Tally)
    ws: int = 0
    receivers: list[int] = field(default_factory=list)

    def now(self) -> datetime:
        """Return what all processes take for the present: their clocks agree."""
        return self.at + (datetime.now(UTC) - self.began)

    async def begin(self, messages: int) -> None:
        """Remember everybody, owe them something, and start all processes."""
        scopes = manifest.load()["oauth_config"]["scopes"]["bot"]
        now = self.now()

        def settle_in(tx: Transaction) -> tuple[int, list[int]]:
            known = workspaces.remember(
                tx, TEAM, "Storm", self.slack.bot_user_id, locale="en", at=now, scopes=scopes
            )
            return known.id, [self._meet(tx, known.id, one, now) for one in PEOPLE]

        self.ws, self.receivers = await self.store.run(settle_in)
        await self.owe(messages)
        await asyncio.gather(*(self._start(one) for one in self.programs))

    def _meet(self, tx: Transaction, ws: int, account: Account, now: datetime) -> int:
        profile = Profile(account.id, account.real_name, account.tz, account.locale)
        known = people.remember(tx, ws, profile, at=now)
        # Of some Slack has to be asked for their conversation first, and of some who they are now.
        nth = PEOPLE.index(account)
        opened = {"dm_channel": "D" + account.id[1:]} if nth % 3 else {}
        people.change(tx, ws, known.id, consented_at=now, looked_up_at=now if nth % 4 else None, **opened)
        return known.id

    async def owe(self, count: int) -> None:
        """Owe so many messages, all due now, spread over everybody."""
        now, first = self.now(), self.tally.messages

        def owe(tx: Transaction) -> None:
            for number in range(first, first + count):
                to = self.receivers[number % len(self.receivers)]
                one = Owed("help", CLASSES[number % len(CLASSES)], to, STORM, str(number), now)
                deliveries.owe(tx, self.ws, one, at=now)

        await self.store.run(owe)
        self.tally.messages += count

    async def rage(self, blows: int, messages: int) -> None:
        """Let Slack fail at random; so often, kill or freeze a process with so many messages on their way."""
        faults = self.slack.world.faults
        calls = [
            self._fault(kind, chance, method)
            for method, kinds in WEATHER.items()
            for kind, chance in kinds.items()
        ]
        faults.replace(calls + [self._fault(kind, chance) for kind, chance in NEWS.items()])
        for _ in range(blows):
            await self.owe(messages // 2)
            await asyncio.gather(*(self._type() for _ in range(TYPING)))
            await self._until_on_its_way()
            await asyncio.sleep(self.dice.uniform(0.0, 0.15))
            strike = self._kill if self.dice.random() < 0.6 else self._freeze
            await strike(self.dice.choice(self.programs), messages - messages // 2)
        await self.calm()
        self.tally.limited += faults.struck("429")
        self.tally.ambiguous += sum(faults.struck(kind) for kind in AMBIGUOUS)
        self.tally.events += sum(faults.struck(kind) for kind in NEWS)
        faults.replace([])

    def _fault(self, kind: str, chance: float, method: str | None = None) -> dict[str, Any]:
        match = {"method": method} if method else {}
        told = {"seconds": 1.0} if kind in ("429", "slow") else {}
        return {"match": match, "fault": kind, "probability": chance, "seed": self.dice.random(), **told}

    async def _type(self) -> None:
        """Let somebody ask for help in words, whoever hears it."""
        person = Person(self.slack.url, self.dice.choice(PEOPLE).id)
        await person.say("help")
        self.tally.typed += 1

    async def _until_on_its_way(self) -> None:
        calls = self.slack.world.log.calls
        before, ends = len(calls), asyncio.get_running_loop().time() + SOON
        while len(calls) == before and asyncio.get_running_loop().time() < ends:
            await asyncio.sleep(0.005)

    async def _kill(self, program: Program, messages: int) -> None:
        await program.kill()
        self.tally.kills += 1
        await self.owe(messages)
        await self._start(program)

    async def _start(self, program: Program) -> None:
        """Start a process again, as whoever supervises it does, also when it did not come up at once."""
        for _ in range(2):
            try:
                return await program.start(self.now())
            except AssertionError:
                await program.kill()
        return await program.start(self.now())

    async def _freeze(self, program: Program, messages: int) -> None:
        # Before, as it may be frozen with SQLite's only lock in its hands.
        await self.owe(messages)
        os.kill(program.pid, signal.SIGSTOP)
        self.tally.freezes += 1
        await asyncio.sleep(self.dice.uniform(0.1, 1.0))
        os.kill(program.pid, signal.SIGCONT)

    async def pass_over(self, later: timedelta = LATER) -> None:
        """Kill everybody, and start all again when no lease is left, until each message has ended."""
        for program in self.programs:
            await program.kill()
            self.tally.kills += 1
        self.at += later
        await asyncio.gather(*(self._start(one) for one in self.programs))

    async def calm(self) -> None:
        """Wait until everything that is due has ended, or is left to its lease."""
        quiet, ends = 0, asyncio.get_running_loop().time() + PATIENCE
        while quiet < 3:
            await asyncio.sleep(0.1)
            now = self.now()
            open_rows = [row for row in await self.rows() if row.state not in ENDED]
            # Whoever is being sent something gets nothing else until that is sure.
            busy = {row.person_id for row in open_rows if row.lease_until and row.lease_until > now}
            open_rows = [row for row in open_rows if row.person_id not in busy and row.due_at <= now]
            quiet = 0 if open_rows else quiet + 1
            if asyncio.get_running_loop().time() > ends:
                said = [line for one in self.programs for line in one.said()[-6:]]
                raise AssertionError("\n".join([f"{row.key} {row.state}" for row in open_rows[:12]] + said))

    async def rows(self) -> list[Delivery]:
        """Return every row of the ledger."""
        most = self.tally.messages + 3 * self.tally.typed + 10
        return await self.store.read(lambda tx: deliveries.recent(tx, self.ws, most=most))

    async def count(self) -> Tally:
        """Compare the ledger with what stands in Slack."""
        standing = Counter(
            _token(message.raw)
            for conversation in self.slack.world.workspace(None).conversations.values()
            for message in conversation.messages
            if _token(message.raw)
        )
        rows = [row for row in await self.rows() if row.rewrites_id is None]
        states = Counter(row.state for row in rows)
        tally = self.tally
        tally.sent, tally.unknown = states[State.SENT], states[State.UNKNOWN]
        tally.doubled = sum(times - 1 for times in standing.values())
        tally.answered = sum(row.subject != STORM for row in rows)
        # An event that comes twice is answered once.
        tally.doubled += max(tally.answered - tally.typed, 0)
        tally.lost = sum(
            1
            for row in rows
            if (row.state is State.SENT and not standing[row.token]) or row.state not in ENDED
        )
        for state in (State.FAILED, State.SKIPPED, State.FOLDED):
            if states[state]:
                tally.otherwise[str(state)] = states[state]
        return tally


def _token(message: dict[str, Any]) -> str:
    return str(((message.get("metadata") or {}).get("event_payload") or {}).get("key") or "")


@asynccontextmanager
async def storm(
    folder: Path, database_url: str, cradle: Nursery, *, processes: int, seed: int
) -> AsyncIterator[Storm]:
    """Lay out a workspace of many, and so many processes on one database, which are not started yet."""
    slack = Simulator(manifest=manifest.load(), accounts=PEOPLE, team_id=TEAM)
    await slack.start()
    # What a killed process did not hear is told again soon.
    slack.world.outgoing.settings = replace(slack.world.outgoing.settings, retry_seconds=(0.5,) * 3)
    variables = {
        "TRELLIS_SLACK_BOT_TOKEN": slack.bot_token,
        "TRELLIS_SLACK_APP_TOKEN": slack.app_token,
        "TRELLIS_SLACK_BASE_URL": slack.api_url,
        "TRELLIS_DATABASE_URL": database_url,
        "TRELLIS_VAULT_KEYS": base64.urlsafe_b64encode(TEST_KEY).decode(),
        # Where messages are rare, blows meet few of them.
        "TRELLIS_SENDS_PER_SECOND": "0",
    }
    programs = [Program(folder, variables, cradle, f"program {n}") for n in range(processes)]
    call = None if database_url.startswith("sqlite") else queue.call
    store = await Store.open(database_url, Vault([TEST_KEY]), call)
    try:
        yield Storm(slack, store, programs, random.Random(seed))
    finally:
        for program in programs:
            await program.kill()
        await store.close()
        await slack.stop()


async def weather(laid_out: Storm, *, rounds: int, blows: int, messages: int) -> Tally:
    """Go through so many rounds of so many blows, each on so many messages, and count."""
    await laid_out.begin(messages)
    for _ in range(rounds):
        await laid_out.rage(blows, messages)
        await laid_out.pass_over()
    for _ in range(5):
        await laid_out.calm()
        if all(row.state in ENDED for row in await laid_out.rows()):
            break
        # Longer than anything is put off while Slack does not tell who somebody is.
        await laid_out.pass_over(LONG)
    return await laid_out.count()
