"""The way to what somebody has wished for in words: a sentence, and the buttons that lead there."""

from __future__ import annotations

from typing import Any

from bot.domain.situation import Situation
from bot.views import blocks, confidentiality, own, partings, seen
from bot.views.blocks import Element, Message
from bot.words import Markup, Reader

KIND = "ways"


def ways(situation: Situation, reader: Reader) -> Message:
    """Answer a wish; what can be done about one pair stands beside the other's name."""
    assert situation.delivery is not None  # noqa: S101 - rendered for a row of the ledger
    facts = situation.delivery.facts
    text = _text(situation, facts, reader)
    shown, texts = [blocks.section(text)], [text]
    for pair_id, partner in facts["pairs"]:
        with_ = reader.mrkdwn("quiet.pair", partner=Markup(situation.others[int(partner)].mention))
        texts.append(with_)
        shown.append(blocks.section(with_, _of_pair(facts["wish"], int(pair_id), reader)))
    alone = {"data": own.button, "seen": seen.button}.get(facts["wish"])
    if alone:
        shown.append(blocks.actions(alone(reader)))
    return Message("\n".join(texts), tuple(shown))


def _text(situation: Situation, facts: dict[str, Any], reader: Reader) -> Markup:
    words = f"ways-{facts['wish']}"
    known = [situation.others[int(one)].mention for one in facts["coordinators"]]
    people = Markup(reader.listed(known))
    if facts["wish"] == "concern" and not facts["pairs"]:
        words += ".alone" if known else ".nobody"
    elif facts["wish"] == "another" and not known:
        words += ".nobody"
    return reader.mrkdwn(words, people=people)


def _of_pair(wish: str, pair_id: int, reader: Reader) -> Element:
    if wish == "another":
        return partings.button(pair_id, reader)
    return blocks.button(confidentiality.OPEN, reader.plain("ways-concern.button"), str(pair_id))


VIEWS = {KIND: ways}
