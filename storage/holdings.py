"""What is held of people: for each table, whose its rows are, what a copy leaves out, and what becomes of each column.

One declaration serves the copy of one's own data, its deletion, the end of a programme's time, and docs/privacy.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final


class Of(StrEnum):
    """How the rows of a person are found."""

    SELF = "self"
    PERSON = "person"
    # Of a pair, by the column `pair_id`, or by the agreement or the goal that it belongs to.
    PAIRS = "pairs"
    PAIR = "pair"
    AGREEMENT = "agreement"
    GOAL = "goal"
    PROGRAMMES = "programmes"
    # What was looked at and changed: by them, or about them.
    AUDIT = "audit"
    NOBODY = "nobody"


class Fate(StrEnum):
    """What becomes of rows once the time of a pair's words is over."""

    DELETED = "deleted"
    EMPTIED = "emptied"
    KEPT = "kept"


class Becomes(StrEnum):
    """What stands in a column instead, where it is not a plain value."""

    BLANK = "a sealed text without a letter"
    NO_TEXTS = "a sealed list without a text"
    ALIAS = "our own number in the place of Slack's"
    NOW = "the moment at which it was emptied"


NOTHING: Final = None


class Why(StrEnum):
    """Why a column stays when its person goes."""

    # A number of ours, which names nobody once the row of the person it stands for is emptied.
    NUMBER = "number"
    # When, how many, how far: no name and no word.
    COUNT = "count"
    # What both settled on, in options of ours and without a name.
    JOINT = "joint"
    # The workspace's or the programme's, not a person's.
    WORKSPACE = "workspace"
    # It makes delivery and signatures safe, and says nothing of anybody.
    MACHINERY = "machinery"


Columns = Mapping[str, tuple[str, ...]]
NUMBER, COUNT, JOINT, WORKSPACE, MACHINERY = Why


@dataclass(frozen=True, slots=True)
class Holding:
    """A table. Every column stands in `empties`, `redacts` or `kept`, unless its rows go whole (`goes_by`).

    `goes_by` and the keys of `empties` are columns that name the person whose row or words they are. `redacts` are
    texts of two, out of which the one's part is taken. `hidden` are columns that a copy leaves out, by the reason.
    """

    of: Of
    goes_by: str | None = None
    empties: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    redacts: tuple[str, ...] = ()
    kept: Columns = field(default_factory=dict)
    hidden: Columns = field(default_factory=dict)
    in_time: Fate = Fate.KEPT

    @property
    def emptied(self) -> dict[str, Any]:
        """Return what stands in the columns that are emptied, whoever's they are."""
        return {name: value for columns in self.empties.values() for name, value in columns.items()}


# Whose workspace it is, everybody knows who reads it.
ALWAYS_HIDDEN = frozenset({"workspace_id"})

HOLDINGS: Mapping[str, Holding] = {
    "workspaces": Holding(
        Of.NOBODY,
        kept={
            WORKSPACE: (
                "id", "team_id", "name", "locale", "bot_user_id", "scopes", "installed_at", "uninstalled_at",
            )
        },
    ),
    # The token by which Trellis speaks; who installed it is Slack's id of somebody, which goes with them.
    "installations": Holding(
        Of.NOBODY,
        redacts=("installed_by",),
        kept={
            NUMBER: ("id", "workspace_id"),
            WORKSPACE: ("enterprise_id", "app_id", "bot_id"),
            MACHINERY: ("token", "token_since", "token_until", "refresh_token", "refreshing_until"),
        },
    ),
    "used_states": Holding(Of.NOBODY, kept={MACHINERY: ("digest", "good_until")}),
    # Which key the texts need, told by a number that says nothing of it.
    "seals": Holding(Of.NOBODY, kept={MACHINERY: ("what", "key")}),
    "people": Holding(
        Of.SELF,
        empties={
            "id": {
                "slack_id": Becomes.ALIAS, "name": "", "zone": "UTC", "locale": "", "zone_confirmed_at": NOTHING,
                "work_days": NOTHING, "work_starts": NOTHING, "work_ends": NOTHING, "lunch_starts": NOTHING,
                "lunch_ends": NOTHING, "prompt_at": NOTHING, "leave": [], "country": NOTHING, "region": NOTHING,
                "country_confirmed_at": NOTHING, "intensity": "usual", "quiet_from": NOTHING, "quiet_until": NOTHING,
                "quiet_asked_at": NOTHING, "away_since": NOTHING, "away_until": NOTHING, "most_a_day": NOTHING,
                "most_a_week": NOTHING, "snoozed_until": NOTHING, "consented_at": NOTHING, "coordinator_at": NOTHING,
                "is_admin": False, "is_guest": False, "deactivated_at": Becomes.NOW, "looked_up_at": Becomes.NOW,
                "dm_channel": NOTHING, "rehearsed_at": NOTHING, "first_steps_away_at": NOTHING,
                "erased_at": Becomes.NOW,
            }
        },
        kept={NUMBER: ("id", "workspace_id"), COUNT: ("is_bot",)},
    ),
    "programmes": Holding(
        Of.PROGRAMMES,
        kept={
            NUMBER: ("id", "workspace_id", "created_by"),
            WORKSPACE: ("name", "language", "starts_on", "ends_on", "rhythm", "created_at", "keeps_months"),
        },
    ),
    "enrolments": Holding(
        Of.PERSON,
        empties={"person_id": {"capacity": NOTHING, "left_at": Becomes.NOW}},
        kept={
            NUMBER: ("id", "workspace_id", "programme_id", "person_id", "invited_by"),
            COUNT: ("role", "enrolled_at", "answered_at"),
        },
    ),
    # Whoever is in a list of somebody else's stands there as a number of ours, for a day at most.
    "invitation_lists": Holding(Of.PERSON, goes_by="person_id"),
    "pairs": Holding(
        Of.PAIRS,
        redacts=("channel", "erased_at"),
        kept={
            NUMBER: ("id", "workspace_id", "programme_id", "paused_by", "created_by"),
            COUNT: ("state", "state_since", "paused_at", "paused_until", "created_at"),
        },
        in_time=Fate.EMPTIED,
    ),
    "pair_members": Holding(
        Of.PERSON,
        kept={
            NUMBER: ("id", "workspace_id", "pair_id", "person_id"),
            COUNT: ("role", "accepted_at", "declined_at", "onboarded_at", "clauses_answered_at"),
        },
    ),
    "agreements": Holding(
        Of.PAIR,
        redacts=("snapshot",),
        kept={
            NUMBER: ("id", "workspace_id", "pair_id", "proposed_by"),
            COUNT: ("version", "state", "created_at", "begins_on"),
            MACHINERY: ("words_version", "hash"),
        },
        in_time=Fate.EMPTIED,
    ),
    "clauses": Holding(
        Of.AGREEMENT,
        redacts=("value",),
        kept={NUMBER: ("id", "workspace_id", "agreement_id"), JOINT: ("clause",)},
        in_time=Fate.DELETED,
    ),
    "positions": Holding(
        Of.PAIR,
        goes_by="person_id",
        redacts=("value",),
        kept={
            NUMBER: ("id", "workspace_id", "pair_id", "person_id"),
            JOINT: ("clause", "presses", "settled_at", "updated_at"),
        },
        in_time=Fate.DELETED,
    ),
    "signatures": Holding(
        Of.AGREEMENT,
        kept={
            NUMBER: ("id", "workspace_id", "agreement_id", "person_id"),
            MACHINERY: ("hash",),
            COUNT: ("signed_at",),
        },
    ),
    "amendments": Holding(
        Of.PAIR,
        goes_by="proposed_by",
        redacts=("value", "snapshot"),
        kept={
            NUMBER: ("id", "workspace_id", "pair_id", "changes_id", "proposed_by", "agreement_id"),
            MACHINERY: ("words_version", "hash"),
            JOINT: ("clause", "begins_on", "begins_at", "proposed_at", "round", "state", "settled_at"),
        },
        in_time=Fate.DELETED,
    ),
    "goals": Holding(
        Of.PAIR,
        empties={
            "person_id": {
                "title": Becomes.BLANK, "measure": NOTHING, "first_step": NOTHING, "target_on": NOTHING,
            },
            "commented_by": {"comment": NOTHING, "commented_at": NOTHING, "commented_by": NOTHING},
            "endorsed_by": {"endorsed_by": NOTHING},
        },
        kept={
            NUMBER: ("id", "workspace_id", "pair_id", "person_id"),
            COUNT: ("number", "endorsed_at", "created_at", "closed_at", "closed_as"),
        },
        in_time=Fate.EMPTIED,
    ),
    "milestones": Holding(Of.GOAL, goes_by="person_id", in_time=Fate.DELETED),
    "progress": Holding(Of.GOAL, goes_by="person_id", in_time=Fate.DELETED),
    "sessions": Holding(
        Of.PAIR,
        empties={"proposed_by": {"link": NOTHING, "agenda": NOTHING, "zone": "UTC"}},
        redacts=("told",),
        kept={
            NUMBER: ("id", "workspace_id", "pair_id", "proposed_by"),
            COUNT: ("starts_at", "minutes", "state", "created_at"),
        },
        in_time=Fate.EMPTIED,
    ),
    "questions": Holding(Of.PERSON, goes_by="person_id", in_time=Fate.DELETED),
    "waves": Holding(
        Of.NOBODY,
        kept={
            WORKSPACE: ("id", "workspace_id", "programme_id", "question", "number", "closed_at"),
            COUNT: ("people", "figures"),
        },
    ),
    "answers": Holding(Of.PAIR, goes_by="person_id", in_time=Fate.DELETED),
    "answer_edits": Holding(Of.PERSON, goes_by="person_id", in_time=Fate.DELETED),
    "drafts": Holding(Of.PERSON, goes_by="person_id"),
    "schedules": Holding(Of.PERSON, goes_by="person_id", in_time=Fate.DELETED),
    "deliveries": Holding(
        Of.PERSON,
        empties={"person_id": {"facts": {}, "reason_facts": {}, "channel": NOTHING, "ts": NOTHING}},
        kept={
            NUMBER: ("id", "workspace_id", "person_id", "pair_id", "key", "subject", "occasion", "rewrites_id"),
            COUNT: (
                "kind", "delivery_class", "to_pair", "due_at", "expires_at", "state", "reason", "reason_audience",
                "created_at", "sent_at",
            ),
            MACHINERY: ("attempts", "fence", "lease_until", "token"),
        },
        hidden={
            MACHINERY: ("attempts", "fence", "lease_until", "token", "key"),
            # The message itself stands in Messages; these are the numbers from which it was made.
            NUMBER: ("facts",),
        },
        in_time=Fate.EMPTIED,
    ),
    "inbound_events": Holding(
        Of.NOBODY, kept={MACHINERY: ("id", "workspace_id", "event_id", "seen_at")}
    ),
    # Which conversation is written to next; forgotten after an hour.
    "rate_slots": Holding(Of.NOBODY, kept={MACHINERY: ("workspace_id", "key", "taken_until")}),
    "audit_log": Holding(
        Of.AUDIT,
        kept={
            NUMBER: ("id", "workspace_id", "person_id", "about_id"),
            COUNT: ("action", "subject", "facts", "at"),
        },
    ),
}  # fmt: skip


def named(columns: Columns) -> Iterable[str]:
    """Return the names of columns that are listed by reason."""
    return (name for names in columns.values() for name in names)
