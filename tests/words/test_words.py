"""Every sentence is data: asked for by name, the same in every language, and none of them stands in the source."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from fluent.syntax import ast as fluent

import bot.app
import bot.demo
import bot.settings  # noqa: F401
from bot import render
from bot.declaring import document
from bot.domain.audience import Audience
from bot.domain.deliveries import Reason
from bot.domain.people import Role
from bot.errors import TrellisError
from bot.panel import COLUMNS
from bot.prompts.asking import SCALE
from bot.views import reasons
from bot.words import UnknownWords, Words
from bot.words.words import _parsed
from tests.views.gallery import World, exhibits, reader, row
from tests.views.titles import KINDS
from tests.words import source
from tests.words.languages import differences, entries, languages, sentences, texts

LANGUAGES = languages()

# Storage raises these too, to whoever runs Trellis; people in Slack are told that something broke, and a reference.
OPERATORS = {
    error.__name__ for error in TrellisError.__subclasses__() if error.__module__ == "storage.errors"
} - {"StoreClosed"}
# Guilt, orders, pressure, and cheer that nobody asked for.
UNKIND = re.compile(
    r"you (failed|forgot|missed|must|have to|should have|still haven't|still have not)|"
    r"overdue|\blate\b|streak|remember to|don't forget|do not forget|hurry up|asap|last chance|final reminder|"
    r"\b(awesome|amazing|congratulations|great job|well done|oops|uh-oh)\b|!{2,}",
    re.IGNORECASE,
)
GENDERED = re.compile(r"\b(he|she|him|her|his|hers|guys|mankind|chairman)\b", re.IGNORECASE)


class Listening(Words):
    """Words that note which sentences were asked for, and with which facts."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: dict[str, set[frozenset[str]]] = {}

    def format(self, language: str, id_: str, facts: Mapping[str, Any]) -> str:
        self.heard.setdefault(id_, set()).add(frozenset(facts))
        return super().format(language, id_, facts)


@cache
def heard() -> dict[str, set[frozenset[str]]]:
    """Return the sentences that everything on show is made of."""
    words = Listening()
    assert list(exhibits(World(), words))
    assert document(words)
    return words.heard


def errors(parent: type[TrellisError] = TrellisError) -> set[type[TrellisError]]:
    children = {child for child in parent.__subclasses__() if child.__module__.split(".")[0] != "tests"}
    return {parent}.union(*(errors(child) for child in children))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_can_be_read_to_its_end(language: str) -> None:
    junk = [(file, entry.content) for file, entry in entries(language) if isinstance(entry, fluent.Junk)]
    assert junk == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_has_two_wordings(language: str) -> None:
    names = [entry.id.name for _file, entry in entries(language) if isinstance(entry, fluent.Message)]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same(language: str) -> None:
    assert differences(language) == []


def test_a_language_that_says_something_else_is_found(tmp_path: Path) -> None:
    for language, text in {
        "en": "hello = Hello { $name }\n    .title = Hello\nbye = Bye\n",
        "pt": "hello = Olá { $nome }\n    .title = Olá\nadeus = Adeus\n",
    }.items():
        (tmp_path / language).mkdir()
        (tmp_path / language / "all.ftl").write_text(text, "utf-8")
    assert differences("pt", tmp_path) == [
        "adeus is not in English",
        "bye is missing",
        "hello has other variables",
    ]


def test_every_sentence_that_the_source_names_is_there_with_exactly_the_facts_it_gets() -> None:
    known = sentences("en")
    wrong = [
        (one.place, one.id, sorted(known[one.id]) if one.id in known else "unknown")
        for one in source.asked()
        if one.id not in known or one.facts not in (None, known[one.id])
    ]
    assert wrong == []


def test_every_sentence_that_is_shown_gets_the_facts_it_names() -> None:
    known = sentences("en")
    assert {id_ for id_, given in heard().items() if any(known[id_] - facts for facts in given)} == set()


def test_every_sentence_is_said_by_somebody() -> None:
    # Families whose members are chosen by a value: each value has its sentence, whether anything has it yet or not.
    said = (
        source.literals(*source.SPEAKERS)
        | source.shown()
        | set(heard())
        | {error.words_id() for error in errors()}
    )
    said |= {f"audience-{one.replace('_', '-')}" for one in Audience} | {f"role-{one}" for one in Role}
    said |= {f"ledger-columns.{one}" for one in COLUMNS} | {f"scale-options.n{one}" for one in SCALE}
    said |= {render.title(kind) for kind in KINDS}
    unsaid = [id_ for id_ in sentences("en") if not {id_, id_.removeprefix("reason-")} & said]
    assert unsaid == []


def test_every_reason_that_the_ledger_gives_can_be_read() -> None:
    given = {
        node.args[0].value
        for _path, tree in source.trees("bot/domain", "bot/prompts", "handlers", "jobs")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Reason"
        if node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    }
    assert {id_ for id_ in given if f"reason-{id_}" not in sentences("en")} == set()


def test_a_reason_is_told_in_the_readers_own_time() -> None:
    me = World().people[2]
    held = row(
        "check_in", 2, reason=Reason("outside-hours", {"until": "2027-03-16T13:00:00+00:00", "zone": me.zone})
    )
    assert held.reason is not None
    told = "held until Tue 16 Mar, 09:00 (New York time): outside your work hours"
    assert reasons.said(held.reason, reader(me)) == told


def test_an_error_that_reaches_a_person_in_slack_has_words() -> None:
    known = sentences("en")
    raised = {
        name.id
        for _path, tree in source.trees("bot/domain", "bot/dialogues", "bot/prompts", "handlers", "storage")
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise)
        for name in ast.walk(node)
        if isinstance(name, ast.Name)
    }
    reach = {error for error in errors() if error.__name__ in raised - OPERATORS}
    assert len(reach) > 10
    assert {error.__name__ for error in reach if error.words_id() not in known} == set()


def test_an_error_is_told_with_the_facts_it_carries() -> None:
    known = sentences("en")
    named = {
        error.words_id(): frozenset(
            name for _text, name, _spec, _how in Formatter().parse(error.sentence) if name
        )
        for error in errors()
    }
    told = {id_: facts for id_, facts in known.items() if id_.startswith("error-")}
    assert told == {id_: facts for id_, facts in named.items() if id_ in told}


def test_no_sentence_stands_in_the_source() -> None:
    found = [
        f"{path}:{line}: {text}"
        for path, tree in source.trees(*source.SILENT)
        for line, text in source.said(tree)
    ]
    assert found == []


def test_a_sentence_that_stands_in_the_source_is_found() -> None:
    tree = ast.parse(
        '"""A module that says something."""\n'
        'log.info("not for people", why="x")\n'
        'raise LookupError("not for people either")\n'
        'blocks.section(f"Hello there, {name}!")\n'
        'blocks.button("home.read", "ok")\n'
    )
    assert source.said(tree) == [(4, "Hello there, ")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_blamed_hurried_or_cheered_at(language: str) -> None:
    found = [(id_, match[0]) for id_, text in texts(language) for match in UNKIND.finditer(text)]
    loud = [id_ for id_, text in texts(language) if "!" in text and id_ != "hello-stranger"]
    assert (found, loud) == ([], [])


def test_english_speaks_of_nobody_as_he_or_she() -> None:
    found = [(id_, match[0]) for id_, text in texts("en") for match in GENDERED.finditer(text)]
    assert found == []


def test_who_speaks_a_language_of_ours_hears_it_and_who_does_not_hears_english() -> None:
    words = Words()
    assert [words.language_of(locale) for locale in ("en-GB", "en_US", "en", "ja-JP", "", "zz")] == ["en"] * 6


def test_a_sentence_that_is_missing_or_lacks_a_fact_is_an_error_and_never_half_said() -> None:
    words = Words()
    for id_ in ("nobody-says-this", "later.nothing", "said", "home-now"):
        with pytest.raises(UnknownWords):
            words.format("en", id_, {})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_parsed_alone_is_what_it_is_in_its_file(language: str) -> None:
    whole = {
        f"{'-' * isinstance(entry, fluent.Term)}{entry.id.name}": entry
        for _file, entry in entries(language)
        if isinstance(entry, fluent.Message | fluent.Term)
    }
    alone = {id_: _parsed(source) for id_, source in Words()._bundles[language]._written.items()}
    assert list(alone) == list(whole)
    # A comment stands before its sentence, and nobody reads it.
    assert [id_ for id_, one in alone.items() if not one.equals(whole[id_], ["span", "comment"])] == []


def test_every_language_can_be_loaded_before_somebody_speaks_it() -> None:
    words = Words()
    words.load()
    assert [len(one._compiled) for one in words._bundles.values()] == [
        len(one._written) for one in words._bundles.values()
    ]


def test_what_people_write_at_length_is_said_whole() -> None:
    text = "word " * 2000
    assert Words().format("en", "said-by", {"name": "Inês", "text": text}) == f"Inês: {text}"


def test_the_signs_that_hold_a_place_for_long_texts_stay_what_somebody_typed() -> None:
    long = "x" * 300
    typed = "\ue0007\ue001"
    assert Words().format("en", "said-by", {"name": typed, "text": long}) == f"{typed}: {long}"


def test_the_version_of_the_words_changes_with_any_word(tmp_path: Path) -> None:
    versions = set()
    for text in ("hello = Hello\n", "hello = Hello.\n"):
        (tmp_path / "en").mkdir(exist_ok=True)
        (tmp_path / "en" / "all.ftl").write_text(text, "utf-8")
        versions.add(Words(tmp_path).version)
    assert len(versions) == 2
