"""The troubleshooting plan of a pair: what to do when the technology fails, as their agreement has it."""

from __future__ import annotations

from bot.domain.sessions import Session, SessionState, may_be_late
from bot.domain.situation import PairView, Situation
from bot.views import blocks, sessions
from bot.views.agreement import troubleshooting
from bot.views.blocks import Element, Message
from bot.words import Markup, Reader

TROUBLE = "session_trouble"
TROUBLE_TOLD = "session_trouble_told"
CANNOT_CONNECT = "session.cannot_connect"


def plan(view: PairView, reader: Reader) -> Markup:
    """Return the plan in words, step by step: the agreement's, or the usual one."""
    return Markup(f"{reader.mrkdwn('tech-plan')}\n{troubleshooting(view.agreement, reader)}")


def button(session: Session, seen: sessions.About, reader: Reader) -> list[Element]:
    """Return the button that says that one cannot connect, around the time of a session."""
    if not may_be_late(session, seen.now):
        return []
    return [blocks.button(CANNOT_CONNECT, reader.plain("session-trouble.button"), str(session.id))]


def trouble(situation: Situation, reader: Reader) -> Message:
    """Tell one of the two that the other cannot connect, and what they agreed to do then."""
    return _said("session-trouble", situation, reader)


def trouble_told(situation: Situation, reader: Reader) -> Message:
    """Repeat the plan to whoever cannot connect, or told that technology was in the way."""
    session = sessions.of_row(situation)
    words = "session-trouble.told" if session.state is SessionState.AGREED else "session-trouble.next"
    return _said(words, situation, reader)


def _said(words: str, situation: Situation, reader: Reader) -> Message:
    seen = sessions.about(situation)
    when = sessions.when(sessions.of_row(situation).starts_at, seen, reader)
    text = reader.mrkdwn(words, partner=seen.mention, when=when)
    return sessions.shown([text, plan(situation.pair, reader)], [])
