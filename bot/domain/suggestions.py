"""What Trellis suggests for each clause: the usual answer, or what somebody said of themselves before."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain import common_hours
from bot.domain.clauses import BY_ID, CLAUSES, Value
from bot.domain.situation import Answer, PairView, Situation

# Good practice for pairs at a distance, kept modest: what two busy people can hold to.
USUAL: Mapping[str, Value] = {
    "channels": {
        "quick": {"preferred": "slack", "backup": "email"},
        "sessions": {"preferred": "video", "backup": "phone"},
        "documents": {"preferred": "slack", "backup": "email"},
        "urgent": {"preferred": "phone", "backup": "slack"},
    },
    "tech": {"choices": ["check", "rejoin", "switch", "move"], "note": ""},
    "cadence": {"every": 2, "unit": "week", "weekday": None, "at": None},
    "length": {"choice": "45"},
    "scheduling": {"who": "mentee", "notice": "one_day"},
    "reply_time": {"choice": "one_day"},
    "contact": {"choice": "any_time"},
    "progress": {"choice": "check_in"},
    "confidentiality": {"choice": "ask_first"},
    "conflict": {"choice": "talk"},
    "review": {"choice": "three_months"},
    "end": {"choice": "conversation"},
}


def suggested(clause_id: str, situation: Situation) -> Value | None:
    """Return what is suggested to the addressed person; None where only they can know.

    Nothing but their own answers is looked at, and of their partner's what stands on the card that they were shown.
    """
    if clause_id == "hours":
        return _hours(situation)
    if clause_id == "feedback":
        return _feedback(situation)
    if clause_id == "language":
        return {"tags": _tongues(situation), "note": ""}
    return USUAL.get(clause_id)


def rest(situation: Situation) -> dict[str, Value]:
    """Return what is suggested for each clause that the addressed person has not answered, in the clauses' order."""
    mine = situation.me.id
    answers = situation.view.answers if situation.view else ()
    answered = {one.question for one in answers if one.person_id == mine}
    found = {
        clause.id: suggested(clause.id, situation)
        for clause in CLAUSES
        if f"agreement.{clause.id}" not in answered
    }
    return {clause_id: value for clause_id, value in found.items() if value}


def taken_over(view: PairView, person_id: int) -> list[str]:
    """Return the clauses that somebody answered by taking over what was suggested, in the clauses' order."""
    found = {one.question for one in view.answers if one.person_id == person_id and one.suggested}
    return [clause.id for clause in CLAUSES if f"agreement.{clause.id}" in found]


def _hours(situation: Situation) -> Value:
    hours = situation.me.hours
    said = common_hours.stretches(hours.start, hours.end, hours.lunch)
    return {"days": sorted(hours.days), **said, "zone": hours.zone}


def _feedback(situation: Situation) -> Value | None:
    said = _onboarding(situation, situation.me.id, "feedback")
    choice = said.value.get("choice") if said else None
    return {"choice": choice} if choice in BY_ID["feedback"].options else None


def _tongues(situation: Situation) -> list[str]:
    """Return the languages that both work in, else one's own."""
    own = [situation.me.locale.replace("_", "-").split("-")[0] or "en"]
    mine = _tags(_onboarding(situation, situation.me.id, "languages")) or own
    if situation.view is None:
        return mine
    theirs = _tags(_onboarding(situation, situation.partner.id, "languages"))
    return [tag for tag in mine if tag in theirs] or mine


def _tags(answer: Answer | None) -> list[str]:
    return sorted(answer.value.get("tags", ())) if answer else []


def _onboarding(situation: Situation, person_id: int, step: str) -> Answer | None:
    return situation.view.answer(person_id, f"onboarding.{step}") if situation.view else None
