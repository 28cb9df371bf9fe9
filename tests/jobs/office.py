"""An office: a ledger, a Slack, a clock that stands still, a pair at work, and the job that sends what is owed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot import manifest
from bot.clock import MovableClock
from bot.delivery import Door
from bot.demo import COORDINATOR, MENTEE, MENTOR, PEOPLE
from bot.domain.deliveries import Delivery, DeliveryClass, Owed, State
from bot.domain.pace import Pace
from bot.domain.pairs import PairState
from bot.domain.people import Person, Profile, Role
from bot.words import Words
from jobs.clients import Clients, always
from jobs.deliver import Deliverer
from jobs.local import LocalEngine
from simulator import Simulator
from storage import agreements, deliveries, pairs, people, programmes, workspaces
from storage.agreements import Text
from storage.store import Store, Transaction

TEAM = "T0FERNHILL"
# A Monday on which Lisbon (and Accra) and New York are at work.
START = datetime(2027, 3, 1, 15, tzinfo=UTC)
WORDS = Words()
REPLY, CONSEQUENCE = DeliveryClass.REPLY, DeliveryClass.CONSEQUENCE
REMINDER, SCHEDULED = DeliveryClass.REMINDER, DeliveryClass.SCHEDULED


@dataclass
class Office:
    """Inês and Noah are an active pair of Amara's; what happens to what they are owed is told by the methods below."""

    store: Store
    slack: Simulator
    clock: MovableClock
    deliverer: Deliverer
    ws: int
    ines: int
    noah: int
    amara: int
    pair: int
    numbers: Any = field(default_factory=count)

    async def owe(
        self,
        kind: str,
        to: int,
        delivery_class: DeliveryClass = REPLY,
        *,
        due_at: datetime | None = None,
        window: timedelta | None = None,
        occasion: str | None = None,
        rewrites: int | None = None,
        to_pair: bool = False,
        **facts: Any,
    ) -> int:
        """Owe a message about the pair, due now unless told otherwise; return its row."""
        due = due_at or self.clock.now()
        owed = Owed(
            kind=kind,
            delivery_class=delivery_class,
            person_id=to,
            subject=str(self.pair),
            occasion=occasion or str(next(self.numbers)),
            due_at=due,
            pair_id=self.pair,
            facts=facts,
            expires_at=due + window if window else None,
            rewrites_id=rewrites,
            to_pair=to_pair,
        )
        row = await self.store.run(lambda tx: deliveries.owe(tx, self.ws, owed, at=self.clock.now()))
        assert row is not None
        return row

    async def sweep(self) -> None:
        """Sweep until nothing is due."""
        await LocalEngine(self.deliverer).settle()

    async def go_to(self, *moment: int, zone: str = "UTC") -> None:
        """Let it be a moment, `2027, 3, 2, 9`, and sweep then."""
        year, month, day, hour, minute = (*moment, 0, 0)[:5]
        self.clock.move_to(datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone)))
        await self.sweep()

    async def later(self, **by: float) -> None:
        """Let so much time pass, and sweep then."""
        self.clock.move_to(self.clock.now() + timedelta(**by))
        await self.sweep()

    async def change(self, person: int, **values: Any) -> None:
        """Change what is known of a person."""
        await self.store.run(lambda tx: people.change(tx, self.ws, person, **values))

    async def change_pair(self, **values: Any) -> None:
        """Change the pair."""
        await self.store.run(lambda tx: pairs.change(tx, self.ws, self.pair, **values))

    async def row(self, row: int) -> Delivery:
        """Return a row of the ledger."""
        return await self.store.read(lambda tx: deliveries.get(tx, self.ws, row))

    async def change_row(self, row: int, **values: Any) -> None:
        """Change a row of the ledger."""
        found = await self.row(row)
        await self.store.run(lambda tx: deliveries.change(tx, found, **values))

    async def state(self, row: int) -> tuple[State, str | None]:
        """Return where a row stands, and the id of the reason for it."""
        found = await self.row(row)
        return found.state, found.reason.id if found.reason else None

    async def person(self, person: int) -> Person:
        """Return somebody as remembered."""
        return await self.store.read(lambda tx: people.get(tx, self.ws, person))

    def fault(self, kind: str, method: str = "chat.postMessage", **more: Any) -> None:
        """Let the calls of a method go wrong from now on, and nothing else."""
        self.slack.world.faults.replace([{"match": {"method": method}, "fault": kind, **more}])

    def mend(self) -> None:
        """Let everything go well again."""
        self.slack.world.faults.replace([])

    def calls(self, method: str) -> int:
        """Return how often Slack was asked, in vain or not."""
        return len([one for one in self.slack.world.log.calls if one["method"] == method])

    async def posts(self) -> list[tuple[int, str]]:
        """Return the row and the UTC moment of every message that stands in Slack, in the order they came."""
        rows = await self.store.read(lambda tx: deliveries.recent(tx, self.ws))
        by_token = {row.token: row.id for row in rows}
        return [
            (
                by_token[call["arguments"]["metadata"]["event_payload"]["key"]],
                f"{datetime.fromtimestamp(float(call['response']['ts']), UTC):%a %d %b %H:%M}",
            )
            for call in self.slack.world.log.calls
            if call["method"] == "chat.postMessage" and (call["response"] or {}).get("ok")
        ]

    async def posted(self) -> list[int]:
        """Return the rows of all messages that stand in Slack, in the order they came."""
        return [row for row, _ in await self.posts()]

    def another(
        self, clients: Clients | None = None, store: Store | None = None, pace: Pace | None = None
    ) -> Deliverer:
        """Return another job on the same ledger, reached by a store of its own, with other clients, or paced."""
        mine = self.deliverer
        return Deliverer(
            store or self.store, self.clock, WORDS, mine._door, clients or mine._clients, pace=pace
        )

    async def crowd(self, size: int) -> list[int]:
        """Let so many more people come, whom the bot knows and may write to."""
        workspace, now = self.slack.world.workspace(None), self.clock.now()
        names = [f"UCROWD{number}" for number in range(size)]
        for name in names:
            workspace.change({"id": name, "tz": "Europe/Lisbon"})

        def meet(tx: Transaction) -> list[int]:
            found = []
            for name in names:
                profile = Profile(name, name.lower(), "Europe/Lisbon", "en-GB")
                found.append(people.remember(tx, self.ws, profile, at=now).id)
                people.change(tx, self.ws, found[-1], consented_at=now, dm_channel="D" + name[1:])
            return found

        return await self.store.run(meet)


def settle_in(tx: Transaction, now: datetime) -> dict[str, int]:
    scopes = manifest.load()["oauth_config"]["scopes"]["bot"]
    workspace = workspaces.remember(tx, TEAM, "Fernhill", "UTRELLIS", locale="en", at=now, scopes=scopes)
    ids = {}
    for account in PEOPLE[:3]:
        profile = Profile(account.id, account.real_name, account.tz, account.locale)
        known = people.remember(tx, workspace.id, profile, at=now)
        people.change(tx, workspace.id, known.id, consented_at=now, dm_channel="D" + account.id[1:])
        ids[account.id] = known.id
    ines, noah, amara = ids[MENTEE], ids[MENTOR], ids[COORDINATOR]
    programme = programmes.create(
        tx, workspace.id, "Spring 2027", date(2027, 3, 1), date(2027, 12, 31), by=amara, at=now
    )
    members = {Role.MENTOR: noah, Role.MENTEE: ines}
    pair = pairs.create(tx, workspace.id, programme.id, members, by=amara, at=now)
    for one in members.values():
        done = dict.fromkeys(("accepted_at", "onboarded_at", "clauses_answered_at"), now)
        pairs.change_member(tx, workspace.id, pair.id, one, **done)
    text = Text(clauses={}, snapshot={"en": "We agree."}, words_version="1", hash="1")
    agreement = agreements.propose(tx, workspace.id, pair.id, text, by=ines, at=now)
    agreements.activate(tx, workspace.id, agreement, now.date())
    pairs.change(tx, workspace.id, pair.id, state=PairState.ACTIVE, state_since=now)
    return {"ws": workspace.id, "ines": ines, "noah": noah, "amara": amara, "pair": pair.id}


@asynccontextmanager
async def office(store: Store) -> AsyncIterator[Office]:
    """Open an office on an empty database; Slack's clock is ours."""
    clock = MovableClock(START, flows=False)
    # Of their own: what somebody sets in Slack in one test is not set in the next.
    accounts = [replace(one) for one in PEOPLE]
    slack = Simulator(
        manifest=manifest.load(), accounts=accounts, team_id=TEAM, now=lambda: clock.now().timestamp()
    )
    await slack.start()
    try:
        async with aiohttp.ClientSession() as session:
            client = AsyncWebClient(
                slack.bot_token, base_url=slack.api_url, session=session, retry_handlers=[]
            )
            deliverer = Deliverer(store, clock, WORDS, Door(), always(client))
            ids = await store.run(lambda tx: settle_in(tx, clock.now()))
            yield Office(store, slack, clock, deliverer, **ids)
    finally:
        await slack.stop()
