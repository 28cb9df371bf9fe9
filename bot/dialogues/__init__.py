"""Conversations, one file each; adding a question is one Step in one of them."""

from bot.dialogues.agreement import AGREEMENT
from bot.dialogues.base import Dialogue, Step
from bot.dialogues.onboarding import ONBOARDING

DIALOGUES: dict[str, Dialogue] = {dialogue.id: dialogue for dialogue in (ONBOARDING, AGREEMENT)}


def of_question(question: str) -> tuple[Dialogue, Step] | None:
    """Return the dialogue and the step that a question's name belongs to, or None."""
    dialogue = DIALOGUES.get(question.partition(".")[0])
    if dialogue is None:
        return None
    try:
        return dialogue, dialogue.step(question)
    except KeyError:
        return None


__all__ = ["AGREEMENT", "DIALOGUES", "ONBOARDING", "Dialogue", "Step", "of_question"]
