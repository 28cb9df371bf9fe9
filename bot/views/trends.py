"""One's own answers over time: for whoever gave them, in words and a small bar, and for nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.measures import Measure, Scale
from bot.domain.people import Person
from bot.domain.trends import Point, Series
from bot.views import blocks, terms
from bot.views.blocks import Block
from bot.words import Markup, Reader

OPEN = "home.over_time"
# The newest; beyond them a line says only how the last stands to the first.
MOST_POINTS = 6
# What a modal holds, less its head.
ROOM = blocks.BLOCKS_IN_VIEW - 3


@dataclass(frozen=True, slots=True)
class OfPair:
    """What somebody answered in one pair."""

    partner: Person
    programme: str
    series: tuple[Series, ...]


def modal(pairs: Sequence[OfPair], reader: Reader) -> dict[str, Any]:
    """Show somebody their own answers, pair by pair."""
    told = [one for one in pairs if one.series]
    shown: list[Block] = [blocks.section(reader.mrkdwn("over-time" if told else "over-time.none"))]
    rows = [block for one in told for block in _pair(one, reader)]
    shown += rows[:ROOM]
    if len(rows) > ROOM:
        shown.append(blocks.context(reader.mrkdwn("over-time.more")))
    shown.append(blocks.context(reader.mrkdwn("over-time.seen")))
    return blocks.modal(
        "over_time", reader.plain("over-time.title"), shown, close=reader.plain("modal-close")
    )


def _pair(one: OfPair, reader: Reader) -> list[Block]:
    head = reader.mrkdwn("over-time.pair", partner=Markup(one.partner.mention), programme=one.programme)
    return [blocks.section(head), *(blocks.section(_series(series, reader)) for series in one.series)]


def _series(series: Series, reader: Reader) -> Markup:
    named = reader.mrkdwn("over-time.name", name=name(series.measure, reader))
    lines = [_point(point, series.measure, reader) for point in series.points[-MOST_POINTS:]]
    moved = [reader.mrkdwn(f"over-time.{series.direction}")] if series.direction else []
    return Markup("\n".join((named, *lines, *moved)))


def _point(point: Point, measure: Measure, reader: Reader) -> Markup:
    day = point.answered_at.astimezone(ZoneInfo(reader.zone)).date()
    bar = terms.cells(point.step, measure.steps)
    return reader.mrkdwn(
        "over-time.point", day=reader.day(day), bar=bar, said=said(measure, point.value, reader)
    )


def name(measure: Measure, reader: Reader) -> str:
    """Return what a measure is called."""
    for attribute in ("scale", "rated", "short"):
        if reader.knows(f"{measure.words}.{attribute}"):
            return reader.plain(f"{measure.words}.{attribute}")
    return reader.plain(measure.words)


def said(measure: Measure, value: str, reader: Reader) -> str:
    """Return an answer in words: how far somebody agrees, which option it was, or a number of ten."""
    if measure.scale is Scale.RATING:
        return reader.plain("over-time.of-ten", number=int(value))
    if measure.scale is Scale.AGREEMENT:
        return terms.option("scale", value, reader)
    return terms.option(measure.words, value, reader)
