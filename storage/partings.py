"""Partings: a pair ends before its time as somebody is gone or wishes it; whoever is left hears of it kindly."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from bot.domain.amendments import AmendmentState
from bot.domain.audience import Audience
from bot.domain.deliveries import (
    AMENDMENT,
    BEGUN,
    INVITATION,
    OFFER_TO_MEET,
    ON_THE_WAY,
    SESSIONS,
    DeliveryClass,
    Owed,
    Reason,
)
from bot.domain.pairs import Pair, PairState
from bot.domain.rhythm import SURVEY, SURVEY_WINDOW, at_their_hour
from bot.domain.sessions import is_open
from storage import (
    amendments,
    asking,
    deliveries,
    pairs,
    people,
    programmes,
    questions,
    rhythms,
    schedules,
    sessions,
)
from storage.transaction import Transaction


def end(tx: Transaction, pair: Pair, gone: int, kind: str | None, *, at: datetime) -> None:
    """End a pair and all that was to come to it, and owe a message of a kind, if any, to whoever is not gone.

    Where the two had begun, the closing survey follows, as at any other end.
    """
    _over(tx, pair, PairState.ENDED, at)
    for partner in pair.partners(gone):
        if kind:
            _tell(tx, pair, partner, kind, at)
        if pair.state is PairState.ACTIVE:
            _look_back(tx, pair, partner, at)


def by_choice(tx: Transaction, pair: Pair, by: int, kind: str | None, *, at: datetime) -> None:
    """End a pair because one of the two wishes it; both are asked to look back."""
    _over(tx, pair, PairState.ENDED, at)
    questions.close_all(tx, pair.workspace_id, pair.id, at=at)
    for partner in pair.partners(by):
        if kind:
            _tell(tx, pair, partner, kind, at)
    for member in pair.members:
        if pair.state is PairState.ACTIVE:
            _look_back(tx, pair, member.person_id, at)


def by_coordinator(tx: Transaction, pair: Pair, by: int, kind: str, *, at: datetime) -> None:
    """End a pair because whoever coordinates it does: both hear it, and are asked to look back."""
    _over(tx, pair, PairState.ENDED, at)
    questions.close_all(tx, pair.workspace_id, pair.id, at=at)
    for member in pair.members:
        _tell(tx, pair, member.person_id, kind, at, by)
        if pair.state is PairState.ACTIVE:
            _look_back(tx, pair, member.person_id, at)


def withdraw(tx: Transaction, pair: Pair, by: int, kind: str, *, at: datetime) -> None:
    """Withdraw what was proposed to two people, and owe a message of a kind to whoever has said yes.

    Who coordinates, and does it, knows. Whoever has not answered is written to no further.
    """
    _over(tx, pair, PairState.WITHDRAWN, at)
    questions.close_all(tx, pair.workspace_id, pair.id, at=at)
    for member in pair.members:
        if member.accepted_at and member.person_id != by:
            _tell(tx, pair, member.person_id, kind, at, by)


def complete(tx: Transaction, pair: Pair, *, at: datetime) -> None:
    """Let a pair come to its natural end, of which nobody is told by a message.

    All that was written stays readable. What still waits is left to the guards: one question comes months later.
    Of a whole programme the pairs end at once, so whoever acts meanwhile is answered before what is rewritten here.
    """
    _stop(tx, pair, PairState.COMPLETED, DeliveryClass.CONSEQUENCE, at)


def decline(tx: Transaction, pair: Pair, by: int, *, at: datetime) -> None:
    """Note that somebody said no to an invitation, which is open to neither of the two any more."""
    ws = pair.workspace_id
    pairs.change_member(tx, ws, pair.id, by, declined_at=at)
    pairs.change(tx, ws, pair.id, state=PairState.DECLINED, state_since=at)
    _ask_no_more(tx, pair, DeliveryClass.REPLY, at)
    questions.close_all(tx, ws, pair.id, at=at)
    deliveries.cancel_waiting(tx, ws, pair.id, [INVITATION], Reason("pair-over"))


def _over(tx: Transaction, pair: Pair, state: PairState, at: datetime) -> None:
    """End a pair in a state, and all that was to come to it."""
    _stop(tx, pair, state, DeliveryClass.REPLY, at)
    deliveries.cancel_all(tx, pair.workspace_id, pair.id, Reason("pair-over", audience=Audience.PAIR))


def _stop(tx: Transaction, pair: Pair, state: PairState, class_: DeliveryClass, at: datetime) -> None:
    """End a pair in a state, and its rhythm; what rested rests no more, or it would go on one day.

    What asks in vain by now is rewritten by rows of a class.
    """
    ws = pair.workspace_id
    pairs.change(
        tx, ws, pair.id, state=state, state_since=at, paused_by=None, paused_at=None, paused_until=None
    )
    _ask_no_more(tx, pair, class_, at)
    schedules.end(tx, ws, pair.id, at=at)


def _ask_no_more(tx: Transaction, pair: Pair, class_: DeliveryClass, at: datetime) -> None:
    """Rewrite what still asks for something that cannot be done any more, as whoever reads it would press in vain.

    That is what the conversations ask, what was on the way to an agreement, what waits for a time or a signature, and
    what asks about what the two do next; what looks back can still be answered.
    """
    ws = pair.workspace_id
    shown = questions.break_off(tx, ws, pair.id, at=at)
    for kinds, subjects in _asking(tx, pair, at):
        members = [member.person_id for member in pair.members]
        found = deliveries.shown(tx, ws, members, sorted(kinds), [str(one) for one in subjects])
        shown |= {row.id: row.person_id for row in found}
    for delivery_id, person_id in shown.items():
        deliveries.rewrite(tx, ws, delivery_id, person_id, class_=class_, at=at)


def _asking(tx: Transaction, pair: Pair, at: datetime) -> Iterator[tuple[Collection[str], list[int]]]:
    """Yield which kinds of messages about which of our ids ask for something as long as the pair goes on."""
    ws, reader = pair.workspace_id, pair.members[0].person_id
    if pair.state is PairState.INVITED:
        yield {INVITATION}, [pair.id]
    if pair.state is not PairState.ACTIVE:
        yield ON_THE_WAY, [pair.id]
    if pair.state not in (PairState.AGREEING, PairState.ACTIVE):
        return
    yield {OFFER_TO_MEET, BEGUN}, [pair.id]
    known = sessions.of_pair(tx, ws, pair.id, reader=reader)
    if open_ := [one.id for one in known if is_open(one, at)]:
        yield SESSIONS, open_
    changes = amendments.of_pair(tx, ws, pair.id, reader=reader)
    if waiting := [one.id for one in changes if one.state is AmendmentState.PROPOSED]:
        yield {AMENDMENT}, waiting


def _tell(
    tx: Transaction, pair: Pair, person_id: int, kind: str, at: datetime, by: int | None = None
) -> None:
    """Owe somebody the message that it is over, which may name who did it."""
    owed = Owed(
        kind=kind,
        delivery_class=DeliveryClass.CONSEQUENCE,
        person_id=person_id,
        pair_id=pair.id,
        subject=str(pair.id),
        occasion="once",
        facts={"people": [by]} if by else {},
        due_at=at,
    )
    deliveries.leave(tx, pair.workspace_id, owed, at=at)


def _look_back(tx: Transaction, pair: Pair, partner: int, at: datetime) -> None:
    """Ask whoever is left the closing survey on their next work day, unless it has come already."""
    ws = pair.workspace_id
    rhythm = programmes.get(tx, ws, pair.programme_id).rhythm
    if not rhythm.has(SURVEY) or deliveries.last_planned(tx, ws, SURVEY, pair.id, partner):
        return
    due_at = at_their_hour(
        people.get(tx, ws, partner), rhythms.today(tx, ws, partner, at) + timedelta(days=1)
    )
    until = due_at + SURVEY_WINDOW
    owed = asking.prompt(tx, ws, SURVEY, partner, pair.id, due_at=due_at, until=until)
    asking.ask(tx, ws, owed, pair.id, at=at)
