"""The step that ends the questions about oneself: what of them the partner gets to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot import typed
from bot.dialogues import base
from bot.dialogues.base import Step, Value, skipped
from bot.dialogues.steps import _Step
from bot.domain.situation import Situation
from bot.views import blocks
from bot.views.blocks import Element
from bot.words import Markup, Reader
from bot.words.reader import small


@dataclass(frozen=True)
class Sharing(_Step):
    """Boxes over what was told, all ticked; what is unticked is left out: `{"left_out": ["feedback"]}`."""

    steps: Sequence[Step] = ()
    dialogue: str = ""

    def controls(self, situation: Situation, reader: Reader, value: Value | None) -> list[Element]:
        left_out = value["left_out"] if value else ()
        told = self._told(situation)
        offered = [blocks.option(step.id, self._label(step, reader)) for step in told]
        chosen = [step.id for step in told if step.id not in left_out]
        return [
            blocks.checkboxes(base.FIELDS[0], offered, chosen),
            blocks.button(base.SAVE, reader.plain("step-buttons.save"), style="primary"),
        ]

    def saved(self, fields: Mapping[str, Any], situation: Situation) -> Value | None:
        shown = fields.get("one") or ()
        return {"left_out": [step.id for step in self._told(situation) if step.id not in shown]}

    def typed(self, text: str, situation: Situation, reader: Reader) -> Value | None:
        names = {step.id: (self._label(step, reader), step.id) for step in self.steps}
        found = typed.left_out(text, names)
        return None if found is None else {"left_out": found}

    def shown(self, value: Value, situation: Situation, reader: Reader) -> Markup:
        left_out = [step for step in self.steps if step.id in value["left_out"]]
        if not left_out:
            return reader.mrkdwn(f"{self.words}.all")
        if len(left_out) == len(self._told(situation)):
            return reader.mrkdwn(f"{self.words}.none")
        listed = reader.listed(small(self._label(step, reader)) for step in left_out)
        return reader.mrkdwn(f"{self.words}.shown", left=listed)

    def _told(self, situation: Situation) -> list[Step]:
        """Return the steps that were answered; all of them where nothing is known of any."""
        if situation.view is None:
            return list(self.steps)
        known = {
            step: situation.pair.answer(situation.me.id, f"{self.dialogue}.{step.id}") for step in self.steps
        }
        told = [step for step, answer in known.items() if answer and not skipped(answer.value)]
        return told or list(self.steps)

    def _label(self, step: Step, reader: Reader) -> str:
        return reader.plain(f"{self.dialogue}-{step.id.replace('_', '-')}.label")
