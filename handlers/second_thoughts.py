"""Second thoughts: what follows for an answer when the message in which it was typed is changed or deleted."""

from __future__ import annotations

from bot import dialogues
from bot.domain.situation import Question
from bot.prompts import PROMPTS, Withdraw
from bot.views import messages
from handlers import conversation, progress
from handlers import prompts as prompt_handlers
from handlers.services import Scene
from storage import answers, deliveries, drafts, goals, questions

# Further back than this nobody edits what was not understood.
LATELY = 50


def meant(scene: Scene, ts: str) -> Question | None:
    """Return the question that a message answered, or for which it was not understood and which still waits."""
    known = answers.from_message(scene.tx, scene.ws, scene.me.id, ts)
    if known:
        asked = answers.Asked(scene.ws, scene.me.id, known.pair_id, known.question, known.occasion)
        return questions.find(scene.tx, asked)
    for row in deliveries.recent(scene.tx, scene.ws, scene.me.id, LATELY):
        if row.kind == messages.NOT_UNDERSTOOD and row.facts.get("source") == ts:
            question = questions.by_id(scene.tx, scene.ws, scene.me.id, int(row.facts["question"]))
            return question if question and question.closed_at is None else None
    return None


def forget(scene: Scene, ts: str) -> None:
    """Take back what a deleted message said: an answer, logged progress, or a text that waits for its question."""
    drafts.forget(scene.tx, scene.ws, scene.me.id, ts)
    if unlog(scene, ts):
        scene.owe(messages.UNLOGGED)
        return
    known = answers.from_message(scene.tx, scene.ws, scene.me.id, ts)
    question = meant(scene, ts) if known else None
    if question is None:
        return
    found = dialogues.of_question(question.question)
    if found:
        conversation.withdraw(scene, question, *found)
    elif question.question in PROMPTS and question.delivery_id:
        prompt_handlers.intend(scene, prompt_handlers.mine(scene, question.delivery_id), Withdraw())
        scene.owe(messages.WITHDRAWN)


def unlog(scene: Scene, ts: str) -> bool:
    """Take progress out of the log that was typed in a message; False when none was."""
    found = goals.from_source(scene.tx, scene.ws, _source(ts), reader=scene.me.id)
    if found is None:
        return False
    # What it told the mentor is taken back with it.
    progress.withdraw(scene, found.id)
    return True


def source(ts: str, event_id: str | None = None) -> str:
    """Return what names a message in the log; with the event of an edit, that wording of it."""
    return f"{_source(ts)}{event_id or ''}"


def _source(ts: str) -> str:
    return f"typed:{ts}:"
