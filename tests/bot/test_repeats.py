"""Events that come again: known for a while where they had their effect, and new to everybody else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handlers.repeats import Repeats


def test_an_event_is_known_in_its_workspace_once_it_had_its_effect() -> None:
    repeats = Repeats()
    before = repeats.knows("T1", "Ev1")
    repeats.keep("T1", "Ev1")
    assert (before, repeats.knows("T1", "Ev1"), repeats.knows("T2", "Ev1")) == (False, True, False)


def test_an_event_without_an_id_is_always_new() -> None:
    repeats = Repeats()
    repeats.keep("T1", None)
    assert not repeats.knows("T1", None)


@given(st.lists(st.integers(0, 30)), st.integers(1, 10))
def test_the_newest_are_known_and_no_more_than_so_many(numbers: list[int], most: int) -> None:
    repeats = Repeats(most)
    for number in numbers:
        repeats.keep("T1", f"Ev{number}")
    first_seen = list(dict.fromkeys(reversed(numbers)))
    known = [number for number in first_seen if repeats.knows("T1", f"Ev{number}")]
    assert len(known) == min(most, len(first_seen))
    assert not numbers or numbers[-1] in known
