"""What somebody sees in Home: their pairs, what to do now, and the programmes that they coordinate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.agreement import AgreementState
from bot.domain.deliveries import State
from bot.domain.pairs import OPEN, Pair, PairState
from bot.domain.people import Person
from bot.domain.programme import Programme
from bot.domain.situation import PairView


class Now(StrEnum):
    """What there is to do, most pressing first."""

    INVITATION = "invitation"
    ONBOARDING = "onboarding"
    CLAUSES = "clauses"
    DIFFERENCES = "differences"
    SIGN = "sign"
    CHECK_IN = "check_in"
    ADMIN = "admin"
    FIRST_PROGRAMME = "first_programme"
    FIRST_PAIR = "first_pair"
    WAITING = "waiting"
    PAUSED = "paused"
    ACTIVE = "active"
    ACTIVE_QUIET = "active_quiet"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Coordinated:
    """A programme as its coordinator sees it: pairs by stage, and never a word that somebody wrote."""

    programme: Programme
    pairs: tuple[Pair, ...]
    people: Mapping[int, Person]


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything Home is drawn from. `check_ins_open` are the ids of pairs whose check-in waits for this person."""

    me: Person
    now: datetime
    views: tuple[PairView, ...]
    coordinated: tuple[Coordinated, ...]
    may_coordinate: bool
    is_coordinator: bool
    check_ins_open: frozenset[int]
    delivery_counts: Mapping[State, int]
    clock_offset: float = 0.0
    # Whether pairs get a conversation of their own, which needs an optional permission.
    has_places: bool = True
    # Whom somebody who is in no pair can ask for one.
    coordinators: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Pressing:
    """What to do now, and about which pair."""

    now: Now
    view: PairView | None = None


def pressing(overview: Overview) -> Pressing:
    """Return the one thing that Home names first."""
    mine = [Pressing(_stands(overview, view), view) for view in overview.views if view.pair.state in OPEN]
    if overview.may_coordinate and not overview.is_coordinator:
        mine.append(Pressing(Now.ADMIN))
    if overview.is_coordinator and not overview.coordinated:
        mine.append(Pressing(Now.FIRST_PROGRAMME))
    elif overview.is_coordinator and not any(one.pairs for one in overview.coordinated):
        mine.append(Pressing(Now.FIRST_PAIR))
    if not mine and overview.is_coordinator:
        return Pressing(Now.ACTIVE_QUIET)
    order = list(Now)
    return min(mine, key=lambda one: order.index(one.now), default=Pressing(Now.STRANGER))


def _stands(overview: Overview, view: PairView) -> Now:
    me = overview.me.id
    member = view.pair.member(me)
    if not member.accepted_at:
        return Now.INVITATION
    if view.pair.is_paused(overview.now):
        return Now.PAUSED
    if not member.onboarded_at:
        return Now.ONBOARDING
    if view.pair.state is PairState.AGREEING:
        return _agreeing(view, me)
    if view.pair.state is not PairState.ACTIVE:
        return Now.WAITING
    if view.pair.id in overview.check_ins_open:
        return Now.CHECK_IN
    return Now.ACTIVE if view.next_check_in else Now.ACTIVE_QUIET


def _agreeing(view: PairView, me: int) -> Now:
    if not view.pair.member(me).clauses_answered_at:
        return Now.CLAUSES
    if view.proposed and view.proposed.state is AgreementState.PROPOSED:
        return Now.WAITING if view.proposed.signed_by(me) else Now.SIGN
    both = all(member.clauses_answered_at for member in view.pair.members)
    return Now.DIFFERENCES if both else Now.WAITING
