"""The rules of Block Kit that no single field can break: what may stand together on one surface."""

from collections.abc import Callable, Iterator
from typing import Any

from .problems import Problem, broken_rule
from .shapes import Surface

Json = dict[str, Any]


def broken_rules(blocks: list[Json], surface: Surface) -> list[Problem]:
    """Every rule that blocks of the right shape break together; pointers are relative to the list."""
    found: list[Problem] = []
    for rule in RULES:
        found += rule(blocks)
    return found


def placed(blocks: list[Json]) -> Iterator[tuple[str, Json]]:
    """Each block with its pointer."""
    for index, block in enumerate(blocks):
        yield f"/{index}", block


def sections_have_content(blocks: list[Json]) -> Iterator[Problem]:
    for pointer, block in placed(blocks):
        if block["type"] == "section" and "text" not in block and "fields" not in block:
            yield broken_rule(f"{pointer}/type", "must define either `text` or `fields`")


def inputs_can_be_submitted(view: Json) -> Iterator[Problem]:
    if "submit" in view:
        return
    for pointer, block in placed(view["blocks"]):
        if block["type"] == "input":
            sentence = "must define `submit` to use an `input` block in modals"
            yield broken_rule(f"/blocks{pointer}/input", sentence)


RULES: list[Callable[[list[Json]], Iterator[Problem]]] = [sections_have_content]
