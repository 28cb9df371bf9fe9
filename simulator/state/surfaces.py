"""What carries blocks that people answer: a message or a view, with what they have chosen so far."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.shapes import Json, Refused, copied
from simulator.state import ids
from simulator.state.answers import KINDS, Inputs, checked, initial, state_value


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with the block it stands in, in reading order."""
    for block in blocks:
        yield from ((block, one) for one in _direct_elements(block))
        for inner in ("child_blocks", "elements"):
            nested = [one for one in block.get(inner) or () if _is_block(one)]
            yield from elements(nested)


def _is_block(one: Any) -> bool:
    return isinstance(one, dict) and one.get("type") in NESTED_BLOCKS


NESTED_BLOCKS = {"card", "section", "actions", "input", "container", "carousel", "context_actions"}


def _direct_elements(block: Json) -> Iterator[Json]:
    for key in ("accessory", "element"):
        if isinstance(block.get(key), dict) and _is_interactive(block[key]):
            yield block[key]
    for key in ("elements", "actions", "buttons"):
        yield from (one for one in block.get(key) or () if isinstance(one, dict) and _is_interactive(one))


def _is_interactive(element: Json) -> bool:
    return element.get("type") in KINDS or element.get("type") in BUTTONS


# So many earlier drawings of a surface are known: whoever presses may have one of them before them still.
EARLIER = 8
BUTTONS = {"button", "workflow_button", "icon_button", "feedback_buttons"}


def with_ids(blocks: list[Json]) -> list[Json]:
    """A copy in which every block has a block_id and every interactive element an action_id, as Slack fills them in."""
    filled: list[Json] = copied(blocks)
    for block in filled:
        if not block.get("block_id"):
            block["block_id"] = ids.short()
    for block, element in elements(filled):
        block.setdefault("block_id", ids.short())
        if not element.get("action_id"):
            element["action_id"] = ids.short()
    return filled


class Surface:
    """Blocks, and the answers given to them so far."""

    def __init__(self, blocks: list[Json]) -> None:
        self.blocks: list[Json] = []
        self.version = 0
        self._drawn: dict[int, list[Json]] = {}
        self.inputs: Inputs = {}
        self.offered: dict[tuple[str, str], list[Json]] = {}
        self.show(blocks)

    def show(self, blocks: list[Json], *, keep: bool = False) -> None:
        """Other blocks; with `keep`, an answer stays where block_id and action_id are the same (as on views.update)."""
        before = self.inputs if keep else {}
        self.blocks = with_ids(blocks)
        self.version += 1
        self._drawn[self.version] = self.blocks
        self._drawn.pop(self.version - EARLIER, None)
        self.inputs = {}
        if not keep:
            self.offered = {}
        for block, element in elements(self.blocks):
            kept = before.get(block["block_id"], {}).get(element["action_id"])
            self._begin(block, element, kept)

    def _begin(self, block: Json, element: Json, kept: Json | None) -> None:
        if element["type"] in KINDS and element["type"] != "overflow":
            value = kept if kept is not None and self._fits(block, element, kept) else initial(element)
            if value is not None:
                self.inputs.setdefault(block["block_id"], {})[element["action_id"]] = value

    def _fits(self, block: Json, element: Json, answer: Json) -> bool:
        """Whether the element, which the app may have changed, can still hold the answer."""
        try:
            checked(element, answer, self.options_for(block, element))
        except Refused:
            return False
        return True

    def find(self, block_id: str, action_id: str, version: object = None) -> tuple[Json, Json]:
        """The block and the element of these ids, as drawn in that version, where it is known: what somebody pressed
        is what they saw, although it may have been drawn anew meanwhile. Raises Refused with what there is instead.
        """
        then = self._drawn.get(version) if isinstance(version, int) else None
        drawn = list(elements(then or self.blocks))
        for block, element in drawn:
            if (block["block_id"], element["action_id"]) == (block_id, action_id):
                return block, element
        here = [(block["block_id"], element["action_id"]) for block, element in drawn]
        raise Refused(f"There is no element {action_id!r} in block {block_id!r} here; there are {here!r}.")

    def options_for(self, block: Json, element: Json) -> list[Json]:
        return self.offered.get((block["block_id"], element["action_id"]), [])

    def answer(self, block: Json, element: Json, answer: Json) -> None:
        if element["type"] != "overflow":
            self.inputs.setdefault(block["block_id"], {})[element["action_id"]] = answer

    def state(self) -> Json:
        """Slack's `state.values` of this surface."""
        values: Json = {}
        for block, element in elements(self.blocks):
            if element["type"] in KINDS and element["type"] != "overflow":
                answer = self.inputs.get(block["block_id"], {}).get(element["action_id"])
                shown = state_value(element, answer, self.options_for(block, element))
                values.setdefault(block["block_id"], {})[element["action_id"]] = {
                    "type": element["type"],
                    **shown,
                }
        return {"values": values}
