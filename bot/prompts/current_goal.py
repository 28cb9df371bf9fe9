"""The goals that a question may be about: those that are open, and neither done nor called reached by both."""

from __future__ import annotations

from bot.domain.goals import DONE, Goal
from bot.domain.rhythm import CLOSING
from bot.domain.situation import Situation

REACHED = "reached"


def first_open(situation: Situation, mentee: int) -> Goal | None:
    """Return the first of a mentee's goals that is not closed."""
    return next(iter(_open(situation, mentee)), None)


def to_ask_about(situation: Situation, mentee: int) -> Goal | None:
    """Return the first goal that is still worked on, if any."""
    return next(iter(worked_on(situation, mentee)), None)


def worked_on(situation: Situation, mentee: int) -> list[Goal]:
    """Return a mentee's goals that are still worked on; what is done, or both called reached at the end, is not."""
    found = _open(situation, mentee)
    if found and _both_called_it_reached(situation):
        # What the closing conversation asked about.
        found = found[1:]
    return [goal for goal in found if goal.percent < DONE]


def _open(situation: Situation, mentee: int) -> list[Goal]:
    return [one for one in situation.pair.goals if one.person_id == mentee and not one.closed_at]


def _both_called_it_reached(situation: Situation) -> bool:
    said = (situation.pair.answer(one.person_id, CLOSING) for one in situation.pair.pair.members)
    return all(one is not None and one.value.get("goal") == REACHED for one in said)
