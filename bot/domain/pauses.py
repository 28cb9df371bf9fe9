"""Pauses: how the rhythm goes on when a pair does, so that nothing is lost and nothing floods in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.domain.cadence import Schedule, after_change, shifted, weeks_paused
from bot.domain.rhythm import CLOSING, FOLLOW_UP, SURVEY

# What belongs to the programme's last days does not wait for a pair that rested.
TOWARDS_THE_END = frozenset({CLOSING, SURVEY, FOLLOW_UP})


def resumed(
    rule: Schedule, kind: str, *, paused_on: date, resumed_on: date, last_on: date | None, once: bool
) -> Schedule:
    """Move a rule by the whole weeks of a pause; the dates are those where its person is.

    `last_on` is the nominal date of the last one that was sent: the next comes at least half an interval after it.
    What comes once towards the programme's end keeps its day, or comes on the day of going on where that has passed.
    """
    if kind in TOWARDS_THE_END:
        return replace(rule, anchor=max(rule.anchor, resumed_on))
    moved = shifted(rule, weeks_paused(paused_on, resumed_on))
    return moved if once else after_change(moved, last_on)
