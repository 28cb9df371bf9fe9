"""Preparation: what both are asked before a session that they have agreed on."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain import sessions as rules
from bot.domain.agreement import wants_tech_check
from bot.domain.deliveries import DeliveryClass
from bot.domain.people import Person, Role
from bot.domain.rhythm import QUESTIONS, TECH_CHECK
from bot.domain.sessions import Session, SessionState
from bot.domain.situation import PairView
from bot.prompts.questions import gathered
from handlers import asks
from handlers.services import Scene
from storage import deliveries

# Work days before a session: first the technology, then what to bring, and the day before the reminder.
TRY_BEFORE = 3
BRING_BEFORE = 2


def prepare(scene: Scene, view: PairView, session: Session, person: Person) -> None:
    """Plan the tech check before a pair's first session, and ask the mentee what to bring, each once."""
    held = [one.starts_at for one in view.sessions if one.state is SessionState.MET]
    tried = view.answer(person.id, TECH_CHECK) or _asked(scene, TECH_CHECK, view, person)
    clauses = view.agreement.clauses if view.agreement else {}
    if wants_tech_check(clauses) and not held and not tried:
        _ask(scene, TECH_CHECK, session, person, TRY_BEFORE)
    if view.pair.member(person.id).role is Role.MENTEE and not gathered(view):
        asked = _asked(scene, QUESTIONS, view, person)
        if asked is None or (held and asked < max(held)):
            _ask(scene, QUESTIONS, session, person, BRING_BEFORE)


def _asked(scene: Scene, kind: str, view: PairView, person: Person) -> datetime | None:
    return deliveries.last_sent(scene.tx, scene.ws, kind, view.pair.id, person.id)


def _ask(scene: Scene, kind: str, session: Session, person: Person, days: int) -> None:
    """They belong to a session that the two arranged: like its reminders, they come however much else there is."""
    if not asks.has(scene, session.pair_id, kind):
        return
    due_at = max(scene.now, rules.day_before(person, session.starts_at, days))
    asks.ask(
        scene,
        kind,
        person.id,
        session.pair_id,
        due_at=due_at,
        occasion=_day(session.starts_at),
        subject=str(session.id),
        until=session.starts_at,
        class_=DeliveryClass.REMINDER,
    )


def _day(starts_at: datetime) -> str:
    """Return the date that names a session's occasion, the same for both."""
    return starts_at.astimezone(ZoneInfo("UTC")).date().isoformat()
