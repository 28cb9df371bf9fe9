"""Talk: what people type to Trellis, change and delete."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from html import unescape

from bot import dialogues, typed
from bot.dialogues import base
from bot.domain.pairs import OPEN
from bot.domain.situation import Question
from bot.prompts import PROMPTS, Withdraw
from bot.prompts.asking import LONGEST
from bot.router import Answer
from bot.typed import Command
from bot.views import messages
from handlers import conversation, flow, progress
from handlers import prompts as prompt_handlers
from handlers.services import Call, On, Scene, act, act_once
from storage import answers, deliveries, drafts, pairs, questions
from storage.goals import Said

COMMANDS = {
    Command.BACK: conversation.back,
    Command.SKIP: conversation.skip,
    Command.LATER: conversation.later,
    Command.HELP: conversation.explain,
    Command.WHY: conversation.explain,
}


def register(on: On) -> None:
    on.event("message")(message)
    on.action(*messages.WHICH_ANSWERS)(which)
    on.action(messages.WHICH_NONE)(which_none)


async def message(call: Call) -> Answer:
    """Something was typed, changed or deleted in the DM; what bots say, and all else, is none of ours."""
    event = call.event
    inner = event.get("message") or {}
    if event.get("channel_type") != "im" or event.get("bot_id") or inner.get("bot_id"):
        return None
    match event.get("subtype"):
        case None | "file_share" | "thread_broadcast":
            await act_once(call, lambda scene: said(scene, call))
        case "message_changed":
            before = (event.get("previous_message") or {}).get("text")
            if inner.get("user") and inner.get("text") != before:
                await act_once(_as_writer(call), lambda scene: changed(scene, call))
        case "message_deleted":
            if (event.get("previous_message") or {}).get("user"):
                await act_once(_as_writer(call), lambda scene: deleted(scene, call))
    return None


def said(scene: Scene, call: Call) -> None:
    """Take words for what they most likely are: progress, a command, or the answer to what is open."""
    text = unescape(str(call.event.get("text") or "")).strip()
    ts = str(call.event.get("ts"))
    line = typed.progress_prefix(text)
    if line is not None:
        _log(scene, line, ts)
        return
    waiting = _waiting(scene, call)
    command = typed.command(text)
    if len(waiting) == 1 and _commanded(scene, waiting[0], command):
        return
    if command is Command.RESUME:
        conversation.go_on(scene)
    elif command in (Command.HELP, Command.STATUS, Command.WHY) or not text:
        scene.owe(messages.HELP)
    elif not waiting:
        _greet(scene)
    elif len(waiting) == 1:
        answer(scene, waiting[0], text, ts)
    else:
        _ask_which(scene, waiting, text, ts)


def answer(scene: Scene, question: Question, text: str, ts: str | None) -> None:
    """Take words for the answer to a question."""
    found = dialogues.of_question(question.question)
    if found:
        dialogue, step = found
        situation = scene.situation(question.pair_id, question.delivery_id)
        too_long = len(text) > base.LONGEST
        value = None if too_long else step.typed(text, situation, scene.reader())
        why = "step-too-long" if too_long else "step-not-understood"
        conversation.keep(scene, question, dialogue, step, value, why=why, source_ts=ts)
        return
    situation = scene.situation(question.pair_id, question.delivery_id)
    intent = PROMPTS[question.question].typed(situation, text)
    if intent is None:
        facts = {"words": PROMPTS[question.question].words, "why": "step-too-long", "limit": LONGEST}
        scene.owe(messages.NOT_UNDERSTOOD, pair_id=question.pair_id, facts=facts)
        return
    prompt_handlers.intend(scene, situation, intent, ts)


def changed(scene: Scene, call: Call) -> None:
    """An edited message edits the answer that it was."""
    inner = call.event["message"]
    question = _answered_by(scene, str(inner["ts"]))
    if question:
        answer(scene, question, unescape(str(inner.get("text") or "")).strip(), str(inner["ts"]))
        scene.owe(messages.EDITED)


def deleted(scene: Scene, call: Call) -> None:
    """A deleted message withdraws the answer that it was, and the question is open again."""
    question = _answered_by(scene, str(call.event.get("deleted_ts")))
    if question is None:
        return
    if question.question in PROMPTS and question.delivery_id:
        prompt_handlers.intend(scene, prompt_handlers.mine(scene, question.delivery_id), Withdraw())
    else:
        asked = flow.asked(scene, question.pair_id, question.question)
        answers.withdraw(scene.tx, asked, at=scene.now)
        questions.reopen(scene.tx, asked, at=scene.now)
        scene.rewrite(question.delivery_id)
    scene.owe(messages.WITHDRAWN)


async def which(call: Call) -> Answer:
    """Somebody said which of several questions their text answers: `draft:question row`."""
    draft, _, row = (call.value or "").partition(":")

    def record(scene: Scene) -> None:
        text = drafts.take(scene.tx, scene.ws, scene.me.id, int(draft))
        question = questions.by_id(scene.tx, scene.ws, scene.me.id, int(row))
        if text and question:
            answer(scene, question, *text)
        _settle_which(scene, call)

    await act(call, record)
    return None


async def which_none(call: Call) -> Answer:
    await act(call, lambda scene: _settle_which(scene, call))
    return None


def _waiting(scene: Scene, call: Call) -> list[Question]:
    """Return the questions that words may answer: the thread's own, else all that wait."""
    thread = call.event.get("thread_ts")
    if thread:
        row = deliveries.by_message(scene.tx, scene.ws, call.channel_id, str(thread))
        own = questions.by_delivery(scene.tx, scene.ws, row.id) if row else None
        if own and own.person_id == scene.me.id:
            return [own]
    open_pairs = {pair.id for pair in pairs.of_person(scene.tx, scene.ws, scene.me.id) if pair.state in OPEN}
    waiting = questions.waiting(scene.tx, scene.ws, scene.me.id)
    return [one for one in waiting if one.pair_id in open_pairs and not _is_over(one, scene.now)]


def _is_over(question: Question, now: datetime) -> bool:
    """A prompt that is long past is answered by its buttons still, but words are hardly meant for it."""
    prompt = PROMPTS.get(question.question)
    return prompt is not None and now > question.opened_at + prompt.window


def _commanded(scene: Scene, question: Question, command: Command | None) -> bool:
    """Carry out a word that steers the conversation; False when it is no such word."""
    found = dialogues.of_question(question.question)
    if command not in COMMANDS or found is None:
        return False
    COMMANDS[command](scene, question, *found)
    return True


def _log(scene: Scene, line: str, ts: str) -> None:
    said = typed.percent_and_note(line)
    if said is None or isinstance(said, typed.Misread):
        why = "progress-misread" if said is None else "progress-misread-percent"
        scene.owe(messages.MISREAD, facts={"why": why})
        return
    mine = progress.my_goals(scene)
    if not mine:
        scene.owe(messages.MISREAD, facts={"why": "error-no-goal-yet"})
        return
    goal = next((one for one in mine if one.number == said.goal), mine[0]) if said.goal else mine[0]
    percent = 100 if said.done else said.percent
    progress.log(scene, goal, Said(percent, said.note or None, f"typed:{ts}"))


def _greet(scene: Scene) -> None:
    mine = pairs.of_person(scene.tx, scene.ws, scene.me.id)
    scene.owe(messages.NOTHING_OPEN if mine else messages.STRANGER)


def _ask_which(scene: Scene, waiting: list[Question], text: str, ts: str) -> None:
    draft = drafts.keep(scene.tx, scene.ws, scene.me.id, text, ts, at=scene.now)
    offered = [[one.id, _words(one)] for one in waiting]
    scene.owe(messages.WHICH_QUESTION, facts={"draft": draft, "questions": offered})


def _words(question: Question) -> str:
    found = dialogues.of_question(question.question)
    return found[0].words(found[1]) if found else question.question.replace("_", "-")


def _answered_by(scene: Scene, ts: str) -> Question | None:
    """Return the question that the message with this timestamp answered."""
    known = answers.from_message(scene.tx, scene.ws, scene.me.id, ts)
    if known is None:
        return None
    asked = answers.Asked(scene.ws, scene.me.id, known.pair_id, known.question, known.occasion)
    return questions.find(scene.tx, asked)


def _settle_which(scene: Scene, call: Call) -> None:
    row = deliveries.by_message(scene.tx, scene.ws, call.channel_id, call.message_ts or "")
    if row and row.person_id == scene.me.id:
        deliveries.add_facts(scene.tx, row, settled=True)
        scene.rewrite(row.id)


def _as_writer(call: Call) -> Call:
    """Slack names the writer of a changed or deleted message inside the event."""
    if call.user_id:
        return call
    event = call.event
    inner = event.get("message") or event.get("previous_message") or {}
    return replace(call, user_id=str(inner.get("user") or ""))
