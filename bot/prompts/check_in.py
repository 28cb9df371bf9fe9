"""The check-in: at each agreed interval the mentee is asked how it goes, and the mentor sees the answer."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.audience import Audience
from bot.domain.check_ins import QUESTION, Mood
from bot.domain.goals import Goal
from bot.domain.situation import Situation
from bot.prompts.asking import Asking, choice, words
from bot.views import terms
from bot.words import Markup, Reader


class CheckIn(Asking):
    """See the module."""

    kind = QUESTION
    # A question about the last stretch is worth asking for as long as a work week, and then it is over.
    window = timedelta(days=5)
    items = (choice("mood", *Mood), words("note"))
    audience = Audience.PAIR
    shares = True

    def question(self, situation: Situation, reader: Reader) -> Markup:
        """Ask about the goal, where there is one."""
        goal = _goal_of(situation, situation.me.id)
        return reader.mrkdwn("check-in", goal=goal.title) if goal else reader.mrkdwn("check-in.no-goal")

    def beside(self, situation: Situation, reader: Reader) -> list[Markup]:
        """Beside the answer, the mentor sees how far the goal has come."""
        goal = _goal_of(situation, situation.partner.id)
        if goal is None:
            return []
        return [
            reader.mrkdwn(
                "check-in-shared.goal", goal=goal.title, percent=goal.percent, bar=terms.bar(goal.percent)
            )
        ]


def _goal_of(situation: Situation, person_id: int) -> Goal | None:
    mine = [one for one in situation.pair.goals if one.person_id == person_id and not one.closed_at]
    return mine[0] if mine else None
