"""What somebody took over from what Trellis suggests, each clause with the button that changes it."""

from __future__ import annotations

from bot.domain.situation import Situation
from bot.domain.suggestions import taken_over
from bot.views import blocks, terms
from bot.views.agreement import label
from bot.views.blocks import Block, Message
from bot.words import Markup, Reader

CHANGE = "suggested.change"
# Stands among the facts of a list below which there is another.
MOVED = "moved"


def suggested(situation: Situation, reader: Reader) -> Message:
    """List the clauses that were taken over and stand so still; where a later list does, point to that."""
    assert situation.delivery is not None  # noqa: S101 - rendered for a row of the ledger
    if situation.delivery.facts.get(MOVED) and not situation.pair.let_go:
        text = reader.mrkdwn("suggested-moved")
        return Message(text, (blocks.section(text),))
    taken = taken_over(situation.pair, situation.me.id)
    is_over = situation.pair.let_go
    intro = reader.mrkdwn("suggested", partner=Markup(situation.partner.mention), count=len(taken))
    if is_over:
        intro = reader.mrkdwn("suggested-over", count=len(taken))
    texts, shown = [intro], list[Block]((blocks.section(intro),))
    for clause_id in taken:
        texts.append(_row(situation, clause_id, reader))
        if is_over:
            shown.append(blocks.section(texts[-1]))
            continue
        change = blocks.button(CHANGE, reader.plain("step-buttons.edit"), clause_id)
        shown.append(blocks.section(texts[-1], change, f"{situation.delivery.id}:{clause_id}"))
    return Message("\n".join(texts), tuple(shown))


def _row(situation: Situation, clause_id: str, reader: Reader) -> Markup:
    known = situation.pair.answer(situation.me.id, f"agreement.{clause_id}")
    answer = terms.clause(clause_id, known.value if known else {}, reader)
    words = "suggested-row.list" if answer.startswith("\n") else "suggested-row"
    return reader.mrkdwn(words, label=label(clause_id, reader), answer=answer)
