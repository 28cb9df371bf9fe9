"""Views of what came of surveys, for the gallery: nothing yet, and as much as there can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Any

from bot.domain.measures import Measure
from bot.domain.people import Person, Role
from bot.domain.programme import LONGEST_NAME
from bot.domain.totals import Figure, Wave
from bot.domain.trends import Point, Series
from bot.prompts import PROMPTS, measures
from bot.views import totals, trends
from bot.words import Reader

# Cuts what was typed to so many characters.
Text = Callable[[int], str]
CLOSED_AT = datetime(2027, 5, 3, 14, tzinfo=UTC)
LONGEST_WORDS = 2000


def totals_of_surveys(text: Text, reader: Reader) -> Iterator[dict[str, Any]]:
    """Yield the totals of a programme without an answer, and of one with more than there is room for."""
    for waves in (0, 9):
        yield totals.modal(text(LONGEST_NAME), _surveys(text, waves), reader)


def answers_over_time(partner: Person, text: Text, now: datetime, reader: Reader) -> Iterator[dict[str, Any]]:
    """Yield somebody's own answers: of none, of one pair, of many."""
    for many in (0, 2, 9):
        series = tuple(
            Series(one, tuple(Point(now + timedelta(weeks=n), *_step(one, 2 + n * way)) for n in range(many)))
            for way, one in zip(cycle((1, -1, 0)), measures.over_time(), strict=False)
            if many
        )
        yield trends.modal([trends.OfPair(partner, text(LONGEST_NAME), series)] * many, reader)


def _step(measure: Measure, number: int) -> tuple[str, int]:
    step = number % measure.steps + 1
    return measure.options[step - 1] if measure.options else str(step), step


def _surveys(text: Text, waves: int) -> list[totals.Shown]:
    found = []
    for kind in measures.surveys():
        counted = measures.counted(kind)
        closed = [Wave(kind, number, 9, _figures(counted, number), CLOSED_AT) for number in range(waves)]
        quotes = (("", ""), ("anonymous", ""), ("named", text(60)))
        words = [totals.Words(text(60), text(LONGEST_WORDS), *quotes[number % 3]) for number in range(30)]
        said = {one.number: words for one in closed if measures.open_words(kind)}
        found.append(totals.Shown(f"{PROMPTS[kind].words}.label", counted, closed, said))
    return found


def _figures(counted: tuple[Measure, ...], number: int) -> dict[str, Figure]:
    """Return figures of both roles together, of each, and without an option that leads."""
    found = {}
    for one in counted:
        value = None if one.options and number % 3 == 2 else one.options[0] if one.options else 3.5
        found[one.item] = Figure(
            10, value, {role: value for role in (Role.MENTOR, Role.MENTEE) if number % 3}
        )
    return found
