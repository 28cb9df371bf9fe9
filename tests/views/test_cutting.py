"""What is too long for Slack is cut so that nothing is lost, no escape is broken, and no direction stays open."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.cutting import clip, cut, length, split
from bot.words.reader import quote

FSI, PDI = "\u2068", "\u2069"
LRI, RLO, PDF = "\u2066", "\u202e", "\u202c"
ALONE = re.compile("[\u202a-\u202e\u2066-\u2069]")
texts = st.text(st.sampled_from(f"ab  \n🎉שלע&;{FSI}{PDI}{LRI}{RLO}{PDF}"), max_size=300)
limits = st.integers(12, 60)


def open_at_the_end(text: str) -> int:
    """Count what is open by the book: an isolate's end closes all that was begun within, an embedding's end its own."""
    stack: list[str] = []
    for sign in text:
        if sign in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068":
            stack.append(sign)
        elif sign == PDF and stack and stack[-1] not in "\u2066\u2067\u2068":
            stack.pop()
        elif sign == PDI and (isolates := [n for n, one in enumerate(stack) if one in "\u2066\u2067\u2068"]):
            del stack[isolates[-1] :]
    return len(stack)


@given(texts, limits)
def test_every_piece_fits_and_leaves_no_direction_open(text: str, limit: int) -> None:
    *pieces, last = cut(text, limit)
    assert [one for one in (*pieces, last) if length(one) > limit] == []
    assert [one for one in pieces if open_at_the_end(one)] == []
    assert open_at_the_end(last) <= open_at_the_end(text)


@given(texts, limits)
def test_nothing_is_left_out_of_the_pieces(text: str, limit: int) -> None:
    assert ALONE.sub("", "".join(cut(text, limit))) == ALONE.sub("", text)


@given(texts)
def test_no_paragraph_leaves_a_direction_open_and_none_is_lost(text: str) -> None:
    parts = split(text, "\n\n")
    assert [one for one in parts if open_at_the_end(one)] == []
    plain = [ALONE.sub("", one) for one in text.split("\n\n")]
    assert [ALONE.sub("", one) for one in parts] == [one for one in plain if one.strip()]


def test_what_was_written_in_two_paragraphs_keeps_its_direction_in_both() -> None:
    written = f"Goal: {FSI}שלום\n\nעולם\n\n{PDI}\n\nNext"
    assert split(written, "\n\n") == [f"Goal: {FSI}שלום{PDI}", f"{FSI}עולם{PDI}", "Next"]


@given(texts, limits)
def test_what_is_clipped_fits_and_leaves_no_direction_open(text: str, limit: int) -> None:
    clipped = clip(text, limit)
    assert length(clipped) <= limit
    assert clipped == text or (clipped.endswith("…") and not open_at_the_end(clipped))


@pytest.mark.parametrize("lead", range(30))
def test_what_somebody_wrote_from_right_to_left_keeps_its_direction_across_the_cut(lead: int) -> None:
    said = "לידה " * 8
    pieces = cut(f"{'a' * lead} {quote(said)} and on", 24)
    assert [one for one in pieces if "ל" in one and not (FSI in one and PDI in one)] == []


def test_an_escape_is_not_cut_in_two() -> None:
    assert clip("Tom &amp; Jerry", 8) == "Tom …"
    assert "".join(cut("a&amp;b&lt;c&gt;d", 12)) == "a&amp;b&lt;c&gt;d"
    assert [one for one in cut("a&amp;b&lt;c&gt;d", 12) if one.count("&") != one.count(";")] == []
