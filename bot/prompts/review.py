"""Looking at the agreement again: what it says now, whether it still fits, and the way to change one clause."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.domain.amendments import AmendmentState
from bot.domain.audience import Audience
from bot.domain.reviews import HALF_WAY, REVIEW
from bot.domain.situation import Situation
from bot.prompts.asking import Asking, choice, words
from bot.views import agreement as document_views
from bot.views import amendments as amendment_views
from bot.views import blocks
from bot.views.blocks import Element, Message
from bot.words import Markup, Reader


class Review(Asking):
    """At the agreed interval. That it still fits is told to the other; a change goes its own way, by both."""

    kind = REVIEW
    window = timedelta(days=10)
    items = (choice("fits", "yes"), words("note"))
    audience = Audience.PAIR
    shares = True

    @property
    def words(self) -> str:
        """All reviews say the same."""
        return REVIEW

    def facts(self, situation: Situation, reader: Reader) -> dict[str, Any]:
        """Name the partner."""
        return {"partner": Markup(situation.partner.mention)}

    def _asked(self, situation: Situation, reader: Reader) -> Message:
        """Show the clauses below the question, and what has changed since the first version."""
        asked = super()._asked(situation, reader)
        clauses = situation.pair.agreement.clauses if situation.pair.agreement else {}
        shown = "\n\n".join(document_views.rows(situation.pair, clauses, reader))
        changed = _changed(situation, reader)
        head, question, *rest = asked.blocks
        more = [blocks.context(changed)] if changed else []
        said = (asked.text, shown, *([changed] if changed else []))
        return Message("\n\n".join(said), (head, question, *blocks.paragraphs(shown), *more, *rest))

    def _buttons(self, situation: Situation, reader: Reader) -> list[Element]:
        fits, *more = super()._buttons(situation, reader)
        pair = str(situation.pair.pair.id)
        change = blocks.button(amendment_views.OPEN, reader.plain("amendment-buttons.change"), pair)
        return [fits, change, *more]


class HalfWayReview(Review):
    """Half-way through the programme."""

    kind = HALF_WAY


def _changed(situation: Situation, reader: Reader) -> Markup | None:
    begun = [one.clause for one in situation.pair.amendments if one.state is AmendmentState.BEGUN]
    if not begun:
        return None
    labels = [document_views.label(one, reader) for one in dict.fromkeys(begun)]
    return reader.mrkdwn("review-changed", what=Markup(reader.listed(labels)))
