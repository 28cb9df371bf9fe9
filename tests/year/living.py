"""A year lived by the whole bot, a Slack that fails at times, people who answer or do not, and a clock that moves."""

from __future__ import annotations

import asyncio
import base64
import heapq
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
from pydantic import SecretStr

from bot import app, manifest
from bot.clock import MovableClock
from bot.domain.cadence import at_local
from bot.domain.pairs import PairState
from bot.domain.people import Profile, Role
from bot.prompts import asking
from bot.settings import Settings
from jobs.rehearsal import Rehearsal
from simulator import Simulator
from simulator.people import touch
from simulator.shapes import Refused
from simulator.state.accounts import Account
from storage import agreements, pairs, people, programmes, rhythms
from storage.agreements import Text
from storage.store import Store, Transaction
from tests.keys import TEST_KEY
from tests.pressing import pressing, touchable
from tests.year.people_of import BEGINS, ENDS, Couple, Member, noon

Happening = Callable[[], Awaitable[None]]

TEAM = "T0YEAR"
START = noon(BEGINS)
# By then that day is over in the last of the zones, too.
END = noon(ENDS + timedelta(days=1))
PATIENCE = 60.0
# How often each befalls a call; what it does to a message the ledger must mend.
WEATHER = {
    "chat.postMessage": {
        "429": 0.01,
        "500": 0.003,
        "500_after": 0.003,
        "cut_before": 0.003,
        "cut_after": 0.003,
    },
    "chat.update": {"429": 0.005, "500": 0.005},
    "conversations.history": {"429": 0.05, "cut_before": 0.02},
    "conversations.open": {"429": 0.02},
    "users.info": {"429": 0.003, "500": 0.003},
    "dnd.teamInfo": {"429": 0.01},
}
FAULTY = tuple((method, kind, chance) for method, kinds in WEATHER.items() for kind, chance in kinds.items())
QUARTER = timedelta(minutes=15)
# Of a hundred who are asked, so many press "tomorrow" in the menu first.
PUT_OFF = 0.04


@dataclass(frozen=True, slots=True)
class Posted:
    """A message as Slack took it."""

    token: str
    channel: str
    at: datetime


@dataclass
class Lived:
    """What an auditor needs of a year that is over."""

    store: Store
    couples: list[Couple]
    ws: int = 0
    ids: dict[str, int] = field(default_factory=dict)
    pair_ids: list[int] = field(default_factory=list)
    posted: list[Posted] = field(default_factory=list)
    # When each pair rested; and since when each person had asked not to be disturbed, until when by their own clock.
    rests: dict[int, list[tuple[datetime, datetime]]] = field(default_factory=lambda: defaultdict(list))
    snoozes: dict[int, list[tuple[datetime, datetime]]] = field(default_factory=lambda: defaultdict(list))
    answers: int = 0
    faults: int = 0

    def __post_init__(self) -> None:
        self.by_slack_id = {one.slack_id: one for two in self.couples for one in (two.mentor, two.mentee)}


def settle_in(tx: Transaction, ws: int, lived: Lived) -> None:
    """Let everybody be known in a workspace, and every two of them begin as an active pair."""
    lived.ws = ws
    lead = people.remember(tx, ws, Profile("ULEAD", "Amara", "UTC", "en"), at=START).id
    programme = programmes.create(tx, ws, "2027", BEGINS, ENDS, by=lead, at=START)
    for couple in lived.couples:
        mentor, mentee = (_join(tx, lived, one) for one in (couple.mentor, couple.mentee))
        members = {Role.MENTOR: mentor, Role.MENTEE: mentee}
        pair = pairs.create(tx, ws, programme.id, members, by=lead, at=START)
        done = dict.fromkeys(("accepted_at", "onboarded_at", "clauses_answered_at"), START)
        for one in members.values():
            pairs.change_member(tx, ws, pair.id, one, **done)
        cadence = {"every": couple.every, "unit": "week", "weekday": None, "at": None}
        text = Text(clauses={"cadence": cadence}, snapshot={"en": "We agree."}, words_version="1", hash="1")
        agreement = agreements.propose(tx, ws, pair.id, text, by=mentee, at=START)
        agreements.activate(tx, ws, agreement, BEGINS)
        active = pairs.change(tx, ws, pair.id, state=PairState.ACTIVE, state_since=START)
        rhythms.start(tx, ws, active, cadence, at=START)
        lived.pair_ids.append(pair.id)


def _join(tx: Transaction, lived: Lived, member: Member) -> int:
    profile = Profile(member.slack_id, member.slack_id, member.zone, "en")
    known = people.remember(tx, lived.ws, profile, at=START)
    settled = {"consented_at": START, "country_confirmed_at": START}
    people.change(tx, lived.ws, known.id, **settled, **member.settings)
    lived.ids[member.slack_id] = known.id
    return known.id


@dataclass
class Year:
    """The running whole."""

    slack: Simulator
    running: app.Running
    clock: MovableClock
    rehearsal: Rehearsal
    session: aiohttp.ClientSession
    lived: Lived
    dice: Random
    _numbers: Any = field(default_factory=count)
    _ahead: list[tuple[datetime, int, Happening]] = field(default_factory=list)
    _pressed: set[int] = field(default_factory=set)

    async def live(self) -> None:
        """Live from the first day to the last, with everything that happens to people on the way."""
        ws = self.running.workspace.id
        await self.lived.store.run(lambda tx: settle_in(tx, ws, self.lived))
        for instant, happens in self._happenings():
            self._plan(instant, happens)
        self._let_slack_fail()
        while self.clock.now() < END:
            until = min(self._ahead[0][0], END) if self._ahead else END
            if not await self.rehearsal.step(until):
                await self._let_happen()
            self._hear()
        self.lived.faults = sum(self.slack.world.faults.struck(kind) for kind in {one[1] for one in FAULTY})

    async def _let_happen(self) -> None:
        """Do what people do by now, all at once, and wait until the bot has dealt with it."""
        happening = []
        while self._ahead and self._ahead[0][0] <= self.clock.now():
            happening.append(heapq.heappop(self._ahead)[2]())
        await asyncio.gather(*happening)
        await self._note_snoozes()
        # What is on its way when the clock moves on would be too late to be sent, as if the machine had slept.
        await self.running.engine.settle()
        tasks = self.running.services.tasks
        async with asyncio.timeout(PATIENCE):
            while len(tasks) or not all(one["acked"] for one in self.slack.world.log.deliveries):
                await asyncio.sleep(0.001)

    async def _note_snoozes(self) -> None:
        """Ask of those who have just pressed something until when they want to hear nothing."""
        pressed, self._pressed = self._pressed, set()
        if not pressed:
            return
        known = await self.lived.store.read(lambda tx: people.several(tx, self.lived.ws, pressed))
        now = self.clock.now()
        for person in known.values():
            if person.snoozed_until and person.snoozed_until > now:
                until = person.snoozed_until.astimezone(ZoneInfo(person.zone)).replace(tzinfo=None)
                self.lived.snoozes[person.id].append((now, until))

    def _hear(self) -> None:
        """Keep what Slack has taken since the last time, and let those whom it asks think about it."""
        log = self.slack.world.log
        for call in log.calls:
            answer = call["response"] or {}
            if call["method"] == "chat.postMessage" and answer.get("ok"):
                token = call["arguments"]["metadata"]["event_payload"]["key"]
                at = datetime.fromtimestamp(float(answer["ts"]), UTC)
                self.lived.posted.append(Posted(token, answer["channel"], at))
                self._consider(answer)
        log.calls[:] = [call for call in log.calls if call["status"] is None and not call["response"]]
        log.deliveries[:] = [one for one in log.deliveries if not one["acked"]]

    def _consider(self, answer: dict[str, Any]) -> None:
        """Choose when somebody answers a message, and what: some at once, some after days, some never."""
        member = self.lived.by_slack_id.get("U" + answer["channel"][1:])
        if member is None or member.temper.value is None:
            return
        found = list(touchable(answer["message"].get("blocks", ())))
        presses = [one for one in found if one[1].get("action_id") in asking.PRESSES]
        menus = [one for one in found if one[1].get("action_id") == asking.MENU]
        if not presses:
            return
        soonest, latest = member.temper.value
        at = _whole(self.clock.now() + soonest + (latest - soonest) * self.dice.random())
        place = (answer["channel"], answer["ts"])
        if menus and self.dice.random() < PUT_OFF:
            options = menus[0][1]["options"]
            tomorrow = next(one["value"] for one in options if one["value"].startswith("tomorrow"))
            self._plan(at, self._pressing(member, place, menus[0], tomorrow))
        else:
            touched = self.dice.choice(presses)
            options = touched[1].get("options")
            self._plan(
                at,
                self._pressing(
                    member, place, touched, self.dice.choice(options)["value"] if options else None
                ),
            )

    def _pressing(
        self,
        member: Member,
        place: tuple[str, str],
        touched: tuple[dict[str, Any], dict[str, Any]],
        option: str | None,
    ) -> Happening:
        async def happens() -> None:
            world, body = self.slack.world, pressing(member.slack_id, place, touched, option)
            try:
                said = await touch.press(world, world.workspace(None), body)
            except Refused:
                # Meanwhile the message was rewritten, and asks no more.
                return
            assert said["acked"], said
            self.lived.answers += 1
            self._pressed.add(self.lived.ids[member.slack_id])

        return happens

    def _happenings(self) -> Iterator[tuple[datetime, Happening]]:
        for number, couple in enumerate(self.lived.couples):
            for first, last in couple.pauses:
                yield noon(first), self._pausing(number, noon(first), at_local(last, time(9), "UTC"))
            for member in (couple.mentor, couple.mentee):
                for day, zone in member.moves:
                    yield noon(day), self._moving(member, zone)

    def _pausing(self, number: int, begins: datetime, until: datetime) -> Happening:
        def pause(tx: Transaction) -> None:
            pair = pairs.get(tx, self.lived.ws, self.lived.pair_ids[number])
            rests = {"paused_by": pair.members[0].person_id, "paused_at": begins, "paused_until": until}
            pairs.change(tx, self.lived.ws, pair.id, **rests)

        async def happens() -> None:
            await self.lived.store.run(pause)
            self.lived.rests[self.lived.pair_ids[number]].append((begins, until))

        return happens

    def _moving(self, member: Member, zone: str) -> Happening:
        async def happens() -> None:
            """Slack tells the bot, as it does when somebody's laptop has landed."""
            body = {"id": member.slack_id, "tz": zone}
            async with self.session.post(f"{self.slack.url}/control/account", json=body) as response:
                assert (await response.json())["ok"]

        return happens

    def _plan(self, instant: datetime, happens: Happening) -> None:
        heapq.heappush(self._ahead, (instant, next(self._numbers), happens))

    def _let_slack_fail(self) -> None:
        rules = [
            {"match": {"method": method}, "fault": kind, "probability": chance, "seed": self.dice.random()}
            for method, kind, chance in FAULTY
        ]
        self.slack.world.faults.replace(rules)


def _whole(at: datetime) -> datetime:
    """Return the next quarter of an hour: with many pairs a few people act in each, as they do in life."""
    return at + (datetime.min.replace(tzinfo=UTC) - at) % QUARTER


@asynccontextmanager
async def year(folder: Path, couples: list[Couple], seed: int = 1) -> AsyncIterator[Lived]:
    """Live a year in a folder with a database of its own; its store is open for an audit afterwards."""
    clock = MovableClock(START, flows=False)
    everybody = [one for couple in couples for one in (couple.mentor, couple.mentee)]
    accounts = [Account(id=one.slack_id, name=one.slack_id.lower(), tz=one.zone) for one in everybody]
    slack = Simulator(
        manifest=manifest.load(),
        accounts=[*accounts, Account(id="ULEAD", name="amara")],
        team_id=TEAM,
        now=lambda: clock.now().timestamp(),
    )
    await slack.start()
    outgoing = slack.world.outgoing
    # On a busy machine Slack's three seconds may pass; a year is not about that.
    outgoing.settings = replace(outgoing.settings, ack_seconds=PATIENCE)
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]  # pydantic-settings' own argument
        slack_bot_token=SecretStr(slack.bot_token),
        slack_app_token=SecretStr(slack.app_token),
        slack_base_url=slack.api_url,
        database_url=f"sqlite:///{folder / 'year.db'}",
        # How a burst spreads is told by tests/jobs/test_pace.py; here it would be one step of the clock for each.
        sends_per_second=0,
        vault_keys=SecretStr(base64.urlsafe_b64encode(TEST_KEY).decode()),
    )
    try:
        async with aiohttp.ClientSession() as session, app.running(settings, clock) as running:
            rehearsal = Rehearsal(running.services.store, clock, running.engine)
            lived = Lived(running.services.store, couples)
            await Year(slack, running, clock, rehearsal, session, lived, Random(seed)).live()
            yield lived
    finally:
        await slack.stop()
