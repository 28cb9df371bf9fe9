"""Cards: who reads what somebody told of themselves follows from what they leave on their card."""

from __future__ import annotations

from bot.dialogues import ONBOARDING, Step
from bot.dialogues.onboarding import ON_CARD, SHARING
from bot.domain import cards as rules
from bot.domain.audience import Audience
from handlers.services import Scene
from storage import answers
from storage.answers import Asked


def audience(scene: Scene, pair_id: int, step: Step) -> Audience:
    """Return who reads the answer to a step that whoever acts gives now."""
    if step.audience is not Audience.CARD:
        return step.audience
    return rules.audience(step.audience, step.id, _left_out(scene, pair_id))


def follow(scene: Scene, pair_id: int, step: Step) -> None:
    """Somebody chose their card, or took that choice back: each answer is read by whom it says from now on."""
    if step is not SHARING:
        return
    left_out = _left_out(scene, pair_id)
    for one in ON_CARD:
        reads = rules.audience(one.audience, one.id, left_out)
        answers.open_to(scene.tx, _asked(scene, pair_id, one), reads)


def _left_out(scene: Scene, pair_id: int) -> list[str] | None:
    mine = scene.me.id
    known = answers.find(
        scene.tx, _asked(scene, pair_id, SHARING), lambda _audience, writer, _: writer == mine
    )
    return list(known.value["left_out"]) if known else None


def _asked(scene: Scene, pair_id: int, step: Step) -> Asked:
    return Asked(scene.ws, scene.me.id, pair_id, ONBOARDING.question(step), str(pair_id))
