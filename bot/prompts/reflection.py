"""The reflective question of the month: for mentors after GROW, for mentees on growth, culture and feedback."""

from __future__ import annotations

from datetime import date, timedelta

from bot.domain.audience import Audience
from bot.domain.check_ins import QUESTION
from bot.domain.people import Role
from bot.domain.rhythm import REFLECTION, stage
from bot.domain.situation import Situation
from bot.prompts.asking import Asking, choice, words
from bot.words import Markup, Reader

# The mentee's questions take turns, month by month.
TURNS = ("growth", "culture", "language", "feedback")


class Reflection(Asking):
    """See the module."""

    kind = REFLECTION
    window = timedelta(days=7)
    items = (choice("thought", "kept", "talk"), words("note"))
    audience = Audience.ONLY_ME

    def question(self, situation: Situation, reader: Reader) -> Markup:
        """Ask a mentor what fits where the mentee stands, and a mentee what is their turn this month."""
        if situation.role is Role.MENTOR:
            return reader.mrkdwn(f"reflection-mentor.{_stage(situation)}", **self.facts(situation, reader))
        month = date.fromisoformat(situation.delivery.occasion).month if situation.delivery else 0
        return reader.mrkdwn(
            f"reflection-mentee.{TURNS[month % len(TURNS)]}", **self.facts(situation, reader)
        )


def _stage(situation: Situation) -> str:
    mentee = situation.partner.id
    goals = [one for one in situation.pair.goals if not one.closed_at]
    last = situation.pair.answer(mentee, QUESTION)
    return stage(goals[0].percent if goals else 0, last.value.get("mood") if last else None)
