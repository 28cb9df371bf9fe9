"""Talk: what people type to Trellis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot import dialogues, typed
from bot.dialogues import base
from bot.domain.deliveries import FOLDS
from bot.domain.pairs import OPEN
from bot.domain.situation import Question
from bot.errors import PairMoved, TextGone
from bot.prompts import PROMPTS
from bot.router import Answer
from bot.typed import Command, changes
from bot.views import messages
from handlers import (
    amendments,
    apologies,
    comebacks,
    conversation,
    errors,
    progress,
    quiet,
    second_thoughts,
    standing,
    steering,
    suggested,
    wishes,
)
from handlers import prompts as prompt_handlers
from handlers.services import Call, On, Scene, act, act_once
from storage import deliveries, drafts, pairs, questions
from storage.goals import Said

Work = Callable[[Scene, Call], None]


def register(on: On) -> None:
    on.event("message")(message)
    on.action(*messages.WHICH_ANSWERS)(which)
    on.action(messages.WHICH_NONE)(which_none)


async def message(call: Call) -> Answer:
    """Something was typed, changed or deleted in the DM; what bots say, and all else, is none of ours."""
    work = _work_of(call)
    if work is None:
        return None
    writer = _as_writer(call)
    async with errors.answered(writer):
        await act_once(writer, lambda scene: work(scene, writer))
    return None


def _work_of(call: Call) -> Work | None:
    event = call.event
    inner = event.get("message") or {}
    before = event.get("previous_message") or {}
    if event.get("channel_type") != "im" or event.get("bot_id") or inner.get("bot_id"):
        return None
    match event.get("subtype"):
        case None | "file_share" | "thread_broadcast":
            return said
        case "message_changed" if inner.get("user") and inner.get("text") != before.get("text"):
            return changed
        case "message_deleted" if before.get("user") and not before.get("bot_id"):
            return deleted
    return None


def said(scene: Scene, call: Call) -> None:
    """Take words for what they most likely are: progress, a command, or the answer to what is open."""
    raw = str(call.event.get("text") or "")
    text = scene.typed(raw)
    ts = str(call.event.get("ts"))
    line = typed.progress_prefix(text)
    if line is not None:
        log(scene, line, second_thoughts.source(ts))
        return
    if amendments.asked(scene, text):
        waiting = _waiting(scene, call) if changes.may_answer(text) else []
        if waiting:
            # "Can we meet at other hours?" may be for the mentor to read, too: whoever wrote it says so.
            _ask_which(scene, waiting, text, ts)
        return
    if comebacks.asked(scene, text) or quiet.said(scene, text):
        return
    # To address Trellis by name makes a word no less a command.
    command = typed.command(raw)
    waiting = _waiting(scene, call)
    if not text:
        standing.repeat(scene, messages.NO_WORDS)
    elif steering.anywhere(scene, command):
        return
    elif not waiting and command is None and (coming := questions.coming(scene.tx, scene.ws, scene.me.id)):
        _came_early(scene, coming)
    elif not waiting:
        _nothing_asked(scene, command, text)
    elif len(waiting) == 1 and not typed.is_delicate(text):
        take(scene, waiting[0], text, ts)
    elif command in (Command.HELP, Command.WHY):
        scene.owe(messages.HELP)
    else:
        _ask_which(scene, waiting, text, ts)


def take(scene: Scene, question: Question, text: str, ts: str | None) -> bool:
    """Take words for a command about a question or for its answer; False when they were neither."""
    return (
        steering.at(scene, question, typed.command(text))
        or suggested.typed(scene, question, text)
        or answer(scene, question, text, ts)
    )


def answer(scene: Scene, question: Question, text: str, ts: str | None) -> bool:
    """Take words for the answer to a question; False, with the reason said, when they can be none."""
    situation = scene.situation(question.pair_id, question.delivery_id)
    found = dialogues.of_question(question.question)
    if found:
        dialogue, step = found
        too_long = len(text) > conversation.longest(step)
        value = None if too_long else step.typed(text, situation, scene.reader())
        why = "step-too-long" if too_long else "step-not-understood"
        return conversation.keep(scene, question, dialogue, step, value, why=why, source_ts=ts)
    prompt = PROMPTS[question.question]
    intent = prompt.typed(situation, text)
    if intent is None:
        why = "step-too-long" if len(text) > prompt.longest else "step-not-understood"
        facts = {"words": prompt.words, "why": why, "limit": prompt.longest}
        conversation.refuse(scene, question, facts, ts)
        return False
    prompt_handlers.intend(scene, situation, intent, ts)
    scene.owe(base.NOTED, pair_id=question.pair_id, facts={"question": question.question})
    return True


def changed(scene: Scene, call: Call) -> None:
    """Somebody edited a message of theirs."""
    inner = call.event["message"]
    ts, text = str(inner["ts"]), scene.typed(str(inner.get("text") or ""))
    if drafts.reword(scene.tx, scene.ws, scene.me.id, ts, text):
        # It still waits for its writer to say which question it answers.
        return
    if second_thoughts.unlog(scene, ts):
        log(scene, typed.progress_prefix(text) or text, second_thoughts.source(ts, call.event_id))
        return
    question = second_thoughts.meant(scene, ts)
    if question is None:
        scene.owe(messages.NOT_AN_ANSWER)
    else:
        answer(scene, question, text, ts)


def deleted(scene: Scene, call: Call) -> None:
    """Somebody deleted a message of theirs."""
    second_thoughts.forget(scene, str(call.event.get("deleted_ts")))


async def which(call: Call) -> Answer:
    """Somebody said which of several questions their text answers: `draft:question row`."""
    draft, _, row = (call.value or "").partition(":")

    def record(scene: Scene) -> None:
        kept = drafts.take(scene.tx, scene.ws, scene.me.id, int(draft))
        question = questions.by_id(scene.tx, scene.ws, scene.me.id, int(row))
        if kept is None:
            raise TextGone
        if question is None:
            raise PairMoved
        if take(scene, question, *kept):
            _settle_which(scene, call, kept[1], question)

    await act(call, record)
    return None


async def which_none(call: Call) -> Answer:
    """It answers none of them."""

    def leave(scene: Scene) -> None:
        kept = drafts.take(scene.tx, scene.ws, scene.me.id, int(call.value or 0))
        _settle_which(scene, call, kept[1] if kept else None, None)
        if kept:
            wishes.heard(scene, kept[0])

    await act(call, leave)
    return None


def log(scene: Scene, line: str, source: str) -> None:
    """Log progress that was typed; `source` names the message."""
    said = typed.percent_and_note(f"progress: {line}")
    if said is None or isinstance(said, typed.Misread):
        why = "progress-misread" if said is None else "progress-misread-percent"
        why = "progress-misread-again" if apologies.times(scene, messages.MISREAD) % 2 == 1 else why
        scene.owe(messages.MISREAD, facts={"why": why})
        return
    goal = progress.chosen(scene, said.goal)
    percent = 100 if said.done else said.percent
    progress.log(scene, goal, Said(percent, said.note or None, source))


def _nothing_asked(scene: Scene, command: Command | None, text: str) -> None:
    if command in (Command.HELP, Command.WHY):
        scene.owe(messages.HELP)
    elif (command is Command.YES and steering.accept(scene)) or wishes.heard(scene, text):
        return
    elif pairs.of_person(scene.tx, scene.ws, scene.me.id):
        standing.repeat(scene, messages.NOTHING_OPEN)
    else:
        standing.repeat(scene, messages.STRANGER)


def _came_early(scene: Scene, coming: Question) -> None:
    """Say once that a line came before its question: to take it for the answer would be a guess."""
    words = _words(coming)
    if not apologies.times(scene, messages.TOO_EARLY, words=words):
        scene.owe(messages.TOO_EARLY, pair_id=coming.pair_id, facts={"words": words})


def _waiting(scene: Scene, call: Call) -> list[Question]:
    """Return the questions that words may answer: the thread's own, else all that wait."""
    thread = call.event.get("thread_ts")
    if thread:
        row = deliveries.by_message(scene.tx, scene.ws, call.channel_id, str(thread))
        # Where several questions came in one message, its thread does not tell which is meant.
        own = questions.by_delivery(scene.tx, scene.ws, row.id) if row and not row.facts.get(FOLDS) else None
        if own and own.person_id == scene.me.id:
            return [own]
    open_pairs = {pair.id for pair in pairs.of_person(scene.tx, scene.ws, scene.me.id) if pair.state in OPEN}
    waiting = questions.waiting(scene.tx, scene.ws, scene.me.id)
    # What looks back is answered when all is over, too.
    asked = [one for one in waiting if one.pair_id in open_pairs or _looks_back(one)]
    return [one for one in asked if not _is_over(scene, one)]


def _looks_back(question: Question) -> bool:
    prompt = PROMPTS.get(question.question)
    return prompt is not None and prompt.outlasts


def _is_over(scene: Scene, question: Question) -> bool:
    """A prompt that is long past is answered by its buttons still, but words are hardly meant for it."""
    prompt = PROMPTS.get(question.question)
    if prompt is None or question.delivery_id is None:
        return False
    came = deliveries.get(scene.tx, scene.ws, question.delivery_id).sent_at or question.opened_at
    return scene.now > came + prompt.listens


def _ask_which(scene: Scene, waiting: list[Question], text: str, ts: str) -> None:
    draft = drafts.keep(scene.tx, scene.ws, scene.me.id, text, ts, at=scene.now)
    offered = [[one.id, _words(one), _partner(scene, one)] for one in waiting]
    several = len({one.pair_id for one in waiting}) > 1
    named = sorted({_partner(scene, one) for one in waiting}) if several else []
    scene.owe(messages.WHICH_QUESTION, facts={"draft": draft, "questions": offered, "people": named})


def _words(question: Question) -> str:
    found = dialogues.of_question(question.question)
    return found[0].words(found[1]) if found else PROMPTS[question.question].words


def _partner(scene: Scene, question: Question) -> int:
    return pairs.get(scene.tx, scene.ws, question.pair_id).partners(scene.me.id)[0]


def _settle_which(scene: Scene, call: Call, source_ts: str | None, question: Question | None) -> None:
    """Let go of the draft, and let the message that asked say what became of it."""
    drafts.forget(scene.tx, scene.ws, scene.me.id, source_ts)
    row = deliveries.by_message(scene.tx, scene.ws, call.channel_id, call.message_ts or "")
    if row and row.person_id == scene.me.id:
        deliveries.add_facts(scene.tx, row, settled=True, taken=_words(question) if question else None)
        scene.rewrite(row.id)


def _as_writer(call: Call) -> Call:
    """Slack names the writer of a changed or deleted message inside the event."""
    if call.user_id:
        return call
    event = call.event
    inner = event.get("message") or event.get("previous_message") or {}
    return replace(call, user_id=str(inner.get("user") or ""))
