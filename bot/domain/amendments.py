"""Re-opening the agreement: a proposal to change one clause, and what the other can answer to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from bot.domain import common_hours
from bot.domain.agreement import BY_ID, Clause, Kind, Value
from bot.domain.cadence import at_local
from bot.domain.clauses import NONE
from bot.domain.people import Role
from bot.errors import TrellisError

# The first proposal and two others in answer to it; the last is signed or declined, so that it always ends.
MOST_ROUNDS = 3


class ChangeUnderWay(TrellisError):
    """A change to this agreement is under way already. It waits in Messages; after it another can be proposed."""


class AmendmentState(StrEnum):
    """A proposal waits, until the other signs it, proposes something else or declines, or its maker takes it back.

    What both signed is accepted, and begun from its day on.
    """

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    BEGUN = "begun"
    COUNTERED = "countered"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Reply(StrEnum):
    """What a member can do about a proposal that waits."""

    SIGN = "sign"
    COUNTER = "counter"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Amendment:
    """A proposal: the clause and its new value, and the whole new text, which its maker signed by proposing it.

    `changes_id` is the version that it changes, `begins_on` the day where its maker is, `begins_at` the start of
    that day (UTC). `round` counts the proposals since the first that was not an answer to another.
    """

    id: int
    pair_id: int
    changes_id: int
    clause: str
    value: Value
    snapshot: Mapping[str, str]
    words_version: str
    hash: str
    begins_on: date
    begins_at: datetime
    proposed_by: int
    proposed_at: datetime
    round: int = 1
    state: AmendmentState = AmendmentState.PROPOSED
    settled_at: datetime | None = None
    # The version that came of it.
    agreement_id: int | None = None


def replies(amendment: Amendment, person_id: int) -> tuple[Reply, ...]:
    """Return what a member can do about a proposal now."""
    if amendment.state is not AmendmentState.PROPOSED:
        return ()
    if amendment.proposed_by == person_id:
        return (Reply.WITHDRAW,)
    if amendment.round >= MOST_ROUNDS:
        return (Reply.SIGN, Reply.DECLINE)
    return (Reply.SIGN, Reply.COUNTER, Reply.DECLINE)


_BECOMES = {
    Reply.SIGN: AmendmentState.ACCEPTED,
    Reply.COUNTER: AmendmentState.COUNTERED,
    Reply.DECLINE: AmendmentState.DECLINED,
    Reply.WITHDRAW: AmendmentState.WITHDRAWN,
}


def replied(amendment: Amendment, person_id: int, reply: Reply, now: datetime) -> Amendment | None:
    """Return the proposal after a reply, or None when that reply is not open to this member now."""
    if reply not in replies(amendment, person_id):
        return None
    return replace(amendment, state=_BECOMES[reply], settled_at=now)


def under_way(amendments: Iterable[Amendment]) -> Amendment | None:
    """Return the proposal that waits, or the accepted one whose day has not come; there is at most one."""
    waiting = (AmendmentState.PROPOSED, AmendmentState.ACCEPTED)
    return next((one for one in amendments if one.state in waiting), None)


def start_of(begins_on: date, zone: str) -> datetime:
    """Return the instant (UTC) at which a version begins: the start of its day in its maker's IANA zone."""
    return at_local(begins_on, time(0), zone)


def merged(clause_id: str, before: Value, role: Role, said: Value) -> Value:
    """Return a clause's new value: what a member chose, beside what is the other's own, which stays theirs.

    `said` is that member's own answer, in the shape of `bot.domain.comparing`.
    """
    clause, who = BY_ID[clause_id], str(role)
    match clause.kind:
        case Kind.UNION:
            return {
                "choices": _chosen(clause, said),
                "notes": _theirs(before, "notes", who, said.get("note")),
            }
        case Kind.TONGUES:
            return {"tags": sorted(said["tags"]), "notes": _theirs(before, "notes", who, said.get("note"))}
        case Kind.TEXTS:
            return {"texts": _theirs(before, "texts", who, said["text"])}
        case Kind.EACH:
            return {"choices": _theirs(before, "choices", who, said["choice"])}
        case Kind.HOURS if "windows" in before:
            return {"windows": {**before["windows"], who: dict(said)}}
        case _:
            return {name: value for name, value in said.items() if name != "talk"}


def _theirs(before: Value, name: str, who: str, said: str | None) -> dict[str, str]:
    """Return what each said under a name, with what one of them says now; nothing where one says nothing."""
    both = {**before.get(name, {}), who: said or ""}
    return {role: text for role, text in both.items() if text}


def own(clause_id: str, value: Value, role: Role) -> Value:
    """Return what a form is filled with: the clause's value, and of what is each one's own, theirs who fills it in."""
    who = str(role)
    match BY_ID[clause_id].kind:
        case Kind.UNION:
            return {"choices": value.get("choices", []), "note": value.get("notes", {}).get(who, "")}
        case Kind.TONGUES:
            return {"tags": value["tags"], "note": value.get("notes", {}).get(who, "")}
        case Kind.TEXTS:
            return {"text": value["texts"].get(who, "")}
        case Kind.EACH:
            return {"choice": value["choices"].get(who, BY_ID[clause_id].options[0])}
        case Kind.HOURS if "windows" in value:
            return dict(value["windows"][who])
        case _:
            return value


def never_meet(value: Value) -> bool:
    """Tell whether a value is two people's hours that have nothing in common."""
    windows = list(value.get("windows", {}).values())
    return len(windows) > 1 and not common_hours.meet(*windows)


def _chosen(clause: Clause, said: Value) -> list[str]:
    """Return the chosen options in their order; nothing in particular goes with nothing else."""
    chosen = [option for option in clause.options if option in said.get("choices", ())]
    return [option for option in chosen if option != NONE or len(chosen) == 1]
