"""After a session: did you meet, which the partner sees, and was it worth the time, which nobody else does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.domain.audience import Audience
from bot.domain.deliveries import Reason
from bot.domain.manners import Manner
from bot.domain.people import Intensity
from bot.domain.rhythm import SESSION_PULSE
from bot.domain.sessions import OUTCOMES
from bot.domain.situation import Situation
from bot.prompts.asking import Asking, choice, scale, words
from bot.views import sessions
from bot.views.blocks import Message
from bot.words import Markup, Reader

HOW = "how"
# It did not happen, because of technology.
TECH = "tech"


class SessionPulse(Asking):
    """The answer itself is its writer's alone; whether they met is written into the session, which is the pair's."""

    kind = SESSION_PULSE
    manner = Manner(Intensity.ESSENTIAL)
    window = timedelta(days=5)
    items = (choice(HOW, *OUTCOMES, TECH), scale("worth"), words("line"))
    audience = Audience.ONLY_ME
    shares = True

    def facts(self, situation: Situation, reader: Reader) -> dict[str, Any]:
        """Beside the partner, name when the session was."""
        seen = sessions.about(situation)
        when = sessions.when(sessions.of_row(situation).starts_at, seen, reader)
        return {**super().facts(situation, reader), "when": when}

    def stale(self, situation: Situation) -> Reason | None:
        """A session that was moved or called off before its hour is not asked about."""
        if not sessions.of_row(situation).took_its_hour:
            return Reason("session-moved", audience=Audience.PAIR)
        return super().stale(situation)

    def shared(self, situation: Situation, reader: Reader) -> Message:
        """Say what the other said of the session, and nothing of what else they answered."""
        seen, session = sessions.about(situation), sessions.of_row(situation)
        said = session.told.get(seen.partner.id)
        when = sessions.when(session.starts_at, seen, reader)
        text = reader.mrkdwn(f"session-pulse-shared.{said or 'withdrawn'}", partner=seen.mention, when=when)
        _lines, buttons = sessions.card(session, seen, reader)
        return sessions.shown([text], buttons if said else [])

    def who_sees(self, situation: Situation, reader: Reader) -> Markup:
        return reader.mrkdwn("session-pulse-seen", partner=Markup(situation.partner.mention))

    def who_sees_plain(self, situation: Situation, reader: Reader) -> str:
        return reader.plain("session-pulse-seen", partner=situation.partner.name)
