"""The follow-up: months after the programme's end, to who asked for it in the closing survey."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.audience import Audience
from bot.domain.deliveries import Reason
from bot.domain.manners import Manner
from bot.domain.people import Intensity
from bot.domain.rhythm import FOLLOW_UP, SURVEY
from bot.domain.situation import Situation
from bot.prompts.asking import Asking, choice, scale, words
from bot.prompts.surveys import FOLLOW, YES


class FollowUp(Asking):
    """Three items; it comes although the programme has ended, and not to who changed their mind."""

    kind = FOLLOW_UP
    manner = Manner(Intensity.ESSENTIAL)
    window = timedelta(days=21)
    listens = window
    outlasts = True
    items = (choice("touch", "yes", "sometimes", "no"), scale("use"), words("note"))
    audience = Audience.TOTALS

    def stale(self, situation: Situation) -> Reason | None:
        """Only a standing yes brings it."""
        survey = situation.pair.answer(situation.me.id, SURVEY)
        if survey is None or survey.value.get(FOLLOW) != YES:
            return Reason("not-wanted")
        return super().stale(situation)
