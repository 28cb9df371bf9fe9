"""Totals of surveys, as coordinators read them: what so many people answered in the middle, and never who."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.measures import Measure, Scale
from bot.domain.people import Role
from bot.domain.totals import LEAST, Figure, Wave
from bot.views import blocks, terms
from bot.views.blocks import Block, Element
from bot.views.trends import name
from bot.words import Markup, Reader

OPEN = "programme.totals"
# The newest of each survey; and so many of the words that somebody lets coordinators read.
MOST_WAVES = 2
MOST_WORDS = 12
# A section holds 3,000 characters (docs.slack.dev, "Section block"), and an escaped sign takes up to five.
GLIMPSE = 500


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote and lets coordinators read: the label of what was asked, and whom to name, if they may."""

    label: str
    text: str
    quote: str = ""
    named: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A survey: the id of words that names it, what of it is counted, its waves, and words by a wave's number."""

    words: str
    measures: Sequence[Measure]
    waves: Sequence[Wave]
    said: dict[int, list[Words]]


def button(programme_id: int, reader: Reader) -> Element:
    """The button on the programme's page."""
    return blocks.button(OPEN, reader.plain("totals.open"), str(programme_id))


def modal(programme: str, surveys: Sequence[Shown], reader: Reader) -> dict[str, Any]:
    """Show the totals of a programme."""
    shown: list[Block] = [blocks.section(reader.mrkdwn("totals", programme=programme, least=LEAST))]
    for survey in surveys:
        for wave in reversed(survey.waves[-MOST_WAVES:]):
            shown += _wave(survey, wave, reader)
    waiting = [reader.plain(one.words) for one in surveys if not one.waves]
    if waiting:
        shown.append(blocks.context(reader.mrkdwn("totals.none", surveys=reader.listed(waiting))))
    return blocks.modal("totals", reader.plain("totals.title"), shown, close=reader.plain("modal-close"))


def _wave(survey: Shown, wave: Wave, reader: Reader) -> list[Block]:
    survey_name = reader.plain(survey.words)
    closed = reader.day(wave.closed_at.date())
    head = reader.mrkdwn("totals.wave", survey=survey_name, people=wave.people, day=closed)
    lines = [
        _line(measure, wave.figures[measure.item], reader)
        for measure in survey.measures
        if measure.item in wave.figures
    ]
    shown: list[Block] = [blocks.divider(), blocks.section("\n".join([head, *lines]))]
    said = survey.said.get(wave.number, [])
    if said:
        told = [reader.mrkdwn("totals.words"), *(_said(one, reader) for one in said[:MOST_WORDS])]
        shown += [blocks.section(line) for line in told]
    if len(said) > MOST_WORDS:
        shown.append(blocks.context(reader.mrkdwn("totals.more-words", count=len(said) - MOST_WORDS)))
    return shown


def _line(measure: Measure, figure: Figure, reader: Reader) -> Markup:
    value = _value(measure, figure.value, reader)
    asked = name(measure, reader)
    if not figure.by_role:
        return reader.mrkdwn("totals.line", item=asked, value=value, people=figure.people)
    roles = (Role.MENTOR, Role.MENTEE)
    apart = {f"{role}s": _value(measure, figure.by_role[role], reader, is_brief=True) for role in roles}
    return reader.mrkdwn("totals.apart", item=asked, value=value, people=figure.people, **apart)


def _value(measure: Measure, value: float | str | None, reader: Reader, *, is_brief: bool = False) -> Markup:
    if value is None:
        return reader.mrkdwn("totals.mixed")
    if measure.scale is Scale.OPTIONS:
        words = "totals.part-option" if is_brief else "totals.leads"
        return reader.mrkdwn(words, option=terms.option(measure.words, str(value), reader))
    number = float(value)
    shown = int(number) if number.is_integer() else number
    if is_brief:
        return reader.mrkdwn("totals.part", number=shown)
    bar = terms.cells(round(number), measure.steps)
    return reader.mrkdwn("totals.middle", bar=bar, number=shown, most=measure.steps)


def _said(one: Words, reader: Reader) -> Markup:
    text = one.text if len(one.text) <= GLIMPSE else f"{one.text[:GLIMPSE]}…"
    line = reader.mrkdwn("totals.said", label=one.label, text=text)
    if not one.quote:
        return line
    return Markup(f"{line}\n{reader.mrkdwn(f'totals.quote-{one.quote}', name=one.named)}")
