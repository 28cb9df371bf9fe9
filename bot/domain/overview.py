"""What somebody sees in Home: their pairs, what to do now, and the programmes that they coordinate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.agreement import AgreementState
from bot.domain.amendments import AmendmentState, under_way
from bot.domain.attention import Signs
from bot.domain.health import Health
from bot.domain.pairs import OPEN, OVER, Pair, PairState
from bot.domain.people import Person
from bot.domain.programme import Programme
from bot.domain.sessions import proposed
from bot.domain.situation import PairView
from bot.domain.taking_part import Enrolled

# So long whoever coordinates is told that a pair has moved on.
NEWS = timedelta(days=7)


class Now(StrEnum):
    """What there is to do, most pressing first."""

    INVITATION = "invitation"
    ASKED = "asked"
    SESSION = "session"
    ONBOARDING = "onboarding"
    CLAUSES = "clauses"
    DIFFERENCES = "differences"
    SIGN = "sign"
    AMENDMENT = "amendment"
    CHECK_IN = "check_in"
    ADMIN = "admin"
    FIRST_PROGRAMME = "first_programme"
    FIRST_PAIR = "first_pair"
    WAITING = "waiting"
    PAUSED = "paused"
    ACTIVE = "active"
    ACTIVE_QUIET = "active_quiet"
    OVER = "over"
    TAKING_PART = "taking_part"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Coordinated:
    """A programme as its coordinator sees it: pairs by stage, and never a word that somebody wrote."""

    programme: Programme
    pairs: tuple[Pair, ...]
    people: Mapping[int, Person]
    coordinators: tuple[Person, ...] = ()
    health: Health = field(default_factory=Health)
    enrolled: tuple[Enrolled, ...] = ()
    # Signs of life of the pairs that have been under way for long, by their id.
    signs: Mapping[int, Signs] = field(default_factory=dict)


def by_stage(pairs: Iterable[Pair]) -> list[tuple[PairState, tuple[Pair, ...]]]:
    """Return pairs by where they stand, in the order of the way, those longest there first."""
    found: dict[PairState, list[Pair]] = {state: [] for state in PairState}
    for pair in pairs:
        found[pair.state].append(pair)
    return [(state, tuple(sorted(some, key=_since))) for state, some in found.items() if some]


def unanswered(pair: Pair) -> tuple[int, ...]:
    """Return who of a pair has an invitation that they have not answered."""
    if pair.state is not PairState.INVITED:
        return ()
    return tuple(member.person_id for member in pair.members if not member.accepted_at)


def _since(pair: Pair) -> tuple[float, int]:
    return pair.state_since.timestamp() if pair.state_since else 0.0, pair.id


def lately(pairs: Iterable[Pair], now: datetime) -> tuple[Pair, ...]:
    """Return the pairs that came to where they stand in the last days, the newest first; an invitation is no news."""
    found = (
        pair
        for pair in pairs
        if pair.state is not PairState.INVITED and pair.state_since and now - pair.state_since < NEWS
    )
    return tuple(sorted(found, key=_since, reverse=True))


def days_in_stage(pair: Pair, now: datetime, zone: str) -> int:
    """Return since how many days a pair has stood where it stands, by the calendar of an IANA zone: 0 is today."""
    if not pair.state_since:
        return 0
    here = ZoneInfo(zone)
    return max(0, (now.astimezone(here).date() - pair.state_since.astimezone(here).date()).days)


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything Home is drawn from. `check_ins_open` tells for pairs whose check-in waits for this person its row."""

    me: Person
    now: datetime
    views: tuple[PairView, ...]
    coordinated: tuple[Coordinated, ...]
    may_coordinate: bool
    is_coordinator: bool
    check_ins_open: Mapping[int, int]
    # When the next check-in really comes to this person, by the pair; None where none does, as things stand.
    foreseen: Mapping[int, datetime | None] = field(default_factory=dict)
    clock_offset: float = 0.0
    # Whether pairs get a conversation of their own, which needs an optional permission.
    has_places: bool = True
    # Whether Slack tells when somebody is not to be disturbed.
    knows_quiet: bool = True
    # Whom somebody who is in no pair can ask for one.
    coordinators: tuple[Person, ...] = ()
    # What this person was asked to take part as, in any programme, and has not said no to.
    parts: tuple[Enrolled, ...] = ()


@dataclass(frozen=True, slots=True)
class Pressing:
    """What to do now, and about which pair; where nothing is, `comes_at` says when its next check-in is foreseen."""

    now: Now
    view: PairView | None = None
    comes_at: datetime | None = None


def pressing(overview: Overview) -> Pressing:
    """Return the one thing that Home names first."""
    return standing(overview)[0]


def also(overview: Overview) -> list[Pressing]:
    """Return what else waits for this person to act, most pressing first."""
    last = list(Now).index(Now.ADMIN)
    return [one for one in standing(overview)[1:] if list(Now).index(one.now) < last]


def standing(overview: Overview) -> list[Pressing]:
    """Return how everything stands, most pressing first; there is always something to say."""
    mine = [
        Pressing(now, view, overview.foreseen.get(view.pair.id) if now is Now.ACTIVE else None)
        for view in overview.views
        if view.pair.state in OPEN
        for now in _stands(overview, view)
    ]
    if any(one.answered_at is None for one in overview.parts):
        mine.append(Pressing(Now.ASKED))
    if overview.may_coordinate and not overview.is_coordinator:
        mine.append(Pressing(Now.ADMIN))
    if overview.is_coordinator and not overview.coordinated:
        mine.append(Pressing(Now.FIRST_PROGRAMME))
    elif overview.is_coordinator and not any(one.pairs for one in overview.coordinated):
        mine.append(Pressing(Now.FIRST_PAIR))
    if not mine:
        mine = [Pressing(_without_a_pair(overview))]
    order = list(Now)
    return sorted(mine, key=lambda one: order.index(one.now))


def _without_a_pair(overview: Overview) -> Now:
    if overview.is_coordinator:
        return Now.ACTIVE_QUIET
    if overview.parts:
        return Now.TAKING_PART
    return Now.OVER if any(one.pair.state in OVER for one in overview.views) else Now.STRANGER


def _stands(overview: Overview, view: PairView) -> Iterator[Now]:
    """Yield what a pair asks of this person, and then how it stands."""
    me = overview.me.id
    member = view.pair.member(me)
    if not member.accepted_at:
        yield Now.INVITATION
        return
    if view.pair.is_paused(overview.now):
        yield Now.PAUSED
        return
    asked = proposed(view.sessions, overview.now)
    if asked and asked.proposed_by != me:
        yield Now.SESSION
    if not member.onboarded_at:
        yield Now.ONBOARDING
    elif view.pair.state is PairState.AGREEING:
        yield _agreeing(view, me)
    elif view.pair.state is not PairState.ACTIVE:
        yield Now.WAITING
    else:
        yield from _active(overview, view)


def _active(overview: Overview, view: PairView) -> Iterator[Now]:
    change = under_way(view.amendments)
    if change and change.state is AmendmentState.PROPOSED and change.proposed_by != overview.me.id:
        yield Now.AMENDMENT
    if view.pair.id in overview.check_ins_open:
        yield Now.CHECK_IN
    comes_at = overview.foreseen.get(view.pair.id, view.next_check_in)
    yield Now.ACTIVE if comes_at else Now.ACTIVE_QUIET


def _agreeing(view: PairView, me: int) -> Now:
    if not view.pair.member(me).clauses_answered_at:
        return Now.CLAUSES
    if view.proposed and view.proposed.state is AgreementState.PROPOSED:
        return Now.WAITING if view.proposed.signed_by(me) else Now.SIGN
    both = all(member.clauses_answered_at for member in view.pair.members)
    return Now.DIFFERENCES if both else Now.WAITING
