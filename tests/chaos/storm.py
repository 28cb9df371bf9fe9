"""A storm: messages are due while processes are killed and frozen and Slack fails; in the end somebody counts."""

from __future__ import annotations

import asyncio
import base64
import os
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp

from bot import manifest
from bot.domain.deliveries import Delivery, State
from bot.prompts.asking import PRESSES
from jobs import queue
from simulator import Person, Simulator
from storage import deliveries, rows, slots
from storage.store import Store, Transaction
from storage.tables import Delivery as Table
from storage.vault import Vault
from tests.chaos import crowd
from tests.chaos.crowd import MONDAY, PEOPLE, TEAM, Crowd
from tests.chaos.nursery import Nursery
from tests.chaos.patience import Patience
from tests.chaos.program import Program
from tests.chaos.tally import Tally
from tests.keys import TEST_KEY
from tests.pressing import press, touchable

# Longer than a lease: what was under way when everybody died is nobody's any more.
LATER = timedelta(seconds=120)
# Longer than anything is put off while Slack does not tell who somebody is, or tells little of the past.
LONG = timedelta(minutes=11)
# Long enough for a process that is awake to begin; one on SQLite, which nobody wakes, is struck while it rests, too.
SOON = 1.0
LOOK = 0.1
# How long Slack takes for what it is slow with, and for how long nobody asks it then: as clocks jump over a lease, what
# it has been sent before must not arrive after it.
SLOW = 1.0
TAKEN_IN = 1.5
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
# How many type, and how many press, before each blow; of those who press, so many press twice at once.
TYPING = 2
PRESSING = 3
TWICE = 0.4
# A button is pressed until the bot has heard of it, and not for ever.
MOST_PRESSES = 300
AMBIGUOUS = ("500", "500_after", "cut_before", "cut_after", "hang")


@dataclass(frozen=True, slots=True)
class Button:
    """A question's first button as it stands in Slack: of which row of the ledger, and where."""

    row: int
    message: tuple[str, str]
    touched: tuple[dict[str, Any], dict[str, Any]]


@dataclass
class Storm:
    """Processes on one database, a Slack, and the dice; one seed makes the same blows, if not at the same points."""

    slack: Simulator
    store: Store
    programs: list[Program]
    dice: random.Random
    session: aiohttp.ClientSession
    # Makes one more process on the same database, of a nursery and by a name, which is not started yet.
    another: Callable[[Nursery, str], Program]
    at: datetime = MONDAY
    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    tally: Tally = field(default_factory=Tally)
    crowd: Crowd = field(default_factory=lambda: Crowd(0, (), ()))
    _fingers: set[asyncio.Task[None]] = field(default_factory=set)
    # Rows of the ledger.
    _pressed: set[int] = field(default_factory=set)
    _heard: set[int] = field(default_factory=set)

    def now(self) -> datetime:
        """Return what all processes take for the present: their clocks agree."""
        return self.at + (datetime.now(UTC) - self.began)

    async def begin(self, messages: int, of: Sequence[Program] | None = None) -> None:
        """Remember everybody, owe them something, and start all processes, or only some."""
        now = self.now()
        self.crowd = await self.store.run(lambda tx: crowd.settle_in(tx, self.slack.bot_user_id, now))
        await self.owe(messages)
        await asyncio.gather(*(self._start(one) for one in (self.programs if of is None else of)))

    async def owe(self, count: int) -> None:
        """Owe so many messages, all due now, spread over everybody."""
        now = self.now()
        for number in range(self.tally.messages, self.tally.messages + count):
            # Each by itself, as acts owe them: a long transaction meets all that the processes do meanwhile.
            await self.store.run(partial(crowd.owe, crowd=self.crowd, number=number, now=now))
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
            await asyncio.gather(*(self.type() for _ in range(TYPING)))
            self.let_press()
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
        told = {"seconds": SLOW} if kind in ("429", "slow") else {}
        return {"match": match, "fault": kind, "probability": chance, "seed": self.dice.random(), **told}

    async def type(self) -> None:
        """Let somebody ask for help in words, whoever hears it."""
        person = Person(self.slack.url, self.dice.choice(PEOPLE).id)
        await person.say("help")
        self.tally.typed += 1

    def let_press(self) -> None:
        """Let some of those who were asked something press, while the blows go on."""
        waiting = [one for one in self._buttons() if one.row not in self._pressed]
        for button in self.dice.sample(waiting, min(PRESSING, len(waiting))):
            self._pressed.add(button.row)
            finger = asyncio.create_task(self._press(button, 2 if self.dice.random() < TWICE else 1))
            self._fingers.add(finger)

    def _buttons(self) -> list[Button]:
        """Return the first button of each question that stands in Slack."""
        return [
            Button(int(touched[1]["value"].partition(":")[2]), (channel.id, message.ts), touched)
            for channel in self.slack.world.workspace(None).conversations.values()
            for message in channel.messages
            for touched in touchable(message.raw.get("blocks", ()))
            if touched[1].get("action_id") == PRESSES[0]
        ]

    async def _press(self, button: Button, hands: int) -> None:
        """Press a button until it was heard, as people do to whom nothing happens; at once with so many hands."""
        slack_id = "U" + button.message[0][1:]
        for _ in range(MOST_PRESSES):
            self.tally.presses += hands
            pressing = (
                press(self.session, self.slack.url, slack_id, button.message, button.touched)
                for _ in range(hands)
            )
            said = await asyncio.gather(*pressing)
            self.tally.unheard += sum(one["ok"] and not one.get("acked") for one in said)
            if any(one.get("acked") for one in said):
                self._heard.add(button.row)
                return
            if not any(one["ok"] for one in said):
                # It was taken before its listener died: the message asks no more.
                return
            await asyncio.sleep(LOOK)
        raise AssertionError(f"nobody hears {button}")

    async def _until_on_its_way(self) -> None:
        calls = self.slack.world.log.calls
        before, patience = len(calls), Patience(0.005, SOON)
        while len(calls) == before and await patience.holds():
            pass

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
        await asyncio.sleep(TAKEN_IN)
        self.at += later
        await asyncio.gather(*(self._start(one) for one in self.programs))

    async def calm(self) -> None:
        """Wait until everything that is due has ended, or is left to its lease, for as long as anything moves."""
        quiet, seen, patience = 0, None, Patience(LOOK)
        while quiet < 3:
            if not await patience.holds():
                raise AssertionError(await self._what_stands())
            left = await self.unfinished()
            moves = (len(self.slack.world.log.calls), left, sum(one.done() for one in self._fingers))
            if moves != seen:
                patience.renew()
            seen = moves
            presses = any(not one.done() for one in self._fingers)
            quiet = 0 if presses or await self._due(left) else quiet + 1
        for finger in self._fingers:
            finger.result()

    async def _due(self, left: list[Delivery]) -> list[Delivery]:
        """Return what of the rows could be dealt with now: neither their person nor their method has to wait."""
        now, ws = self.now(), self.crowd.ws
        reading = await self.store.read(lambda tx: slots.taken_until(tx, ws, slots.HISTORY, now))
        # Whoever is being sent something gets nothing else until that is sure.
        busy = {row.person_id for row in left if row.lease_until and row.lease_until > now}
        return [
            row
            for row in left
            if row.person_id not in busy
            and row.due_at <= now
            and not (reading and row.state is State.SENDING)
        ]

    async def _what_stands(self) -> str:
        """Say which rows do not move, what they wait for, and what the processes said last."""
        left, now, ws = await self.unfinished(), self.now(), self.crowd.ws
        methods = (slots.POST, slots.REWRITE, slots.HISTORY, slots.OPEN, slots.LOOK_UP)
        closed = {
            one: await self.store.read(partial(slots.taken_until, workspace_id=ws, key=one, now=now))
            for one in methods
        }
        rows_ = [
            f"{row.key} {row.state} due {row.due_at} leased until {row.lease_until} fence {row.fence} {row.reason}"
            for row in await self._due(left)
        ]
        said = [line for one in self.programs for line in (f"lives: {one.lives()}", *one.said()[-6:])]
        return "\n".join([f"nothing moves at {now}; taken: {closed}", *rows_[:20], *said])

    async def unfinished(self) -> list[Delivery]:
        """Return every row of the ledger that has not ended."""
        where = (Table.workspace_id == self.crowd.ws, Table.state.in_(deliveries.UNFINISHED))
        return await self.store.read(
            lambda tx: [deliveries.read(row) for row in rows.find(tx, Table, *where)]
        )

    def _told_alone(self) -> list[str]:
        """Return to whom something was shown that only they see: that an act of theirs has failed."""
        conversations = self.slack.world.workspace(None).conversations.values()
        return [one.only_for for here in conversations for one in here.messages if one.only_for]

    def standing(self) -> list[tuple[str, str]]:
        """Return token and text of every message of ours that stands in Slack."""
        return [
            (_token(message.raw), str(message.raw["text"]))
            for conversation in self.slack.world.workspace(None).conversations.values()
            for message in conversation.messages
            if _token(message.raw)
        ]

    async def count(self) -> Tally:
        """Compare the ledger and the answers with what stands in Slack, and with who pressed."""
        standing = Counter(token for token, _text in self.standing())

        def count(tx: Transaction) -> None:
            ledger = deliveries.recent(tx, self.crowd.ws, most=1_000_000)
            self.tally.count(ledger, standing)
            heard = {(row.person_id, row.occasion) for row in ledger if row.id in self._heard}
            known = dict(zip((one.id for one in PEOPLE), self.crowd.people, strict=True))
            sorry = Counter(known[one] for one in self._told_alone())
            self.tally.count_answers(tx, self.crowd.ws, heard, len(self._pressed), sorry)

        await self.store.read(count)
        return self.tally


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

    def another(of: Nursery, name: str) -> Program:
        return Program(folder, variables, of, name)

    programs = [another(cradle, f"program {n}") for n in range(processes)]
    call = None if database_url.startswith("sqlite") else queue.call
    store = await Store.open(database_url, Vault([TEST_KEY]), call)
    try:
        async with aiohttp.ClientSession() as session:
            yield Storm(slack, store, programs, random.Random(seed), session, another)
    finally:
        for one in programs:
            await one.kill()
        await store.close()
        await slack.stop()


async def weather(laid_out: Storm, *, rounds: int, blows: int, messages: int) -> Tally:
    """Go through so many rounds of so many blows, each on so many messages, and count."""
    await laid_out.begin(messages)
    for _ in range(rounds):
        await laid_out.rage(blows, messages)
        await laid_out.pass_over()
    await laid_out.calm()
    left = await laid_out.unfinished()
    while left:
        # As long as each new start ends something: what has not ended by then is lost.
        await laid_out.pass_over(LONG)
        await laid_out.calm()
        before, left = left, await laid_out.unfinished()
        if left == before:
            break
    return await laid_out.count()
