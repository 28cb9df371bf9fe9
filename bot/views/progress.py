"""Progress: the form to log it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.domain.goals import LONGEST_NOTE, Goal
from bot.views import blocks
from bot.views.blocks import Block
from bot.words import Reader

FORM = "progress.form"
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
