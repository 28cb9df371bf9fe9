"""Pairs: the states of a mentoring relationship, and what moves it from one to the next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.people import Person, Role
from bot.errors import AlreadyPaired, CannotTakePart, DidNotComeAbout, SamePerson


class PairState(StrEnum):
    """Where a pair stands; a pause is a fact beside it."""

    INVITED = "invited"
    ONBOARDING = "onboarding"
    AGREEING = "agreeing"
    ACTIVE = "active"
    COMPLETED = "completed"
    ENDED = "ended"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({PairState.INVITED, PairState.ONBOARDING, PairState.AGREEING, PairState.ACTIVE})
# Both have said yes, and neither has ended it.
RUNNING = OPEN - {PairState.INVITED}
OVER = frozenset({PairState.COMPLETED, PairState.ENDED})
# So long after its programme's last day a pair is completed: the last survey and its reminders come before that.
AFTER_THE_LAST_DAY = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a pair: their role, and how far they have come. All instants are UTC."""

    person_id: int
    role: Role
    accepted_at: datetime | None = None
    declined_at: datetime | None = None
    onboarded_at: datetime | None = None
    clauses_answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A mentor and a mentee in a programme."""

    id: int
    workspace_id: int
    programme_id: int
    state: PairState
    members: tuple[Member, ...]
    created_by: int
    paused_by: int | None = None
    paused_at: datetime | None = None
    # Until when it rests, or rested the last time.
    paused_until: datetime | None = None
    # Slack's id of the conversation of the two with Trellis, once it was opened.
    channel: str | None = None
    # Since when it stands where it stands (UTC).
    state_since: datetime | None = None
    # Since when nothing that the two wrote is kept any more (UTC).
    erased_at: datetime | None = None

    def member(self, person_id: int) -> Member:
        """Return the membership of a person; raises KeyError for anyone else."""
        for member in self.members:
            if member.person_id == person_id:
                return member
        raise KeyError(person_id)

    def has(self, person_id: int) -> bool:
        """Tell whether a person is of the pair."""
        return any(member.person_id == person_id for member in self.members)

    def partners(self, person_id: int) -> tuple[int, ...]:
        """Return the ids of everybody else in the pair."""
        return tuple(member.person_id for member in self.members if member.person_id != person_id)

    def by_role(self, role: Role) -> int:
        """Return the id of the first person with that role."""
        return next(member.person_id for member in self.members if member.role is role)

    def is_paused(self, now: datetime) -> bool:
        """Tell whether the pair rests at `now`."""
        return rests(self.paused_at, self.paused_until, now)


def rests(paused_at: datetime | None, paused_until: datetime | None, now: datetime) -> bool:
    """Tell whether a pause that began and ends then, or has no end, holds at `now`."""
    return paused_at is not None and (paused_until is None or now < paused_until)


def state_of(members: Iterable[Member], *, signed: bool) -> PairState:
    """Derive how far a pair has come from how far its members have; ends are facts and are not derived."""
    everybody = tuple(members)
    if any(member.declined_at for member in everybody):
        return PairState.DECLINED
    if not all(member.accepted_at for member in everybody):
        return PairState.INVITED
    if not all(member.onboarded_at for member in everybody):
        return PairState.ONBOARDING
    return PairState.ACTIVE if signed else PairState.AGREEING


def may_go_on(pairs: Iterable[Pair], ends_on: date, today: date) -> tuple[Pair, ...]:
    """Return the completed pairs of a programme that go on if somebody says so: its last day lies ahead by now."""
    if ends_on <= today:
        return ()
    # What the two had agreed on is kept no longer than their programme says.
    return tuple(pair for pair in pairs if pair.state is PairState.COMPLETED and pair.erased_at is None)


def check_new(mentor: Person, mentee: Person, paired_already: bool, refused: bool = False) -> None:
    """Raise SamePerson, CannotTakePart, AlreadyPaired or DidNotComeAbout when these two cannot be paired."""
    if mentor.id == mentee.id:
        raise SamePerson
    for person in (mentor, mentee):
        if person.is_bot or person.deactivated_at:
            raise CannotTakePart(name=person.name)
    if paired_already:
        raise AlreadyPaired
    if refused:
        raise DidNotComeAbout
