"""A private word with the coordinator: what its writer sends there, read by nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.domain.audience import Audience
from bot.domain.deliveries import Reason
from bot.domain.manners import Manner
from bot.domain.people import Intensity
from bot.domain.situation import Situation
from bot.prompts.asking import Asking, row_of, words
from bot.views import blocks
from bot.views.blocks import Element, Message
from bot.words import Markup, Reader

PRIVATE_WORD = "private_word"
OPEN = "prompt.private_word"


class PrivateWord(Asking):
    """It is opened by its writer, answered in words, and passed on to the programme's coordinators."""

    kind = PRIVATE_WORD
    manner = Manner(Intensity.ESSENTIAL)
    window = timedelta(days=2)
    items = (words("note"),)
    audience = Audience.COORDINATOR
    shares = True

    def facts(self, situation: Situation, reader: Reader) -> dict[str, Any]:
        """Name who will read it."""
        return super().facts(situation, reader) | {"people": _named(situation, reader)}

    def stale(self, situation: Situation) -> Reason | None:
        """It answers its writer's own press, and never is."""
        return None

    def who_sees(self, situation: Situation, reader: Reader) -> Markup:
        """Its readers are named."""
        partner = Markup(situation.partner.mention)
        return reader.mrkdwn("private-word-seen", people=_named(situation, reader), partner=partner)

    def who_sees_plain(self, situation: Situation, reader: Reader) -> str:
        """Its readers are named in the form too."""
        people = _named(situation, reader)
        return reader.plain("private-word-seen", people=people, partner=situation.partner.name)

    def shared(self, situation: Situation, reader: Reader) -> Message:
        """Render what a coordinator reads; `writer` among the row's facts is whose words they are."""
        facts = situation.delivery.facts if situation.delivery else {}
        writer = situation.pair.people[int(facts["writer"])]
        answer = self.known(situation, writer.id)
        named = {"person": Markup(writer.mention), "programme": situation.pair.programme.name}
        if answer is None or not answer.value.get("note"):
            text = reader.mrkdwn(f"{self.words}-shared.withdrawn", **named)
            return Message(text, (blocks.section(text),))
        head = reader.mrkdwn(f"{self.words}-shared", **named)
        said = reader.mrkdwn("said", text=str(answer.value["note"]))
        offer = reader.mrkdwn(f"{self.words}-shared.offer", person=named["person"])
        return Message(
            "\n".join((head, said, offer)),
            (blocks.section(head), blocks.section(said), blocks.context(offer)),
        )


def button(situation: Situation, reader: Reader) -> Element:
    """The button that stands on every survey."""
    return blocks.button(OPEN, reader.plain("private-word.open"), row_of(situation))


def _named(situation: Situation, reader: Reader) -> str:
    """Return the names of the coordinators who will read it, as they stand in the row's facts."""
    return reader.listed(one.name for one in situation.others.values())
