"""A set-back: who is stuck twice running, or falls back, gets one question that looks forward."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.audience import Audience
from bot.domain.manners import Manner, WhenHeld
from bot.domain.people import Intensity
from bot.domain.rhythm import SETBACK
from bot.prompts.asking import Asking, choice, words


class Setback(Asking):
    """See the module."""

    kind = SETBACK
    manner = Manner(Intensity.USUAL, WhenHeld.FOLD)
    window = timedelta(days=14)
    items = (choice("next", "smaller", "another", "talk"), words("note"))
    audience = Audience.ONLY_ME
