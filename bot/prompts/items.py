"""Items: the single things that a prompt asks, how each stands in a form, and how its answer is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from bot.domain.people import Role
from bot.views import blocks, terms
from bot.views.blocks import Block, Element
from bot.words import Markup, Reader

LONGEST = 2000
# Five-point agreement, from not at all to entirely (shared/EVALUATION: our own items, not a validated scale).
SCALE = ("1", "2", "3", "4", "5")
RATING = tuple(str(number) for number in range(11))


class ItemKind(StrEnum):
    """How an item is answered."""

    CHOICE = "choice"
    SCALE = "scale"
    RATING = "rating"
    WORDS = "words"


_CHOICES = {ItemKind.SCALE: SCALE, ItemKind.RATING: RATING}
# The attribute that holds an item's short name.
_NAMES = {ItemKind.SCALE: "scale", ItemKind.RATING: "rated"}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a prompt asks; its words stand under `<prompt>-<stem>`, its options under `...-options`.

    `role` is whom alone it is asked; `usual` what is chosen unless somebody changes it; one that is `pressed` stands
    among the buttons and in no form. `facts` are what its label names, where there is one item for each of
    several; `of` is the prompt whose words it takes, where another asks the same.
    """

    id: str
    kind: ItemKind
    options: tuple[str, ...] = ()
    role: Role | None = None
    usual: str | None = None
    pressed: bool = False
    longest: int = LONGEST
    stem: str = ""
    of: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def choices(self) -> tuple[str, ...]:
        """The values that can be chosen; none for words."""
        return _CHOICES.get(self.kind, self.options)

    @property
    def blank(self) -> str | None:
        """What stands for no answer."""
        return None if self.choices else ""

    def words(self, prompt: str) -> str:
        """Return the id of its words in a prompt."""
        return f"{self.of or prompt}-{self.stem or self.id}"

    def about(self, key: object, **facts: Any) -> Item:
        """Return the same item, asked of one of several things."""
        return replace(self, id=f"{self.id}-{key}", stem=self.id, facts=facts)


def choice(id_: str, *options: str, **more: Any) -> Item:
    """One of a few options."""
    return Item(id_, ItemKind.CHOICE, options, **more)


def scale(id_: str, role: Role | None = None) -> Item:
    """How far somebody agrees, from 1 to 5."""
    return Item(id_, ItemKind.SCALE, role=role)


def rating(id_: str, role: Role | None = None) -> Item:
    """A number from 0 to 10."""
    return Item(id_, ItemKind.RATING, role=role)


def words(id_: str, **more: Any) -> Item:
    """Words of one's own."""
    return Item(id_, ItemKind.WORDS, **more)


def label(prompt: str, item: Item, value: str, reader: Reader) -> str:
    """Return what stands on a choice."""
    if item.kind is ItemKind.RATING:
        return value
    is_scale = item.kind is ItemKind.SCALE
    return terms.option_label(item.of or prompt, item.stem or item.id, value, reader, is_scale=is_scale)


def input_for(
    prompt: str, item: Item, said: str | None, facts: Mapping[str, Any], hint: str, reader: Reader
) -> Block:
    """Return an item's place in a form, filled with what was said; `hint` says who reads words."""
    text = reader.plain(item.words(prompt), **{**facts, **item.facts})
    if item.kind is ItemKind.WORDS:
        field_ = blocks.text_input(item.id, multiline=True, initial=said or "", longest=item.longest)
        return blocks.input_block(item.id, text, field_, hint=hint, optional=True)
    options = [blocks.option(one, label(prompt, item, one, reader)) for one in item.choices]
    chosen = said or item.usual
    if item.kind is ItemKind.RATING:
        return blocks.input_block(
            item.id, text, blocks.select(item.id, reader.plain("prompt-rating.pick"), options, chosen),
            hint=reader.plain("prompt-rating.hint"), optional=True,
        )  # fmt: skip
    if item.kind is ItemKind.SCALE:
        # Five steps under each of several statements would make a form of a yard.
        pick = blocks.select(item.id, reader.plain("scale-options.pick"), options, chosen)
        return blocks.input_block(item.id, text, pick, optional=True)
    return blocks.input_block(item.id, text, blocks.radio(item.id, options, chosen), optional=True)


def pressable(prompt: str, item: Item, actions: tuple[str, ...], row: str, reader: Reader) -> list[Element]:
    """Return an item as buttons, or where there are too many for that, as a select; each carries `value:row`."""
    if item.kind is ItemKind.RATING:
        options = [blocks.option(f"{one}:{row}", one) for one in item.choices]
        return [blocks.select(actions[0], reader.plain("prompt-rating.pick"), options)]
    return [
        blocks.button(actions[number], label(prompt, item, one, reader), f"{one}:{row}")
        for number, one in enumerate(item.choices)
    ]


def told(prompt: str, item: Item, said: str, reader: Reader) -> Markup:
    """Return an answer to an item in words: what was chosen in bold, and named where its words have a short name."""
    id_ = item.words(prompt)
    name = _NAMES.get(item.kind, "short")
    short = reader.mrkdwn(f"{id_}.{name}", **item.facts) if reader.knows(f"{id_}.{name}") else None
    if item.kind is ItemKind.WORDS:
        return (
            reader.mrkdwn("prompt-written", item=short, text=said)
            if short
            else reader.mrkdwn("said", text=said)
        )
    answer = label(prompt, item, said, reader)
    if short is None:
        return reader.mrkdwn("prompt-chosen", answer=answer)
    shape = "prompt-rated" if item.kind is ItemKind.RATING else "prompt-scored"
    return reader.mrkdwn(shape, item=short, answer=answer)
