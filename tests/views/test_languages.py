"""Whoever reads Spanish reads nothing but Spanish: no sentence, label or list of ours comes through in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tests.views.gallery import Shown, Typed, World, exhibits
from tests.views.test_surfaces import surface, texts
from tests.words import languages

WORD = re.compile(r"[^\W\d_]{2,}")
# What Slack puts in by itself, and addresses.
NOT_OURS = re.compile(r"<!date\^\d+\^[^|]*\||https?://\S+|<@\w+>|\{\w+\}")
# People who type no word of any language, so that every word that is shown is ours.
SILENT = World(Typed("silent", "ñ"), "es-419")


@cache
def words_of(language: str) -> set[str]:
    return {word.lower() for _id, text in languages.texts(language) for word in WORD.findall(text)}


def said(one: Shown) -> Iterator[str]:
    yield from (text["text"] for text in texts(surface(one)))
    if one.message:
        yield one.message.text


def english_in(text: str) -> set[str]:
    """Return the words of a text that our English sentences use and our Spanish ones do not."""
    told = {word.lower() for word in WORD.findall(NOT_OURS.sub(" ", text))}
    return told & (words_of("en") - words_of("es"))


def test_a_spanish_reader_is_shown_no_english() -> None:
    leaked = {
        (one.name, word) for one in exhibits(SILENT) for text in set(said(one)) for word in english_in(text)
    }
    assert leaked == set()


def test_an_english_word_that_is_shown_to_a_spanish_reader_is_found() -> None:
    assert english_in("Tu acuerdo, settled on <!date^1^{date_short_pretty}|lunes>, 60 % ▰▱") == {
        "settled",
        "on",
    }
