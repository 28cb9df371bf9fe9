"""Icebreakers: what two people who have not met yet can begin with, from what they share and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

# What is longer is a sentence, and no name of anything.
LONGEST_NAME = 40


class Kind(StrEnum):
    """What an icebreaker is about; `own` are interests that somebody named in their own words."""

    INTEREST = "interest"
    OWN = "own"
    TOPIC = "topic"
    LANGUAGE = "language"
    STYLE = "style"
    PLACE = "place"
    GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody tells the other of themselves; `offset` is their clock's distance from UTC in minutes."""

    interests: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Icebreaker:
    """Something to begin with: what it is about, and by which of its wordings it is said (modulo their number)."""

    kind: Kind
    what: str
    turn: int


def pick(one: Told, other: Told, turn: int) -> tuple[Icebreaker, Icebreaker, Icebreaker]:
    """Return two icebreakers from what two people share, then one from where they differ.

    The same for both of them, whoever is named first. `turn`, a number of the pair's, chooses among equals.
    Where they share or differ in nothing that they told, what suits everybody stands in.
    """
    first, second = _two(shared(one, other), turn)
    return first, second, _one(different(one, other), turn)


def shared(one: Told, other: Told) -> dict[Kind, list[str]]:
    """Return what both told, by kind, best first; one language in common is how people talk, and nothing special."""
    languages = one.languages & other.languages
    return _some(
        (Kind.INTEREST, one.interests & other.interests),
        (Kind.OWN, _names(one) & _names(other)),
        (Kind.TOPIC, one.topics & other.topics),
        (Kind.LANGUAGE, languages if len(languages) > 1 else ()),
        (Kind.STYLE, one.styles & other.styles),
    )


def different(one: Told, other: Told) -> dict[Kind, list[str]]:
    """Return what only one of the two told, by kind; a kind of which one told nothing tells no difference."""
    return _some(
        (Kind.PLACE, ("",) if one.offset != other.offset else ()),
        (Kind.INTEREST, _apart(one, other, lambda told: told.interests)),
        (Kind.OWN, _apart(one, other, _names)),
        (Kind.LANGUAGE, _apart(one, other, lambda told: told.languages)),
        (Kind.STYLE, _apart(one, other, lambda told: told.styles)),
    )


def folded(text: str) -> str:
    """Return an interest as it is compared: "Ham  Radio" and "ham radio" are one."""
    return " ".join(text.casefold().split())


def _two(found: dict[Kind, list[str]], turn: int) -> tuple[Icebreaker, Icebreaker]:
    """Take two of different kinds where there are two, else two of the one there is."""
    taken = [_of(kind, found[kind], turn) for kind in found][:2]
    for kind, whats in found.items():
        taken += [_of(kind, whats, turn + step) for step in range(1, len(whats))]
    taken += [Icebreaker(Kind.GENERAL, "", turn), Icebreaker(Kind.GENERAL, "", turn + 1)]
    return taken[0], taken[1]


def _one(found: dict[Kind, list[str]], turn: int) -> Icebreaker:
    kinds = list(found)
    if not kinds:
        return Icebreaker(Kind.GENERAL, "", turn)
    kind = kinds[turn % len(kinds)]
    return _of(kind, found[kind], turn)


def _of(kind: Kind, whats: Sequence[str], turn: int) -> Icebreaker:
    return Icebreaker(kind, whats[turn % len(whats)], turn)


def _some(*kinds: tuple[Kind, Iterable[str]]) -> dict[Kind, list[str]]:
    return {kind: ordered for kind, found in kinds if (ordered := sorted(found))}


def _names(told: Told) -> frozenset[str]:
    return frozenset(name for one in told.own if len(name := folded(one)) <= LONGEST_NAME)


def _apart(one: Told, other: Told, part: Callable[[Told], frozenset[str]]) -> frozenset[str]:
    mine, theirs = part(one), part(other)
    return mine ^ theirs if mine and theirs else frozenset()
