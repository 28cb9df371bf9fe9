"""The agreement conversation: both answer the same clauses, apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot import typed
from bot.dialogues import base
from bot.dialogues.base import Dialogue, Step, Value
from bot.dialogues.steps import Choice, Several, Two, Words, _Step
from bot.domain.agreement import CLAUSES, LONGEST_NOTE, Clause, Kind
from bot.domain.cadence import LADDER
from bot.domain.goals import LONGEST_TITLE
from bot.domain.situation import Situation
from bot.views import blocks, terms
from bot.views.blocks import Element
from bot.words import Markup, Reader

ID = "agreement"
# A programme lasts about half a year: what comes more rarely would never come.
RAREST_DAYS = 184
HOURS_IN = {"same_day": 12, "one_day": 24, "two_days": 48, "one_week": 168}


@dataclass(frozen=True)
class CadenceStep(_Step):
    """How often: one of the usual cadences as a button, or anything typed."""

    def controls(self, situation: Situation, reader: Reader, value: Value | None) -> list[Element]:
        chosen = (value["every"], value["unit"]) if value else None
        return [
            blocks.button(
                base.ANSWERS[number],
                terms.cadence({"every": one.every, "unit": one.unit}, reader),
                f"{one.every} {one.unit}",
                "primary" if (one.every, one.unit) == chosen else None,
            )
            for number, one in enumerate(LADDER)
        ]

    def pressed(self, pressed: str) -> Value | None:
        every, _, unit = pressed.partition(" ")
        return {"every": int(every), "unit": unit, "weekday": None, "at": None}

    def typed(self, text: str, situation: Situation, reader: Reader) -> Value | None:
        found = typed.cadence(text)
        if found is None or found.cadence.mean_days > RAREST_DAYS:
            return None
        at = found.at.strftime("%H:%M") if found.at else None
        return {"every": found.cadence.every, "unit": found.cadence.unit, "weekday": found.weekday, "at": at}

    def shown(self, value: Value, situation: Situation, reader: Reader) -> Markup:
        return reader.mrkdwn("said", text=terms.cadence(value, reader))


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
        case Kind.LADDER:
            understand = {"reply_time": within_hours, "length": minutes}.get(clause.id)
            return Choice(clause.id, words, options=clause.options, understand=understand)
        case Kind.CADENCE:
            return CadenceStep(clause.id, words)
        case Kind.CHANNELS:
            return Two(clause.id, words, options=clause.options)
        case Kind.UNION:
            return Several(clause.id, words, options=clause.options, longest=LONGEST_NOTE)
        case Kind.TEXTS:
            return Words(clause.id, words, longest=LONGEST_TITLE)


def _facts(situation: Situation, reader: Reader) -> dict[str, Any]:
    return {"partner": Markup(situation.partner.mention), "role": str(situation.role)}


AGREEMENT = Dialogue(ID, tuple(_step(clause) for clause in CLAUSES), _facts)
