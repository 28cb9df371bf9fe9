"""No worker is left alone at the end with what takes longest."""

from __future__ import annotations

from pathlib import Path

from tests.dealing import LONGEST, dealt

ROOT = Path(__file__).resolve().parents[1]


def test_each_worker_begins_with_some_of_what_takes_longest() -> None:
    short = [(f"tests/short_{number}.py", number) for number in range(40)]
    long = [(file, number) for file in LONGEST[:3] for number in range(2)]
    order = dealt([*short, *long], 2, lambda item: item[0])
    first, third = [one for one in long if one[0] in (LONGEST[0], LONGEST[2])], long[2:4]
    assert (order[:4], order[23:25]) == (first, third)
    assert sorted(order) == sorted([*short, *long])


def test_a_worker_alone_takes_all_that_is_left_in_its_order() -> None:
    short = [(f"tests/short_{number}.py", number) for number in range(3)]
    assert dealt([*short, (LONGEST[0], 1)], 1, lambda item: item[0]) == [(LONGEST[0], 1), *short]
    assert dealt([], 4, str) == []


def test_what_is_said_to_take_longest_is_there() -> None:
    assert [file for file in LONGEST if not (ROOT / file).exists()] == []
