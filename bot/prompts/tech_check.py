"""The tech check: before the first session both try out what they will meet with, and each sees how it went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot.domain.audience import Audience
from bot.domain.deliveries import Reason
from bot.domain.manners import Manner
from bot.domain.people import Intensity
from bot.domain.rhythm import TECH_CHECK
from bot.domain.sessions import SessionState
from bot.domain.situation import Answer, Situation
from bot.prompts.asking import Asking, choice, words
from bot.views import sessions, tech
from bot.words import Markup, Reader

WORKS, FAILS = "works", "fails"
TRIED = "tried"


class TechCheck(Asking):
    """Two presses; where something does not work, the plan that the two agreed on stands beside it."""

    kind = TECH_CHECK
    manner = Manner(Intensity.ESSENTIAL)
    window = timedelta(days=3)
    items = (choice(TRIED, WORKS, FAILS), words("note"))
    audience = Audience.PAIR
    shares = True

    def facts(self, situation: Situation, reader: Reader) -> dict[str, Any]:
        """Name when the session is."""
        seen = sessions.about(situation)
        when = sessions.when(sessions.of_row(situation).starts_at, seen, reader)
        return {**super().facts(situation, reader), "when": when}

    def question(self, situation: Situation, reader: Reader) -> Markup:
        """Name the link to try, where there is one."""
        asked = super().question(situation, reader)
        link = sessions.of_row(situation).link
        return Markup(f"{asked}\n{reader.mrkdwn('session-link', link=link)}") if link else asked

    def stale(self, situation: Situation) -> Reason | None:
        """A session that was moved is checked for at its new time; who has checked needs not do so again."""
        if sessions.of_row(situation).state is not SessionState.AGREED:
            return Reason("session-moved", audience=Audience.PAIR)
        if situation.pair.answer(situation.me.id, TECH_CHECK):
            return Reason("answered")
        return super().stale(situation)

    def recorded(self, situation: Situation, answer: Answer, reader: Reader) -> Markup:
        """Name the session for which it is."""
        facts = self.facts(situation, reader)
        return reader.mrkdwn("tech-check.recorded", when=facts["when"], partner=facts["partner"])

    def after(self, situation: Situation, answer: Answer, reader: Reader) -> Sequence[Markup]:
        """Say that both are ready, or what to do."""
        return self._stand(situation, answer, reader)

    def beside(self, situation: Situation, reader: Reader) -> list[Markup]:
        """The partner reads the same."""
        answer = self.known(situation, situation.partner.id)
        return self._stand(situation, answer, reader) if answer else []

    def known(self, situation: Situation, person_id: int) -> Answer | None:
        """Return somebody's answer, to whichever session it was given."""
        return situation.pair.answer(person_id, TECH_CHECK)

    def _stand(self, situation: Situation, answer: Answer, reader: Reader) -> list[Markup]:
        if answer.value.get(TRIED) != WORKS:
            return [tech.plan(situation.pair, reader)]
        tried = [self.known(situation, one.person_id) for one in situation.pair.pair.members]
        both = all(one is not None and one.value.get(TRIED) == WORKS for one in tried)
        return [reader.mrkdwn("tech-check-both")] if both else []
