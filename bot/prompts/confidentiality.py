"""Questions and concerns about confidentiality: words for the partner, or for those who coordinate, never for both."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.audience import Audience
from bot.domain.deliveries import Reason
from bot.domain.manners import Manner
from bot.domain.people import Intensity
from bot.domain.situation import Answer, Situation
from bot.prompts.asking import Asking, words
from bot.prompts.private_word import PrivateWord
from bot.views import blocks, confidentiality
from bot.views.blocks import Element
from bot.words import Markup, Reader

QUESTION = "confidentiality_question"
CONCERN = "confidentiality_concern"


class ConfidentialityQuestion(Asking):
    """It goes to the partner alone, who can answer with a press and words of their own."""

    kind = QUESTION
    manner = Manner(Intensity.ESSENTIAL)
    window = timedelta(days=2)
    items = (words("note"),)
    audience = Audience.PAIR
    shares = True

    def stale(self, situation: Situation) -> Reason | None:
        """It answers its writer's own act, and never is."""
        return None

    def recorded(self, situation: Situation, answer: Answer, reader: Reader) -> Markup:
        """Name whom it went to."""
        return reader.mrkdwn(f"{self.words}.recorded", partner=Markup(situation.partner.mention))

    def answers_to_shared(self, situation: Situation, reader: Reader) -> list[Element]:
        """Let the partner answer, and nobody else read it."""
        label = reader.plain("confidentiality-question.answer")
        return [blocks.button(confidentiality.REPLY, label, str(situation.pair.pair.id))]


class ConfidentialityConcern(PrivateWord):
    """It goes to the programme's coordinators alone, as a private word does."""

    kind = CONCERN

    def recorded(self, situation: Situation, answer: Answer, reader: Reader) -> Markup:
        """Name whom it went to."""
        return reader.mrkdwn(f"{self.words}.recorded", **self.facts(situation, reader))
