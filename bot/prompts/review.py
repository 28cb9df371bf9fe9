"""Looking at the agreement again: what it says now, whether it still fits, and the way to change one clause."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.agreement import Agreement, Value
from bot.domain.amendments import AmendmentState
from bot.domain.audience import Audience
from bot.domain.deliveries import Reason
from bot.domain.manners import Manner
from bot.domain.people import Intensity
from bot.domain.reviews import HALF_WAY, REVIEW, is_near
from bot.domain.rhythm import CLOSING, MIDPOINT
from bot.domain.situation import Situation
from bot.prompts.asking import Asking, choice, words
from bot.views import agreement as document_views
from bot.views import amendments as amendment_views
from bot.views import blocks
from bot.views.blocks import Element, Message
from bot.words import Markup, Reader

# The clauses that a pair meets every week, each said in a line.
IN_SHORT = ("cadence", "length", "reply_time", "contact")


class Review(Asking):
    """At the agreed interval. That it still fits is told to the other; a change goes its own way, by both."""

    kind = REVIEW
    manner = Manner(Intensity.ESSENTIAL)
    window = timedelta(days=10)
    items = (choice("fits", "yes"), words("note"))
    audience = Audience.PAIR
    shares = True

    def stale(self, situation: Situation) -> Reason | None:
        """Near half-way the survey asks the same, and with the closing words it is time to look back."""
        pair = situation.pair
        today = situation.now.astimezone(ZoneInfo(situation.me.zone)).date()
        ends_on, set_ = pair.programme.ends_on, pair.programme.rhythm
        begun_on = min((one.begins_on for one in pair.versions if one.begins_on), default=None)
        if set_.has(MIDPOINT) and begun_on and is_near(today, begun_on, ends_on):
            return Reason("half-way-asks", audience=Audience.PAIR)
        if ends_on - today <= set_.days(CLOSING):
            return Reason("ends-soon", audience=Audience.PAIR)
        return super().stale(situation)

    @property
    def words(self) -> str:
        """All reviews say the same."""
        return REVIEW

    def facts(self, situation: Situation, reader: Reader) -> dict[str, Any]:
        """Name the partner."""
        return {"partner": Markup(situation.partner.mention)}

    def _asked(self, situation: Situation, reader: Reader) -> Message:
        """Show in short what the two live by, and what has changed since the beginning; the rest is a press away."""
        asked = super()._asked(situation, reader)
        agreement = situation.pair.agreement
        short = document_views.rows(situation.pair, _in_short(agreement), reader)
        since = changed(situation, reader)
        head, question, *rest = asked.blocks
        more = [blocks.context(since)] if since else []
        said = (asked.text, *short, *([since] if since else []))
        return Message(
            "\n".join(said), (head, question, *([blocks.fields(*short)] if short else ()), *more, *rest)
        )

    def _buttons(self, situation: Situation, reader: Reader) -> list[Element]:
        fits, *more = super()._buttons(situation, reader)
        change = blocks.button(
            amendment_views.OPEN, reader.plain("amendment-buttons.change"), str(situation.pair.pair.id)
        )
        agreement = situation.pair.agreement
        read = [document_views.to_read(agreement, reader)] if agreement else []
        return [fits, change, *read, *more]


class HalfWayReview(Review):
    """Half-way through the programme."""

    kind = HALF_WAY


def _in_short(agreement: Agreement | None) -> dict[str, Value]:
    clauses = agreement.clauses if agreement else {}
    return {one: clauses[one] for one in IN_SHORT if one in clauses}


def changed(situation: Situation, reader: Reader) -> Markup | None:
    """Name the clauses that have changed since the first version; None where all stand as they were."""
    begun = [one.clause for one in situation.pair.amendments if one.state is AmendmentState.BEGUN]
    if not begun:
        return None
    labels = [document_views.label(one, reader) for one in dict.fromkeys(begun)]
    return reader.mrkdwn("review-changed", what=Markup(reader.listed(labels)))
