"""The mentoring agreement: how differences are settled, what both sign, and what others read out of it.

Its clauses are data in `bot.domain.clauses`, how answers compare stands in `bot.domain.comparing`; both are read here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.clauses import BY_ID, CLAUSES, LONGEST_NOTE, Clause, Kind, Part, Value
from bot.domain.comparing import Comparison, Likeness, cadence_of, compare

__all__ = [
    "BY_ID",
    "CLAUSES",
    "LONGEST_NOTE",
    "Agreement",
    "AgreementState",
    "Clause",
    "Comparison",
    "Kind",
    "Likeness",
    "Move",
    "Part",
    "Position",
    "Signature",
    "Value",
    "cadence_of",
    "compare",
    "contact_from",
    "is_short_notice",
    "may_tell",
    "moves",
    "notice",
    "plan",
    "press",
    "review_months",
    "seal_of",
    "settled",
    "wants_tech_check",
]

# A difference takes at most so many presses; the last one accepts, or leaves it for the first conversation.
MOST_PRESSES = 3


@dataclass(frozen=True, slots=True)
class Position:
    """The last proposal on a difference: whose, what, after how many presses, and when it was settled (UTC)."""

    clause: str
    person_id: int
    value: Value
    presses: int
    settled_at: datetime | None = None


class Move(StrEnum):
    """What a person can press on a difference."""

    ACCEPT = "accept"
    MINE = "mine"
    MIDDLE = "middle"
    TALK = "talk"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, and when (UTC)."""

    person_id: int
    hash: str
    signed_at: datetime


class AgreementState(StrEnum):
    """A version is proposed until every member has signed its hash; a newer active one replaces it.

    One that both signed for a later day is agreed until then.
    """

    PROPOSED = "proposed"
    AGREED = "agreed"
    ACTIVE = "active"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Agreement:
    """One version: its clauses' settled values, the text that was shown by locale, and who signed its hash."""

    id: int
    pair_id: int
    version: int
    state: AgreementState
    clauses: Mapping[str, Value]
    snapshot: Mapping[str, str]
    words_version: str
    hash: str
    signatures: tuple[Signature, ...] = ()
    begins_on: date | None = None
    proposed_by: int | None = None

    def signed_by(self, person_id: int) -> bool:
        """Tell whether this person has signed exactly this text."""
        return any(one.person_id == person_id and one.hash == self.hash for one in self.signatures)

    def complete(self, members: Iterable[int]) -> bool:
        """Tell whether every member has signed the same hash."""
        return all(self.signed_by(person_id) for person_id in members)


def seal_of(clauses: Mapping[str, Value], words_version: str, snapshot: Mapping[str, str]) -> str:
    """Return the hash that both sign: SHA-256 in hex over values, the words' version and the text shown."""
    content = {"clauses": dict(clauses), "snapshot": dict(snapshot), "words": words_version}
    canonical = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def moves(comparison: Comparison, position: Position | None, person_id: int) -> tuple[Move, ...]:
    """Return what a person can press on a difference now; nothing while their own proposal waits for the other."""
    if comparison.likeness is not Likeness.DIFFERENT or (position and position.settled_at):
        return ()
    if position is None:
        return (Move.ACCEPT, Move.MIDDLE, Move.MINE)
    if position.person_id == person_id:
        return ()
    if position.presses >= MOST_PRESSES - 1:
        return (Move.ACCEPT, Move.TALK)
    if position.value == comparison.middle:
        return (Move.ACCEPT, Move.MINE)
    return (Move.ACCEPT, Move.MIDDLE, Move.MINE)


def press(
    comparison: Comparison,
    answers: Mapping[int, Value],
    position: Position | None,
    person_id: int,
    move: Move,
    now: datetime,
) -> Position | None:
    """Return the position after a press, or None when that press is not open to this person now.

    `answers` are both people's own values by person id. Accepting takes the other's proposal, or with none yet
    the other's answer.
    """
    if move not in moves(comparison, position, person_id):
        return None
    presses = (position.presses if position else 0) + 1
    if move is Move.MINE:
        return Position(comparison.clause.id, person_id, answers[person_id], presses)
    middle = comparison.middle or answers[person_id]
    if move is Move.MIDDLE:
        return Position(comparison.clause.id, person_id, middle, presses)
    if move is Move.TALK:
        return Position(comparison.clause.id, person_id, {**middle, "talk": True}, presses, now)
    theirs = next(value for other, value in answers.items() if other != person_id)
    return Position(comparison.clause.id, person_id, position.value if position else theirs, presses, now)


def settled(comparisons: Iterable[Comparison], positions: Mapping[str, Position]) -> dict[str, Value] | None:
    """Return the value of every clause, or None while a difference is open."""
    values: dict[str, Value] = {}
    for comparison in comparisons:
        position = positions.get(comparison.clause.id)
        if comparison.merged is not None:
            values[comparison.clause.id] = comparison.merged
        elif position and position.settled_at:
            values[comparison.clause.id] = position.value
        else:
            return None
    return values


# What the two try when a call does not work, as long as they have agreed on nothing else; in the order of the clause.
USUAL_PLAN = ("rejoin", "switch", "move")
# The one choice of that clause that comes before anything has failed.
TECH_CHECK = "check"


def plan(clauses: Mapping[str, Value]) -> tuple[str, ...]:
    """Return what the two try when a call does not work, in order: options of the clause `tech` without its check."""
    chosen = clauses.get("tech", {}).get("choices", ())
    return tuple(one for one in BY_ID["tech"].options if one in chosen and one != TECH_CHECK) or USUAL_PLAN


def wants_tech_check(clauses: Mapping[str, Value]) -> bool:
    """Tell whether the two want to try everything out before their first session; unless they said no, they do."""
    return "tech" not in clauses or TECH_CHECK in clauses["tech"].get("choices", ())


# At most one piece of news in so much time, by what the clause `contact` allows between sessions.
APART: Mapping[str, timedelta] = {
    "any_time": timedelta(0),
    "daily": timedelta(days=1),
    "twice_weekly": timedelta(days=3),
    "weekly": timedelta(days=7),
}


def may_tell(clauses: Mapping[str, Value], last_told_at: datetime | None, now: datetime) -> bool:
    """Tell whether news that can wait may be passed on now, by what the two agreed on contact between sessions."""
    apart = APART.get(clauses.get("contact", {}).get("choice", ""), timedelta(0))
    return last_told_at is None or now >= last_told_at + apart


# What goes out within so much time is one contact.
TOGETHER = timedelta(hours=1)


def contact_from(clauses: Mapping[str, Value], sent: Iterable[datetime], now: datetime) -> datetime:
    """Return from when on (UTC) the other's word may reach somebody, by what the two agreed on contact.

    `sent` is when such words reached them before; those of one hour are one contact.
    """
    apart = APART.get(clauses.get("contact", {}).get("choice", ""), timedelta(0))
    begun: datetime | None = None
    for one in sorted(sent):
        if begun is None or one >= begun + TOGETHER:
            begun = one
    if begun is None or now < begun + min(apart, TOGETHER):
        return now
    return max(now, begun + apart)


# How long before a session it is moved or called off at the latest, by what the clause `scheduling` says.
NOTICE: Mapping[str, timedelta] = {
    "same_day": timedelta(hours=4),
    "one_day": timedelta(days=1),
    "two_days": timedelta(days=2),
    "one_week": timedelta(weeks=1),
}


def notice(clauses: Mapping[str, Value]) -> timedelta | None:
    """Return how much notice the two agreed to give of a change to a session; None where they agreed on nothing."""
    return NOTICE.get(clauses.get("scheduling", {}).get("notice", ""))


def is_short_notice(clauses: Mapping[str, Value], starts_at: datetime, now: datetime) -> bool:
    """Tell whether a change to a session that is still to come (UTC) is later than the two agreed to tell it."""
    agreed = notice(clauses)
    # A change on the same day is what they call fine.
    is_any = clauses.get("scheduling", {}).get("notice") == "same_day"
    return agreed is not None and not is_any and now < starts_at < now + agreed


_MONTHS = {"six_months": 6, "three_months": 3, "two_months": 2}


def review_months(clauses: Mapping[str, Value]) -> int | None:
    """Return after how many months each the two look at their agreement again; None where that was not agreed."""
    return _MONTHS.get(clauses.get("review", {}).get("choice", ""))
