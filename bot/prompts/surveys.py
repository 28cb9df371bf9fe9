"""Surveys: pulse, mid-point, closing words and closing survey; the items are our own, not a validated scale."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.audience import Audience
from bot.domain.rhythm import CLOSING, MIDPOINT, PULSE, SURVEY
from bot.prompts.asking import Asking, choice, scale, words


class Pulse(Asking):
    """Five items, four weeks after the beginning and then every two months."""

    kind = PULSE
    window = timedelta(days=7)
    items = (scale("speak"), scale("expect"), scale("time"), scale("moving"), scale("match"), words("note"))
    audience = Audience.TOTALS


class Midpoint(Asking):
    """Half-way: does the agreement still fit, and what would help?"""

    kind = MIDPOINT
    window = timedelta(days=14)
    items = (
        choice("fits", "yes", "change"),
        scale("feedback"),
        scale("boundaries"),
        scale("distance"),
        words("note"),
    )
    audience = Audience.TOTALS


class Closing(Asking):
    """Two weeks before the end: wins, thanks, and what continues, to be shared with the other."""

    kind = CLOSING
    window = timedelta(days=10)
    items = (choice("goal", "reached", "partly", "changed"), words("thanks"))
    audience = Audience.PAIR
    shares = True


class ClosingSurvey(Asking):
    """At the end: was it worth it, and would they do it again?"""

    kind = SURVEY
    window = timedelta(days=30)
    items = (
        choice("again", "yes", "perhaps", "no"),
        scale("worth"),
        scale("skill"),
        scale("bot"),
        words("note"),
    )
    audience = Audience.TOTALS
