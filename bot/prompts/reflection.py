"""The reflective question of the month: for mentors after GROW, for mentees on growth, culture and feedback."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.audience import Audience
from bot.domain.check_ins import QUESTION
from bot.domain.manners import Manner, WhenHeld
from bot.domain.people import Intensity, Role
from bot.domain.rhythm import REFLECTION, stage
from bot.domain.situation import Situation
from bot.prompts.asking import Asking, choice, words
from bot.words import Markup, Reader

# The mentee's questions take turns; each subject comes back in other words.
SUBJECTS = ("growth", "culture", "language", "feedback")
WORDINGS = 2
# So many wordings there are for a mentor at each stage; they take turns, too.
OF_A_STAGE = 3


class Reflection(Asking):
    """See the module."""

    kind = REFLECTION
    manner = Manner(Intensity.USUAL, WhenHeld.FOLD)
    window = timedelta(days=21)
    items = (choice("thought", "kept", "talk"), words("note"))
    audience = Audience.ONLY_ME
    takes_turns = True

    def question(self, situation: Situation, reader: Reader) -> Markup:
        """Ask a mentor what fits where the mentee stands, and a mentee what is their turn."""
        turn = int(situation.delivery.facts.get("turn", 0)) if situation.delivery else 0
        facts = self.facts(situation, reader)
        if situation.role is Role.MENTOR:
            return reader.mrkdwn(f"reflection-mentor.{_stage(situation)}-{turn % OF_A_STAGE + 1}", **facts)
        round_, subject = divmod(turn, len(SUBJECTS))
        return reader.mrkdwn(f"reflection-mentee.{SUBJECTS[subject]}-{round_ % WORDINGS + 1}", **facts)


def _stage(situation: Situation) -> str:
    mentee = situation.partner.id
    goals = [one for one in situation.pair.goals if not one.closed_at]
    last = situation.pair.answer(mentee, QUESTION)
    return stage(goals[0].percent if goals else 0, last.value.get("mood") if last else None)
