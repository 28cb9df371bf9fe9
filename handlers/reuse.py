"""What somebody told before: taken over into another pair of theirs when they say so, and let go of again."""

from __future__ import annotations

from bot.dialogues import ONBOARDING, Step
from bot.dialogues.again import USE
from bot.dialogues.base import Value
from handlers import cards
from handlers.services import Scene
from storage import answers, questions, situations
from storage.answers import Asked


def follow(scene: Scene, pair_id: int, value: Value) -> None:
    """Take over what is about the person, or, told anew after all, let go of what was taken over."""
    me = scene.me.id
    told = situations.told(scene.tx, scene.ws, me, pair_id)
    here = answers.of_pair(scene.tx, scene.ws, pair_id, lambda _audience, writer, _question: writer == me)
    mine = {one.question: one.value for one in here}
    for step in ONBOARDING.steps:
        before = told.get(ONBOARDING.question(step))
        if not step.personal or before is None:
            continue
        asked = _asked(scene, pair_id, step)
        if value.get("choice") == USE and before.question not in mine:
            reads = cards.audience(scene, pair_id, step)
            answers.record(scene.tx, asked, before.value, reads, at=scene.now)
        elif value.get("choice") != USE and mine.get(before.question) == before.value:
            answers.withdraw(scene.tx, asked, at=scene.now)
        shown = questions.find(scene.tx, asked)
        if shown:
            scene.rewrite(shown.delivery_id)


def _asked(scene: Scene, pair_id: int, step: Step) -> Asked:
    return Asked(scene.ws, scene.me.id, pair_id, ONBOARDING.question(step), str(pair_id))
