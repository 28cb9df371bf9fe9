"""Errors that a person can mend: what they say, and under which words people in Slack read them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot.errors import CannotTakePart, NoSuchGoal, NotYours, TrellisError


def test_an_error_says_its_docstring_with_its_facts_put_in() -> None:
    assert str(NoSuchGoal(number=7)) == (
        "There is no goal with the number 7. Your goals are numbered in Trellis's Home."
    )
    assert NoSuchGoal(number=7).facts == {"number": 7}


def test_a_sentence_over_several_lines_is_said_in_one() -> None:
    class Torn(TrellisError):
        """The page is torn:
        {how}. Please bring another."""

    assert str(Torn(how="in two")) == "The page is torn: in two. Please bring another."


def test_what_a_fact_holds_is_never_read_as_a_place_for_another() -> None:
    assert str(CannotTakePart(name="{number}")).startswith("{number} cannot take part")


def test_a_fact_that_is_missing_shows_at_once() -> None:
    with pytest.raises(KeyError):
        NoSuchGoal()


def test_an_error_without_a_docstring_says_what_its_parent_says() -> None:
    class Quiet(NotYours):
        pass

    assert str(Quiet()) == str(NotYours())


def test_the_words_of_an_error_are_named_after_it() -> None:
    assert [error.words_id() for error in (TrellisError, NotYours, NoSuchGoal)] == [
        "error-trellis-error",
        "error-not-yours",
        "error-no-such-goal",
    ]


def test_where_docstrings_are_stripped_an_error_still_says_something() -> None:
    script = "from bot.errors import NoSuchGoal; print(NoSuchGoal(number=7))"
    run = subprocess.run([sys.executable, "-OO", "-c", script], capture_output=True, text=True)
    assert (run.returncode, run.stdout.strip()) == (0, "Something went wrong. Please try again."), run.stderr
