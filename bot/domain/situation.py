"""One frozen picture of where a person and their pair stand, from which every message is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.domain.agreement import Agreement, Position
from bot.domain.amendments import Amendment
from bot.domain.check_ins import QUESTION
from bot.domain.deliveries import Delivery
from bot.domain.goals import Goal
from bot.domain.pairs import OPEN, Pair
from bot.domain.people import Person, Role
from bot.domain.programme import Programme
from bot.domain.sessions import Session


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered; `value` is JSON. Only answers that the situation's person may read are loaded."""

    id: int
    person_id: int
    pair_id: int
    question: str
    occasion: str
    value: dict[str, Any]
    answered_at: datetime
    edited_at: datetime | None = None
    # Whether its writer took it over from what Trellis suggests; nobody else is told.
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was shown to the situation's person; open while `closed_at` is None."""

    id: int
    person_id: int
    pair_id: int
    question: str
    occasion: str
    delivery_id: int | None
    opened_at: datetime
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """When something comes back to a person; the rule is local, `next_due_at` the UTC instant derived from it."""

    id: int
    workspace_id: int
    kind: str
    pair_id: int
    person_id: int
    anchor_on: date
    every: int
    unit: str
    wall: Any
    zone: str
    once: bool = False
    last_on: date | None = None
    next_due_at: datetime | None = None
    ended_at: datetime | None = None


# Without slots: storage puts off loading a part until it is first asked for.
@dataclass(frozen=True)
class PairView:
    """A pair as one of its people may see it: answers are those this person may read, newest words last."""

    pair: Pair
    programme: Programme
    people: Mapping[int, Person]
    agreement: Agreement | None = None
    proposed: Agreement | None = None
    positions: Mapping[str, Position] = field(default_factory=dict)
    goals: tuple[Goal, ...] = ()
    answers: tuple[Answer, ...] = ()
    # Whether each member has answered the clauses is known to both, what they answered only once both have.
    schedules: tuple[Schedule, ...] = ()
    sessions: tuple[Session, ...] = ()
    # Every version that was ever begun or is to begin, and every proposal to change one, oldest first.
    versions: tuple[Agreement, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    # What this view's reader told of themselves in other pairs, the newest by question; theirs alone.
    told: Mapping[str, Answer] = field(default_factory=dict)

    @property
    def is_agreed(self) -> bool:
        """Tell whether the two have an agreement, for whoever does not ask what it says."""
        return self.agreement is not None

    @property
    def let_go(self) -> bool:
        """Tell whether the pair is over before the two had an agreement: what would have led there is asked no more."""
        return self.pair.state not in OPEN and not self.is_agreed

    def answer(self, person_id: int, question: str, occasion: str | None = None) -> Answer | None:
        """Return a person's latest answer to a question, to one occasion of it where that is named."""
        found = None
        for one in self.answers:
            if one.person_id == person_id and one.question == question and occasion in (None, one.occasion):
                found = one
        return found

    def answer_before(self, person_id: int, question: str, occasion: str) -> Answer | None:
        """Return a person's answer to the occasion of a question before this one, if there is one."""
        earlier = [
            one
            for one in self.answers
            if one.person_id == person_id and one.question == question and one.occasion < occasion
        ]
        return max(earlier, key=lambda one: one.occasion, default=None)

    def session(self, session_id: int) -> Session:
        """Return a session; raises LookupError for one of another pair."""
        for one in self.sessions:
            if one.id == session_id:
                return one
        raise LookupError(session_id)

    def amendment(self, amendment_id: int) -> Amendment:
        """Return a proposal to change the agreement; raises LookupError for one of another pair."""
        for one in self.amendments:
            if one.id == amendment_id:
                return one
        raise LookupError(amendment_id)

    def version(self, agreement_id: int) -> Agreement:
        """Return a version of the agreement; raises LookupError for one of another pair."""
        for one in self.versions:
            if one.id == agreement_id:
                return one
        raise LookupError(agreement_id)

    @property
    def next_check_in(self) -> datetime | None:
        """Return when the mentee is asked again how it goes, or None when that is not planned."""
        due = [one.next_due_at for one in self.schedules if one.kind == QUESTION and one.next_due_at]
        return min(due, default=None)

    def role_of(self, person_id: int) -> Role:
        """Return what a member is in this pair."""
        return self.pair.member(person_id).role


@dataclass(frozen=True)
class Situation:
    """Who is addressed, the row of the ledger that addresses them, and their pair where the message is about one."""

    me: Person
    now: datetime
    view: PairView | None = None
    delivery: Delivery | None = None
    # The row whose message a rewriting changes is `delivery`; `question` is the open or closed question it carries.
    question: Question | None = None
    others: Mapping[int, Person] = field(default_factory=dict)
    # What came within this row's message: each a situation of its own.
    parts: tuple[Situation, ...] = ()
    # The programme of a message that is about one rather than about a pair.
    programme: Programme | None = None

    @property
    def pair(self) -> PairView:
        """The pair; raises LookupError for a message that is about none."""
        if self.view is None:
            raise LookupError("this message is about no pair")
        return self.view

    @property
    def partner(self) -> Person:
        """The other person of a pair of two."""
        (partner,) = self.pair.pair.partners(self.me.id)[:1]
        return self.pair.people[partner]

    @property
    def role(self) -> Role:
        """What the addressed person is in the pair."""
        return self.pair.role_of(self.me.id)
