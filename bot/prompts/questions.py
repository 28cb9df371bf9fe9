"""Questions: before each session the mentee is asked once what to bring, so that the mentor can prepare."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.domain.audience import Audience
from bot.domain.deliveries import Reason
from bot.domain.manners import Manner
from bot.domain.people import Intensity, Role
from bot.domain.rhythm import QUESTIONS
from bot.domain.sessions import SessionState
from bot.domain.situation import Answer, PairView, Situation
from bot.prompts.asking import Asking, choice, words
from bot.prompts.intents import Intent, Record
from bot.views import sessions
from bot.words import Markup, Reader

NOTHING = "nothing"


class Questions(Asking):
    """The mentor reads them in the reminder of the day before, or at once where that has gone out."""

    kind = QUESTIONS
    manner = Manner(Intensity.FEWER)
    window = timedelta(days=2)
    items = (choice(NOTHING, NOTHING, pressed=True), words("note"))
    audience = Audience.PAIR
    shares = True

    def facts(self, situation: Situation, reader: Reader) -> dict[str, Any]:
        """Name when the session is."""
        seen = sessions.about(situation)
        when = sessions.when(sessions.of_row(situation).starts_at, seen, reader)
        return {**super().facts(situation, reader), "when": when}

    def stale(self, situation: Situation) -> Reason | None:
        """For a session that was moved, the question comes with the new one; what was said already counts."""
        if sessions.of_row(situation).state is not SessionState.AGREED:
            return Reason("session-moved", audience=Audience.PAIR)
        return Reason("answered") if gathered(situation.pair) else super().stale(situation)

    def typed(self, situation: Situation, text: str) -> Intent | None:
        """Words take the place of `nothing this time`."""
        intent = super().typed(situation, text)
        return self._record({**intent.value, NOTHING: None}) if isinstance(intent, Record) else None

    def recorded(self, situation: Situation, answer: Answer, reader: Reader) -> Markup:
        """Name the session for which they are."""
        facts = self.facts(situation, reader)
        return reader.mrkdwn("questions.recorded", when=facts["when"], partner=facts["partner"])


def gathered(view: PairView) -> Answer | None:
    """Return what the mentee said to bring since the last session that was held, for the next one."""
    held = [one.starts_at for one in view.sessions if one.state is SessionState.MET]
    last = max(held, default=None)
    said = view.answer(view.pair.by_role(Role.MENTEE), QUESTIONS)
    return said if said and (last is None or said.answered_at > last) else None


def to_prepare(view: PairView) -> str | None:
    """Return the words that the mentor can prepare for, if there are any."""
    said = gathered(view)
    return str(said.value.get("note") or "") or None if said else None
