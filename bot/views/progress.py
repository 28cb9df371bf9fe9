"""Progress: the form to log it, and how it reads back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.domain.goals import LONGEST_NOTE, Entry, Goal, fell_back, finished
from bot.domain.people import Person
from bot.domain.situation import Situation
from bot.views import blocks, terms
from bot.views.blocks import Block, Message
from bot.words import Markup, Reader

FORM = "progress.form"
TAKE_BACK = "progress.take_back"
# The same, on the answer to a command: that message stands in no ledger, and is replaced where it stands.
TAKE_BACK_HERE = "progress.take_back_here"
GOAL = "goal"
PERCENT = "percent"
NOTE = "note"


def form(goals: Sequence[Goal], reader: Reader, carries: str) -> dict[str, Any]:
    """Ask how far which goal has come, and what happened."""
    shown: list[Block] = []
    options = [
        blocks.option(f"{goal.pair_id}:{goal.number}", f"{goal.number}. {goal.title}")
        for goal in goals
        if not goal.closed_at
    ][: blocks.OPTIONS]
    first = options[0]["value"]
    picker = blocks.select(GOAL, reader.plain("progress-form-goal"), options, first)
    shown.append(blocks.input_block(GOAL, reader.plain("progress-form-goal"), picker))
    number = blocks.number_input(PERCENT, low=0, high=100)
    number["focus_on_load"] = True
    hint = reader.plain("progress-form-percent-hint")
    shown.append(
        blocks.input_block(PERCENT, reader.plain("progress-form-percent"), number, hint, optional=True)
    )
    note = blocks.text_input(NOTE, multiline=True, longest=LONGEST_NOTE)
    hint = reader.plain("progress-form-note-hint")
    shown.append(blocks.input_block(NOTE, reader.plain("progress-form-note"), note, hint, optional=True))
    return blocks.modal(
        FORM,
        reader.plain("progress-form-title"),
        shown,
        close=reader.plain("modal-cancel"),
        submit=reader.plain("progress-form-submit"),
        carries=carries,
    )


def logged(situation: Situation, reader: Reader) -> Message:
    """Read back what was logged."""
    assert situation.delivery is not None  # noqa: S101 - rendered for a row of the ledger
    facts = situation.delivery.facts
    goal = next(one for one in situation.pair.goals if one.number == int(facts["goal"]))
    entry = next(one for one in goal.log if one.id == int(facts["entry"]))
    return read_back(goal, entry, situation.partner, reader)


def read_back(
    goal: Goal, entry: Entry, partner: Person, reader: Reader, take_back: str = TAKE_BACK
) -> Message:
    """Read an entry back, with a word on a step back or on the end, and a button to take it back."""
    if entry.withdrawn_at:
        text = taken_back(goal, reader)
        return Message(text, (blocks.section(text),))
    said = figure(entry.percent, entry.note, reader)
    lines = [reader.mrkdwn("progress-logged", number=goal.number, goal=goal.title, figure=said)]
    if fell_back(goal, entry):
        lines.append(reader.mrkdwn("progress-step-back"))
    if finished(goal, entry):
        lines.append(reader.mrkdwn("progress-done", partner=Markup(partner.mention)))
    shown_to = reader.mrkdwn("progress-shown-to", partner=Markup(partner.mention))
    button = blocks.button(take_back, reader.plain("goal-buttons.take-back"), str(entry.id))
    shown: list[Block] = [*(blocks.section(line) for line in lines), blocks.context(shown_to)]
    return Message("\n".join((*lines, shown_to)), (*shown, blocks.actions(button)))


def taken_back(goal: Goal, reader: Reader) -> Markup:
    """Say that an entry was taken back, and where the goal stands now."""
    bar = terms.bar(goal.percent)
    facts = {"number": goal.number, "goal": goal.title, "percent": goal.percent, "bar": bar}
    return reader.mrkdwn("progress-taken-back", **facts)


def figure(percent: int | None, note: str | None, reader: Reader) -> Markup:
    """Return progress in words and as a bar: `60% ▰▰▰▰▰▰▱▱▱▱ · finished the second chapter`."""
    if percent is None:
        return reader.mrkdwn("progress-figure-note", note=note or "")
    if not note:
        return reader.mrkdwn("progress-figure-percent", percent=percent, bar=terms.bar(percent))
    return reader.mrkdwn("progress-figure-both", percent=percent, bar=terms.bar(percent), note=note)
