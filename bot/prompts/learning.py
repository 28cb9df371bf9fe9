"""The mentor's own learning: what the mentoring taught them, and what would help them mentor."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.audience import Audience
from bot.domain.manners import Manner, WhenHeld
from bot.domain.people import Intensity
from bot.domain.rhythm import LEARNING
from bot.domain.situation import Situation
from bot.prompts.asking import Asking, choice, words
from bot.prompts.private_word import button
from bot.views.blocks import Element
from bot.words import Markup, Reader

# They take turns, so that no two that follow each other are the same.
TURNS = ("learned", "listening", "field")


class Learning(Asking):
    """See the module."""

    kind = LEARNING
    manner = Manner(Intensity.USUAL, WhenHeld.FOLD)
    window = timedelta(days=21)
    items = (choice("thought", "kept", "talk"), words("note"), words("help"))
    audience = Audience.ONLY_ME
    takes_turns = True

    def question(self, situation: Situation, reader: Reader) -> Markup:
        """Ask what is its turn."""
        turn = int(situation.delivery.facts.get("turn", 0)) if situation.delivery else 0
        return reader.mrkdwn(f"learning-turns.{TURNS[turn % len(TURNS)]}", **self.facts(situation, reader))

    def more_buttons(self, situation: Situation, reader: Reader) -> list[Element]:
        """What would help may be for a coordinator to hear."""
        return [button(situation, reader)]
