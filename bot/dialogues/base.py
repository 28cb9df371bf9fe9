"""What a conversation is made of: steps that ask, understand and read back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.domain.audience import Audience
from bot.domain.pairs import OPEN
from bot.domain.situation import Answer, PairView, Situation
from bot.views import blocks
from bot.views.blocks import Block, Element, Message
from bot.words import Markup, Reader

Value = dict[str, Any]

# Buttons of one block need ids of their own; what was meant stands in their value.
ANSWER = "step.answer"
ANSWERS = tuple(f"{ANSWER}.{number}" for number in range(12))
# Pickers and boxes that count only once `SAVE` is pressed.
FIELD = "step.field"
FIELDS = tuple(f"{FIELD}.{name}" for name in ("one", "two", "three"))
SAVE = "step.save"
WRITE = "step.write"
MENU = "step.menu"
EDIT = "step.edit"
REST = "step.rest"
CONTINUE = "step.continue"  # the same id as on the message that says "no hurry"
WRITTEN = "step.written"
WRITTEN_BLOCK = "words"
# The kind of a message that reads back what was typed, where the question itself stands further up.
NOTED = "step_noted"

LONGEST = 2000


class Step(Protocol):
    """One question. `id` names it in words and in answers; `audience` says who may read the answer.

    What is `personal` is about the person and not the pair: told once, it is not asked again in another pair.
    `again` marks the step that offers that, asked only of whoever has told before.
    """

    @property
    def id(self) -> str: ...
    @property
    def audience(self) -> Audience: ...
    @property
    def optional(self) -> bool: ...
    @property
    def personal(self) -> bool: ...
    @property
    def again(self) -> bool: ...

    def controls(self, situation: Situation, reader: Reader, value: Value | None) -> list[Element]:
        """Return the elements that the question offers, showing `value` where one was given before."""

    def pressed(self, pressed: str) -> Value | None:
        """Understand a button or a choice that answers at once."""

    def saved(self, fields: Mapping[str, Any], situation: Situation) -> Value | None:
        """Understand what stands in the pickers when it is saved; None when something is missing."""

    def typed(self, text: str, situation: Situation, reader: Reader) -> Value | None:
        """Understand words; None when they cannot be understood."""

    def details(self, situation: Situation, reader: Reader, value: Value | None) -> list[Markup]:
        """Return what else is to be read with the question and its answer; most have nothing."""

    def boxes(self, situation: Situation, reader: Reader, value: Value | None) -> list[Element]:
        """Return what is chosen in the form beside the words; most have nothing there."""

    def written(
        self, text: str, fields: Mapping[str, Any], situation: Situation, reader: Reader
    ) -> Value | None:
        """Understand a form: its words, and what was chosen beside them."""

    def shown(self, value: Value, situation: Situation, reader: Reader) -> Markup:
        """Read an answer back."""

    def suggested(self, situation: Situation) -> Value | None:
        """Return what is suggested to somebody who has not answered, or None."""

    def inputs(self, situation: Situation, reader: Reader, value: Value | None) -> list[Block]:
        """Return the form's inputs; none for a question whose form takes words."""

    def entered(self, state: Mapping[str, Any], situation: Situation) -> Value:
        """Read what stands in these inputs."""

    def wrong(self, value: Value, reader: Reader) -> dict[str, str]:
        """Return what is wrong with what was entered, by input."""


@dataclass(frozen=True)
class Dialogue:
    """An ordered list of steps; `id` begins every question's name: `onboarding.hours`."""

    id: str
    steps: Sequence[Step]
    # Facts of the situation that some of its sentences name.
    facts: Callable[[Situation, Reader], dict[str, Any]] = field(default=lambda _s, _r: {})
    # Who reads the answer to a step as things stand, where that depends on what was answered elsewhere.
    audience: Callable[[Step, Situation], Audience] = field(default=lambda step, _s: step.audience)
    # What is suggested for each step that has no answer yet, by the step's id.
    rest: Callable[[Situation], Mapping[str, Value]] = field(default=lambda _s: {})

    def question(self, step: Step) -> str:
        """Return the name under which a step is asked and answered."""
        return f"{self.id}.{step.id}"

    def step(self, question: str) -> Step:
        """Return the step of that name; raises KeyError."""
        for step in self.steps:
            if self.question(step) == question:
                return step
        raise KeyError(question)

    def next_open(self, answered: Mapping[str, Any], told: Mapping[str, Any]) -> Step | None:
        """Return the first step that has no answer yet: that is where the person stands.

        `told` is what they told in other pairs, by question.
        """
        return next((step for step in self._asked(told) if self.question(step) not in answered), None)

    def before(self, step: Step, told: Mapping[str, Any]) -> Step | None:
        """Return the step before this one."""
        asked = self._asked(told)
        place = asked.index(step) if step in asked else 0
        return asked[place - 1] if place else None

    def course(self, pair: PairView, person_id: int) -> list[Step]:
        """Return the steps that a person is asked in a pair: without those that they took over from another."""
        asked = self._asked(pair.told)
        reused = [step for step in asked if step.again and _uses(pair.answer(person_id, self.question(step)))]
        if not reused:
            return asked
        return [step for step in asked if not step.personal or self.question(step) not in pair.told]

    def _asked(self, told: Mapping[str, Any]) -> list[Step]:
        return [step for step in self.steps if told or not step.again]

    def words(self, step: Step) -> str:
        """Return the id of a step's words: `onboarding-hours`."""
        return f"{self.id}-{step.id}".replace("_", "-").replace(".", "-")


def _uses(answer: Answer | None) -> bool:
    return answer is not None and answer.value.get("choice") == "use"


def skipped(value: Value | None) -> bool:
    """Tell whether a step was passed over."""
    return bool(value and value.get("skipped"))


SKIPPED: Value = {"skipped": True}


def render(dialogue: Dialogue, situation: Situation, reader: Reader) -> Message:
    """Render a question as its message stands now: open with its controls, answered, or asked again elsewhere."""
    assert situation.delivery is not None  # noqa: S101 - a question is always a row of the ledger
    step = dialogue.step(situation.delivery.kind)
    known = situation.pair.answer(situation.me.id, situation.delivery.kind)
    if situation.question is None:
        text = reader.mrkdwn("step-moved", label=reader.mrkdwn(f"{dialogue.words(step)}.label"))
        return Message(text, (blocks.section(text),))
    if situation.question.closed_at is None and not _is_over(situation):
        return _open(dialogue, step, situation, reader, known.value if known else None)
    return _closed(dialogue, step, situation, reader, known.value if known else None)


def noted(dialogue: Dialogue, step: Step, situation: Situation, reader: Reader) -> Message:
    """Read back what was typed."""
    known = situation.pair.answer(situation.me.id, dialogue.question(step))
    text = _read_back(dialogue, step, situation, reader, known.value if known else None)
    return Message(text, (blocks.section(text),))


def _open(
    dialogue: Dialogue, step: Step, situation: Situation, reader: Reader, value: Value | None
) -> Message:
    assert situation.delivery is not None  # noqa: S101 - see render
    words = dialogue.words(step)
    facts = dialogue.facts(situation, reader)
    audience = reader.mrkdwn(audience_words(dialogue, step, situation))
    question = reader.mrkdwn(words, **facts)
    how = reader.mrkdwn(f"{words}.how", **facts)
    name = reader.mrkdwn(f"{dialogue.id}-name", partner=Markup(situation.partner.mention))
    about = name
    course = dialogue.course(situation.pair, situation.me.id)
    if step in course:
        progress = reader.mrkdwn("step-progress", number=course.index(step) + 1, total=len(course))
        about = reader.mrkdwn("step-about", progress=progress, dialogue=name)
    shown: list[Block] = [
        blocks.context(about),
        blocks.section(
            question, menu(step, dialogue, reader, situation.pair.told), f"{situation.delivery.id}:menu"
        ),
    ]
    details = step.details(situation, reader, None)
    texts = [question, *details]
    shown += [blocks.context(row) for row in details]
    if value and not skipped(value):
        texts.append(reader.mrkdwn("step-now", answer=step.shown(value, situation, reader)))
        shown.append(blocks.context(texts[-1]))
    suggestion = None if value else step.suggested(situation)
    controls = step.controls(situation, reader, None if skipped(value) else value)
    if suggestion:
        texts.append(reader.mrkdwn("step-suggested", answer=step.shown(suggestion, situation, reader)))
        # What is ticked already need not be listed above its boxes; a notification has no boxes.
        if not any("initial_options" in one for one in controls):
            shown.append(blocks.context(texts[-1]))
    if controls:
        shown.append(blocks.actions(*controls, block_id=_block_id(situation)))
    # With one question left, its own suggestion says as much.
    if suggestion and len(dialogue.rest(situation)) > 1:
        rest = blocks.button(REST, reader.plain("step-buttons.rest"))
        shown.append(blocks.actions(rest, block_id=f"{situation.delivery.id}:rest"))
    foot = reader.mrkdwn("step-foot", how=how, audience=audience)
    shown.append(blocks.context(foot))
    return Message("\n".join((*texts, foot, about)), tuple(shown))


def _closed(
    dialogue: Dialogue, step: Step, situation: Situation, reader: Reader, value: Value | None
) -> Message:
    assert situation.delivery is not None  # noqa: S101 - see render
    text = _read_back(dialogue, step, situation, reader, value)
    label = "answer" if value is None or skipped(value) else "edit"
    edit = blocks.button(EDIT, reader.plain(f"step-buttons.{label}"), str(situation.delivery.id))
    # What cannot be changed any more promises nothing.
    beside = None if _is_over(situation) else edit
    more = step.details(situation, reader, value) if value and not skipped(value) else []
    return Message(
        "\n".join((text, *more)), (blocks.section(text, beside), *(blocks.context(row) for row in more))
    )


def _is_over(situation: Situation) -> bool:
    return situation.pair.pair.state not in OPEN


def _read_back(
    dialogue: Dialogue, step: Step, situation: Situation, reader: Reader, value: Value | None
) -> Markup:
    label = reader.mrkdwn(f"{dialogue.words(step)}.label")
    if value is None:
        return reader.mrkdwn("step-over" if _is_over(situation) else "step-left", label=label)
    if skipped(value):
        return reader.mrkdwn("step-skipped", label=label)
    answer = step.shown(value, situation, reader)
    words = "step-recorded.list" if answer.startswith("\n") else "step-recorded"
    return reader.mrkdwn(words, label=label, answer=answer)


def form(
    dialogue: Dialogue,
    step: Step,
    situation: Situation,
    reader: Reader,
    ticked: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the modal in which an answer is written, filled with what was written before.

    `ticked` is what stands in the question's own boxes, saved or not.
    """
    assert situation.delivery is not None  # noqa: S101 - see render
    words = dialogue.words(step)
    known = situation.pair.answer(situation.me.id, dialogue.question(step))
    value = known.value if known and not skipped(known.value) else None
    inputs = step.inputs(situation, reader, value)
    if inputs:
        return _form(dialogue, step, situation, reader, inputs)
    boxes = step.boxes(situation, reader, {**(value or {}), **(ticked or {})} or None)
    field = blocks.text_input(
        WRITTEN, multiline=True, initial=_before(value), longest=getattr(step, "longest", LONGEST)
    )
    audience = reader.plain(audience_words(dialogue, step, situation))
    label = reader.plain(f"{words}.own" if boxes else f"{words}.label")
    ticks = [
        blocks.input_block(box["action_id"], reader.plain(f"{words}.label"), box, optional=True)
        for box in boxes
    ]
    written = blocks.input_block(WRITTEN_BLOCK, label, field, hint=audience, optional=bool(boxes))
    return _form(dialogue, step, situation, reader, [*ticks, written])


def _form(
    dialogue: Dialogue, step: Step, situation: Situation, reader: Reader, inputs: list[Block]
) -> dict[str, Any]:
    assert situation.delivery is not None  # noqa: S101 - see render
    question = reader.mrkdwn(dialogue.words(step), **dialogue.facts(situation, reader))
    return blocks.modal(
        WRITTEN,
        reader.plain("step-write-title"),
        [blocks.section(question), *inputs],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("step-write-submit"),
        carries=str(situation.delivery.id),
    )


def _before(value: Value | None) -> str:
    """Return the words of an earlier answer."""
    if not value:
        return ""
    return ", ".join(value["own"]) if value.get("own") else str(value.get("text") or value.get("note") or "")


def audience_words(dialogue: Dialogue, step: Step, situation: Situation) -> str:
    """Return the id of the sentence that says who will read an answer."""
    return f"audience-{dialogue.audience(step, situation).replace('_', '-')}"


def menu(step: Step, dialogue: Dialogue, reader: Reader, told: Mapping[str, Any]) -> Element:
    """Return the menu that stands beside every question: back, skip, later, help."""
    names = ["back", "skip", "later", "help"]
    if dialogue.before(step, told) is None:
        names.remove("back")
    if not step.optional:
        names.remove("skip")
    return blocks.overflow(
        MENU, [blocks.option(name, reader.plain(f"step-buttons.{name}")) for name in names]
    )


def _block_id(situation: Situation) -> str:
    """Carry the row's id, and a count, so that an edited question forgets what stood in its pickers."""
    assert situation.delivery is not None  # noqa: S101 - see render
    opened = situation.question.opened_at.isoformat() if situation.question else ""
    return f"{situation.delivery.id}:{opened}"
