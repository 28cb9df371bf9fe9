"""Have you met? Ten days after the agreement has begun, each is asked apart whether all is well."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.audience import Audience
from bot.domain.rhythm import HAVE_YOU_MET
from bot.prompts.asking import Asking, choice, words


class HaveYouMet(Asking):
    """See the module."""

    kind = HAVE_YOU_MET
    window = timedelta(days=7)
    items = (choice("met", "yes", "planned", "no"), words("note"))
    audience = Audience.ONLY_ME
