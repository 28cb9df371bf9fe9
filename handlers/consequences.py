"""Consequences: what follows for others when a prompt was answered, changed or taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.domain.audience import Audience
from bot.domain.check_ins import QUESTION, Mood
from bot.domain.deliveries import WAITING, Delivery
from bot.domain.people import Role
from bot.domain.rhythm import CHECK_IN, FOLLOW_UP, QUESTIONS, SESSION_PULSE, SURVEY, TECH_CHECK, at_their_hour
from bot.domain.sessions import SessionState
from bot.domain.situation import Situation
from bot.prompts import PROMPTS, Intent, Record
from bot.prompts.confidentiality import CONCERN
from bot.prompts.private_word import PRIVATE_WORD
from bot.prompts.session_pulse import HOW, TECH
from bot.prompts.session_reminders import TOMORROW
from bot.prompts.surveys import FOLLOW, YES
from bot.render import SHARED
from bot.views import tech
from handlers import asks, session_flow
from handlers.services import About, Scene
from storage import deliveries

Follow = Callable[[Scene, Situation, Delivery, Intent], None]


def follow(scene: Scene, situation: Situation, row: Delivery, intent: Intent) -> None:
    """Let happen what an answer brings about."""
    _FOLLOWS.get(row.kind, share)(scene, situation, row, intent)


def share(scene: Scene, situation: Situation, row: Delivery, intent: Intent) -> None:
    """The partner gets one message for each occasion; a changed answer rewrites it."""
    partners = situation.pair.pair.partners(scene.me.id)
    if scene.answers_first and len(partners) == 1:
        # Nobody else's answer is told under the same key, so there is nothing yet to rewrite.
        if _is_for_others(row, intent):
            scene.owe(row.kind + SHARED, partners[0], **_about(row))
        return
    for partner in partners[:1]:
        _tell(scene, row, intent, partner)


def _tell(scene: Scene, row: Delivery, intent: Intent, person_id: int, **facts: Any) -> None:
    kind = row.kind + SHARED
    # Nearly always it is the first answer, and the row stands for itself.
    if _is_for_others(row, intent) and scene.owe_row(kind, person_id, **_about(row, facts)):
        return
    known = deliveries.by_key(scene.tx, scene.ws, f"{kind}:{row.subject}:{row.occasion}:{person_id}")
    if known:
        scene.rewrite(known.id, person_id)


def _about(row: Delivery, facts: dict[str, Any] | None = None) -> About:
    return {"pair_id": row.pair_id, "subject": row.subject, "occasion": row.occasion, "facts": facts}


def _is_for_others(row: Delivery, intent: Intent) -> bool:
    if not isinstance(intent, Record) or not PROMPTS[row.kind].shares:
        return False
    return intent.audience in (Audience.PAIR, Audience.COORDINATOR)


def _check_in(scene: Scene, situation: Situation, row: Delivery, intent: Intent) -> None:
    """The mentor sees it; who was stuck before and is stuck again is asked a question that looks forward."""
    share(scene, situation, row, intent)
    if not isinstance(intent, Record) or intent.value.get("mood") != Mood.STUCK:
        return
    before = situation.pair.answer_before(scene.me.id, QUESTION, row.occasion)
    if before and before.value.get("mood") == Mood.STUCK:
        asks.after_setback(scene, situation.pair.pair.id)


def _session_pulse(scene: Scene, situation: Situation, row: Delivery, intent: Intent) -> None:
    """Whether they met is the pair's, and written into the session; the rest of the answer stays its writer's."""
    how = intent.value.get(HOW) if isinstance(intent, Record) else None
    outcome = SessionState.MISSED if how == TECH else SessionState(how) if how else None
    session_flow.told(scene, int(row.subject), outcome)
    if how == TECH:
        session = situation.pair.session(int(row.subject))
        session_flow.owe(scene, session, tech.TROUBLE_TOLD, scene.me.id, "after")


def _questions(scene: Scene, situation: Situation, row: Delivery, intent: Intent) -> None:
    """They stand in the mentor's reminder; where that has gone out, or there was none, the mentor hears them."""
    shown = {
        member.person_id: deliveries.latest(scene.tx, scene.ws, TOMORROW, row.subject, member.person_id)
        for member in situation.pair.pair.members
    }
    for person_id, reminder in shown.items():
        if reminder and reminder.sent_at:
            scene.rewrite(reminder.id, person_id)
    coming = shown[situation.pair.pair.by_role(Role.MENTOR)]
    says_something = isinstance(intent, Record) and bool(intent.value.get("note"))
    if not (coming and coming.state in WAITING) and (says_something or not isinstance(intent, Record)):
        share(scene, situation, row, intent)


def _tech_check(scene: Scene, situation: Situation, row: Delivery, intent: Intent) -> None:
    """The partner sees it, and what they were told themselves follows."""
    share(scene, situation, row, intent)
    for kind in (TECH_CHECK, TECH_CHECK + SHARED):
        for member in situation.pair.pair.members:
            shown = deliveries.latest(scene.tx, scene.ws, kind, row.subject, member.person_id)
            if shown and shown.sent_at and shown.id != row.id:
                scene.rewrite(shown.id, member.person_id)


def _survey(scene: Scene, situation: Situation, row: Delivery, intent: Intent) -> None:
    """Who would like to be asked again months later will be; a change of mind is seen when it is due."""
    if not isinstance(intent, Record) or intent.value.get(FOLLOW) != YES:
        return
    programme = situation.pair.programme
    if programme.rhythm.has(FOLLOW_UP):
        due_at = at_their_hour(scene.me, programme.ends_on + programme.rhythm.days(FOLLOW_UP))
        asks.ask(scene, FOLLOW_UP, scene.me.id, situation.pair.pair.id, due_at=due_at)


def _private_word(scene: Scene, situation: Situation, row: Delivery, intent: Intent) -> None:
    """The coordinators whom its writer was shown read it, and nobody else."""
    for person_id in row.facts["people"]:
        _tell(scene, row, intent, int(person_id), writer=scene.me.id)


_FOLLOWS: dict[str, Follow] = {
    CHECK_IN: _check_in,
    SESSION_PULSE: _session_pulse,
    QUESTIONS: _questions,
    TECH_CHECK: _tech_check,
    SURVEY: _survey,
    PRIVATE_WORD: _private_word,
    CONCERN: _private_word,
}
