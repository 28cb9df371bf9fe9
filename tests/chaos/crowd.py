"""The people of a storm: sixty, of whom each two are a pair, and what they are owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot import manifest
from bot.domain.check_ins import QUESTION
from bot.domain.deliveries import DeliveryClass, Owed
from bot.domain.pairs import PairState
from bot.domain.people import Profile, Role
from simulator import Account
from storage import agreements, deliveries, pairs, people, programmes, questions, workspaces
from storage.agreements import Text
from storage.answers import Asked
from storage.store import Transaction

TEAM = "T0STORM"
PEOPLE = [Account(id=f"USTORM{n:03}", name=f"person{n}", real_name=f"Person {n}") for n in range(60)]
# A Monday on which everybody is at work.
MONDAY = datetime(2027, 3, 1, 15, tzinfo=UTC)
STORM = "storm"


@dataclass(frozen=True, slots=True)
class Crowd:
    """Our ids: of the workspace, of everybody, and of the pairs, in which every second one is the mentor."""

    ws: int
    people: tuple[int, ...]
    pairs: tuple[int, ...]


def settle_in(tx: Transaction, bot_user_id: str, now: datetime) -> Crowd:
    """Let everybody be known, and be active in a pair."""
    scopes = manifest.load()["oauth_config"]["scopes"]["bot"]
    ws = workspaces.remember(tx, TEAM, "Storm", bot_user_id, locale="en", at=now, scopes=scopes).id
    known = [_meet(tx, ws, nth, account, now) for nth, account in enumerate(PEOPLE)]
    begins, ends = MONDAY.date(), date(2027, 12, 31)
    programme = programmes.create(tx, ws, "Storm", begins, ends, by=known[0], at=now).id
    couples = zip(known[::2], known[1::2], strict=True)
    return Crowd(ws, tuple(known), tuple(_pair(tx, ws, programme, *one, now) for one in couples))


def _meet(tx: Transaction, ws: int, nth: int, account: Account, now: datetime) -> int:
    profile = Profile(account.id, account.real_name, account.tz, account.locale)
    known = people.remember(tx, ws, profile, at=now)
    # Of some Slack has to be asked for their conversation first, and of some who they are now.
    opened = {"dm_channel": "D" + account.id[1:]} if nth % 3 else {}
    people.change(tx, ws, known.id, consented_at=now, looked_up_at=now if nth % 4 else None, **opened)
    return known.id


def _pair(tx: Transaction, ws: int, programme: int, mentee: int, mentor: int, now: datetime) -> int:
    members = {Role.MENTOR: mentor, Role.MENTEE: mentee}
    pair = pairs.create(tx, ws, programme, members, by=mentee, at=now).id
    done = dict.fromkeys(("accepted_at", "onboarded_at", "clauses_answered_at"), now)
    for one in members.values():
        pairs.change_member(tx, ws, pair, one, **done)
    text = Text(clauses={}, snapshot={"en": "We agree."}, words_version="1", hash="1")
    agreement = agreements.propose(tx, ws, pair, text, by=mentee, at=now)
    agreements.activate(tx, ws, agreement, now.date())
    pairs.change(tx, ws, pair, state=PairState.ACTIVE, state_since=now)
    return pair


def owe(tx: Transaction, crowd: Crowd, number: int, now: datetime) -> None:
    """Owe the message of a number, due now, to one after another: an answer, what others have caused, or a question."""
    if number % 3 == 2:
        _ask(tx, crowd, number // 3, now)
        return
    sort = (DeliveryClass.REPLY, DeliveryClass.CONSEQUENCE)[number % 3]
    to = crowd.people[number % len(crowd.people)]
    deliveries.owe(tx, crowd.ws, Owed("help", sort, to, STORM, str(number), now), at=now)


def _ask(tx: Transaction, crowd: Crowd, number: int, now: datetime) -> None:
    """Owe a mentee a question with buttons, as an answer, so that no guard holds it."""
    round_, nth = divmod(number, len(crowd.pairs))
    mentee, pair = crowd.people[2 * nth], crowd.pairs[nth]
    occasion = (MONDAY.date() + timedelta(days=round_)).isoformat()
    owed = Owed(QUESTION, DeliveryClass.REPLY, mentee, str(pair), occasion, now, pair, {"day": occasion})
    row = deliveries.owe(tx, crowd.ws, owed, at=now)
    questions.ask(tx, Asked(crowd.ws, mentee, pair, QUESTION, occasion), row, at=now)
