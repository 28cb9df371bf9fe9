"""Whoever reads another language reads nothing but that: no sentence, label or list of ours comes in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from storage import public_holidays
from tests.views.gallery import MENTEE, Shown, Typed, World, exhibits, reader
from tests.views.test_surfaces import OTHERS, surface, texts
from tests.words import languages

WORD = re.compile(r"[^\W\d_]{2,}")
# What Slack puts in by itself, and addresses.
NOT_OURS = re.compile(r"<!date\^\d+\^[^|]*\||https?://\S+|<@\w+>|\{\w+\}")


@cache
def words_of(language: str) -> set[str]:
    return {word.lower() for _id, text in languages.texts(language) for word in WORD.findall(text)}


def said(one: Shown) -> Iterator[str]:
    yield from (text["text"] for text in texts(surface(one)))
    if one.message:
        yield one.message.text


def english_in(text: str, language: str) -> set[str]:
    """Return the words of a text that our English sentences use and those of another language do not."""
    told = {word.lower() for word in WORD.findall(NOT_OURS.sub(" ", text))}
    return told & (words_of("en") - words_of(language))


@pytest.mark.parametrize("language", OTHERS)
def test_whoever_reads_another_language_is_shown_no_english(language: str) -> None:
    # People who type no word of any language, so that every word that is shown is ours.
    silent = World(Typed("silent", "ñ"), language)
    # Countries are called as the reader's language calls them: Islas Cook have nothing to do with our verb.
    countries = {reader(silent.people[MENTEE]).country(code) for code in public_holidays.countries()}
    leaked = {
        (one.name, word)
        for one in exhibits(silent)
        for text in set(said(one)) - countries
        for word in english_in(text, language)
    }
    assert leaked == set()


def test_an_english_word_that_is_shown_to_a_spanish_reader_is_found() -> None:
    assert english_in("Tu acuerdo, settled on <!date^1^{date_short_pretty}|lunes>, 60 % ▰▱", "es") == {
        "settled",
        "on",
    }
