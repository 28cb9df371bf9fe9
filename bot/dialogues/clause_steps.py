"""The kinds of question of which the agreement is made, each with what Trellis suggests."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot import typed
from bot.dialogues import base
from bot.dialogues.base import LONGEST, Value
from bot.dialogues.steps import NONE, Choice, Several, Words, _Step
from bot.domain import common_hours, suggestions
from bot.domain.cadence import LADDER
from bot.domain.clauses import BY_ID, Clause, Kind
from bot.domain.situation import Situation
from bot.typed.changes import as_suggested
from bot.typed.folding import normal
from bot.views import blocks, clause_forms, terms
from bot.views.blocks import Block, Element
from bot.words import Markup, Reader

# A programme lasts about half a year: what comes more rarely would never come.
RAREST_DAYS = 184
_BETWEEN = re.compile(r"[,;/>&+]|\b(?:and|then|or|else|y|luego|o|u)\b", re.IGNORECASE)


def agrees(text: str) -> bool:
    """Tell whether somebody takes what was suggested: "yes", "as you suggest"."""
    return typed.command(text) is typed.Command.YES or as_suggested(text)


@dataclass(frozen=True)
class CadenceStep(_Step):
    """How often: one of the usual cadences as a button, or anything typed."""

    def controls(self, situation: Situation, reader: Reader, value: Value | None) -> list[Element]:
        shown = value or self.suggested(situation)
        chosen = (shown["every"], shown["unit"]) if shown else None
        return [
            blocks.button(
                base.ANSWERS[number],
                _begun(terms.cadence({"every": one.every, "unit": one.unit}, reader)),
                f"{one.every} {one.unit}",
                "primary" if (one.every, one.unit) == chosen else None,
            )
            for number, one in enumerate(LADDER)
        ]

    def pressed(self, pressed: str) -> Value | None:
        every, _, unit = pressed.partition(" ")
        return {"every": int(every), "unit": unit, "weekday": None, "at": None}

    def typed(self, text: str, situation: Situation, reader: Reader) -> Value | None:
        if agrees(text):
            return self.suggested(situation)
        found = typed.cadence(text)
        if found is None or found.cadence.mean_days > RAREST_DAYS:
            return None
        at = found.at.strftime("%H:%M") if found.at else None
        return {"every": found.cadence.every, "unit": found.cadence.unit, "weekday": found.weekday, "at": at}

    def shown(self, value: Value, situation: Situation, reader: Reader) -> Markup:
        return reader.mrkdwn("said", text=terms.cadence(value, reader))

    def suggested(self, situation: Situation) -> Value | None:
        return suggestions.suggested(self.id, situation)


@dataclass(frozen=True)
class _Suggesting(_Step):
    """Options of which some are suggested: they are chosen already, and one word takes them."""

    def controls(self, situation: Situation, reader: Reader, value: Value | None) -> list[Element]:
        return super().controls(situation, reader, value or self.suggested(situation))

    def typed(self, text: str, situation: Situation, reader: Reader) -> Value | None:
        suggestion = self.suggested(situation)
        return suggestion if suggestion and agrees(text) else super().typed(text, situation, reader)

    def suggested(self, situation: Situation) -> Value | None:
        return suggestions.suggested(self.id, situation)


@dataclass(frozen=True)
class ClauseChoice(_Suggesting, Choice):
    """One of a few options; what is suggested stands out."""


@dataclass(frozen=True)
class ClauseSeveral(_Suggesting, Several):
    """Any number of options; what is suggested is ticked already."""


@dataclass(frozen=True)
class ClauseWords(Words):
    """Words of one's own; where they are not needed, a button says that there is nothing."""

    may_be_empty: bool = False

    def controls(self, situation: Situation, reader: Reader, value: Value | None) -> list[Element]:
        controls = super().controls(situation, reader, value)
        if not self.may_be_empty:
            return controls
        nothing = reader.plain(f"{self.words}-options.none")
        return [*controls, blocks.button(base.ANSWERS[0], nothing, NONE)]

    def pressed(self, pressed: str) -> Value | None:
        return {"text": ""} if self.may_be_empty and pressed == NONE else None

    def typed(self, text: str, situation: Situation, reader: Reader) -> Value | None:
        if self.may_be_empty and self._is_nothing(text, reader):
            return {"text": ""}
        return super().typed(text, situation, reader)

    def _is_nothing(self, text: str, reader: Reader) -> bool:
        nothing = reader.plain(f"{self.words}-options.none")
        return typed.command(text) is typed.Command.NO or normal(text).strip(".! ") == normal(nothing)

    def shown(self, value: Value, situation: Situation, reader: Reader) -> Markup:
        return terms.clause(self.id, value, reader)


@dataclass(frozen=True)
class ClauseForm(_Step):
    """Several things at once: taken as suggested with one press, or chosen in a form."""

    longest: int = LONGEST

    def controls(self, situation: Situation, reader: Reader, value: Value | None) -> list[Element]:
        choose = blocks.button(base.WRITE, reader.plain("step-buttons.choose"))
        suggestion = None if value else self.suggested(situation)
        if suggestion is None:
            return [choose]
        # The button carries what it offered: the suggestion may have changed by the time it is pressed.
        carried = json.dumps(suggestion, ensure_ascii=False, separators=(",", ":"))
        take = reader.plain("step-buttons.suggested")
        return [blocks.button(base.ANSWERS[0], take, carried, "primary"), choose]

    def pressed(self, pressed: str) -> Value | None:
        found: Value = json.loads(pressed)
        return found

    def typed(self, text: str, situation: Situation, reader: Reader) -> Value | None:
        suggestion = self.suggested(situation) or {}
        if agrees(text):
            return suggestion or None
        return _UNDERSTOOD[BY_ID[self.id].kind](BY_ID[self.id], text, suggestion, reader)

    def shown(self, value: Value, situation: Situation, reader: Reader) -> Markup:
        return terms.clause(self.id, value, reader)

    def suggested(self, situation: Situation) -> Value | None:
        return suggestions.suggested(self.id, situation)

    def inputs(self, situation: Situation, reader: Reader, value: Value | None) -> list[Block]:
        return clause_forms.inputs(self.id, value or self.suggested(situation) or {}, reader)

    def entered(self, state: Mapping[str, Any], situation: Situation) -> Value:
        known = situation.view.answer(situation.me.id, f"agreement.{self.id}") if situation.view else None
        before = known.value if known else self.suggested(situation)
        return clause_forms.entered(self.id, state, before or {})

    def wrong(self, value: Value, reader: Reader) -> dict[str, str]:
        return clause_forms.wrong(self.id, value, reader)


def _channels(clause: Clause, text: str, suggestion: Value, reader: Reader) -> Value | None:
    """Two channels in words are those for quick questions; all else is as suggested."""
    quick = clause.parts[0]
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    found = [_named(clause_forms.words(clause.id), quick.options, part, reader) for part in parts]
    if len(found) != len(clause_forms.PREFERRED) or None in found or found[0] == found[1]:
        return None
    return {**suggestion, quick.id: dict(zip(clause_forms.PREFERRED, found, strict=True))}


def _ladders(clause: Clause, text: str, suggestion: Value, reader: Reader) -> Value | None:
    """Each part of the words says one of the clause's parts; what is not said is as suggested."""
    found: Value = {}
    for said in (one for one in re.split(r"[,;]", text) if one.strip()):
        for part in clause.parts:
            prefix = f"{clause_forms.words(clause.id)}-{part.id}"
            option = _named(prefix, part.options, said, reader)
            if option and part.id not in found:
                found[part.id] = option
                break
        else:
            return None
    return {**suggestion, **found} if found else None


def _named(prefix: str, options: tuple[str, ...], text: str, reader: Reader) -> str | None:
    names = {one: (terms.option(prefix, one, reader), one.replace("_", " ")) for one in options}
    return typed.choice(text, names)


def _hours(clause: Clause, text: str, suggestion: Value, reader: Reader) -> Value | None:
    days, hours = typed.work_days(text), typed.hours(text)
    found: Value = {}
    if days:
        found["days"] = sorted(days)
    if hours and hours.start != hours.end:
        # Whoever says hours says whether there is a break.
        suggestion = {name: one for name, one in suggestion.items() if name != "lunch"}
        found |= common_hours.stretches(hours.start, hours.end, hours.lunch)
    return {**suggestion, **found} if found else None


def _tongues(clause: Clause, text: str, suggestion: Value, reader: Reader) -> Value | None:
    """Names of languages are languages; any other words are what is good to know."""
    tags = typed.languages(text)
    if tags:
        return {**suggestion, "tags": sorted(tags)}
    return {**suggestion, "note": text.strip()} if text.strip() else None


_UNDERSTOOD = {
    Kind.CHANNELS: _channels,
    Kind.LADDERS: _ladders,
    Kind.HOURS: _hours,
    Kind.TONGUES: _tongues,
}


def _begun(said: str) -> str:
    """Return words that stand within a sentence elsewhere as a button says them."""
    return said[:1].upper() + said[1:]
