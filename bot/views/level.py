"""How much somebody hears from Trellis unasked: the form with its three levels, and how they are said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.people import Intensity, Person
from bot.domain.rhythm import BUDGETS
from bot.domain.situation import Situation
from bot.views import blocks
from bot.views.blocks import Block, Element, Message
from bot.words import Markup, Reader

# Older than the form it opens: its button stood for fewer messages.
OPEN = "quiet.fewer"
FORM = "quiet.level_form"
LEVEL = "level"
# Somebody's own numbers are set as a programme's are, or left to it.
OWN = {line.id: line.choices for line in BUDGETS}
PROGRAMME = "programme"


def on_home(me: Person, reader: Reader) -> list[Block]:
    """Draw how much somebody hears, with the way to change it."""
    return [blocks.section(said(me, reader), button(reader))]


def button(reader: Reader) -> Element:
    """The button that opens the form."""
    return blocks.button(OPEN, reader.plain("level-home.change"))


def said(me: Person, reader: Reader) -> Markup:
    """Say in a sentence what somebody has asked for."""
    line = reader.mrkdwn(f"level-home.{me.intensity}")
    numbers = {"a-day": me.most_a_day, "a-week": me.most_a_week}
    more = [reader.mrkdwn(f"level-home.{name}", number=number) for name, number in numbers.items() if number]
    return Markup(" ".join((line, *more)))


def form(me: Person, left_out: Mapping[Intensity, Sequence[str]], reader: Reader) -> dict[str, Any]:
    """Ask for a level and for numbers; `left_out` are the ids of the titles of what a level leaves out."""
    levels = [blocks.option(level, reader.plain(f"level-form.{level}")) for level in Intensity]
    drops = [
        reader.mrkdwn(
            "level-form.left-out",
            level=reader.plain(f"level-form.{level}"),
            kinds=reader.listed(f"“{name}”" for name in dict.fromkeys(map(reader.plain, titles))),
        )
        for level, titles in left_out.items()
        if titles
    ]
    label = reader.plain("level-form.label")
    return blocks.modal(
        FORM,
        reader.plain("level-form.title"),
        [
            blocks.section(reader.mrkdwn("level-form")),
            blocks.input_block(LEVEL, label, blocks.radio(LEVEL, levels, me.intensity)),
            *(blocks.context(line) for line in drops),
            *_numbers(me, reader),
        ],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("modal-save"),
    )


def _numbers(me: Person, reader: Reader) -> list[Block]:
    """Ask how many messages may come at most; what somebody leaves to their programme follows it."""
    found = []
    for line, mine in zip(BUDGETS, (me.most_a_day, me.most_a_week), strict=True):
        label = reader.plain(f"level-form.{line.measure.replace('_', '-')}")
        words = f"rhythm-number.{line.measure.replace('_', '-')}"
        options = [blocks.option(PROGRAMME, reader.plain("level-form.as-programme"))]
        options += [blocks.option(str(one), reader.plain(words, number=one)) for one in line.choices]
        picker = blocks.select(line.id, label, options, str(mine) if mine else PROGRAMME)
        found.append(blocks.input_block(line.id, label, picker))
    return found


def changed(situation: Situation, reader: Reader) -> Message:
    """Say how much comes now, with the way to change it again."""
    text = reader.mrkdwn("level-changed", level=said(situation.me, reader))
    return Message(text, (blocks.section(text), blocks.actions(button(reader))))
