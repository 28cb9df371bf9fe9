"""Conversations: pressed and chosen answers, and the way back, around and on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot import dialogues
from bot.dialogues import Dialogue, Step, base
from bot.domain.pairs import OPEN, Pair, PairState
from bot.domain.situation import Question
from bot.errors import InAgreement, PairMoved
from bot.router import Answer
from bot.views import messages
from handlers import apologies, cards, flow, reuse, standing
from handlers.services import Call, On, Scene, act, look, open_view
from storage import agreements, answers, deliveries, pairs, questions

# So often running nothing is understood before a question is asked anew, at the bottom, where one looks.
ENOUGH = 3


def register(on: On) -> None:
    on.action(*base.ANSWERS)(press)
    on.action(*base.FIELDS)(choose)
    on.action(base.SAVE)(save)
    on.action(base.MENU)(menu)
    on.action(base.EDIT)(edit)
    on.action(base.CONTINUE)(resume)
    on.action(base.WRITE)(write)
    on.view(base.WRITTEN)(written)


async def press(call: Call) -> Answer:
    """A button that answers at once."""

    def record(scene: Scene) -> None:
        question, dialogue, step = of_row(scene, row_of(call))
        value = step.pressed(call.value or "")
        keep(scene, question, dialogue, step, value, why="step-not-understood")

    await act(call, record)
    return None


async def choose(call: Call) -> Answer:
    """A picker or a box was touched: it counts once it is saved."""
    return None


async def save(call: Call) -> Answer:
    """What stands in the pickers is the answer."""
    block_id = str(call.action.get("block_id", ""))
    fields = chosen(call.state.get(block_id) or {})

    def record(scene: Scene) -> None:
        question, dialogue, step = of_row(scene, row_of(call))
        value = step.saved(fields, scene.situation(question.pair_id, question.delivery_id))
        keep(scene, question, dialogue, step, value, why="step-incomplete")

    await act(call, record)
    return None


async def menu(call: Call) -> Answer:
    """Back, skip, later or help, chosen from the menu beside a question."""
    moves = {"back": back, "skip": skip, "later": later, "help": explain}

    def move(scene: Scene) -> None:
        question, dialogue, step = of_row(scene, row_of(call))
        moves[call.value or ""](scene, question, dialogue, step)

    await act(call, move)
    return None


async def edit(call: Call) -> Answer:
    """Open an answered question again, in the message where it stands."""

    def reopen(scene: Scene) -> None:
        row = int(call.value or 0)
        question, dialogue, _step = of_row(scene, row)
        still_open(scene, question.pair_id, dialogue)
        asked = flow.asked(scene, question.pair_id, question.question)
        questions.ask(scene.tx, asked, row, at=scene.now)
        if question.delivery_id != row:
            scene.rewrite(question.delivery_id)
        scene.rewrite(row)

    await act(call, reopen)
    return None


async def resume(call: Call) -> Answer:
    """Go on where one stands."""
    await act(call, lambda scene: go_on(scene, _pair_of(call)))
    return None


async def write(call: Call) -> Answer:
    """Open a form for an answer in words."""
    row = row_of(call)
    ticked = chosen(call.state.get(str(call.action.get("block_id", ""))) or {})

    def form(scene: Scene) -> dict[str, Any]:
        question, dialogue, step = of_row(scene, row)
        still_open(scene, question.pair_id, dialogue)
        return base.form(dialogue, step, scene.situation(question.pair_id, row), scene.reader(), ticked)

    open_view(call, await look(call, form))
    return None


async def written(call: Call) -> Answer:
    """An answer in words came by the form."""
    row = int(call.view.get("private_metadata") or 0)
    if base.WRITTEN_BLOCK not in call.state:
        return await _entered(call, row)
    text = str(call.state[base.WRITTEN_BLOCK][base.WRITTEN]["value"] or "")
    fields = chosen({name: one for block in call.state.values() for name, one in block.items()})

    def record(scene: Scene) -> str | None:
        question, dialogue, step = of_row(scene, row)
        reader = scene.reader()
        value = step.written(text, fields, scene.situation(question.pair_id, row), reader)
        if value is None:
            label = reader.plain(f"{dialogue.words(step)}.label")
            how = reader.plain(f"{dialogue.words(step)}.how")
            return reader.plain("step-not-understood", label=label, how=how)
        keep(scene, question, dialogue, step, value, why="step-not-understood")
        return None

    refused = await act(call, record)
    return {"response_action": "errors", "errors": {base.WRITTEN_BLOCK: refused}} if refused else None


async def _entered(call: Call, row: int) -> Answer:
    """An answer came by a form with inputs of its own; what is wrong is said under each."""

    def record(scene: Scene) -> dict[str, str]:
        question, dialogue, step = of_row(scene, row)
        value = step.entered(call.state, scene.situation(question.pair_id, row))
        errors = step.wrong(value, scene.reader())
        if not errors:
            keep(scene, question, dialogue, step, value, why="step-not-understood")
        return errors

    errors = await act(call, record)
    return {"response_action": "errors", "errors": errors} if errors else None


def keep(
    scene: Scene,
    question: Question,
    dialogue: Dialogue,
    step: Step,
    value: base.Value | None,
    *,
    why: str,
    source_ts: str | None = None,
) -> bool:
    """Keep an answer and ask what comes next; say what was wrong, and return False, when there is nothing to keep.

    `source_ts` names the message in which it was typed.
    """
    if value is None:
        misunderstood(scene, question, dialogue, step, why, source_ts)
        return False
    before = scene.replies
    still_open(scene, question.pair_id, dialogue)
    asked = flow.asked(scene, question.pair_id, question.question)
    audience = cards.audience(scene, question.pair_id, step)
    is_first = answers.record(scene.tx, asked, value, audience, at=scene.now, source_ts=source_ts)
    questions.close(scene.tx, asked, at=scene.now)
    flow.learn(scene, question.question, value)
    if step.again:
        reuse.follow(scene, question.pair_id, value)
    _changed(scene, question, dialogue, step, is_first=is_first)
    scene.rewrite(question.delivery_id)
    move_on(scene, question, dialogue)
    if source_ts and scene.replies == before:
        # The question stands further up: without a word here, whoever typed would wonder.
        scene.owe(base.NOTED, pair_id=question.pair_id, facts={"question": question.question})
    return True


def withdraw(scene: Scene, question: Question, dialogue: Dialogue, step: Step) -> None:
    """Take an answer back, and ask anew where the pair still goes on."""
    goes_on = pairs.get(scene.tx, scene.ws, question.pair_id).state in OPEN
    if goes_on:
        still_open(scene, question.pair_id, dialogue)
    answers.withdraw(scene.tx, flow.asked(scene, question.pair_id, question.question), at=scene.now)
    _changed(scene, question, dialogue, step, is_first=False)
    if goes_on and dialogue.id == dialogues.AGREEMENT.id:
        flow.uncovered(scene, question.pair_id)
    for row in deliveries.recent(scene.tx, scene.ws, scene.me.id):
        if row.kind == base.NOTED and row.facts["question"] == question.question:
            scene.rewrite(row.id)
    scene.owe(messages.WITHDRAWN)
    if goes_on:
        _put_off(scene, question.pair_id, dialogue)
        ask_again(scene, question, dialogue, step)
    else:
        scene.rewrite(question.delivery_id)


def move_on(scene: Scene, answered: Question, dialogue: Dialogue) -> None:
    """Ask the first question that has no answer yet, unless it waits below already; or finish the conversation."""
    pair_id = answered.pair_id
    step = following(scene, pair_id, dialogue)
    if step is None:
        flow.completed(scene, pair_id, dialogue)
        return
    known = questions.find(scene.tx, flow.asked(scene, pair_id, dialogue.question(step)))
    if known is None:
        flow.ask(scene, pair_id, dialogue, step)
    elif known.closed_at or (known.delivery_id or 0) < (answered.delivery_id or 0):
        ask_again(scene, known, dialogue, step)


def move_on_below(scene: Scene, pair_id: int, dialogue: Dialogue) -> None:
    """Ask the first question that has no answer yet below all that stands there, or finish the conversation."""
    step = following(scene, pair_id, dialogue)
    if step is None:
        flow.completed(scene, pair_id, dialogue)
    else:
        ask_anew(scene, pair_id, dialogue, step)


def _changed(scene: Scene, question: Question, dialogue: Dialogue, step: Step, *, is_first: bool) -> None:
    """Let what others see, and what lists what was suggested, follow a new answer."""
    if dialogue.id == dialogues.AGREEMENT.id:
        agreements.forget_position(scene.tx, scene.ws, question.pair_id, step.id)
        flow.unsettled(scene, question.pair_id)
        if not is_first:
            scene.rewrite_latest(messages.SUGGESTED, question.pair_id, scene.me.id)
    else:
        cards.follow(scene, question.pair_id, step)
        flow.introduced_anew(scene, question.pair_id)


def _put_off(scene: Scene, pair_id: int, dialogue: Dialogue) -> None:
    """Close what waits of a conversation, as an earlier question comes first; each is asked again in its turn."""
    for one in _waiting_of(scene, pair_id, dialogue):
        questions.close(scene.tx, flow.asked(scene, pair_id, one.question), at=scene.now)
        scene.rewrite(one.delivery_id)


def ask_anew(scene: Scene, pair_id: int, dialogue: Dialogue, step: Step) -> None:
    """Ask in a new message, whether or not it was asked before."""
    before = questions.find(scene.tx, flow.asked(scene, pair_id, dialogue.question(step)))
    if before:
        ask_again(scene, before, dialogue, step)
    else:
        flow.ask(scene, pair_id, dialogue, step)


def ask_again(scene: Scene, before: Question, dialogue: Dialogue, step: Step) -> None:
    """Ask in a new message; the one that asked before says so."""
    flow.ask(scene, before.pair_id, dialogue, step)
    scene.rewrite(before.delivery_id)


def misunderstood(
    scene: Scene, question: Question, dialogue: Dialogue, step: Step, why: str, source_ts: str | None = None
) -> None:
    """Say why nothing was kept, and how an answer looks; the third time running, ask the question once more."""
    facts = {"words": dialogue.words(step), "why": why, "limit": longest(step)}
    if _told(scene, facts) + 1 < ENOUGH or question.closed_at:
        refuse(scene, question, facts, source_ts)
        return
    refuse(scene, question, facts, source_ts, said="step-again.anew")
    ask_again(scene, question, dialogue, step)


def refuse(
    scene: Scene, question: Question, facts: dict[str, Any], source_ts: str | None, *, said: str = ""
) -> None:
    """Say that nothing was kept, in other words where that was just said for the same reason.

    The message in which it was typed may be changed into an answer.
    """
    usual = "step-again" if _told(scene, facts) % 2 == 1 else facts["why"]
    typed = {"question": question.id, "source": source_ts} if source_ts else {}
    told = {**facts, **typed, "about": facts["why"], "why": said or usual}
    scene.owe(messages.NOT_UNDERSTOOD, pair_id=question.pair_id, facts=told)


def _told(scene: Scene, facts: Mapping[str, Any]) -> int:
    """Return how many times running somebody has just heard the same of a question."""
    return apologies.times(scene, messages.NOT_UNDERSTOOD, words=facts["words"], about=facts["why"])


def longest(step: Step) -> int:
    """Return how many characters an answer in words may have."""
    return int(getattr(step, "longest", base.LONGEST))


def back(scene: Scene, question: Question, dialogue: Dialogue, step: Step) -> None:
    """Ask the question before this one again; this one comes after it."""
    still_open(scene, question.pair_id, dialogue)
    before = dialogue.before(step, flow.told(scene, question.pair_id))
    if before is None:
        misunderstood(scene, question, dialogue, step, "step-first")
        return
    _put_off(scene, question.pair_id, dialogue)
    ask_anew(scene, question.pair_id, dialogue, before)


def skip(scene: Scene, question: Question, dialogue: Dialogue, step: Step) -> None:
    """Pass over a question that may be passed over."""
    if not step.optional:
        misunderstood(scene, question, dialogue, step, "step-required")
        return
    keep(scene, question, dialogue, step, dict(base.SKIPPED), why="step-not-understood")


def later(scene: Scene, question: Question, dialogue: Dialogue, step: Step) -> None:
    """Leave it for now."""
    scene.owe(messages.LATER, pair_id=question.pair_id)


def explain(scene: Scene, question: Question, dialogue: Dialogue, step: Step) -> None:
    """Say what a question is for, and what else can be typed."""
    earlier = dialogue.before(step, flow.told(scene, question.pair_id))
    situation = scene.situation(question.pair_id)
    moves = {"back": earlier is not None, "skip": step.optional, "rest": bool(dialogue.rest(situation))}
    scene.owe(
        messages.STEP_HELP, pair_id=question.pair_id, facts={"words": dialogue.words(step), "moves": moves}
    )


def go_on(scene: Scene, pair_id: int | None = None) -> None:
    """Ask again what waits, in a new message; of one pair, or of the first in which something waits."""
    mine = [pair for pair in pairs.of_person(scene.tx, scene.ws, scene.me.id) if pair.state in OPEN]
    for pair in mine:
        if pair_id in (None, pair.id) and _go_on_with(scene, pair):
            return
    standing.say(scene, messages.STANDING)


def _go_on_with(scene: Scene, pair: Pair) -> bool:
    member = pair.member(scene.me.id)
    both_in = pair.state in (PairState.AGREEING, PairState.ACTIVE)
    dialogue = dialogues.ONBOARDING if not member.onboarded_at else dialogues.AGREEMENT
    if not member.accepted_at or member.clauses_answered_at or (member.onboarded_at and not both_in):
        return False
    waits = _waiting_of(scene, pair.id, dialogue)
    step = dialogue.step(waits[0].question) if waits else following(scene, pair.id, dialogue)
    if step is None:
        return False
    ask_anew(scene, pair.id, dialogue, step)
    return True


def following(scene: Scene, pair_id: int, dialogue: Dialogue) -> Step | None:
    """Return the first step that whoever acts has not answered."""
    return dialogue.next_open(dict.fromkeys(flow.answered(scene, pair_id)), flow.told(scene, pair_id))


def _waiting_of(scene: Scene, pair_id: int, dialogue: Dialogue) -> list[Question]:
    """Return what waits of a conversation, newest first."""
    found = questions.waiting(scene.tx, scene.ws, scene.me.id)
    return [one for one in found if one.pair_id == pair_id and _is_of(one, dialogue)]


def _is_of(question: Question, dialogue: Dialogue) -> bool:
    found = dialogues.of_question(question.question)
    return found is not None and found[0] is dialogue


def chosen(state: Mapping[str, Any]) -> dict[str, Any]:
    """Read a block's state into `{"one": value, "two": value}`."""
    found: dict[str, Any] = {}
    for action_id, element in state.items():
        name = action_id.rpartition(".")[2]
        if "selected_options" in element:
            found[name] = [option["value"] for option in element["selected_options"] or ()]
        elif "selected_time" in element:
            found[name] = element["selected_time"]
        elif element.get("selected_option"):
            found[name] = element["selected_option"]["value"]
    return found


def row_of(call: Call) -> int:
    """Return the row whose message was pressed: it stands before the colon of the block's id, or in the message."""
    row, colon, _ = str(call.action.get("block_id", "")).partition(":")
    # Slack's own ids of blocks have no colon, and may be all digits.
    if colon and row.isdigit():
        return int(row)
    return _row_in_message(call)


def _row_in_message(call: Call) -> int:
    # Messages of before carried the row in their controls only.
    for block in call.message.get("blocks", ()):
        row = str(block.get("block_id", "")).partition(":")[0]
        if block.get("type") == "actions" and row.isdigit():
            return int(row)
    raise PairMoved


def _pair_of(call: Call) -> int | None:
    return int(call.value) if call.value and call.value.isdigit() else None


def of_row(scene: Scene, row: int) -> tuple[Question, Dialogue, Step]:
    """Return the question that a row asks; raises NotYours or PairMoved."""
    delivery = scene.sent(row)
    found = dialogues.of_question(delivery.kind)
    if found is None or delivery.pair_id is None:
        raise PairMoved
    question = questions.find(scene.tx, flow.asked(scene, delivery.pair_id, delivery.kind))
    if question is None:
        raise PairMoved
    return question, *found


def still_open(scene: Scene, pair_id: int, dialogue: Dialogue) -> None:
    """Raise PairMoved when the pair is over, and InAgreement when both have signed what was answered."""
    pair = pairs.get(scene.tx, scene.ws, pair_id)
    if pair.state not in OPEN:
        raise PairMoved
    if dialogue.id == dialogues.AGREEMENT.id and pair.state is PairState.ACTIVE:
        raise InAgreement
