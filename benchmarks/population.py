"""Pairs that are under way, with everything they said on the way there, written straight into a database."""

from __future__ import annotations

import time as clock
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, TypeAlias

from sqlalchemy import create_engine, text

from bot import render
from bot.dialogues import AGREEMENT, ONBOARDING
from bot.dialogues.onboarding import AGAIN
from bot.domain import agreement as rules
from bot.domain.audience import Audience
from bot.domain.cadence import FORTNIGHTLY, next_after
from bot.domain.cadence import Schedule as Rule
from bot.domain.check_ins import QUESTION
from bot.domain.deliveries import Delivery, DeliveryClass, Owed
from bot.domain.pairs import PairState
from bot.domain.people import Person, Profile, Role
from bot.domain.programme import Programme
from bot.domain.situation import Situation
from bot.views import agreement as agreement_views
from bot.views.blocks import Message
from bot.words import Reader, Words
from storage import (
    agreements,
    answers,
    deliveries,
    goals,
    migrate,
    pairs,
    people,
    programmes,
    questions,
    schedules,
    sending,
    situations,
    workspaces,
)
from storage.agreements import Text
from storage.answers import Asked
from storage.schedules import Subject
from storage.store import Store, Transaction
from storage.urls import is_sqlite, normalise
from storage.vault import Vault
from tests.village import ABOUT_INES, ABOUT_NOAH, CLAUSES_OF_INES, CLAUSES_OF_NOAH

TEAM_ID = "TFERNHILL"
TEAM_NAME = "Fernhill"
BOT = "U0APPFERN"
ZONE = "Europe/Lisbon"
LOCALE = "en-GB"
# Nobody's secret: these databases are thrown away.
KEY = bytes(32)
SAID = {
    Role.MENTEE: {ONBOARDING.id: ABOUT_INES, AGREEMENT.id: CLAUSES_OF_INES},
    Role.MENTOR: {ONBOARDING.id: ABOUT_NOAH, AGREEMENT.id: CLAUSES_OF_NOAH},
}

# A question, what was answered to it, and who may read that.
Spoken: TypeAlias = tuple[str, dict[str, Any], Audience]
# Posts a message in a conversation, and returns its ts.
Post: TypeAlias = Callable[[str, Message], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A check-in that a mentee can answer: Slack's name for them, the row of the ledger, and the message."""

    slack_id: str
    row: int
    channel: str
    ts: str


def direct_message(slack_id: str) -> str:
    """Slack's name for our conversation with somebody, by the simulator's rule."""
    return "D" + slack_id[1:]


def mentee_of(number: int) -> str:
    """Slack's name for the mentee of the pair of that number."""
    return f"UMENTEE{number:04}"


def mentor_of(number: int) -> str:
    """Slack's name for the mentor of the pair of that number."""
    return f"UMENTOR{number:04}"


async def nobody(_channel: str, _message: Message) -> str:
    """Post a message that nobody reads."""
    return f"{clock.time_ns() / 1e9:.6f}"


async def settle(url: str, count: int, check_ins: int, now: datetime, post: Post) -> list[CheckIn]:
    """Make the database at `url`, with `count` pairs whose mentees have so many check-ins before them, unanswered.

    `post` puts each message before its reader. Returns the check-ins in an order in which no pair comes twice
    before all have come once.
    """
    migrate.upgrade(url)
    store = await Store.open(url, Vault([KEY]))
    words = Words()
    spoken = {role: list(_spoken(words, role, now)) for role in SAID}
    try:
        found = []
        for number in range(count):
            pair_id = await store.run(lambda tx, n=number: _pair(tx, words, spoken, n, now))  # type: ignore[misc]
            owed = await store.run(lambda tx, id_=pair_id: _check_ins(tx, words, id_, check_ins, now))  # type: ignore[misc]
            found.append([await _sent(store, delivery, message, post, now) for delivery, message in owed])
    finally:
        await store.close()
    learn(url)
    return [one for round_ in zip(*found, strict=True) for one in round_]


def learn(url: str) -> None:
    """Let PostgreSQL find out how rows are spread, as it does by itself within a minute or so (autovacuum)."""
    address = normalise(url)
    if is_sqlite(address):
        return
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text("ANALYZE"))
    engine.dispose()


def _spoken(words: Words, role: Role, now: datetime) -> Iterator[Spoken]:
    """Understand what everybody in that role says, once for all of them."""
    reader = Reader(words, LOCALE, ZONE, now)
    me = Person(id=0, workspace_id=0, slack_id="U0", name="somebody", zone=ZONE, locale=LOCALE)
    for dialogue in (ONBOARDING, AGREEMENT):
        for step in dialogue.steps:
            # Nobody has told anything in a pair before.
            if step is AGAIN:
                continue
            text = SAID[role][dialogue.id][step.id]
            value = step.typed(text, Situation(me=me, now=now), reader)
            if value is None:
                raise ValueError(f"{text!r} is no answer to {dialogue.question(step)}")
            yield dialogue.question(step), value, step.audience


def _pair(
    tx: Transaction,
    words: Words,
    spoken: Mapping[Role, Sequence[Spoken]],
    number: int,
    now: datetime,
) -> int:
    ws = workspaces.remember(tx, TEAM_ID, TEAM_NAME, BOT, locale="en", at=now).id
    mentee = _person(tx, ws, mentee_of(number), now)
    mentor = _person(tx, ws, mentor_of(number), now)
    programme = _programme(tx, ws, mentor, now)
    both = {Role.MENTOR: mentor, Role.MENTEE: mentee}
    ids = {role: person.id for role, person in both.items()}
    pair = pairs.create(tx, ws, programme.id, ids, by=mentor.id, at=now)
    for role, person in both.items():
        for question, value, audience in spoken[role]:
            asked = Asked(ws, person.id, pair.id, question, str(pair.id))
            answers.record(tx, asked, value, audience, at=now)
        done = dict.fromkeys(("accepted_at", "onboarded_at", "clauses_answered_at"), now)
        pairs.change_member(tx, ws, pair.id, person.id, **done)
    _agree(tx, words, pair.id, mentor, mentee, now)
    return pair.id


def _person(tx: Transaction, ws: int, slack_id: str, now: datetime) -> Person:
    known = people.remember(tx, ws, Profile(slack_id, slack_id.lower(), ZONE, LOCALE), at=now)
    facts: dict[str, Any] = {"work_days": [0, 1, 2, 3, 4], "work_starts": time(9), "work_ends": time(18)}
    facts |= {"zone_confirmed_at": now, "consented_at": now, "dm_channel": direct_message(slack_id)}
    return people.change(tx, ws, known.id, **facts)


def _programme(tx: Transaction, ws: int, by: Person, now: datetime) -> Programme:
    there = programmes.everyone(tx, ws)
    if there:
        return there[0]
    today = now.date()
    return programmes.create(tx, ws, "Spring", today, today + timedelta(weeks=52), by=by.id, at=now)


def _agree(
    tx: Transaction, words: Words, pair_id: int, mentor: Person, mentee: Person, now: datetime
) -> None:
    ws = mentee.workspace_id
    view = situations.view(tx, ws, pair_id, reader=mentee.id)
    values = rules.settled(agreement_views.comparisons(view), {})
    if values is None:
        raise ValueError("the two differ, and nobody is here to settle it")
    snapshot = {"en": agreement_views.document(view, values, 1, Reader(words, LOCALE, ZONE, now))}
    seal = rules.seal_of(values, words.version, snapshot)
    text = Text(clauses=values, snapshot=snapshot, words_version=words.version, hash=seal)
    proposed = agreements.propose(tx, ws, pair_id, text, by=mentee.id, at=now)
    for person in (mentor, mentee):
        agreements.sign(tx, proposed, ws, person.id, at=now)
    agreements.activate(tx, ws, proposed, now.date())
    pairs.change(tx, ws, pair_id, state=PairState.ACTIVE, state_since=now)
    goals.create(tx, ws, pair_id, mentee.id, "Lead my first project", at=now)
    rule = Rule(now.date() + timedelta(weeks=2), FORTNIGHTLY, time(10), ZONE)
    schedules.put(tx, Subject(ws, QUESTION, pair_id, mentee.id), rule, next_after(rule, now)[1])


def _check_ins(
    tx: Transaction, words: Words, pair_id: int, count: int, now: datetime
) -> list[tuple[Delivery, Message]]:
    """Owe the check-ins of the past, and render them."""
    ws = workspaces.remember(tx, TEAM_ID, TEAM_NAME, BOT, locale="en", at=now).id
    mentee = pairs.get(tx, ws, pair_id).by_role(Role.MENTEE)
    days = (now.date() - timedelta(weeks=2 * ago) for ago in range(1, count + 1))
    owed = [_owe(tx, ws, mentee, pair_id, day.isoformat(), now) for day in days]
    reader = Reader(words, LOCALE, ZONE, now)
    return [(one, render.message(situations.for_delivery(tx, one, now), reader)) for one in owed]


def _owe(tx: Transaction, ws: int, person_id: int, pair_id: int, occasion: str, now: datetime) -> Delivery:
    owed = Owed(
        kind=QUESTION,
        delivery_class=DeliveryClass.SCHEDULED,
        person_id=person_id,
        pair_id=pair_id,
        subject=str(pair_id),
        occasion=occasion,
        due_at=now,
    )
    row = deliveries.owe(tx, ws, owed, at=now)
    if row is None:
        raise ValueError(f"{owed.key} is owed twice")
    questions.ask(tx, Asked(ws, person_id, pair_id, QUESTION, occasion), row, at=now)
    return deliveries.get(tx, ws, row)


async def _sent(store: Store, delivery: Delivery, message: Message, post: Post, now: datetime) -> CheckIn:
    slack_id = await store.run(lambda tx: people.get(tx, delivery.workspace_id, delivery.person_id).slack_id)
    channel = direct_message(slack_id)
    ts = await post(channel, message)
    await store.run(lambda tx: sending.mark_sent(tx, delivery, delivery.fence, channel, ts, at=now))
    return CheckIn(slack_id, delivery.id, channel, ts)
