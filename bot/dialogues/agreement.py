"""The agreement conversation: both answer the same clauses, apart."""

from __future__ import annotations

from typing import Any

from bot import typed
from bot.dialogues.base import Dialogue, Step
from bot.dialogues.clause_steps import CadenceStep, ClauseChoice, ClauseForm, ClauseSeveral, ClauseWords
from bot.domain import suggestions
from bot.domain.agreement import CLAUSES, LONGEST_NOTE, Clause, Kind
from bot.domain.goals import LONGEST_TITLE
from bot.domain.situation import Situation
from bot.words import Markup, Reader

ID = "agreement"
HOURS_IN = {"same_day": 12, "one_day": 24, "two_days": 48, "one_week": 168}


def within_hours(text: str) -> str | None:
    """Return the reply time that an expectation in words comes to, the next longer one where it lies between."""
    hours = typed.reply_time(text)
    if hours is None:
        return None
    return next((option for option, most in HOURS_IN.items() if hours <= most), "one_week")


def minutes(text: str) -> str | None:
    """Return the session length that a duration in words comes to, if it is one of those offered."""
    found = typed.duration_minutes(text)
    return str(found) if found in (30, 45, 60, 90) else None


def _step(clause: Clause) -> Step:
    words = f"{ID}-{clause.id.replace('_', '-')}"
    match clause.kind:
        case Kind.LADDER | Kind.EACH:
            understand = {"reply_time": within_hours, "length": minutes}.get(clause.id)
            return ClauseChoice(clause.id, words, options=clause.options, understand=understand)
        case Kind.CADENCE:
            return CadenceStep(clause.id, words)
        case Kind.UNION:
            return ClauseSeveral(clause.id, words, options=clause.options, longest=LONGEST_NOTE)
        case Kind.TEXTS:
            return ClauseWords(clause.id, words, longest=LONGEST_TITLE, may_be_empty=clause.optional)
        case _:
            return ClauseForm(clause.id, words, longest=LONGEST_NOTE)


def _facts(situation: Situation, reader: Reader) -> dict[str, Any]:
    return {"partner": Markup(situation.partner.mention), "role": str(situation.role)}


AGREEMENT = Dialogue(ID, tuple(_step(clause) for clause in CLAUSES), _facts, rest=suggestions.rest)
