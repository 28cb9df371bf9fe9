"""Have you met? Ten days after the agreement has begun, each is asked apart whether all is well."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.audience import Audience
from bot.domain.deliveries import Reason
from bot.domain.manners import Manner
from bot.domain.people import Intensity
from bot.domain.rhythm import HAVE_YOU_MET
from bot.domain.sessions import both_met
from bot.domain.situation import Situation
from bot.prompts.asking import Asking, choice, words


class HaveYouMet(Asking):
    """See the module."""

    kind = HAVE_YOU_MET
    manner = Manner(Intensity.FEWER)
    window = timedelta(days=7)
    items = (choice("met", "yes", "planned", "no"), words("note"))
    audience = Audience.ONLY_ME

    def stale(self, situation: Situation) -> Reason | None:
        """Once both have said of a session that they met, there is no question left."""
        members = [one.person_id for one in situation.pair.pair.members]
        if any(both_met(one, members) for one in situation.pair.sessions):
            return Reason("both-met", audience=Audience.PAIR)
        return super().stale(situation)
