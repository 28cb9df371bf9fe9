"""From a row of the ledger to its message: the one place that knows which kind is rendered by whom."""

from __future__ import annotations

from bot import dialogues, rehearsing
from bot.dialogues import base, introduction, onboarding
from bot.domain.deliveries import Reason
from bot.domain.manners import USUAL, Manner
from bot.domain.situation import Situation
from bot.prompts import PROMPTS, REMINDERS, SESSION_REMINDERS
from bot.views import invitations, messages, place, rehearsal
from bot.views.blocks import Message
from bot.views.digest import digest
from bot.words import Reader

SHARED = "_shared"


class UnknownKind(LookupError):
    """The ledger holds a kind of message that this version of Trellis cannot render."""


def message(situation: Situation, reader: Reader) -> Message:
    """Render the situation's row as it stands now, with what came within it; raises UnknownKind."""
    if not situation.parts:
        return _one(situation, reader)
    return digest([_one(one, reader) for one in (situation, *situation.parts)], reader)


def _one(situation: Situation, reader: Reader) -> Message:
    kind = situation.delivery.kind if situation.delivery else ""
    if kind in PROMPTS:
        return PROMPTS[kind].render(situation, reader)
    if kind in REMINDERS:
        return REMINDERS[kind].render(situation, reader)
    if kind.endswith(SHARED) and kind.removesuffix(SHARED) in PROMPTS:
        return PROMPTS[kind.removesuffix(SHARED)].shared(situation, reader)
    if kind == rehearsal.KIND:
        return rehearsing.message(situation, reader, _one)
    if kind == messages.INTRODUCTION:
        return introduction.render(situation, reader)
    if kind == messages.INVITATION:
        return invitations.invitation(situation, reader, len(onboarding.QUESTIONS))
    if kind == place.OPENED:
        return introduction.opened(situation, reader)
    if kind == base.NOTED:
        return _noted(situation, reader)
    found = dialogues.of_question(kind)
    if found:
        return base.render(found[0], situation, reader)
    if kind in messages.VIEWS:
        return messages.VIEWS[kind](situation, reader)
    raise UnknownKind(kind)


def _noted(situation: Situation, reader: Reader) -> Message:
    """Read back what was typed; `question` among the row's facts says to which question."""
    question = str(situation.delivery.facts["question"]) if situation.delivery else ""
    if question in PROMPTS:
        return PROMPTS[question].noted(situation, reader)
    found = dialogues.of_question(question)
    if found is None:
        raise UnknownKind(question)
    return base.noted(*found, situation, reader)


def title(kind: str) -> str:
    """Return the id of the words that name a kind of message, where it is not shown itself."""
    if kind in PROMPTS:
        return f"{PROMPTS[kind].words}.title"
    if kind in SESSION_REMINDERS:
        return f"{SESSION_REMINDERS[kind].words}.title"
    if found := dialogues.of_question(kind):
        dialogue, step = found
        return f"{dialogue.words(step)}.label"
    if kind.endswith(SHARED):
        return "kind-shared"
    return f"kind-{kind.replace('_', '-')}"


def manner(kind: str) -> Manner:
    """Return what a kind of message declares of itself."""
    known = PROMPTS.get(kind) or REMINDERS.get(kind)
    return known.manner if known else USUAL


def stale(situation: Situation) -> Reason | None:
    """Return why a row no longer makes sense, or None."""
    kind = situation.delivery.kind if situation.delivery else ""
    if kind in REMINDERS:
        return REMINDERS[kind].stale(situation)
    return PROMPTS[kind].stale(situation) if kind in PROMPTS else None
