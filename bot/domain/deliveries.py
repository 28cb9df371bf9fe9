"""The delivery ledger's states, classes and guards: whether a message may leave now, and why not."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.audience import Audience
from bot.domain.budget import DEFAULT, Budget, first_with_room
from bot.domain.cadence import at_local
from bot.domain.calendar import next_open
from bot.domain.manners import USUAL, Manner, WhenHeld, wanted
from bot.domain.pairs import OPEN, Pair
from bot.domain.people import Intensity, Person


class State(StrEnum):
    """Where a row of the ledger stands."""

    PLANNED = "planned"
    HELD = "held"
    SENDING = "sending"
    SENT = "sent"
    FOLDED = "folded"
    SKIPPED = "skipped"
    FAILED = "failed"
    UNKNOWN = "unknown"


WAITING = (State.PLANNED, State.HELD)
A_WHILE = timedelta(minutes=10)
# The kind of a row that rewrites a message rather than posting one.
REWRITE = "rewrite"


class DeliveryClass(StrEnum):
    """What kind of message a row is: the answer to one's own act needs no guard, an unasked prompt all of them."""

    REPLY = "reply"
    CONSEQUENCE = "consequence"
    REMINDER = "reminder"
    SCHEDULED = "scheduled"

    @property
    def urgency(self) -> int:
        """Lower goes first."""
        return list(DeliveryClass).index(self)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row stands where it stands: an id that words know, its arguments, and who may read it."""

    id: str
    facts: dict[str, Any] = field(default_factory=dict)
    audience: Audience = Audience.ONLY_ME


# Of what waited while Trellis was not installed: its next occasion has come due by now.
OVERTAKEN = Reason("overtaken")


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row of the ledger. Instants are UTC; `key` holds our ids and ISO dates only."""

    id: int
    workspace_id: int
    key: str
    kind: str
    delivery_class: DeliveryClass
    person_id: int
    pair_id: int | None
    subject: str
    occasion: str
    due_at: datetime
    token: str
    state: State = State.PLANNED
    facts: dict[str, Any] = field(default_factory=dict)
    rewrites_id: int | None = None
    # Goes to the pair's own conversation, not to the person's.
    to_pair: bool = False
    expires_at: datetime | None = None
    reason: Reason | None = None
    attempts: int = 0
    fence: int = 0
    lease_until: datetime | None = None
    created_at: datetime | None = None
    sent_at: datetime | None = None
    channel: str | None = None
    ts: str | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """A message that a transaction owes; it becomes a row of the ledger unless its key is there already."""

    kind: str
    delivery_class: DeliveryClass
    person_id: int
    subject: str
    occasion: str
    due_at: datetime
    pair_id: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    expires_at: datetime | None = None
    rewrites_id: int | None = None
    # For the pair's own conversation; `person_id` is then one of the two, in whose turn it goes.
    to_pair: bool = False

    @property
    def key(self) -> str:
        """`kind:subject:occasion:person`, unique in the workspace."""
        return f"{self.kind}:{self.subject}:{self.occasion}:{self.person_id}"


@dataclass(frozen=True, slots=True)
class Send:
    """Nothing stands against sending now."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Not now: look again at `until`."""

    until: datetime
    reason: Reason


@dataclass(frozen=True, slots=True)
class Skip:
    """Never: the moment for it has passed, or it is no longer wanted."""

    reason: Reason


Verdict = Send | Hold | Skip

# Which guards each class passes, in the order in which they are asked.
GUARDS: dict[DeliveryClass, tuple[str, ...]] = {
    DeliveryClass.REPLY: ("installed", "active"),
    DeliveryClass.CONSEQUENCE: ("installed", "active", "consent", "contact", "hours"),
    DeliveryClass.REMINDER: ("installed", "active", "consent", "pair", "relevant", "hours"),
    DeliveryClass.SCHEDULED: (
        "installed",
        "active",
        "consent",
        "pair",
        "relevant",
        "wish",
        "snooze",
        "hours",
        "quiet",
        "away",
        "budget",
    ),
}


# What asks how much somebody was sent, and what is to come; and why a row waits for which that is too much.
BUDGET = "budget"
COUNTING = (BUDGET,)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the guards look at: the row, its receiver, their pair, and whether the prompt still makes sense.

    `stale` is the prompt's own reason why it no longer does. `before_consent` marks the invitation, which asks for it.
    """

    delivery: Delivery
    person: Person
    pair: Pair | None
    installed: bool
    stale: Reason | None
    now: datetime
    before_consent: bool = False
    # When scheduled messages were sent to this person in the last seven days (UTC), oldest first.
    sent_lately: tuple[datetime, ...] = ()
    # When messages are due to this person in the weeks ahead that have their place before this one (UTC).
    coming: tuple[datetime, ...] = ()
    # From when on the other's word may reach this person, by what the two agreed on contact (UTC).
    contact_from: datetime | None = None
    manner: Manner = USUAL
    budget: Budget = DEFAULT


# What the two agreed on themselves comes in its rhythm; it counts, and all else leaves room for it.
AGREED = frozenset({"check_in", "mentor_check_in", "session_pulse"})
# What comes once, and without which nobody can tell what became of a pair: whatever comes again leaves room for it.
ONCE = frozenset({"have_you_met", "midpoint", "closing", "closing_survey"})
# What was asked for comes although the pair and its programme have ended.
AFTERWARDS = frozenset({"follow_up"})
# What looks back comes when it is over, too: to whoever is left when the other has gone before the programme's end.
LOOKS_BACK = frozenset({"closing_survey"})
# What asks for something on the way to an agreement: where a pair is over before it has one, each is rewritten.
ON_THE_WAY = frozenset(
    {"later", "suggested", "comparison", "your_turn", "to_sign", "partner_signed", "agreement_nudge"}
)
INVITATION = "invitation"
# What offers to meet, and what shows a session with buttons that move it or call it off.
OFFER_TO_MEET = "session_offer"
SESSIONS = frozenset({"session_proposed", "session_agreed", "session_tomorrow", "session_soon"})
AMENDMENT = "amendment"
# What offers to sharpen a goal.
BEGUN = "begun"
# What asks about what the two do next: once they have come to their end, each that has no answer is rewritten.
LOOKS_AHEAD = frozenset({"have_you_met", "goal_nudge", "review", "review_half_way"})
# One's word that Trellis carries to the other between sessions: it keeps to what they agreed on contact.
CARRIED = frozenset(
    {"goal_news", "goal_response", "goal_closed", "feedback_shared", "confidentiality_question_shared"}
)


def judge(seen: Circumstances, but: Collection[str] = ()) -> Verdict:
    """Ask the guards of the row's class in order, `but` some, and return the first answer that is not `Send`."""
    return ask(seen, [name for name in GUARDS[seen.delivery.delivery_class] if name not in but])


def ask(seen: Circumstances, guards: Iterable[str]) -> Verdict:
    """Ask these guards in order, and return the first answer that is not `Send`."""
    expired = too_late(seen.delivery, seen.now)
    if expired:
        return Skip(expired)
    for name in guards:
        verdict = _GUARDS[name](seen)
        if not isinstance(verdict, Send):
            return _or_taken_along(_as_its_kind_does(verdict, seen), seen)
    return Send()


def _or_taken_along(verdict: Hold | Skip, seen: Circumstances) -> Verdict:
    """What has no room of its own in its window waits until its end: another message may still take it along."""
    ends, folds = seen.delivery.expires_at, seen.manner.when_held is WhenHeld.FOLD
    if folds and ends and isinstance(verdict, Hold) and verdict.reason.id == BUDGET and verdict.until >= ends:
        return Hold(ends, Reason(BUDGET, {"until": ends.isoformat()}))
    return within_window(verdict, seen.delivery)


def _as_its_kind_does(verdict: Hold | Skip, seen: Circumstances) -> Hold | Skip:
    """What makes sense on its day alone is not held for another."""
    if isinstance(verdict, Skip) or seen.manner.when_held is not WhenHeld.DROP:
        return verdict
    today, day = (one.astimezone(ZoneInfo(seen.person.zone)).date() for one in (seen.now, verdict.until))
    return verdict if day == today else Skip(Reason(verdict.reason.id, verdict.reason.facts))


# Under this name a row's facts hold the ids of the rows that came within it, and its reason the row it came within.
FOLDS = "folds"
FOLDED_INTO = "folded-into"


def may_fold(seen: Circumstances) -> bool:
    """Tell whether a row may come within a message that leaves now: nothing but the budget stands against it."""
    row, manner = seen.delivery, seen.manner
    waits = row.state is State.HELD or (row.state is State.PLANNED and row.due_at <= seen.now)
    if manner.when_held is not WhenHeld.FOLD or not waits:
        return False
    return isinstance(judge(seen, but=COUNTING), Send)


def leaves_room_for(kind: str) -> frozenset[str]:
    """Return the kinds that have their place in somebody's budget before a message of another kind."""
    if kind in AGREED:
        return frozenset()
    return AGREED if kind in ONCE else AGREED | ONCE


def carried_by(row: Delivery) -> int | None:
    """Return the id of the row within whose message this one came."""
    if row.state is not State.FOLDED or row.reason is None or row.reason.id != FOLDED_INTO:
        return None
    return int(row.reason.facts["into"])


def too_late(delivery: Delivery, now: datetime) -> Reason | None:
    """Return why a row is not sent any more: its window has ended, perhaps while there was no room for it."""
    ends, why = delivery.expires_at, delivery.reason
    if not ends or now < ends:
        return None
    had_no_room = why is not None and why.id == BUDGET
    return Reason(BUDGET if had_no_room else "too-late", {"until": ends.isoformat()})


def within_window(verdict: Hold | Skip, delivery: Delivery) -> Verdict:
    """A hold that would end after the row's window is a skip with the same reason."""
    if isinstance(verdict, Hold) and delivery.expires_at and verdict.until >= delivery.expires_at:
        return Skip(verdict.reason)
    return verdict


def _installed(seen: Circumstances) -> Verdict:
    # Removed while it was looked at: whoever installs Trellis again in time finds it waiting.
    return Send() if seen.installed else Hold(seen.now + A_WHILE, Reason("not-installed"))


def _active(seen: Circumstances) -> Verdict:
    return Skip(Reason("deactivated")) if seen.person.deactivated_at else Send()


def _consent(seen: Circumstances) -> Verdict:
    if seen.person.consented_at or seen.before_consent or seen.pair is None:
        return Send()
    return Skip(Reason("no-consent"))


def _pair(seen: Circumstances) -> Verdict:
    if seen.pair is None or seen.delivery.kind in AFTERWARDS:
        return Send()
    if seen.pair.state not in OPEN:
        looks_back = seen.delivery.kind in LOOKS_BACK
        return Send() if looks_back else Skip(Reason("pair-over", audience=Audience.PAIR))
    if not seen.pair.is_paused(seen.now):
        return Send()
    if seen.pair.paused_until is None:
        return Skip(Reason("paused", audience=Audience.PAIR))
    until = seen.pair.paused_until
    return Hold(until, Reason("paused-until", {"until": until.isoformat()}, Audience.PAIR))


def _contact(seen: Circumstances) -> Verdict:
    opens = seen.contact_from
    if opens is None or opens <= seen.now:
        return Send()
    return Hold(opens, Reason("contact", {"until": opens.isoformat()}, Audience.PAIR))


def _relevant(seen: Circumstances) -> Verdict:
    return Skip(seen.stale) if seen.stale else Send()


_WISHES = {Intensity.FEWER: "fewer-only", Intensity.ESSENTIAL: "essential-only"}


def _wish(seen: Circumstances) -> Verdict:
    intensity = seen.person.intensity
    return Send() if wanted(seen.manner, intensity) else Skip(Reason(_WISHES[intensity]))


def _snooze(seen: Circumstances) -> Verdict:
    until = seen.person.snoozed_until
    if until is None or until <= seen.now:
        return Send()
    return Hold(until, Reason("snoozed", {"until": until.isoformat()}))


def _hours(seen: Circumstances) -> Verdict:
    opens = next_open(seen.person.hours, seen.person.leave, seen.now)
    if _cannot_wait(seen.delivery, opens):
        return Send()
    if opens is None:
        return Skip(Reason("never-open"))
    if opens <= seen.now:
        return Send()
    return Hold(opens, Reason(_closed(seen, opens), {"until": opens.isoformat(), "zone": seen.person.zone}))


def _closed(seen: Circumstances, opens: datetime) -> str:
    """Name what keeps somebody from work until an instant: a holiday, their leave, or just the hour."""
    hours, leave = seen.person.hours, seen.person.leave
    if next_open(replace(hours, holidays=()), leave, seen.now) != opens:
        return "holiday"
    return "away" if next_open(hours, (), seen.now) != opens else "outside-hours"


def _cannot_wait(delivery: Delivery, opens: datetime | None) -> bool:
    """What somebody agreed to outside their work hours, they are reminded of there: later it would be too late."""
    if delivery.delivery_class is not DeliveryClass.REMINDER or delivery.expires_at is None:
        return False
    return opens is None or opens >= delivery.expires_at


def _quiet(seen: Circumstances) -> Verdict:
    until = seen.person.quiet.ends_at
    if until is None or not seen.person.quiet.holds_at(seen.now):
        return Send()
    return Hold(until, Reason("do-not-disturb", {"until": until.isoformat()}))


def _away(seen: Circumstances) -> Verdict:
    """A status without an end is looked at again on the next day on which they work."""
    person, away = seen.person, seen.person.away
    if away is None or not away.holds_at(seen.now):
        return Send()
    tomorrow = seen.now.astimezone(ZoneInfo(person.zone)).date() + timedelta(days=1)
    until = away.until or at_local(tomorrow, person.prompt_at or person.hours.start, person.zone)
    opens = next_open(person.hours, person.leave, until) or until
    return Hold(opens, Reason("status-away", {"until": opens.isoformat()}))


def _budget(seen: Circumstances) -> Verdict:
    zone = ZoneInfo(seen.person.zone)
    today = seen.now.astimezone(zone).date()
    days = [one.astimezone(zone).date() for one in seen.sent_lately]
    if seen.delivery.kind in AGREED:
        has_room = days.count(today) < seen.budget.a_day
        return Send() if has_room else _over_budget(seen, today + timedelta(days=1))
    taken = days + [one.astimezone(zone).date() for one in seen.coming]
    day = first_with_room(today, taken, seen.budget)
    return Send() if day == today else _over_budget(seen, day)


def _over_budget(seen: Circumstances, day: date) -> Hold:
    """Look again on a day when there is room, at the hour that the person chose, or when they next work."""
    person = seen.person
    until = at_local(day, person.prompt_at or person.hours.start, person.zone)
    opens = next_open(person.hours, person.leave, until) or until
    return Hold(opens, Reason(BUDGET, {"until": opens.isoformat()}))


_GUARDS = {
    "budget": _budget,
    "contact": _contact,
    "installed": _installed,
    "active": _active,
    "consent": _consent,
    "pair": _pair,
    "relevant": _relevant,
    "wish": _wish,
    "snooze": _snooze,
    "hours": _hours,
    "quiet": _quiet,
    "away": _away,
}
