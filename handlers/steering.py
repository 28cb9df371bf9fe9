"""Words that steer: back, skip, later, help, pause and their like, typed instead of an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot import dialogues
from bot.domain.pairs import OPEN, Pair
from bot.domain.situation import Question
from bot.typed import Command
from bot.views import messages
from bot.views.blocks import Message
from handlers import conversation, flow, pauses, quiet, standing
from handlers.services import Scene
from storage import deliveries, pairs, people, questions
from storage.answers import Asked


def anywhere(scene: Scene, command: Command | None) -> bool:
    """Carry out a word that means the same whatever is open; False when it is no such word."""
    if command not in _ANYWHERE:
        return False
    _ANYWHERE[command](scene)
    return True


def at(scene: Scene, question: Question, command: Command | None) -> bool:
    """Carry out a word that steers what one question asks; False when it is no such word."""
    found = dialogues.of_question(question.question)
    if found:
        if command not in _STEPS:
            return False
        _STEPS[command](scene, question, *found)
        return True
    if command not in _PROMPTS:
        return False
    _PROMPTS[command](scene, question)
    return True


def _resume(scene: Scene) -> None:
    """Go on with whatever rests: a snooze, the one pair that is paused, or the conversation."""
    mine = _mine(scene)
    paused = [pair for pair in mine if pair.is_paused(scene.now)]
    if scene.me.snoozed_until and scene.me.snoozed_until > scene.now:
        quiet.wake(scene)
    elif len(paused) == 1:
        pauses.go_on(scene, paused[0].id)
        scene.owe(messages.RESUMED, pair_id=paused[0].id)
    else:
        conversation.go_on(scene)


def _quiet(scene: Scene) -> None:
    """Offer every way to hear less, and the way out."""
    offered, paused = _to_rest(scene)
    facts = {"pairs": offered, "paused": paused, "people": [partner for _pair, partner in offered]}
    scene.owe(messages.QUIET, facts=facts)


def ways_to_hear_less(scene: Scene) -> Message:
    """The same, to be said where somebody asked for it."""
    offered, paused = _to_rest(scene)
    known = people.several(scene.tx, scene.ws, {partner for _pair, partner in offered})
    named = [(pair, known[partner]) for pair, partner in offered]
    return messages.ways_to_hear_less(named, paused, scene.reader())


def _to_rest(scene: Scene) -> tuple[list[tuple[int, int]], list[int]]:
    """Return the open pairs of whoever acts, each with the other's id, and which of them rest already."""
    mine = _mine(scene)[: messages.QUIET_MOST]
    offered = [(pair.id, pair.partners(scene.me.id)[0]) for pair in mine]
    return offered, [pair.id for pair in mine if pair.is_paused(scene.now)]


def _mine(scene: Scene) -> list[Pair]:
    """Return the open pairs to which whoever acts has said yes."""
    found = pairs.of_person(scene.tx, scene.ws, scene.me.id)
    return [pair for pair in found if pair.state in OPEN and pair.member(scene.me.id).accepted_at]


def accept(scene: Scene) -> bool:
    """Take a "yes" for the answer to the one invitation that has come and waits; False when it is none."""
    invited = [
        pair
        for pair in pairs.of_person(scene.tx, scene.ws, scene.me.id)
        if pair.state in OPEN and not pair.member(scene.me.id).accepted_at
    ]
    if len(invited) != 1:
        return False
    row = deliveries.latest(scene.tx, scene.ws, messages.INVITATION, str(invited[0].id), scene.me.id)
    if row is None or row.sent_at is None:
        return False
    flow.accepted(scene, invited[0])
    return True


def _leave(scene: Scene, question: Question) -> None:
    """Pass over a prompt: words are no longer taken for its answer, its buttons still are."""
    about = (question.pair_id, question.question, question.occasion)
    questions.close(scene.tx, Asked(scene.ws, scene.me.id, *about), at=scene.now)
    scene.owe(messages.PROMPT_LEFT, pair_id=question.pair_id)


def _hello(scene: Scene) -> None:
    """Answer a greeting, or thanks."""
    is_known = pairs.of_person(scene.tx, scene.ws, scene.me.id) or standing.is_coordinator(scene)
    standing.say(scene, messages.GREETING if is_known else messages.STRANGER)


def _say(kind: str) -> Callable[[Scene], None]:
    def say(scene: Scene) -> None:
        scene.owe(kind)

    return say


def _say_of(kind: str) -> Callable[[Scene, Question], None]:
    def say(scene: Scene, question: Question) -> None:
        scene.owe(kind, pair_id=question.pair_id)

    return say


_ANYWHERE: Mapping[Command | None, Callable[[Scene], None]] = {
    Command.RESUME: _resume,
    Command.PAUSE: _quiet,
    Command.STOP: _quiet,
    Command.SNOOZE: lambda scene: quiet.snooze(scene, quiet.day_of_tomorrow(scene)),
    Command.EDIT: _say(messages.HOW_TO_EDIT),
    Command.STATUS: lambda scene: standing.say(scene, messages.STANDING),
    Command.HELLO: _hello,
}
_STEPS = {
    Command.BACK: conversation.back,
    Command.SKIP: conversation.skip,
    Command.LATER: conversation.later,
    Command.HELP: conversation.explain,
    Command.WHY: conversation.explain,
}
_PROMPTS = {
    Command.BACK: _say_of(messages.HELP),
    Command.SKIP: _leave,
    Command.LATER: _say_of(messages.PROMPT_LATER),
    Command.HELP: _say_of(messages.HELP),
    Command.WHY: _say_of(messages.PROMPT_WHY),
}
