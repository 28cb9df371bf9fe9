"""Situations: one frozen picture of where a person and their pair stand, as that person may see it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from bot.domain.agreement import Agreement, AgreementState, Position
from bot.domain.amendments import Amendment
from bot.domain.audience import Audience, may_read
from bot.domain.deliveries import FOLDS, Delivery
from bot.domain.goals import Goal
from bot.domain.pairs import Pair
from bot.domain.people import Person
from bot.domain.programme import Programme
from bot.domain.sessions import Session
from bot.domain.situation import Answer, PairView, Question, Schedule, Situation
from storage import (
    agreements,
    amendments,
    answers,
    deliveries,
    goals,
    pairs,
    people,
    programmes,
    questions,
    schedules,
    sessions,
)
from storage.answers import Asked, MayRead
from storage.transaction import Transaction

# What both answer apart opens to the other only when both have.
APART = "agreement."
# What somebody tells of themselves.
ABOUT = "onboarding."


def for_delivery(tx: Transaction, delivery: Delivery, now: datetime) -> Situation:
    """Load what a row's message is rendered from; for a rewriting, that is the row that it rewrites."""
    if delivery.rewrites_id is not None:
        delivery = deliveries.get(tx, delivery.workspace_id, delivery.rewrites_id)
    workspace_id, person_id = delivery.workspace_id, delivery.person_id
    pair = None
    if delivery.pair_id is not None:
        pair = view(tx, workspace_id, delivery.pair_id, reader=person_id)
    me = pair.people.get(person_id) if pair else None
    return about(tx, me or people.get(tx, workspace_id, person_id), now, pair, delivery)


def about(
    tx: Transaction, me: Person, now: datetime, pair: PairView | None, delivery: Delivery | None
) -> Situation:
    """Return where `me` stands, about a row of the ledger where one is named."""
    return _Addressed(tx, me, now, pair, delivery)


class _Addressed(Situation):
    """A situation as `_Looked` is a pair."""

    def __init__(
        self, tx: Transaction, me: Person, now: datetime, pair: PairView | None, delivery: Delivery | None
    ) -> None:
        vars(self).update(_tx=tx, me=me, now=now, view=pair, delivery=delivery)

    _tx: Transaction

    @cached_property
    def question(self) -> Question | None:
        if self.delivery is None:
            return None
        return questions.by_delivery(self._tx, self.me.workspace_id, self.delivery.id)

    @cached_property
    def parts(self) -> tuple[Situation, ...]:
        return tuple(self._part(int(number)) for number in self._facts.get(FOLDS, ()))

    def _part(self, number: int) -> Situation:
        ws, me = self.me.workspace_id, self.me
        row = deliveries.get(self._tx, ws, number)
        pair = view(self._tx, ws, row.pair_id, reader=me.id) if row.pair_id is not None else None
        return about(self._tx, me, self.now, pair, row)

    @cached_property
    def others(self) -> Mapping[int, Person]:
        named = {int(one) for one in self._facts.get("people", ())}
        return people.several(self._tx, self.me.workspace_id, named) if named else {}

    @cached_property
    def programme(self) -> Programme | None:
        number = self._facts.get("programme")
        return None if number is None else programmes.get(self._tx, self.me.workspace_id, int(number))

    @property
    def _facts(self) -> Mapping[str, Any]:
        return self.delivery.facts if self.delivery else {}


def view(tx: Transaction, workspace_id: int, pair_id: int, *, reader: int) -> PairView:
    """Return a pair as `reader` may see it: everything that is the pair's for a member, its state alone for others.

    Each part is loaded when it is first asked for, which must be before the transaction ends: a press needs a few of
    them, and to load them all costs it ten times as much. A part that was asked for stays as it was then.
    """
    pair = pairs.get(tx, workspace_id, pair_id)
    if reader in {member.person_id for member in pair.members}:
        return _Looked(tx, pair, reader)
    return PairView(
        pair=pair,
        programme=programmes.get(tx, workspace_id, pair.programme_id),
        people=_people(tx, pair),
        answers=_sent_to_coordinators(tx, pair, reader),
    )


def _sent_to_coordinators(tx: Transaction, pair: Pair, reader: int) -> tuple[Answer, ...]:
    """Return what a coordinator may read of a pair: the words that somebody sent to the coordinators, and no more."""
    readers = programmes.coordinators(tx, pair.workspace_id, pair.programme_id)
    if reader not in readers:
        return ()

    def opens(audience: Audience, writer: int, _question: str) -> bool:
        return may_read(audience, reader=reader, writer=writer, coordinators=readers)

    return answers.of_pair(tx, pair.workspace_id, pair.id, opens)


class _Looked(PairView):
    """A pair for one of its members. What stands here as a property stands in PairView as a plain value."""

    def __init__(self, tx: Transaction, pair: Pair, reader: int) -> None:
        # The values of a frozen class are set in its dictionary, as functools.cached_property does too.
        vars(self).update(pair=pair, _tx=tx, _reader=reader)

    _tx: Transaction
    _reader: int

    @cached_property
    def programme(self) -> Programme:
        return programmes.get(self._tx, *self._in(self.pair.programme_id))

    @cached_property
    def people(self) -> Mapping[int, Person]:
        return _people(self._tx, self.pair)

    @cached_property
    def agreement(self) -> Agreement | None:
        return self._newest(AgreementState.ACTIVE)

    @cached_property
    def is_agreed(self) -> bool:
        return agreements.stands(self._tx, *self._in(), AgreementState.ACTIVE, reader=self._reader)

    @cached_property
    def proposed(self) -> Agreement | None:
        return self._newest(AgreementState.PROPOSED)

    @cached_property
    def positions(self) -> Mapping[str, Position]:
        return agreements.positions(self._tx, *self._in(), reader=self._reader)

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        return tuple(goals.of_pair(self._tx, *self._in(), reader=self._reader))

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        return answers.of_pair(self._tx, *self._in(), opens_to(self.pair, self._reader))

    @cached_property
    def schedules(self) -> tuple[Schedule, ...]:
        return tuple(schedules.of_pair(self._tx, *self._in()))

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        return sessions.of_pair(self._tx, *self._in(), reader=self._reader)

    @cached_property
    def versions(self) -> tuple[Agreement, ...]:
        every = agreements.versions(self._tx, *self._in(), reader=self._reader)
        return tuple(one for one in every if one.begins_on or one.state is AgreementState.AGREED)

    @cached_property
    def amendments(self) -> tuple[Amendment, ...]:
        return tuple(amendments.of_pair(self._tx, *self._in(), reader=self._reader))

    @cached_property
    def told(self) -> Mapping[str, Answer]:
        return told(self._tx, self.pair.workspace_id, self._reader, self.pair.id)

    def answer(self, person_id: int, question: str, occasion: str | None = None) -> Answer | None:
        if "answers" in vars(self):
            return super().answer(person_id, question, occasion)
        if occasion is None:
            return answers.latest(
                self._tx, *self._in(), person_id, question, opens_to(self.pair, self._reader)
            )
        asked = Asked(self.pair.workspace_id, person_id, self.pair.id, question, occasion)
        return answers.find(self._tx, asked, opens_to(self.pair, self._reader))

    def answer_before(self, person_id: int, question: str, occasion: str) -> Answer | None:
        asked = Asked(self.pair.workspace_id, person_id, self.pair.id, question, occasion)
        return answers.before(self._tx, asked, opens_to(self.pair, self._reader))

    def _newest(self, state: AgreementState) -> Agreement | None:
        return agreements.newest(self._tx, *self._in(), state, reader=self._reader)

    def _in(self, id_: int | None = None) -> tuple[int, int]:
        return self.pair.workspace_id, self.pair.id if id_ is None else id_


def told(tx: Transaction, workspace_id: int, person_id: int, pair_id: int) -> dict[str, Answer]:
    """Return what somebody told of themselves in pairs other than this one, the newest by question.

    Of pairs whose questions they have finished: what is half told is not yet worth using again.
    """

    def own(_audience: Audience, writer: int, question: str) -> bool:
        return writer == person_id and question.startswith(ABOUT)

    found: dict[str, Answer] = {}
    for pair in pairs.of_person(tx, workspace_id, person_id):
        if pair.id == pair_id or not pair.member(person_id).onboarded_at:
            continue
        for one in answers.of_pair(tx, workspace_id, pair.id, own):
            known = found.get(one.question)
            if known is None or (known.edited_at or known.answered_at) <= (one.edited_at or one.answered_at):
                found[one.question] = one
    return found


def _people(tx: Transaction, pair: Pair) -> Mapping[int, Person]:
    members = {member.person_id for member in pair.members}
    return people.several(tx, pair.workspace_id, {*members, pair.created_by})


def opens_to(pair: Pair, reader: int) -> MayRead:
    """Return what tells whether a reader may read an answer of a pair, by its audience, writer and question."""
    members = [member.person_id for member in pair.members]
    both = all(member.clauses_answered_at for member in pair.members)

    def opens(audience: Audience, writer: int, question: str) -> bool:
        if question.startswith(APART) and writer != reader and not both:
            return False
        return may_read(audience, reader=reader, writer=writer, pair=members)

    return opens
