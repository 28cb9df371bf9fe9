"""Reminders of a session: the day before with its agenda, and half an hour before with the link."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.audience import Audience
from bot.domain.deliveries import Reason
from bot.domain.manners import Manner
from bot.domain.people import Intensity, Role
from bot.domain.sessions import Session, SessionState
from bot.domain.situation import Situation
from bot.prompts.asking import menu
from bot.prompts.questions import to_prepare
from bot.views import blocks, sessions, tech
from bot.views.blocks import Message
from bot.words import Markup, Reader

TOMORROW = "session_tomorrow"
SOON = "session_soon"
MOVED = Reason("session-moved", audience=Audience.PAIR)


class Reminder:
    """A reminder says what stands; once the session was moved or called off, it says that, or is not sent."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.manner = Manner(Intensity.ESSENTIAL)
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
            *_to_prepare(situation, reader),
            *self._hint(situation, session, reader),
        ]
        head = blocks.header(reader.plain(f"{self.words}.title"))
        buttons = [*tech.button(session, seen, reader), *sessions.agreed_buttons(session, seen, reader)]
        message = sessions.shown(lines, buttons, head)
        _head, first, *others = message.blocks
        return replace(message, blocks=(head, {**first, "accessory": menu(situation, reader)}, *others))

    def _hint(self, situation: Situation, session: Session, reader: Reader) -> list[Markup]:
        if self.kind == SOON:
            return [reader.mrkdwn("session-soon.quiet")]
        has_more = session.agenda or to_prepare(situation.pair)
        return [] if has_more else [reader.mrkdwn("session-tomorrow.bare")]


def _to_prepare(situation: Situation, reader: Reader) -> list[Markup]:
    """What the mentee brings: for the mentor to prepare, for the mentee as they said it."""
    said = to_prepare(situation.pair)
    if said is None:
        return []
    mine = "theirs" if situation.role is Role.MENTOR else "yours"
    return [
        reader.mrkdwn(f"session-questions.{mine}", questions=said, partner=Markup(situation.partner.mention))
    ]


SESSION_REMINDERS: dict[str, Reminder] = {kind: Reminder(kind) for kind in (TOMORROW, SOON)}
