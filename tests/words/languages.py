"""What the language files hold: every sentence with its variables, read from the files themselves."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.words.words import DEFAULT, FOLDER

Sentences = dict[str, frozenset[str]]


class _Variables(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - Fluent's own name
        self.names.add(node.id.name)


class _Texts(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802 - Fluent's own name
        self.parts.append(node.value)


def _variables(pattern: ast.Pattern) -> frozenset[str]:
    found = _Variables()
    found.visit(pattern)
    return frozenset(found.names)


def languages(folder: Path = FOLDER) -> list[str]:
    """Return the tags of the languages that stand in a folder."""
    return sorted(place.name for place in folder.iterdir() if any(place.glob("*.ftl")))


def entries(language: str, folder: Path = FOLDER) -> Iterator[tuple[str, ast.EntryType]]:
    """Yield everything that a language's files hold, with the name of its file; what cannot be read is Junk."""
    for file in sorted((folder / language).glob("*.ftl")):
        for entry in _parsed(file.read_text("utf-8")).body:
            yield file.name, entry


@cache
def _parsed(source: str) -> ast.Resource:
    return FluentParser().parse(source)


def sentences(language: str, folder: Path = FOLDER) -> Sentences:
    """Return the variables of each sentence: `{"later.button": frozenset(), "said": frozenset({"text"})}`."""
    found: Sentences = {}
    for _file, entry in entries(language, folder):
        if isinstance(entry, ast.Message):
            if entry.value is not None:
                found[entry.id.name] = _variables(entry.value)
            for attribute in entry.attributes:
                found[f"{entry.id.name}.{attribute.id.name}"] = _variables(attribute.value)
    return found


def texts(language: str, folder: Path = FOLDER) -> Iterator[tuple[str, str]]:
    """Yield what people read under each name, attributes and variants included, without what is put in."""
    for _file, entry in entries(language, folder):
        if isinstance(entry, ast.Message):
            found = _Texts()
            found.visit(entry)
            yield entry.id.name, " ".join(found.parts)


def differences(language: str, folder: Path = FOLDER) -> list[str]:
    """Say where a language differs from English: an id that is missing or its own, or other variables."""
    english, theirs = sentences(DEFAULT, folder), sentences(language, folder)
    found = [f"{id_} is missing" for id_ in english.keys() - theirs.keys()]
    found += [f"{id_} is not in English" for id_ in theirs.keys() - english.keys()]
    found += [
        f"{id_} has other variables" for id_ in english.keys() & theirs.keys() if english[id_] != theirs[id_]
    ]
    return sorted(found)
