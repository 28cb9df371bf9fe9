"""A step whose answer is any number of boxes beside words of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.dialogues import base
from bot.dialogues.base import Value
from bot.dialogues.steps import LIST, _Offering
from bot.domain.situation import Situation
from bot.views import blocks
from bot.views.blocks import Element
from bot.words import Markup, Reader
from bot.words.reader import small

# Between two things of one's own; "and" may stand within one.
_PARTS = re.compile(r"[,;\n]")


@dataclass(frozen=True)
class Tags(_Offering):
    """Boxes and words together: `{"choices": ["music"], "own": ["ham radio"]}`.

    With `splits`, words are a list of things; otherwise they are one sentence of the writer's.
    """

    longest: int = 300
    splits: bool = True

    def controls(self, situation: Situation, reader: Reader, value: Value | None) -> list[Element]:
        return [
            *self.boxes(situation, reader, value),
            blocks.button(base.SAVE, reader.plain("step-buttons.save"), style="primary"),
            blocks.button(base.WRITE, reader.plain("step-buttons.add")),
        ]

    def boxes(self, situation: Situation, reader: Reader, value: Value | None) -> list[Element]:
        offered = [blocks.option(option, self.label(option, reader)) for option in self.options]
        known = value or {}
        chosen = known["one"] if "one" in known else known.get("choices", ())
        return [blocks.checkboxes(base.FIELDS[0], offered, chosen)]

    def saved(self, fields: Mapping[str, Any], situation: Situation) -> Value | None:
        """Take the boxes; what was written before stays beside them."""
        return self._value(fields.get("one") or (), self._own_before(situation))

    def typed(self, text: str, situation: Situation, reader: Reader) -> Value | None:
        words = text.strip()
        if not 0 < len(words) <= self.longest:
            return None
        whole = [words] if self.says_no_more(words, reader) else LIST.split(words)
        named = [self._option(part, reader) for part in whole if part.strip()]
        if named and all(named):
            return self._value([one for one in named if one], ())
        if not self.splits:
            return self._value((), [words])
        parts = [part.strip() for part in _PARTS.split(words) if part.strip()]
        options = {part: self._option(part, reader) for part in parts}
        own = [part for part in parts if not options[part]]
        return self._value([one for one in options.values() if one], own)

    def written(
        self, text: str, fields: Mapping[str, Any], situation: Situation, reader: Reader
    ) -> Value | None:
        """Take a form, which shows both the boxes and the words."""
        said = self.typed(text, situation, reader) if text.strip() else {"choices": [], "own": []}
        if said is None:
            return None
        return self._value([*(fields.get("one") or ()), *said["choices"]], said["own"])

    def shown(self, value: Value, situation: Situation, reader: Reader) -> Markup:
        first, *others = [self.label(option, reader) for option in value["choices"]] or [""]
        labels = [first, *map(small, others)] if first else []
        return reader.mrkdwn("said", text=reader.listed([*labels, *value["own"]]))

    def _value(self, chosen: Iterable[str], own: Iterable[str]) -> Value | None:
        wanted = set(chosen)
        choices = [option for option in self.options if option in wanted]
        said = list({one.casefold(): one for one in own}.values())
        return {"choices": choices, "own": said} if choices or said else None

    def _own_before(self, situation: Situation) -> list[str]:
        question = situation.delivery.kind if situation.delivery else ""
        known = situation.pair.answer(situation.me.id, question)
        return list(known.value.get("own", ())) if known else []

    def _option(self, text: str, reader: Reader) -> str | None:
        return self.named(text, reader) if self.says_no_more(text, reader) else None
