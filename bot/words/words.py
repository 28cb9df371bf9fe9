"""The languages of Trellis: bundles of Fluent messages, each message parsed when it is first said."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle
from fluent.runtime.types import FluentNone, FluentNumber, fluent_number
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, Term

FOLDER = Path(__file__).parent
DEFAULT = "en"


# Fluent refuses values of more than 2,500 characters, and people write more: longer ones than this are put in
# afterwards, where signs of no language and no keyboard have kept their place.
SHORT = 200
_PLACE = re.compile("\ue000(\\d+)\ue001")
# Where a message or a term begins: all that belongs to it is indented, or has no equals sign after its first word.
_BEGINS = re.compile(r"^(?=-?[a-zA-Z][\w-]* *=)", re.MULTILINE)


class UnknownWords(LookupError):
    """A sentence was asked for that no language file holds, or one of its variables was not given."""


class Words:
    """All languages that stand in a folder, one folder each."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._bundles: dict[str, _Bundle] = {}
        # What has been said that names nothing: it is the same each time, as most labels are.
        self._said: dict[tuple[str, str], str] = {}
        seal = hashlib.sha256()
        for place in sorted(path for path in folder.iterdir() if any(path.glob("*.ftl"))):
            sources = tuple(file.read_text(encoding="utf-8") for file in sorted(place.glob("*.ftl")))
            seal.update("".join(sources).encode())
            self._bundles[place.name] = _bundle(place.name, sources)
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
        if facts:
            return self._format(language, id_, facts)
        said = self._said.get((language, id_))
        if said is None:
            said = self._said[language, id_] = self._format(language, id_, facts)
        return said

    def _format(self, language: str, id_: str, facts: Mapping[str, Any]) -> str:
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

    def load(self) -> None:
        """Parse whatever has not been said yet: it takes half a second, in slices of which nobody takes notice."""
        for bundle in self._bundles.values():
            bundle.load()


class _Bundle(FluentBundle):
    """A language whose sentences are parsed one by one, when they are first asked for.

    To parse all of them took longer than everything else that is done at a start.
    """

    def __init__(self, language: str, written: Mapping[str, str]) -> None:
        """`written` is the source of each message under its id, of each term under its id with its hyphen."""
        super().__init__([language], use_isolating=False, functions={"HOUR": _hour})
        self._written = written

    def has_message(self, message_id: str) -> bool:
        """Tell whether a message is there."""
        return message_id in self._written

    def load(self) -> None:
        """Parse all that is there."""
        for id_ in self._written:
            self._lookup(id_.removeprefix("-"), term=id_.startswith("-"))
            # Let whoever answers people go first.
            time.sleep(0)

    def _lookup(self, entry_id: str, term: bool = False) -> Any:
        """Return a compiled message or term, for others of the bundle as well; raises LookupError."""
        id_ = f"-{entry_id}" if term else entry_id
        if id_ not in self._compiled:
            self._compiled[id_] = self._compiler(_parsed(self._written[id_]))
        return self._compiled[id_]


@cache
def _bundle(language: str, sources: tuple[str, ...]) -> _Bundle:
    """Return what the files of a language say; of two messages with one id it is the first."""
    written: dict[str, str] = {}
    for source in sources:
        for entry in _BEGINS.split(source)[1:]:
            written.setdefault(entry[: entry.index("=")].rstrip(), entry)
    return _Bundle(language, written)


def _parsed(entry: str) -> Message | Term:
    """Return what an entry of a file says; raises LookupError where it is none."""
    found = FluentParser(with_spans=False).parse_entry(entry)
    if isinstance(found, (Message, Term)):
        return found
    raise LookupError(entry)


def _hour(clock: Any) -> FluentNumber | FluentNone:
    """Return the number that a time of day begins with: Spanish says "a la 1:05" but "a las 13:05"."""
    number = re.match(r"\d+", str(clock))
    return fluent_number(int(number[0]) if number else 0)


def _in(place: re.Match[str], texts: list[str]) -> str:
    """Return the text that belongs into a place; signs that somebody typed after all stay as they are."""
    number = int(place[1])
    return texts[number] if number < len(texts) else place[0]
