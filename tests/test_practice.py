"""docs/practice.md names, for each practice that Trellis makes real, tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROW = re.compile(r"^\| (P\d+) \|.*\|([^|]+)\|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[^`]+)`")
# P21 to P23 and P26 come later, and the page says so.
LIVED = [f"P{number}" for number in (*range(1, 21), 24, 25)]
PAGE = (ROOT / "docs/practice.md").read_text("utf-8")
NAMES = sorted(set(NAMED.findall(PAGE)))


def test_every_practice_that_is_lived_has_a_row_with_a_test() -> None:
    rows = ROW.findall(PAGE)
    assert [practice for practice, tests in rows if NAMED.search(tests)] == LIVED


@pytest.mark.parametrize("name", NAMES)
def test_what_a_row_names_is_there(name: str) -> None:
    file, _, test = name.partition("::")
    text = (ROOT / file).read_text("utf-8")
    assert re.search(rf"^(async )?def {test or 'test_'}", text, re.MULTILINE)
