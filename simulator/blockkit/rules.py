"""The rules of Block Kit between blocks: what one surface may hold, and what one block may hold together.

Slack asks them of blocks that the schema has let through, so every function here may trust the blocks' shape.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from .element_rules import broken_by_element
from .interpreter import units
from .problems import Problem, already_exists, at, broken_rule, define_either, too_long
from .shapes import Surface

Json = dict[str, Any]
Placed = tuple[str, Json]
BlockRule = Callable[[Json], Iterator[Problem]]
SurfaceRule = Callable[[list[Placed]], Iterator[Problem]]

# Where a block keeps other blocks, and where it keeps elements.
NESTED_BLOCKS = {"container": "child_blocks", "carousel": "elements", "plan": "tasks"}
ELEMENT_LISTS = {"actions": "elements", "context_actions": "elements", "card": "actions"}
ONE_ELEMENT = {"section": "accessory", "input": "element"}

MARKDOWN_IN_A_MESSAGE = 12_000
TABLE_CHARACTERS = 10_000
DATA_TABLE_CHARACTERS = 20_000


def broken_rules(blocks: list[Json], surface: Surface) -> list[Problem]:
    """Every rule that blocks of the right shape break together; pointers are relative to the list."""
    placed = list(_placed(blocks, ""))
    found: list[Problem] = []
    for pointer, block in placed:
        for rule in BLOCK_RULES.get(block["type"], ()):
            found += at(pointer, rule(block))
        found += at(pointer, _broken_by_elements(block))
    for surface_rule in SURFACE_RULES[surface]:
        found += surface_rule(placed)
    return found


def inputs_can_be_submitted(view: Json) -> Iterator[Problem]:
    """A modal that asks for something has a button to send it with."""
    if "submit" in view:
        return
    for pointer, block in _placed(view["blocks"], "/blocks"):
        if block["type"] == "input":
            yield broken_rule(f"{pointer}/input", "must define `submit` to use an `input` block in modals")


def _placed(blocks: Iterable[Json], above: str) -> Iterator[Placed]:
    """Each block with its pointer, those inside other blocks too."""
    for index, block in enumerate(blocks):
        pointer = f"{above}/{index}"
        yield pointer, block
        nest = NESTED_BLOCKS.get(block["type"])
        if nest:
            yield from _placed(block.get(nest, ()), f"{pointer}/{nest}")


def _elements(block: Json) -> Iterator[Placed]:
    """Each interactive element of the block, with its pointer inside the block."""
    many = ELEMENT_LISTS.get(block["type"])
    if many:
        for index, element in enumerate(block.get(many, ())):
            yield f"/{many}/{index}", element
    one = ONE_ELEMENT.get(block["type"])
    if one and one in block:
        yield f"/{one}", block[one]


def _broken_by_elements(block: Json) -> Iterator[Problem]:
    seen: set[str] = set()
    for pointer, element in _elements(block):
        yield from at(pointer, broken_by_element(element))
        action_id = element.get("action_id")
        # An empty identifier is one that Slack makes up.
        if action_id and action_id in seen:
            yield already_exists(f"{pointer}/action_id", "action_id", action_id)
        seen.add(action_id or "")


def _defines_one_of(*names: str) -> BlockRule:
    def rule(block: Json) -> Iterator[Problem]:
        if not any(name in block for name in names):
            yield define_either("/type", names)

    return rule


def _collapses_if_collapsible(container: Json) -> Iterator[Problem]:
    if container.get("default_collapsed") and not container.get("is_collapsible"):
        yield broken_rule("/default_collapsed", "must set `is_collapsible` to use `default_collapsed`")


def _holds_at_most(characters: int) -> BlockRule:
    def rule(table: Json) -> Iterator[Problem]:
        total = sum(_characters(cell) for row in table["rows"] for cell in row)
        if total > characters:
            yield from at("/rows", [too_long(characters, total)])

    return rule


def _characters(part: object) -> int:
    """How many characters a table's cell shows, as far as it tells: the texts in it, however deep."""
    if isinstance(part, list):
        return sum(_characters(item) for item in part)
    if not isinstance(part, dict):
        return 0
    return units(part.get("text", "")) + _characters(part.get("elements"))


def _names_a_column(table: Json) -> Iterator[Problem]:
    columns = max(len(row) for row in table["rows"])
    if table.get("row_header_column_index", 0) >= columns:
        yield broken_rule("/row_header_column_index", "must be the index of a column")


def _block_ids_differ(placed: list[Placed]) -> Iterator[Problem]:
    seen: set[str] = set()
    for pointer, block in placed:
        block_id = block.get("block_id")
        if block_id and block_id in seen:
            yield already_exists(f"{pointer}/block_id", "block_id", block_id)
        seen.add(block_id or "")


def _one_field_has_focus(placed: list[Placed]) -> Iterator[Problem]:
    focused = [
        f"{pointer}{inside}/focus_on_load"
        for pointer, block in placed
        for inside, element in _elements(block)
        if element.get("focus_on_load")
    ]
    for pointer in focused[1:]:
        yield broken_rule(pointer, "only one element can set `focus_on_load`")


def _markdown_is_short(placed: list[Placed]) -> Iterator[Problem]:
    total = 0
    for pointer, block in placed:
        if block["type"] == "markdown":
            total += units(block["text"])
            if total > MARKDOWN_IN_A_MESSAGE:
                yield from at(f"{pointer}/text", [too_long(MARKDOWN_IN_A_MESSAGE, total)])


def _one_table(placed: list[Placed]) -> Iterator[Problem]:
    tables = [pointer for pointer, block in placed if block["type"] == "table"]
    for pointer in tables[1:]:
        # The documentation of the table block names this error.
        yield broken_rule(f"{pointer}/type", "only_one_table_allowed")


BLOCK_RULES: dict[str, tuple[BlockRule, ...]] = {
    "section": (_defines_one_of("text", "fields"),),
    "card": (_defines_one_of("hero_image", "title", "actions", "body"),),
    "container": (_defines_one_of("title", "rich_text_title"), _collapses_if_collapsible),
    "table": (_holds_at_most(TABLE_CHARACTERS),),
    "data_table": (_holds_at_most(DATA_TABLE_CHARACTERS), _names_a_column),
}
SURFACE_RULES: dict[Surface, tuple[SurfaceRule, ...]] = {
    "message": (_block_ids_differ, _markdown_is_short, _one_table),
    "modal": (_block_ids_differ, _one_field_has_focus),
    "home": (_block_ids_differ, _one_field_has_focus),
}
