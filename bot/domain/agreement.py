"""The mentoring agreement: clauses as data, how two answers compare, and what both sign.

A value is plain JSON. By kind of clause:
ladder {"choice": id}; cadence {"every": 2, "unit": "week", "weekday": 0..6 | None, "at": "HH:MM" | None};
channels {"preferred": id, "backup": id}; union {"choices": [id], "note": text}; texts {"text": text}.
What a settled union or texts clause holds names the words of each role: {"choices": [id], "notes": {role: text}}
and {"texts": {role: text}}. A clause left for the first conversation carries {"talk": true} beside its value.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.cadence import LADDER as CADENCES
from bot.domain.cadence import Cadence, rarer, rung
from bot.domain.people import Role

Value = dict[str, Any]


class Kind(StrEnum):
    """How a clause is answered, compared and merged."""

    LADDER = "ladder"
    CADENCE = "cadence"
    CHANNELS = "channels"
    UNION = "union"
    TEXTS = "texts"


class Likeness(StrEnum):
    """How two answers to one clause compare."""

    AGREED = "agreed"
    CLOSE = "close"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its id, its kind of answer, and the ids of its options.

    A ladder's options stand in order, and neighbours merge to the later one: the rarer, the gentler, the stricter.
    """

    id: str
    kind: Kind
    options: tuple[str, ...] = ()


CHANNELS = ("slack", "video", "huddle", "phone", "email", "in_person")

CLAUSES: tuple[Clause, ...] = (
    Clause("channels", Kind.CHANNELS, CHANNELS),
    Clause("tech", Kind.UNION, ("check", "rejoin", "switch", "phone", "write", "move")),
    Clause("cadence", Kind.CADENCE),
    Clause("length", Kind.LADDER, ("90", "60", "45", "30")),
    Clause("reply_time", Kind.LADDER, ("same_day", "one_day", "two_days", "one_week")),
    Clause("contact", Kind.LADDER, ("any_time", "daily", "twice_weekly", "weekly")),
    Clause("progress", Kind.LADDER, ("at_once", "check_in")),
    Clause("confidentiality", Kind.LADDER, ("topics", "ask_first", "nothing")),
    Clause("boundaries", Kind.UNION, ("family", "health", "money", "colleagues", "off_hours", "none")),
    Clause("goals", Kind.TEXTS),
    Clause("conflict", Kind.LADDER, ("talk", "write", "coordinator")),
    Clause("review", Kind.LADDER, ("six_months", "three_months", "two_months")),
    Clause("end", Kind.LADDER, ("notice", "conversation", "at_once")),
)
BY_ID: Mapping[str, Clause] = {clause.id: clause for clause in CLAUSES}

# Words of one's own in a clause: what both sign stays short enough to be read.
LONGEST_NOTE = 500
# A difference takes at most so many presses; the last one accepts, or leaves it for the first conversation.
MOST_PRESSES = 3


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two answers side by side. `merged` is what they become by themselves, `middle` what could be proposed."""

    clause: Clause
    likeness: Likeness
    merged: Value | None
    middle: Value | None = None


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


def compare(clause: Clause, answers: Mapping[Role, Value]) -> Comparison:
    """Lay the mentor's and the mentee's answers to one clause side by side."""
    return _COMPARE[clause.kind](clause, answers[Role.MENTOR], answers[Role.MENTEE])


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


def cadence_of(value: Value) -> Cadence:
    """Read a cadence clause's value."""
    return Cadence(value["every"], value["unit"])


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


def _ladder(clause: Clause, mentor: Value, mentee: Value) -> Comparison:
    low, high = sorted(clause.options.index(value["choice"]) for value in (mentor, mentee))
    if low == high:
        return Comparison(clause, Likeness.AGREED, mentor)
    if high - low == 1:
        return Comparison(clause, Likeness.CLOSE, {"choice": clause.options[high]})
    return Comparison(clause, Likeness.DIFFERENT, None, {"choice": clause.options[(low + high + 1) // 2]})


def _cadence(clause: Clause, mentor: Value, mentee: Value) -> Comparison:
    one, other = cadence_of(mentor), cadence_of(mentee)
    details = {key: _common(mentor.get(key), mentee.get(key)) for key in ("weekday", "at")}
    apart = abs(rung(one) - rung(other))
    slower = rarer(one, other)
    merged = {"every": slower.every, "unit": slower.unit, **details}
    if one == other and mentor == mentee:
        return Comparison(clause, Likeness.AGREED, merged)
    if apart <= 1:
        return Comparison(clause, Likeness.CLOSE, merged)
    middle = CADENCES[(rung(one) + rung(other) + 1) // 2]
    return Comparison(
        clause, Likeness.DIFFERENT, None, {"every": middle.every, "unit": middle.unit, **details}
    )


def _common(one: Any, other: Any) -> Any:
    """Return what both said, or what the only one said who said anything."""
    if one is None or other is None:
        return one if other is None else other
    return one if one == other else None


def _channels(clause: Clause, mentor: Value, mentee: Value) -> Comparison:
    if mentor == mentee:
        return Comparison(clause, Likeness.AGREED, mentor)
    if mentor["preferred"] == mentee["preferred"]:
        return Comparison(clause, Likeness.CLOSE, mentee)
    middle = {"preferred": mentee["preferred"], "backup": mentor["preferred"]}
    if mentor["backup"] == mentee["preferred"] or mentee["backup"] == mentor["preferred"]:
        return Comparison(clause, Likeness.CLOSE, middle)
    return Comparison(clause, Likeness.DIFFERENT, None, middle)


def _union(clause: Clause, mentor: Value, mentee: Value) -> Comparison:
    chosen = set(mentor["choices"]) | set(mentee["choices"])
    both = [
        option for option in clause.options if option in chosen and (option != "none" or len(chosen) == 1)
    ]
    notes = {role: value.get("note", "") for role, value in ((Role.MENTOR, mentor), (Role.MENTEE, mentee))}
    merged = {"choices": both, "notes": {str(role): note for role, note in notes.items() if note}}
    alike = set(mentor["choices"]) == set(mentee["choices"])
    return Comparison(clause, Likeness.AGREED if alike else Likeness.CLOSE, merged)


def _texts(clause: Clause, mentor: Value, mentee: Value) -> Comparison:
    texts = {str(Role.MENTOR): mentor["text"], str(Role.MENTEE): mentee["text"]}
    return Comparison(clause, Likeness.AGREED, {"texts": texts})


_COMPARE = {
    Kind.LADDER: _ladder,
    Kind.CADENCE: _cadence,
    Kind.CHANNELS: _channels,
    Kind.UNION: _union,
    Kind.TEXTS: _texts,
}
