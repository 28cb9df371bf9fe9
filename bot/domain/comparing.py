"""How two answers to a clause compare: agreed, close or different, and what they become.

A value is plain JSON. By kind of clause, one person's answer, and where it differs what a settled clause holds:
ladder {"choice": id}; ladders {part: id};
cadence {"every": 2, "unit": "week", "weekday": 0..6 | None, "at": "HH:MM" | None};
channels {use: {"preferred": id, "backup": id}};
hours {"days": [0..6], "starts": "HH:MM", "ends": "HH:MM", "zone": IANA name}, with a break also
{"lunch": ["HH:MM", "HH:MM"]}, settled {"windows": {role: hours}},
or one window for both where they had none in common;
union {"choices": [id], "note": text}, settled {"choices": [id], "notes": {role: text}};
each {"choice": id}, settled {"choices": {role: id}};
tongues {"tags": [BCP 47], "note": text}, settled {"tags": [...], "notes": {role: text}};
texts {"text": text}, settled {"texts": {role: text}}.
A clause left for the first conversation carries {"talk": true} beside its value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.domain import common_hours
from bot.domain.cadence import LADDER as CADENCES
from bot.domain.cadence import Cadence, rarer, rung
from bot.domain.clauses import NONE, Clause, Kind, Part, Value
from bot.domain.people import Role


class Likeness(StrEnum):
    """How two answers to one clause compare."""

    AGREED = "agreed"
    CLOSE = "close"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two answers side by side. `merged` is what they become by themselves, `middle` what could be proposed."""

    clause: Clause
    likeness: Likeness
    merged: Value | None
    middle: Value | None = None


def compare(clause: Clause, answers: Mapping[Role, Value]) -> Comparison:
    """Lay the mentor's and the mentee's answers to one clause side by side."""
    return _COMPARE[clause.kind](clause, answers[Role.MENTOR], answers[Role.MENTEE])


def cadence_of(value: Value) -> Cadence:
    """Read a cadence clause's value."""
    return Cadence(value["every"], value["unit"])


def _ladder(clause: Clause, mentor: Value, mentee: Value) -> Comparison:
    likeness, becomes = _rungs(clause.options, mentor["choice"], mentee["choice"])
    return _found(clause, likeness, {"choice": becomes})


def _rungs(options: tuple[str, ...], one: str, other: str) -> tuple[Likeness, str]:
    """Return how two options of a ladder compare, and what they become or could become."""
    low, high = sorted(options.index(option) for option in (one, other))
    if low == high:
        return Likeness.AGREED, one
    if high - low == 1:
        return Likeness.CLOSE, options[high]
    return Likeness.DIFFERENT, options[(low + high + 1) // 2]


def _ladders(clause: Clause, mentor: Value, mentee: Value) -> Comparison:
    found = {part.id: _rungs(part.options, mentor[part.id], mentee[part.id]) for part in clause.parts}
    becomes: Value = {name: option for name, (_likeness, option) in found.items()}
    return _found(clause, _furthest(likeness for likeness, _option in found.values()), becomes)


def _furthest(likenesses: Iterable[Likeness]) -> Likeness:
    """Return the likeness of what is furthest apart."""
    return max(likenesses, key=list(Likeness).index)


def _found(clause: Clause, likeness: Likeness, becomes: Value) -> Comparison:
    if likeness is Likeness.DIFFERENT:
        return Comparison(clause, likeness, None, becomes)
    return Comparison(clause, likeness, becomes)


def _cadence(clause: Clause, mentor: Value, mentee: Value) -> Comparison:
    one, other = cadence_of(mentor), cadence_of(mentee)
    details = {key: _common(mentor.get(key), mentee.get(key)) for key in ("weekday", "at")}
    apart = abs(rung(one) - rung(other))
    slower = rarer(one, other)
    if apart > 1:
        slower = CADENCES[(rung(one) + rung(other) + 1) // 2]
    becomes = {"every": slower.every, "unit": slower.unit, **details}
    if apart > 1:
        return _found(clause, Likeness.DIFFERENT, becomes)
    is_same = one == other and mentor == mentee
    return _found(clause, Likeness.AGREED if is_same else Likeness.CLOSE, becomes)


def _common(one: Any, other: Any) -> Any:
    """Return what both said, or what the only one said who said anything."""
    if one is None or other is None:
        return one if other is None else other
    return one if one == other else None


def _channels(clause: Clause, mentor: Value, mentee: Value) -> Comparison:
    found = {part.id: _use(part, mentor[part.id], mentee[part.id]) for part in clause.parts}
    becomes: Value = {name: pair for name, (_likeness, pair) in found.items()}
    return _found(clause, _furthest(likeness for likeness, _pair in found.values()), becomes)


def _use(part: Part, mentor: Value, mentee: Value) -> tuple[Likeness, Value]:
    """Compare what two people would use for one thing: the backups differ more easily than the first choices."""
    if mentor == mentee:
        return Likeness.AGREED, mentee
    if mentor["preferred"] == mentee["preferred"]:
        backup = min(mentor["backup"], mentee["backup"], key=part.options.index)
        return Likeness.CLOSE, {"preferred": mentee["preferred"], "backup": backup}
    preferred, backup = sorted((mentor["preferred"], mentee["preferred"]), key=part.options.index)
    crossed = mentor["backup"] == mentee["preferred"] or mentee["backup"] == mentor["preferred"]
    return Likeness.CLOSE if crossed else Likeness.DIFFERENT, {"preferred": preferred, "backup": backup}


def _hours(clause: Clause, mentor: Value, mentee: Value) -> Comparison:
    if mentor != mentee and not common_hours.meet(mentor, mentee):
        return Comparison(clause, Likeness.DIFFERENT, None, common_hours.between(mentor, mentee))
    merged = {"windows": {str(Role.MENTOR): mentor, str(Role.MENTEE): mentee}}
    return Comparison(clause, Likeness.AGREED if mentor == mentee else Likeness.CLOSE, merged)


def _union(clause: Clause, mentor: Value, mentee: Value) -> Comparison:
    chosen = set(mentor["choices"]) | set(mentee["choices"])
    both = [option for option in clause.options if option in chosen and (option != NONE or len(chosen) == 1)]
    merged = {"choices": both, "notes": _by_role("note", mentor, mentee)}
    alike = set(mentor["choices"]) == set(mentee["choices"])
    return Comparison(clause, Likeness.AGREED if alike else Likeness.CLOSE, merged)


def _each(clause: Clause, mentor: Value, mentee: Value) -> Comparison:
    """What holds for each of the two apart needs no settling."""
    return Comparison(clause, Likeness.AGREED, {"choices": _by_role("choice", mentor, mentee)})


def _tongues(clause: Clause, mentor: Value, mentee: Value) -> Comparison:
    one, other = set(mentor["tags"]), set(mentee["tags"])
    notes = _by_role("note", mentor, mentee)
    shared = Likeness.CLOSE if one & other else Likeness.DIFFERENT
    likeness = Likeness.AGREED if one == other else shared
    return _found(clause, likeness, {"tags": sorted(one & other or one | other), "notes": notes})


def _texts(clause: Clause, mentor: Value, mentee: Value) -> Comparison:
    return Comparison(clause, Likeness.AGREED, {"texts": _by_role("text", mentor, mentee)})


def _by_role(name: str, mentor: Value, mentee: Value) -> dict[str, str]:
    """Return what each said under a name, where they said anything."""
    said = {str(Role.MENTOR): mentor.get(name, ""), str(Role.MENTEE): mentee.get(name, "")}
    return {role: text for role, text in said.items() if text}


_COMPARE = {
    Kind.LADDER: _ladder,
    Kind.LADDERS: _ladders,
    Kind.CADENCE: _cadence,
    Kind.CHANNELS: _channels,
    Kind.HOURS: _hours,
    Kind.UNION: _union,
    Kind.EACH: _each,
    Kind.TONGUES: _tongues,
    Kind.TEXTS: _texts,
}
