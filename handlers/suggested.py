"""Suggestions: taking over those for all that is not answered yet, and changing what was taken over."""

from __future__ import annotations

from bot import dialogues
from bot.dialogues import AGREEMENT, Dialogue, base
from bot.domain.situation import Question
from bot.errors import PairMoved
from bot.router import Answer
from bot.typed import changes
from bot.views import messages
from bot.views import suggested as views
from handlers import cards, conversation, flow
from handlers.services import Call, On, Scene, act
from storage import answers, deliveries, questions


def register(on: On) -> None:
    on.action(base.REST)(press)
    on.action(views.CHANGE)(change)


async def press(call: Call) -> Answer:
    """Take over what is suggested for the rest; pressed once more, nothing is left of it."""

    def record(scene: Scene) -> None:
        question, dialogue, _step = conversation.of_row(scene, conversation.row_of(call))
        if not take_rest(scene, question, dialogue):
            scene.rewrite(question.delivery_id)

    await act(call, record)
    return None


async def change(call: Call) -> Answer:
    """Ask a clause again that was taken over."""

    def ask(scene: Scene) -> None:
        delivery = scene.sent(conversation.row_of(call))
        found = dialogues.of_question(f"{AGREEMENT.id}.{call.value}")
        if delivery.kind != messages.SUGGESTED or delivery.pair_id is None or found is None:
            raise PairMoved
        conversation.still_open(scene, delivery.pair_id, AGREEMENT)
        conversation.ask_anew(scene, delivery.pair_id, *found)

    await act(call, ask)
    return None


def typed(scene: Scene, question: Question, text: str) -> bool:
    """Take over what is suggested for the rest when words say so; False when they say anything else."""
    found = dialogues.of_question(question.question)
    if found is None or not changes.rest_as_suggested(text):
        return False
    if not take_rest(scene, question, found[0]):
        scene.owe(messages.NOTHING_SUGGESTED, pair_id=question.pair_id)
    return True


def take_rest(scene: Scene, question: Question, dialogue: Dialogue) -> bool:
    """Take over what is suggested for each open question of its dialogue, and list it; False where nothing is.

    Nothing is signed by it, what has no suggestion is asked still, and the other sees as little as of any answer.
    """
    pair_id = question.pair_id
    conversation.still_open(scene, pair_id, dialogue)
    rest = dialogue.rest(scene.situation(pair_id, question.delivery_id))
    if not rest:
        return False
    for step_id, value in rest.items():
        step = dialogue.step(f"{dialogue.id}.{step_id}")
        asked = flow.asked(scene, pair_id, dialogue.question(step))
        audience = cards.audience(scene, pair_id, step)
        answers.record(scene.tx, asked, value, audience, at=scene.now, suggested=True)
        if known := questions.find(scene.tx, asked):
            questions.close(scene.tx, asked, at=scene.now)
            scene.rewrite(known.delivery_id)
    _list(scene, pair_id)
    conversation.move_on_below(scene, pair_id, dialogue)
    return True


def _list(scene: Scene, pair_id: int) -> None:
    """List what is taken over; a list further up points here, so that there are no two of the same."""
    above = deliveries.latest(scene.tx, scene.ws, messages.SUGGESTED, str(pair_id), scene.me.id)
    if above:
        deliveries.add_facts(scene.tx, above, **{views.MOVED: True})
        scene.rewrite(above.id)
    scene.owe(messages.SUGGESTED, pair_id=pair_id)
