"""Deals tests out to the workers of a run so that each begins with some of what takes longest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

# What takes ten seconds of a processor or more, or long to wait for, the longest first.
LONGEST = (
    "tests/benchmarks/test_benchmarks.py",
    "tests/roles/test_roles.py",
    "tests/chaos/test_killed.py",
    "tests/jobs/test_machine.py",
    "tests/journeys/test_marked_words.py",
    "tests/views/test_surfaces.py",
    "tests/journeys/test_private.py",
    "tests/chaos/test_rolling.py",
    "tests/chaos/test_ending.py",
    "tests/journeys/test_reopening.py",
    "tests/browser/test_mentoring.py",
    "tests/journeys/test_programme_end.py",
    "tests/chaos/test_storm.py",
    "tests/journeys/test_three_months.py",
    "tests/year/test_year.py",
    "tests/journeys/test_hostile.py",
    "tests/journeys/test_two_workspaces.py",
    "tests/journeys/test_conversation.py",
    "tests/jobs/test_deliver.py",
    "tests/words/test_words.py",
    "tests/deploy/test_wheel.py",
    "tests/bot/test_processes.py",
    "tests/bot/test_doctor.py",
    "tests/bot/test_command_line.py",
    "tests/views/test_languages.py",
)


def dealt(items: Sequence[T], workers: int, file_of: Callable[[T], str]) -> list[T]:
    """Return `items` in an order in which each worker's share begins with some of the longest files.

    pytest-xdist's `worksteal` gives the first worker the first so-many-th part, and so on; who has finished takes from
    the end of another's. What is left stays in its order, file by file.
    """
    by_file: dict[str, list[T]] = defaultdict(list)
    for item in items:
        by_file[file_of(item)].append(item)
    first: list[list[T]] = [[] for _ in range(workers)]
    for place, file in enumerate(LONGEST):
        first[place % workers] += by_file.pop(file, [])
    rest = [item for listed in by_file.values() for item in listed]
    order: list[T] = []
    for number, begun in enumerate(first):
        size = (len(items) - len(order)) // (workers - number)
        room = max(size - len(begun), 0)
        order += [*begun, *rest[:room]]
        del rest[:room]
    return order
