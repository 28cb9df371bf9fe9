"""Reminders of a session: the day before with its agenda, and half an hour before with the link."""

from __future__ import annotations

from bot.domain.audience import Audience
from bot.domain.deliveries import Reason
from bot.domain.sessions import Session, SessionState
from bot.domain.situation import Situation
from bot.views import blocks, sessions
from bot.views.blocks import Message
from bot.words import Markup, Reader

TOMORROW = "session_tomorrow"
SOON = "session_soon"
MOVED = Reason("session-moved", audience=Audience.PAIR)


class Reminder:
    """A reminder says what stands; once the session was moved or called off, it says that, or is not sent."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.words = kind.replace("_", "-")

    def stale(self, situation: Situation) -> Reason | None:
        """A session that no longer stands needs no reminder."""
        return None if sessions.of_row(situation).state is SessionState.AGREED else MOVED

    def render(self, situation: Situation, reader: Reader) -> Message:
        """Render it as it stands."""
        session, seen = sessions.of_row(situation), sessions.about(situation)
        if session.state is not SessionState.AGREED or seen.now >= session.ends_at:
            return sessions.shown(*sessions.card(session, seen, reader))
        when = sessions.when(session.starts_at, seen, reader)
        lines = [
            reader.mrkdwn(self.words, partner=seen.mention, when=when),
            *sessions.details(session, reader),
            *self._hint(session, reader),
        ]
        head = blocks.header(reader.plain(f"{self.words}.title"))
        return sessions.shown(lines, sessions.agreed_buttons(session, seen, reader), head)

    def _hint(self, session: Session, reader: Reader) -> list[Markup]:
        if self.kind == SOON:
            return [reader.mrkdwn("session-soon.quiet")]
        return [] if session.agenda else [reader.mrkdwn("session-tomorrow.bare")]


REMINDERS: dict[str, Reminder] = {kind: Reminder(kind) for kind in (TOMORROW, SOON)}
