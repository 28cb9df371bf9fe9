"""Why somebody got a message, from the ledger."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.deliveries import Delivery
from bot.domain.outlook import Coming
from bot.domain.pairs import OPEN, PairState
from bot.domain.rhythm import AGREEMENT_NUDGE
from bot.domain.situation import Situation
from bot.views import blocks, reasons, terms
from bot.words import Markup, Reader


def modal(situation: Situation, reader: Reader, following: Coming | None = None) -> dict[str, Any]:
    """Show what was agreed, when this message was due and came, and when the `following` of its kind will."""
    lines = _lines(situation, reader, following)
    return blocks.modal(
        "why",
        reader.plain("why-title"),
        [blocks.section(line) for line in lines],
        close=reader.plain("modal-close"),
    )


def _lines(situation: Situation, reader: Reader, following: Coming | None) -> list[Markup]:
    row, view = situation.delivery, situation.pair
    words = f"why-{row.kind.replace('_', '-')}" if row else ""
    if row is None or not reader.knows(words) or (view.agreement is None and row.kind != AGREEMENT_NUDGE):
        return [reader.mrkdwn("why-alone")]
    facts = {
        "partner": Markup(situation.partner.mention),
        "cadence": terms.cadence(view.agreement.clauses["cadence"], reader) if view.agreement else "",
        "day": reader.day(_due_on(row, reader)),
        "moment": reader.moment(row.sent_at or row.due_at),
    }
    is_over = view.pair.state not in OPEN
    # A pair may have ended long before its programme does.
    early = f"{words}.ended"
    if view.pair.state is PairState.ENDED and reader.knows(early):
        words = early
    lines = [reader.mrkdwn(words, **facts)]
    if row.reason and row.sent_at:
        lines.append(reader.mrkdwn("why-held", reason=reasons.said(row.reason, reader)))
    if following and following.at:
        lines.append(reader.mrkdwn("why-next", moment=reader.moment(following.at)))
        lines += [
            reader.mrkdwn("why-next.held", reason=reasons.said(one, reader)) for one in following.held[-1:]
        ]
    elif view.pair.is_paused(situation.now):
        lines.append(reader.mrkdwn("why-paused"))
    elif following:
        told = [reasons.said(one, reader, reasons.LEFT_OUT) for one in following.missed[:1]]
        lines += [reader.mrkdwn("why-next.never", reason=one) for one in told]
    return lines if is_over else [*lines, reader.mrkdwn("why-change")]


def _due_on(row: Delivery, reader: Reader) -> date:
    """Return the day for which a row was planned; what held it up since may have moved its instant."""
    planned = row.facts.get("day")
    return date.fromisoformat(planned) if planned else row.due_at.astimezone(ZoneInfo(reader.zone)).date()
