"""The kinds of step: one choice, several, words, times, and two choices at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot import typed
from bot.dialogues import base
from bot.dialogues.base import LONGEST, Value
from bot.domain.audience import Audience
from bot.domain.situation import Situation
from bot.views import blocks, terms
from bot.views.blocks import Block, Element
from bot.words import Markup, Reader

# What stands between two things that somebody names: signs, and "and" and "then" in our languages.
_BETWEEN = re.compile(r"[,;/>&+]|\b(?:and|then|or|else|y|luego|o|u)\b", re.IGNORECASE)
LIST = re.compile(r"[,;/&+]|\b(?:and|y)\b", re.IGNORECASE)
NONE = "none"


@dataclass(frozen=True)
class _Step:
    id: str
    words: str
    audience: Audience = Audience.PAIR
    optional: bool = False
    personal: bool = False
    again: bool = False

    def details(self, situation: Situation, reader: Reader, value: Value | None) -> list[Markup]:
        return []

    def controls(self, situation: Situation, reader: Reader, value: Value | None) -> list[Element]:
        raise NotImplementedError

    def typed(self, text: str, situation: Situation, reader: Reader) -> Value | None:
        raise NotImplementedError

    def boxes(self, situation: Situation, reader: Reader, value: Value | None) -> list[Element]:
        return []

    def written(
        self, text: str, fields: Mapping[str, Any], situation: Situation, reader: Reader
    ) -> Value | None:
        return self.typed(text, situation, reader)

    def pressed(self, pressed: str) -> Value | None:
        return None

    def saved(self, fields: Mapping[str, Any], situation: Situation) -> Value | None:
        return None

    def suggested(self, situation: Situation) -> Value | None:
        return None

    def inputs(self, situation: Situation, reader: Reader, value: Value | None) -> list[Block]:
        return []

    def entered(self, state: Mapping[str, Any], situation: Situation) -> Value:
        raise NotImplementedError

    def wrong(self, value: Value, reader: Reader) -> dict[str, str]:
        return {}


@dataclass(frozen=True)
class _Offering(_Step):
    """A step that offers options: their labels stand under `<words>-options`."""

    options: tuple[str, ...] = ()

    def label(self, option: str, reader: Reader) -> str:
        return reader.plain(self._label_id(option))

    def _label_id(self, option: str) -> str:
        return f"{self.words}-options.{terms.attribute(option)}"

    def named(self, text: str, reader: Reader) -> str | None:
        """Return the option that words name: by its label in any language, by our name for it, or by its place."""
        names = {
            option: (*reader.everywhere(self._label_id(option)), option.replace("_", " "))
            for option in self.options
        }
        return typed.choice(text, names)

    def says_no_more(self, text: str, reader: Reader) -> bool:
        """Tell whether words say no more than an option does; "my sister's health" says more than "Health"."""
        found = self.named(text, reader)
        return found is not None and len(text.split()) <= len(self.label(found, reader).split())


@dataclass(frozen=True)
class Choice(_Offering):
    """One of a few options, as buttons; typed by label, by number or in the words' own synonyms."""

    # Understands words that name no option, such as "24 hours" for a day.
    understand: Callable[[str], str | None] | None = None

    def controls(self, situation: Situation, reader: Reader, value: Value | None) -> list[Element]:
        chosen = value.get("choice") if value else None
        return [
            blocks.button(
                base.ANSWERS[number],
                self.label(option, reader),
                option,
                "primary" if option == chosen else None,
            )
            for number, option in enumerate(self.options)
        ]

    def pressed(self, pressed: str) -> Value | None:
        return {"choice": pressed} if pressed in self.options else None

    def typed(self, text: str, situation: Situation, reader: Reader) -> Value | None:
        found = self.named(text, reader)
        if found is None and self.understand:
            found = self.understand(text)
        return {"choice": found} if found else None

    def shown(self, value: Value, situation: Situation, reader: Reader) -> Markup:
        return reader.mrkdwn("said", text=self.label(value["choice"], reader))


@dataclass(frozen=True)
class Several(_Offering):
    """Any number of options, as boxes that count once saved; other words are kept as a note."""

    longest: int = LONGEST

    def controls(self, situation: Situation, reader: Reader, value: Value | None) -> list[Element]:
        offered = [blocks.option(option, self.label(option, reader)) for option in self.options]
        chosen = value.get("choices", ()) if value else ()
        return [
            blocks.checkboxes(base.FIELDS[0], offered, chosen),
            blocks.button(base.SAVE, reader.plain("step-buttons.save"), style="primary"),
            blocks.button(base.WRITE, reader.plain("step-buttons.write")),
        ]

    def saved(self, fields: Mapping[str, Any], situation: Situation) -> Value | None:
        chosen = [option for option in self.options if option in (fields.get("one") or ())]
        return {"choices": chosen, "note": ""} if chosen else None

    def typed(self, text: str, situation: Situation, reader: Reader) -> Value | None:
        if NONE in self.options and typed.command(text) is typed.Command.NO:
            return {"choices": [NONE], "note": ""}
        parts = [text] if self.says_no_more(text, reader) else LIST.split(text)
        if all(self.says_no_more(part, reader) for part in parts):
            found = {self.named(part, reader) for part in parts}
            return {"choices": [option for option in self.options if option in found], "note": ""}
        return {"choices": [], "note": text.strip()[: self.longest]} if text.strip() else None

    def shown(self, value: Value, situation: Situation, reader: Reader) -> Markup:
        parts = [self.label(option, reader) for option in value.get("choices", ())]
        if value.get("note"):
            parts.append(value["note"])
        return terms.several(parts, reader)


@dataclass(frozen=True)
class Words(_Step):
    """Words of one's own: typed in the conversation, or written in a form."""

    longest: int = LONGEST

    def controls(self, situation: Situation, reader: Reader, value: Value | None) -> list[Element]:
        return [blocks.button(base.WRITE, reader.plain("step-buttons.write"))]

    def typed(self, text: str, situation: Situation, reader: Reader) -> Value | None:
        words = text.strip()
        return {"text": words} if 0 < len(words) <= self.longest else None

    def shown(self, value: Value, situation: Situation, reader: Reader) -> Markup:
        return reader.mrkdwn("said", text=value["text"])
