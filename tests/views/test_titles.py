"""Each kind of message has a name in words, wherever it is named rather than shown."""

from __future__ import annotations

import pytest

from bot import render
from bot.words import Words
from tests.views import gallery
from tests.views.titles import KINDS

WORDS = Words()


@pytest.mark.parametrize("language", WORDS.languages)
def test_each_kind_of_message_has_a_title_in_each_language(language: str) -> None:
    assert [kind for kind in KINDS if not WORDS.has(language, render.title(kind))] == []


def test_nothing_is_sent_that_would_have_no_title() -> None:
    """The gallery has every message there is."""
    shown = gallery.situations(gallery.World())
    assert {one.delivery.kind for one in shown if one.delivery} - set(KINDS) == set()
