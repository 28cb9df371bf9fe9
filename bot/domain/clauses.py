"""The clauses of the mentoring agreement as data: their order, their kind of answer, and what they offer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Value = dict[str, Any]


class Kind(StrEnum):
    """How a clause is answered, compared and merged; the shapes of its values stand in `bot.domain.comparing`."""

    LADDER = "ladder"
    LADDERS = "ladders"
    CADENCE = "cadence"
    CHANNELS = "channels"
    HOURS = "hours"
    UNION = "union"
    EACH = "each"
    TONGUES = "tongues"
    TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class Part:
    """One of several things that a clause settles together, with the ids of its options."""

    id: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its id, its kind of answer, and the ids of its options.

    A ladder's options stand in order, and neighbours merge to the later one: the rarer, the gentler, the stricter.
    Where `optional`, one may have nothing to say.
    """

    id: str
    kind: Kind
    options: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    optional: bool = False


NOTICE = ("same_day", "one_day", "two_days", "one_week")
# What somebody may use for what: the first choices are the usual ones.
USES = (
    Part("quick", ("slack", "email", "huddle", "phone")),
    Part("sessions", ("video", "huddle", "phone", "in_person")),
    Part("documents", ("slack", "drive", "email")),
    Part("urgent", ("phone", "text", "slack", "email")),
)

CLAUSES: tuple[Clause, ...] = (
    Clause("channels", Kind.CHANNELS, parts=USES),
    Clause("tech", Kind.UNION, ("check", "rejoin", "switch", "phone", "write", "move")),
    Clause("cadence", Kind.CADENCE),
    Clause("length", Kind.LADDER, ("90", "60", "45", "30")),
    Clause("hours", Kind.HOURS),
    Clause(
        "scheduling",
        Kind.LADDERS,
        parts=(Part("who", ("mentor", "either", "mentee")), Part("notice", NOTICE)),
    ),
    Clause("reply_time", Kind.LADDER, ("same_day", "one_day", "two_days", "one_week")),
    Clause("contact", Kind.LADDER, ("any_time", "daily", "twice_weekly", "weekly")),
    Clause("progress", Kind.LADDER, ("at_once", "check_in")),
    Clause("commitments", Kind.TEXTS, optional=True),
    Clause("confidentiality", Kind.LADDER, ("topics", "ask_first", "nothing")),
    Clause(
        "boundaries",
        Kind.UNION,
        ("family", "health", "money", "colleagues", "favours", "social", "off_hours", "none"),
    ),
    Clause("goals", Kind.TEXTS),
    Clause("feedback", Kind.EACH, ("direct", "gentle", "written", "examples")),
    Clause("language", Kind.TONGUES),
    Clause("conflict", Kind.LADDER, ("talk", "write", "coordinator")),
    Clause("review", Kind.LADDER, ("six_months", "three_months", "two_months")),
    Clause("end", Kind.LADDER, ("notice", "conversation", "at_once")),
)
BY_ID: Mapping[str, Clause] = {clause.id: clause for clause in CLAUSES}

# Words of one's own in a clause: what both sign stays short enough to be read.
LONGEST_NOTE = 500
NONE = "none"
