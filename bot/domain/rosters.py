"""Lists of people to invite: what each line asks for, and what would come of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.people import Person, Role

# So many lines are looked at in one list, and so many people anybody can take at most.
MOST_LINES = 5000
MOST_CAPACITY = 50


class Sort(StrEnum):
    """How a list names somebody."""

    ID = "id"
    HANDLE = "handle"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as a list names them: an id of Slack's, or a folded name or address."""

    sort: Sort
    value: str


class Verdict(StrEnum):
    """What would come of a line."""

    NEW = "new"
    ALREADY = "already"
    # What cannot be read.
    NOBODY = "nobody"
    FORMULA = "formula"
    SIGNS = "signs"
    QUOTE = "quote"
    ROLE = "role"
    CAPACITY = "capacity"
    # What cannot be found, or cannot be.
    UNKNOWN = "unknown"
    NO_EMAIL = "no_email"
    SEVERAL = "several"
    BOT = "bot"
    GONE = "gone"
    SAME = "same"
    TWICE = "twice"
    REFUSED = "refused"


FINE = frozenset({Verdict.NEW, Verdict.ALREADY})


@dataclass(frozen=True, slots=True)
class Asked:
    """A line that can be read: a mentor and a mentee, or one person with a role and for how many there is room."""

    number: int
    people: tuple[Named, ...]
    role: Role | None = None
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What would come of a line; `said` is what of it is at fault, `first` the line that says the same."""

    number: int
    verdict: Verdict
    people: tuple[Person, ...] = ()
    role: Role | None = None
    capacity: int | None = None
    said: str = ""
    first: int = 0


@dataclass(frozen=True, slots=True)
class Read:
    """A list as it was read: its lines, those that cannot be read, and how many there was no room for."""

    asked: tuple[Asked, ...] = ()
    faults: tuple[Judged, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Present:
    """Who is in a programme already, by our ids: as what, in which open pairs, and who said no to what."""

    taking_part: frozenset[tuple[int, Role]] = frozenset()
    said_no: frozenset[tuple[int, Role]] = frozenset()
    pairs: frozenset[frozenset[int]] = frozenset()
    refused: frozenset[frozenset[int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Came:
    """What came of some lines: people who were asked, pairs that were begun, and who was there already."""

    people: int = 0
    pairs: int = 0
    already: int = 0

    def plus(self, other: Came) -> Came:
        """Return what came of both."""
        return Came(self.people + other.people, self.pairs + other.pairs, self.already + other.already)


@dataclass(frozen=True, slots=True)
class Messages:
    """The kinds of messages by which people are invited: to a pair, to take part, and what came of it all."""

    invitation: str
    question: str
    end: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What would come of a list, in order of its lines."""

    lines: tuple[Judged, ...] = ()
    left_out: int = 0
    counts: Mapping[Verdict, int] = field(default_factory=dict)

    def of(self, *verdicts: Verdict) -> tuple[Judged, ...]:
        """Return the lines of some verdicts."""
        return tuple(line for line in self.lines if line.verdict in verdicts)

    @property
    def faults(self) -> tuple[Judged, ...]:
        """Return the lines of which nothing would come."""
        return tuple(line for line in self.lines if line.verdict not in FINE)


def judge(read: Read, found: Mapping[Named, Person | Verdict], present: Present) -> Trial:
    """Return what would come of a list; `found` says who is meant by each name, or why nobody is."""
    seen: dict[object, int] = {}
    lines = [*read.faults, *(_judged(one, found, present, seen) for one in read.asked)]
    counts: dict[Verdict, int] = {}
    for line in lines:
        counts[line.verdict] = counts.get(line.verdict, 0) + 1
    return Trial(tuple(sorted(lines, key=lambda line: line.number)), read.left_out, counts)


def _judged(
    asked: Asked, found: Mapping[Named, Person | Verdict], present: Present, seen: dict[object, int]
) -> Judged:
    people: list[Person] = []
    for named in asked.people:
        one = found.get(named, Verdict.UNKNOWN)
        if isinstance(one, Verdict):
            return Judged(asked.number, one, said=named.value)
        people.append(one)
    ids = frozenset(one.id for one in people)
    what: object = ids if asked.role is None else (people[0].id, asked.role)
    first = seen.setdefault(what, asked.number)
    verdict, said = _verdict(asked, people, present)
    if verdict in FINE and first != asked.number:
        verdict = Verdict.TWICE
    return Judged(asked.number, verdict, tuple(people), asked.role, asked.capacity, said, first)


def _verdict(asked: Asked, people: Iterable[Person], present: Present) -> tuple[Verdict, str]:
    some = tuple(people)
    for one in some:
        if one.is_bot or one.deactivated_at:
            return Verdict.BOT if one.is_bot else Verdict.GONE, one.name
    ids = frozenset(one.id for one in some)
    if asked.role is not None:
        part = (some[0].id, asked.role)
        if part in present.taking_part:
            return Verdict.ALREADY, ""
        return Verdict.REFUSED if part in present.said_no else Verdict.NEW, ""
    if len(ids) < len(some):
        return Verdict.SAME, some[0].name
    if ids in present.pairs:
        return Verdict.ALREADY, ""
    return Verdict.REFUSED if ids in present.refused else Verdict.NEW, ""
