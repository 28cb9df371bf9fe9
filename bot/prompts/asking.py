"""What prompts have in common: a question with buttons, a form for words, an answer in place, edit and undo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.audience import Audience
from bot.domain.deliveries import Reason
from bot.domain.situation import Answer, Situation
from bot.prompts.intents import Intent, Record
from bot.views import blocks, terms
from bot.views.blocks import Block, Element, Message
from bot.words import Markup, Reader

PRESS = "prompt.answer"
PRESSES = tuple(f"{PRESS}.{number}" for number in range(6))
WRITE = "prompt.write"
UNDO = "prompt.undo"
MENU = "prompt.menu"
FORM = "prompt.form"

LONGEST = 2000
# Five-point agreement, from not at all to entirely (shared/EVALUATION: our own items, not a validated scale).
SCALE = ("1", "2", "3", "4", "5")


class ItemKind(StrEnum):
    """How an item is answered."""

    CHOICE = "choice"
    SCALE = "scale"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a prompt asks; its words stand under `<prompt>-<item>`, its options under `...-options`."""

    id: str
    kind: ItemKind
    options: tuple[str, ...] = ()

    @property
    def choices(self) -> tuple[str, ...]:
        """The values that can be chosen; none for words."""
        return SCALE if self.kind is ItemKind.SCALE else self.options


def choice(id_: str, *options: str) -> Item:
    """One of a few options."""
    return Item(id_, ItemKind.CHOICE, options)


def scale(id_: str) -> Item:
    """How far somebody agrees, from 1 to 5."""
    return Item(id_, ItemKind.SCALE)


def words(id_: str) -> Item:
    """Words of one's own."""
    return Item(id_, ItemKind.WORDS)


class Asking:
    """A prompt that asks. The first item that can be chosen stands as buttons, all of them in the form.

    A child says its `kind`, its `window` (how late it may still come), its `items`, who reads the answers, and
    whether the partner is told of them (`shares`).
    """

    kind: str
    window = timedelta(days=5)
    items: tuple[Item, ...] = ()
    audience = Audience.ONLY_ME
    shares = False

    @property
    def words(self) -> str:
        """How the ids of its words begin."""
        return self.kind.replace("_", "-")

    def facts(self, situation: Situation, reader: Reader) -> dict[str, Any]:
        """Return what its sentences name."""
        return {"partner": Markup(situation.partner.mention), "role": str(situation.role)}

    def question(self, situation: Situation, reader: Reader) -> Markup:
        """Return the question itself."""
        return reader.mrkdwn(self.words, **self.facts(situation, reader))

    def stale(self, situation: Situation) -> Reason | None:
        """An answer that was given already, or an agreement that has ended, makes it needless."""
        if situation.pair.agreement is None:
            return Reason("no-longer-due", audience=Audience.PAIR)
        return Reason("answered") if self.known(situation, situation.me.id) else None

    def render(self, situation: Situation, reader: Reader) -> Message:
        """Render it as it stands: asked, answered or withdrawn."""
        answer = self.known(situation, situation.me.id)
        if answer:
            return self._answered(situation, answer, reader)
        question = situation.question
        if question and question.closed_at:
            return self._withdrawn(situation, reader)
        return self._asked(situation, reader)

    def answer(self, situation: Situation, value: str) -> Intent | None:
        """Understand a press on one of its buttons."""
        item = self._pressed_item()
        if item is None or value not in item.choices:
            return None
        return self._record({**self._said(situation), item.id: value})

    def typed(self, situation: Situation, text: str) -> Intent | None:
        """Understand words: they belong to the item for words."""
        item = next((one for one in self.items if one.kind is ItemKind.WORDS), None)
        said = text.strip()
        if item is None or not said or len(said) > LONGEST:
            return None
        return self._record({**self._said(situation), item.id: said})

    def filled_in(self, fields: Mapping[str, str | None]) -> Intent | None:
        """Understand the form, by item; None when nothing was filled in."""
        value: dict[str, Any] = {item.id: (fields.get(item.id) or "").strip() for item in self.items}
        value = {item.id: value[item.id] or (None if item.choices else "") for item in self.items}
        return self._record(value) if any(value.values()) else None

    def form(self, situation: Situation, reader: Reader) -> dict[str, Any]:
        """The form for all of its items, filled with what was answered before."""
        said = self._said(situation)
        return blocks.modal(
            FORM,
            reader.plain(f"{self.words}.title"),
            [self._field(item, said.get(item.id), situation, reader) for item in self.items],
            close=reader.plain("modal-cancel"),
            submit=reader.plain("modal-save"),
            carries=row_of(situation),
        )

    def shared(self, situation: Situation, reader: Reader) -> Message:
        """Render what the partner sees of the answer."""
        partner = situation.partner
        answer = self.known(situation, partner.id)
        facts = self.facts(situation, reader) | {"person": Markup(partner.mention)}
        if answer is None:
            text = reader.mrkdwn("prompt-shared-withdrawn", person=facts["person"])
            return Message(text, (blocks.section(text),))
        head = reader.mrkdwn(f"{self.words}-shared", what=self.summary(answer.value, reader), **facts)
        lines = [head, *self.beside(situation, reader)]
        offer = reader.mrkdwn(f"{self.words}-shared.offer", **facts)
        shown = (*(blocks.section(line) for line in lines), blocks.context(offer))
        return Message("\n".join((*lines, offer)), shown)

    def noted(self, situation: Situation, reader: Reader) -> Message:
        """Say that words were kept, and who reads them; they stand in the prompt itself, further up."""
        label = reader.mrkdwn(f"{self.words}.label")
        text = reader.mrkdwn("prompt-noted", label=label, seen=self._who_sees(situation, reader))
        return Message(text, (blocks.section(text),))

    def beside(self, situation: Situation, reader: Reader) -> list[Markup]:
        """Return what else the partner is shown beside the answer."""
        return []

    def summary(self, value: Mapping[str, Any], reader: Reader) -> Markup:
        """Return an answer in words."""
        return terms.answered(self.words, value, reader)

    def known(self, situation: Situation, person_id: int) -> Answer | None:
        """Return somebody's answer to this occasion, where this reader may see it."""
        delivery = situation.delivery
        return situation.pair.answer(person_id, self.kind, delivery.occasion) if delivery else None

    def _asked(self, situation: Situation, reader: Reader) -> Message:
        text = self.question(situation, reader)
        notes = (reader.mrkdwn(f"{self.words}.how"), self._who_sees(situation, reader))
        shown: list[Block] = [
            blocks.header(reader.plain(f"{self.words}.title")),
            blocks.section(text, menu(situation, reader)),
            blocks.actions(*self._buttons(situation, reader)),
            blocks.context(*notes),
        ]
        return Message("\n".join((text, *notes)), tuple(shown))

    def _answered(self, situation: Situation, answer: Answer, reader: Reader) -> Message:
        head = reader.mrkdwn(f"{self.words}.recorded", day=reader.day(date.fromisoformat(answer.occasion)))
        what = self.summary(answer.value, reader)
        seen = self._who_sees(situation, reader)
        has_words = any(answer.value.get(item.id) for item in self.items if item.kind is ItemKind.WORDS)
        buttons = (
            blocks.button(
                WRITE,
                reader.plain("prompt-buttons.edit" if has_words else "prompt-buttons.add"),
                row_of(situation),
            ),
            blocks.button(UNDO, reader.plain("prompt-buttons.undo"), row_of(situation)),
        )
        shown = (
            blocks.section(f"{head}\n{what}", menu(situation, reader)),
            blocks.actions(*buttons),
            blocks.context(seen),
        )
        return Message(f"{head}\n{what}\n{seen}", shown)

    def _withdrawn(self, situation: Situation, reader: Reader) -> Message:
        words_id = "prompt-withdrawn-shared" if self.shares else "prompt-withdrawn"
        text = reader.mrkdwn(words_id, partner=Markup(situation.partner.mention))
        again = blocks.button(WRITE, reader.plain("prompt-buttons.again"), row_of(situation))
        return Message(text, (blocks.section(text), blocks.actions(again)))

    def _who_sees(self, situation: Situation, reader: Reader) -> Markup:
        if self.audience is Audience.PAIR:
            return reader.mrkdwn("prompt-seen-by-partner", partner=Markup(situation.partner.mention))
        return reader.mrkdwn(f"audience-{self.audience.replace('_', '-')}")

    def _buttons(self, situation: Situation, reader: Reader) -> list[Element]:
        item = self._pressed_item()
        row = row_of(situation)
        found = (
            [
                blocks.button(PRESSES[number], self._label(item, one, reader), f"{one}:{row}")
                for number, one in enumerate(item.choices)
            ]
            if item
            else []
        )
        return [*found, blocks.button(WRITE, reader.plain("prompt-buttons.write"), row)]

    def _field(self, item: Item, said: str | None, situation: Situation, reader: Reader) -> Block:
        label = reader.plain(f"{self.words}-{item.id}", **self.facts(situation, reader))
        if item.kind is ItemKind.WORDS:
            field = blocks.text_input(item.id, multiline=True, initial=said or "", longest=LONGEST)
            hint = self._who_sees_plain(situation, reader)
            return blocks.input_block(item.id, label, field, hint=hint, optional=True)
        options = [blocks.option(one, self._label(item, one, reader)) for one in item.choices]
        return blocks.input_block(item.id, label, blocks.radio(item.id, options, said), optional=True)

    def _who_sees_plain(self, situation: Situation, reader: Reader) -> str:
        if self.audience is Audience.PAIR:
            return reader.plain("prompt-seen-by-partner", partner=situation.partner.name)
        return reader.plain(f"audience-{self.audience.replace('_', '-')}")

    def _label(self, item: Item, value: str, reader: Reader) -> str:
        return terms.option_label(self.words, item.id, value, reader, is_scale=item.kind is ItemKind.SCALE)

    def _pressed_item(self) -> Item | None:
        return next((one for one in self.items if one.choices), None)

    def _said(self, situation: Situation) -> dict[str, Any]:
        known = self.known(situation, situation.me.id)
        blank = {item.id: None if item.choices else "" for item in self.items}
        return blank | (known.value if known else {})

    def _record(self, value: dict[str, Any]) -> Record:
        return Record(value, self.audience)


def menu(situation: Situation, reader: Reader) -> Element:
    """The menu that stands on every message that Trellis begins: snooze, pause, fewer, why."""
    names = ("tomorrow", "week", "pause", "fewer", "why")
    row = row_of(situation)
    return blocks.overflow(
        MENU, [blocks.option(f"{name}:{row}", reader.plain(f"menu.{name}")) for name in names]
    )


def row_of(situation: Situation) -> str:
    """Carry the row's id, so that an old button still answers its own question."""
    if situation.delivery is None:
        raise LookupError("a prompt is always a row of the ledger")
    return str(situation.delivery.id)
