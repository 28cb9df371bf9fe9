"""The languages of Trellis: bundles of Fluent messages, read once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentNone, FluentNumber, fluent_number

FOLDER = Path(__file__).parent
DEFAULT = "en"


# Fluent refuses values of more than 2,500 characters, and people write more: longer ones than this are put in
# afterwards, where signs of no language and no keyboard have kept their place.
SHORT = 200
_PLACE = re.compile("\ue000(\\d+)\ue001")


class UnknownWords(LookupError):
    """A sentence was asked for that no language file holds, or one of its variables was not given."""


class Words:
    """All languages that stand in a folder, one folder each."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._bundles: dict[str, FluentBundle] = {}
        seal = hashlib.sha256()
        for place in sorted(path for path in folder.iterdir() if any(path.glob("*.ftl"))):
            bundle = FluentBundle([place.name], use_isolating=False, functions={"HOUR": _hour})
            for file in sorted(place.glob("*.ftl")):
                source = file.read_text(encoding="utf-8")
                seal.update(source.encode())
                bundle.add_resource(_parsed(source))
            self._bundles[place.name] = bundle
        # Which words a signature was given under: it changes with any sentence in any language.
        self.version = seal.hexdigest()[:16]

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of all languages that Trellis speaks."""
        return tuple(self._bundles)

    def language_of(self, locale: str) -> str:
        """Return the tag of the language spoken to people with this locale: theirs, its parent, or English."""
        return self._known(locale) or DEFAULT

    def spoken(self, *locales: str) -> str:
        """Return the first of some locales whose language Trellis speaks, or English: a person's, a workspace's."""
        return next((locale for locale in locales if self._known(locale)), DEFAULT)

    def spoken_in(self, language: str | None, *locales: str) -> str:
        """Return the first of some locales that is of a language, for its country's customs, else the language.

        Without a language, or one that Trellis does not speak, it is the first whose language it does.
        """
        if language not in self._bundles:
            return self.spoken(*locales)
        return next((one for one in locales if self._known(one) == language), language)

    def _known(self, locale: str) -> str | None:
        tag = locale.replace("_", "-")
        return next((one for one in (tag, tag.split("-")[0].lower()) if one in self._bundles), None)

    def format(self, language: str, id_: str, facts: Mapping[str, Any]) -> str:
        """Return a message, or with `message.attribute` an attribute; raises UnknownWords."""
        message_id, _, attribute = id_.partition(".")
        bundle = self._bundles[language]
        try:
            message = bundle.get_message(message_id)
            pattern = message.attributes[attribute] if attribute else message.value
        except LookupError:
            raise UnknownWords(f"{language}: {id_}") from None
        if pattern is None:
            raise UnknownWords(f"{language}: {id_} has attributes only")
        given = dict(facts)
        long = {name: fact for name, fact in facts.items() if isinstance(fact, str) and len(fact) > SHORT}
        for number, name in enumerate(long):
            given[name] = f"\ue000{number}\ue001"
        text, problems = bundle.format_pattern(pattern, given)
        if problems:
            raise UnknownWords(f"{language}: {id_}: {problems[0]}")
        return _PLACE.sub(lambda place: _in(place, list(long.values())), str(text)) if long else str(text)

    def has(self, language: str, id_: str) -> bool:
        """Tell whether a message or an attribute is there."""
        message_id, _, attribute = id_.partition(".")
        bundle = self._bundles[language]
        if not bundle.has_message(message_id):
            return False
        return not attribute or attribute in bundle.get_message(message_id).attributes

    def ids(self, language: str) -> Iterator[str]:
        """Yield every id of a language, attributes included."""
        for message_id, message in self._bundles[language]._messages.items():
            if message.value is not None:
                yield message_id
            yield from (f"{message_id}.{attribute}" for attribute in message.attributes)


@cache
def _parsed(source: str) -> Any:
    """Return what a file says; it is only read, and to parse all of them takes half a second."""
    return FluentResource(source)


def _hour(clock: Any) -> FluentNumber | FluentNone:
    """Return the number that a time of day begins with: Spanish says "a la 1:05" but "a las 13:05"."""
    number = re.match(r"\d+", str(clock))
    return fluent_number(int(number[0]) if number else 0)


def _in(place: re.Match[str], texts: list[str]) -> str:
    """Return the text that belongs into a place; signs that somebody typed after all stay as they are."""
    number = int(place[1])
    return texts[number] if number < len(texts) else place[0]
