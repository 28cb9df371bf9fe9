"""A year lived by a ledger, a Slack and a clock that moves, and what an auditor then finds in Slack and the ledger."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot import manifest
from bot.clock import MovableClock
from bot.delivery import Door
from bot.domain.budget import budget_of
from bot.domain.cadence import at_local
from bot.domain.deliveries import AGREED, Delivery, DeliveryClass, State
from bot.domain.pairs import PairState
from bot.domain.people import Person, Profile, Role
from bot.words import Words
from jobs.deliver import Deliverer, always
from jobs.local import LocalEngine
from jobs.rehearsal import Rehearsal
from simulator import Simulator
from simulator.state.accounts import Account
from storage import agreements, deliveries, pairs, people, programmes, rhythms, workspaces
from storage.agreements import Text
from storage.store import Store, Transaction
from tests.year.people_of import BEGINS, ENDS, Couple, Member

Happening = Callable[[Transaction], None]

TEAM = "T0YEAR"
START = datetime.combine(BEGINS, time(12), UTC)
END = datetime.combine(ENDS, time(23), UTC)


@dataclass
class Totals:
    """What came of a year; every complaint is one thing that must not have happened."""

    pairs: int = 0
    planned: int = 0
    states: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)


@dataclass
class Year:
    """The running whole."""

    store: Store
    slack: Simulator
    clock: MovableClock
    rehearsal: Rehearsal
    couples: list[Couple]
    ws: int = 0
    ids: dict[str, int] = field(default_factory=dict)
    pair_ids: list[int] = field(default_factory=list)
    # Which zone each person was in, since when.
    zones: dict[int, list[tuple[datetime, str]]] = field(default_factory=dict)

    async def live(self) -> Totals:
        """Live from the first day to the last, with everything that happens to people on the way."""
        await self.store.run(self._settle_in)
        for instant, happens in sorted(self._happenings(), key=lambda one: one[0]):
            await self.rehearsal.to(instant)
            await self.store.run(happens)
        await self.rehearsal.to(END)
        return await self.store.read(lambda tx: _audited(self, tx))

    def _settle_in(self, tx: Transaction) -> None:
        scopes = manifest.load()["oauth_config"]["scopes"]["bot"]
        self.ws = workspaces.remember(
            tx, TEAM, "Fernhill", "UTRELLIS", locale="en", at=START, scopes=scopes
        ).id
        lead = people.remember(tx, self.ws, Profile("ULEAD", "Amara", "UTC", "en"), at=START).id
        programme = programmes.create(tx, self.ws, "2027", BEGINS, ENDS, by=lead, at=START)
        for couple in self.couples:
            mentor, mentee = (self._join(tx, one) for one in (couple.mentor, couple.mentee))
            members = {Role.MENTOR: mentor, Role.MENTEE: mentee}
            pair = pairs.create(tx, self.ws, programme.id, members, by=lead, at=START)
            done = dict.fromkeys(("accepted_at", "onboarded_at", "clauses_answered_at"), START)
            for one in members.values():
                pairs.change_member(tx, self.ws, pair.id, one, **done)
            cadence = {"every": couple.every, "unit": "week", "weekday": None, "at": None}
            text = Text(
                clauses={"cadence": cadence}, snapshot={"en": "We agree."}, words_version="1", hash="1"
            )
            agreement = agreements.propose(tx, self.ws, pair.id, text, by=mentee, at=START)
            agreements.activate(tx, self.ws, agreement, BEGINS)
            active = pairs.change(tx, self.ws, pair.id, state=PairState.ACTIVE, state_since=START)
            rhythms.start(tx, self.ws, active, cadence, at=START)
            self.pair_ids.append(pair.id)

    def _join(self, tx: Transaction, member: Member) -> int:
        profile = Profile(member.slack_id, member.slack_id, member.zone, "en")
        known = people.remember(tx, self.ws, profile, at=START)
        people.change(
            tx, self.ws, known.id, consented_at=START, country_confirmed_at=START, **member.settings
        )
        self.ids[member.slack_id] = known.id
        self.zones[known.id] = [(START, member.zone)]
        return known.id

    def _happenings(self) -> Iterator[tuple[datetime, Happening]]:
        for number, couple in enumerate(self.couples):
            for first, last in couple.pauses:
                yield _noon(first), self._pausing(number, last)
            for member in (couple.mentor, couple.mentee):
                for day, zone in member.moves:
                    yield _noon(day), self._moving(member, zone, _noon(day))

    def _pausing(self, number: int, last: date) -> Happening:
        def pause(tx: Transaction) -> None:
            pair = pairs.get(tx, self.ws, self.pair_ids[number])
            until = at_local(last, time(9), "UTC")
            pairs.change(
                tx,
                self.ws,
                pair.id,
                paused_by=pair.members[0].person_id,
                paused_at=self.clock.now(),
                paused_until=until,
            )

        return pause

    def _moving(self, member: Member, zone: str, at: datetime) -> Happening:
        def move(tx: Transaction) -> None:
            account = self.slack.world.workspace(None).accounts[member.slack_id]
            account.tz = zone
            people.remember(tx, self.ws, Profile(member.slack_id, member.slack_id, zone, "en"), at=at)
            self.zones[self.ids[member.slack_id]].append((at, zone))

        return move


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


async def year(store: Store, couples: list[Couple]) -> Totals:
    """Live a year on an empty database, and audit it."""
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
    try:
        async with aiohttp.ClientSession() as session:
            client = AsyncWebClient(
                slack.bot_token, base_url=slack.api_url, session=session, retry_handlers=[]
            )
            deliverer = Deliverer(store, clock, Words(), Door(), always(client))
            rehearsal = Rehearsal(store, clock, LocalEngine(deliverer))
            return await Year(store, slack, clock, rehearsal, couples).live()
    finally:
        await slack.stop()


def _audited(lived: Year, tx: Transaction) -> Totals:
    """Look at every row of the ledger, and hold what was sent against what people had set."""
    rows = [row for row in deliveries.recent(tx, lived.ws, most=10_000_000) if row.rewrites_id is None]
    known = people.several(tx, lived.ws, lived.ids.values())
    totals = Totals(pairs=len(lived.couples), planned=len(rows))
    totals.states.update(str(row.state) for row in rows)
    totals.reasons.update(f"{row.kind}: {row.reason.id}" for row in rows if row.reason)
    sent: dict[int, list[Delivery]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.id):
        totals.complaints += _unaccounted(row)
        if row.state is State.SENT:
            sent[row.person_id].append(row)
    for person_id, theirs in sent.items():
        totals.complaints += _outside_hours(known[person_id], theirs, lived.zones[person_id])
        begun = [row for row in theirs if row.delivery_class is DeliveryClass.SCHEDULED]
        totals.complaints += _over_budget(known[person_id], begun, lived.zones[person_id])
    totals.complaints += _doubled(lived, rows)
    totals.complaints += _missed(lived, rows)
    return totals


def _unaccounted(row: Delivery) -> list[str]:
    """By the end every occasion was sent, came within another, was left out with its reason, or waits with one."""
    ended = row.state in (State.SENT, State.FOLDED)
    with_reason = row.state in (State.SKIPPED, State.HELD) and row.reason is not None
    return [] if ended or with_reason else [f"{row.key} stands at {row.state}"]


def _zone_at(zones: list[tuple[datetime, str]], instant: datetime) -> ZoneInfo:
    return ZoneInfo([zone for since, zone in zones if since <= instant][-1])


def _outside_hours(person: Person, rows: list[Delivery], zones: list[tuple[datetime, str]]) -> list[str]:
    """Nothing came outside somebody's days and hours, in their break, on leave or on a holiday."""
    found = []
    for row in rows:
        assert row.sent_at is not None
        local = row.sent_at.astimezone(_zone_at(zones, row.sent_at))
        if not _at_work(person, local):
            found.append(f"{row.key} came at {local:%a %d %b %H:%M %Z}, outside hours")
    return found


def _at_work(person: Person, local: datetime) -> bool:
    """Tell it anew from what somebody has set, by walking the minutes of the clock rather than by our rules."""
    hours = person.hours
    at, crosses = local.time().replace(second=0, microsecond=0), hours.end <= hours.start
    day = local.date() - timedelta(days=1) if crosses and at < hours.end else local.date()
    inside = (at >= hours.start or at < hours.end) if crosses else hours.start <= at < hours.end
    if hours.lunch and hours.lunch[0] <= at < hours.lunch[1]:
        inside = False
    away = any(first <= day <= last for first, last in person.leave)
    return inside and day.weekday() in hours.days and not away and day not in hours.holidays


def _over_budget(person: Person, rows: list[Delivery], zones: list[tuple[datetime, str]]) -> list[str]:
    """No day and no seven days brought more than somebody's budget; what was agreed counts, and comes all the same."""
    budget = budget_of(person)
    days = [row.sent_at.astimezone(_zone_at(zones, row.sent_at)).date() for row in rows if row.sent_at]
    found = []
    for row, day in zip(rows, days, strict=True):
        if days.count(day) > budget.a_day:
            found.append(f"{row.key} is one of {days.count(day)} on {day}")
        week = sum(day - timedelta(days=6) <= one <= day for one in days)
        if row.kind not in AGREED and week > budget.a_week:
            found.append(f"{row.key} is number {week} in seven days")
    return found


def _doubled(lived: Year, rows: list[Delivery]) -> list[str]:
    """Slack holds each row's message once, and no message that is no row's."""
    posted = Counter(
        call["arguments"]["metadata"]["event_payload"]["key"]
        for call in lived.slack.world.log.calls
        if call["method"] == "chat.postMessage" and (call["response"] or {}).get("ok")
    )
    owed = {row.token: row.key for row in rows if row.state is State.SENT}
    found = [
        f"{owed.get(token, token)} was posted {count} times" for token, count in posted.items() if count > 1
    ]
    found += [f"{token} was posted and is nobody's" for token in posted if token not in owed]
    return found + [f"{key} was never posted" for token, key in owed.items() if token not in posted]


def _missed(lived: Year, rows: list[Delivery]) -> list[str]:
    """A check-in is owed for every interval; where a pair never rested, exactly so."""
    found = []
    dates: dict[tuple[int, int], list[date]] = defaultdict(list)
    for row in rows:
        if row.kind == "check_in" and row.pair_id is not None:
            dates[row.pair_id, row.person_id].append(date.fromisoformat(row.occasion))
    for number, couple in enumerate(lived.couples):
        mentee = lived.ids[couple.mentee.slack_id]
        asked = sorted(dates[lived.pair_ids[number], mentee])
        gaps = [(later - earlier).days for earlier, later in pairwise(asked)]
        interval = 7 * couple.every
        rested = sum((last - first).days + 7 + interval for first, last in couple.pauses)
        wrong = [gap for gap in gaps if gap < interval / 2 or (gap != interval and gap > interval + rested)]
        if wrong or len(set(asked)) != len(asked):
            found.append(f"the pair {number} was asked {wrong} days apart")
        if not couple.pauses and any(gap != interval for gap in gaps):
            found.append(f"the pair {number} was asked {gaps} days apart")
        if (ENDS - BEGINS).days - rested > interval * (len(asked) + 2):
            found.append(f"the pair {number} was asked {len(asked)} times only")
    return found
