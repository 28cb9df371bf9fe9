"""Feedback, both ways: a situation, what the other did in it, what that brought about, and what comes next.

The shape is the Center for Creative Leadership's situation, behaviour, impact, with a next step.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.domain.audience import Audience
from bot.domain.manners import Manner, WhenHeld
from bot.domain.people import Intensity
from bot.domain.rhythm import FEEDBACK
from bot.domain.situation import Situation
from bot.prompts.asking import PRESSES, WRITE, Asking, ItemKind, choice, row_of, words
from bot.prompts.intents import Intent, Record
from bot.views import blocks
from bot.views.blocks import Element
from bot.words import Markup, Reader

PASSED = "passed"
SHARE = "share"
YES, NO = "yes", "no"
LONGEST_FIELD = 600


class Feedback(Asking):
    """It goes to the other, for whom it is, unless its writer keeps it; who passes it over is left in peace."""

    kind = FEEDBACK
    manner = Manner(Intensity.USUAL, WhenHeld.FOLD)
    window = timedelta(days=21)
    items = (
        choice(PASSED, PASSED, pressed=True),
        *(words(part, longest=LONGEST_FIELD) for part in ("situation", "behaviour", "impact", "next")),
        choice(SHARE, YES, NO, usual=YES),
    )
    audience = Audience.PAIR
    longest = LONGEST_FIELD
    shares = True

    def typed(self, situation: Situation, text: str) -> Intent | None:
        """Words are what the other did, until the form says more."""
        said = text.strip()
        if not said or len(said) > LONGEST_FIELD:
            return None
        return self._record({**self._said(situation), "behaviour": said})

    def who_sees(self, situation: Situation, reader: Reader) -> Markup:
        """Say before the first letter that it is shared, and afterwards what was chosen."""
        return reader.mrkdwn(
            f"feedback-seen.{self._seen(situation)}", partner=Markup(situation.partner.mention)
        )

    def who_sees_plain(self, situation: Situation, reader: Reader) -> str:
        """The form holds the choice itself."""
        return reader.plain("feedback-seen.asked", partner=situation.partner.name)

    def _seen(self, situation: Situation) -> str:
        known = self.known(situation, situation.me.id)
        if known is None:
            return "asked"
        return "kept" if is_kept(known.value) else "shared"

    def _buttons(self, situation: Situation, reader: Reader) -> list[Element]:
        row = row_of(situation)
        return [
            blocks.button(WRITE, reader.plain("feedback-buttons.write"), row, "primary"),
            blocks.button(PRESSES[0], reader.plain("feedback-passed-options.passed"), f"{PASSED}:{row}"),
        ]

    def _record(self, value: dict[str, Any]) -> Record:
        if any(value.get(item.id) for item in self.items if item.kind is ItemKind.WORDS):
            value = value | {PASSED: None, SHARE: value.get(SHARE) or YES}
        return Record(value, Audience.ONLY_ME if is_kept(value) else Audience.PAIR)


def is_kept(value: Mapping[str, Any]) -> bool:
    """Tell whether an answer is its writer's alone."""
    return value.get(SHARE) == NO or bool(value.get(PASSED))
