"""The step that spares whoever is in a second pair what they have told before."""

from __future__ import annotations

from dataclasses import dataclass

from bot import typed
from bot.dialogues.base import Step, Value, skipped
from bot.dialogues.steps import Choice
from bot.domain.situation import Situation
from bot.typed import Command
from bot.views.cutting import clip
from bot.words import Markup, Reader

USE, ANEW = "use", "anew"
# Enough to know one's own words again.
GLANCE = 300


def understand(text: str) -> str | None:
    """Return what a yes or a no means here."""
    return {Command.YES: USE, Command.NO: ANEW}.get(typed.command(text) or Command.HELP)


@dataclass(frozen=True)
class Again(Choice):
    """Use what was told in another pair, or tell it anew; what would be used is shown."""

    steps: tuple[Step, ...] = ()
    dialogue: str = ""

    def details(self, situation: Situation, reader: Reader, value: Value | None) -> list[Markup]:
        if value and value["choice"] != USE:
            return []
        rows = []
        for step in self.steps:
            before = situation.pair.told.get(f"{self.dialogue}.{step.id}")
            if before and not skipped(before.value):
                label = reader.mrkdwn(f"{self.dialogue}-{step.id.replace('_', '-')}.label")
                row = reader.mrkdwn(
                    "step-told", label=label, answer=step.shown(before.value, situation, reader)
                )
                rows.append(Markup(clip(row, GLANCE)))
        return rows
