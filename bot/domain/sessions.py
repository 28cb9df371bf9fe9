"""Sessions: which times suit two people, and who may propose, accept, move, cancel or tell of one, and when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.cadence import at_local
from bot.domain.calendar import WorkHours, open_at, overlap, works_on
from bot.domain.people import Person
from bot.errors import PairMoved

TIMES = 3
USUAL_MINUTES = 45
# Nobody is asked to meet before tomorrow, and two weeks hold three days on which almost any two people can.
LEAD = timedelta(days=1)
AHEAD = timedelta(days=14)
FURTHEST = timedelta(days=366)
SOON = timedelta(minutes=30)
# So long before its beginning somebody can know that they will be late.
LATE_FROM = timedelta(hours=2)
LATE_BY = (5, 10, 15)
LONGEST_AGENDA = 1000
LONGEST_LINK = 500


class SessionState(StrEnum):
    """Where a session stands; `moved` and `cancelled` did not take place, and the proposal of one may end so too."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    CANCELLED = "cancelled"
    MET = "met"
    MOVED = "moved"
    MISSED = "missed"


# What somebody can say of a session once it was to begin.
OUTCOMES = (SessionState.MET, SessionState.MOVED, SessionState.MISSED)


@dataclass(frozen=True, slots=True)
class Session:
    """A session of a pair: `starts_at` is UTC, `zone` the one in which it was proposed, `told` who said how it went."""

    id: int
    pair_id: int
    proposed_by: int
    starts_at: datetime
    zone: str
    minutes: int
    state: SessionState
    created_at: datetime
    link: str | None = None
    agenda: str | None = None
    told: Mapping[int, SessionState] = field(default_factory=dict)

    @property
    def ends_at(self) -> datetime:
        """The UTC instant at which it was to end."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def took_its_hour(self) -> bool:
        """Tell whether it stood in both calendars until its hour came, whatever then became of it."""
        return self.state is SessionState.AGREED or bool(self.told)


def both_met(session: Session, members: Collection[int]) -> bool:
    """Tell whether each of these people has said that they met."""
    return all(session.told.get(one) is SessionState.MET for one in members)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody proposes: when (UTC), for how long, and what goes with it."""

    starts_at: datetime
    minutes: int
    link: str | None = None
    agenda: str | None = None


class Answer(StrEnum):
    """What a proposal of a time amounts to, by what stands already."""

    NOTHING = "nothing"
    DETAILS = "details"
    ACCEPT = "accept"
    PROPOSE = "propose"


def proposals(
    mentor: Person,
    mentee: Person,
    now: datetime,
    minutes: int,
    *,
    without: Iterable[datetime] = (),
    agreed: tuple[WorkHours, WorkHours] | None = None,
    lead: timedelta = LEAD,
) -> tuple[datetime, ...]:
    """Return up to three UTC starts, in order, at which both are at work for `minutes`, on different days if possible.

    `agreed` are the mentor's and the mentee's hours for sessions where their agreement says so. The first start is
    at least `lead` after `now`. Empty when their hours never overlap for so long; `without` are left out.
    """
    hours = (mentor.hours, mentee.hours)
    if agreed:
        # The agreement says at what hours, and each one's own country on which days not.
        hours = (
            replace(agreed[0], holidays=hours[0].holidays),
            replace(agreed[1], holidays=hours[1].holidays),
        )
    left_out = set(without)
    first = now.astimezone(ZoneInfo(mentor.zone)).date()
    found = [
        start
        for start in overlap(
            *hours,
            (first, first + AHEAD),
            timedelta(minutes=minutes),
            leaves=(mentor.leave, mentee.leave),
        )
        if start >= now + lead and start not in left_out
    ]
    return _spread(found, mentor.zone)


def _spread(starts: Sequence[datetime], zone: str) -> tuple[datetime, ...]:
    """Choose early on the first day, in the middle of the next, late on the third; where there are fewer, any."""
    days: dict[date, list[datetime]] = {}
    for start in starts:
        days.setdefault(start.astimezone(ZoneInfo(zone)).date(), []).append(start)
    chosen = [
        of_day[(len(of_day) - 1) * nth // (TIMES - 1)]
        for nth, of_day in enumerate(list(days.values())[:TIMES])
    ]
    others = [start for start in starts if start not in chosen]
    return tuple(sorted([*chosen, *others[: TIMES - len(chosen)]]))


def is_open(session: Session, now: datetime) -> bool:
    """Tell whether a session waits for its answer or its hour."""
    if session.state is SessionState.PROPOSED:
        return now < session.starts_at
    return session.state is SessionState.AGREED and now < session.ends_at


def upcoming(sessions: Iterable[Session], now: datetime) -> Session | None:
    """Return the agreed session that has not ended."""
    agreed = [one for one in sessions if one.state is SessionState.AGREED and now < one.ends_at]
    return min(agreed, key=lambda one: one.starts_at, default=None)


def proposed(sessions: Iterable[Session], now: datetime) -> Session | None:
    """Return the newest proposal that can still be accepted."""
    open_ = [one for one in sessions if one.state is SessionState.PROPOSED and now < one.starts_at]
    return max(open_, key=lambda one: one.id, default=None)


def answer(sessions: Sequence[Session], by: int, wanted: Wanted, now: datetime) -> Answer:
    """Say what it amounts to when somebody names a time; raises PairMoved for one that has passed or is too far.

    The time that the other has proposed is accepted by it; the time that stands is not proposed again.
    """
    if not now < wanted.starts_at <= now + FURTHEST:
        raise PairMoved
    open_, standing = proposed(sessions, now), upcoming(sessions, now)
    if open_ and open_.starts_at == wanted.starts_at:
        if open_.proposed_by != by:
            return Answer.ACCEPT
        return Answer.NOTHING if _says_nothing_new(open_, wanted) else Answer.DETAILS
    if standing and standing.starts_at == wanted.starts_at:
        return Answer.NOTHING if _says_nothing_new(standing, wanted) else Answer.DETAILS
    return Answer.PROPOSE


def _says_nothing_new(session: Session, wanted: Wanted) -> bool:
    return (session.link, session.agenda) == (wanted.link, wanted.agenda)


def accept(session: Session, by: int, now: datetime) -> Session:
    """The other agrees to a proposal before its time; raises PairMoved for anything else."""
    if session.state is not SessionState.PROPOSED or session.proposed_by == by or now >= session.starts_at:
        raise PairMoved
    return replace(session, state=SessionState.AGREED)


def cancel(session: Session, now: datetime) -> Session:
    """Either calls a session off before it has ended, takes a proposal back or declines it; raises PairMoved."""
    open_ = session.state in (SessionState.PROPOSED, SessionState.AGREED)
    if not open_ or now >= session.ends_at:
        raise PairMoved
    return replace(session, state=SessionState.CANCELLED)


def give_way(session: Session) -> Session:
    """Another time takes a session's place."""
    return replace(session, state=SessionState.MOVED)


def may_be_late(session: Session, now: datetime) -> bool:
    """Tell whether it is the time to say that one will be late: from two hours before until the end."""
    agreed = session.state is SessionState.AGREED
    return agreed and session.starts_at - LATE_FROM <= now < session.ends_at


def tell(session: Session, by: int, outcome: SessionState | None, now: datetime) -> Session:
    """Somebody says how a session went, or takes that back with None; raises PairMoved before it has begun.

    Two who were there know better than one who was not: that they met counts for more than any other word.
    """
    if not session.took_its_hour or now < session.starts_at:
        raise PairMoved
    told = {person: said for person, said in session.told.items() if person != by}
    if outcome:
        told[by] = outcome
    if SessionState.MET in told.values():
        return replace(session, told=told, state=SessionState.MET)
    latest = next(reversed(told.values()), SessionState.AGREED)
    return replace(session, told=told, state=latest)


def outside_hours(session: Session, person: Person) -> bool:
    """Tell whether a session begins or ends outside somebody's work hours."""
    last = session.ends_at - timedelta(minutes=1)
    return not all(open_at(person.hours, person.leave, one) for one in (session.starts_at, last))


def day_before(person: Person, starts_at: datetime, nth: int = 1) -> datetime:
    """Return the UTC instant at which somebody is reminded of what comes: at their own hour, on a day they work.

    The last such day before it, in their zone, or the `nth` from there back; where the two weeks before it have
    not so many, that many days before it.
    """
    day = starts_at.astimezone(ZoneInfo(person.zone)).date()
    before = [day - timedelta(days=back) for back in range(1, 15)]
    works = [one for one in before if works_on(person.hours, person.leave, one)]
    chosen = works[nth - 1] if len(works) >= nth else before[nth - 1]
    return at_local(chosen, person.prompt_at or person.hours.start, person.zone)


def chosen_instant(day: str, wall: str, zone: str) -> datetime:
    """Return the UTC instant of a date and a time as Slack's pickers give them (`2027-03-30`, `16:00`)."""
    local = datetime.fromisoformat(f"{day}T{wall}")
    return at_local(local.date(), local.time(), zone).astimezone(UTC)


def minutes_of(length: Mapping[str, object] | None) -> int:
    """Return the minutes that the agreement's clause on length says."""
    said = str((length or {}).get("choice", ""))
    return int(said) if said.isdecimal() else USUAL_MINUTES
