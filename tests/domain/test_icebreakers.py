"""Icebreakers: two from what people share, one from where they differ, the same for both."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.icebreakers import Icebreaker, Kind, Told, different, folded, pick, shared

few = st.frozensets(st.sampled_from(("a", "b", "c", "d")))
told = st.builds(
    Told, interests=few, own=few, topics=few, languages=few, styles=few, offset=st.sampled_from((0, 60, -300))
)
turns = st.integers(1, 10_000)


def test_what_both_told_comes_first_and_of_two_kinds() -> None:
    ines = Told(
        frozenset({"music", "food"}), topics=frozenset({"leading"}), languages=frozenset({"en", "pt"})
    )
    noah = Told(frozenset({"music", "sport"}), topics=frozenset({"leading"}), languages=frozenset({"en"}))
    assert pick(ines, noah, 7) == (
        Icebreaker(Kind.INTEREST, "music", 7),
        Icebreaker(Kind.TOPIC, "leading", 7),
        Icebreaker(Kind.LANGUAGE, "pt", 7),
    )


def test_where_nothing_was_told_what_suits_everybody_stands_in_and_not_twice() -> None:
    first, second, last = pick(Told(), Told(), 3)
    assert (first, second) == (Icebreaker(Kind.GENERAL, "", 3), Icebreaker(Kind.GENERAL, "", 4))
    assert last == Icebreaker(Kind.GENERAL, "", 3)


def test_two_who_share_one_kind_alone_get_two_of_it() -> None:
    both = Told(frozenset({"food", "games", "music"}))
    first, second, last = pick(both, both, 1)
    assert [(one.kind, one.what) for one in (first, second)] == [
        (Kind.INTEREST, "games"),
        (Kind.INTEREST, "music"),
    ]
    assert last.kind is Kind.GENERAL


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        pytest.param("Ham Radio", "ham  radio", ["ham radio"], id="written otherwise"),
        pytest.param("Straße", "STRASSE", ["strasse"], id="in capitals"),
        pytest.param("x" * 41, "x" * 41, None, id="a whole sentence"),
        pytest.param("chess", "go", None, id="something else"),
    ],
)
def test_interests_in_own_words_are_shared_when_they_say_the_same(
    one: str, other: str, common: list[str] | None
) -> None:
    found = shared(Told(own=frozenset({one})), Told(own=frozenset({other})))
    assert found == ({Kind.OWN: common} if common else {})


def test_one_language_in_common_is_how_people_talk_and_nothing_special() -> None:
    english, both = Told(languages=frozenset({"en"})), Told(languages=frozenset({"en", "pt"}))
    assert (shared(english, both), shared(both, both)) == ({}, {Kind.LANGUAGE: ["en", "pt"]})


def test_who_told_nothing_differs_in_nothing_but_the_clock() -> None:
    assert different(Told(frozenset({"food"})), Told()) == {}
    assert different(Told(frozenset({"food"}), offset=60), Told()) == {Kind.PLACE: [""]}


@given(told, told, turns)
def test_both_get_the_same(one: Told, other: Told, turn: int) -> None:
    assert pick(one, other, turn) == pick(other, one, turn)


@given(told, told, turns)
def test_what_is_shared_was_told_by_both_and_what_differs_by_one(one: Told, other: Told, turn: int) -> None:
    *alike, last = pick(one, other, turn)
    common = [what for whats in shared(one, other).values() for what in whats]
    assert len(set(alike)) == 2
    for breaker in alike:
        assert breaker.kind is Kind.GENERAL or breaker.what in shared(one, other)[breaker.kind]
        assert breaker.kind is not Kind.GENERAL or len(common) < 2
    assert last.kind is Kind.GENERAL or last.what in different(one, other)[last.kind]
    assert (last.kind is Kind.GENERAL) == (different(one, other) == {})


@given(told, told, turns)
def test_what_only_one_told_never_counts_as_shared(one: Told, other: Told, turn: int) -> None:
    silent = replace(other, interests=frozenset(), own=frozenset(), topics=frozenset(), styles=frozenset())
    kinds = {breaker.kind for breaker in pick(one, silent, turn)[:2]}
    assert kinds <= {Kind.LANGUAGE, Kind.GENERAL}


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
