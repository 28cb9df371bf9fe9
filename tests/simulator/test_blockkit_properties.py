"""The checker raises nothing whatever it is given, and lets valid blocks pass."""

import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.blockkit import Problem, check_blocks_format, check_message, check_view

from .test_blockkit_samples import SAMPLES, VIEWS, host, modal, plain

Json = Any


def keys_of(value: Json) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


KEYS = st.sampled_from(sorted(set(keys_of(SAMPLES)))) | st.text(max_size=5)
TYPES = st.sampled_from(sorted({whole["type"] for whole in SAMPLES.values() if "type" in whole}))
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=8)
    | TYPES
    | st.sampled_from(["2026-02-30", "24:00", "99999999999", "-1.5", "Europe/Lisbon", "😀" * 40, "\ud800"])
)
ANY_JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


def places(value: Json, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from places(inner, (*path, index))


def with_one_change(payload: Json, path: tuple[Any, ...], change: Json) -> Json:
    if not path:
        return change
    changed = copy.deepcopy(payload)
    parent = changed
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = change
    return changed


def payload_of(kind: str) -> Json:
    """A view or a list of blocks that holds a sample of the kind."""
    if kind in VIEWS:
        return VIEWS[kind]
    surface, wrap, _ = host(kind)
    block = wrap(SAMPLES[kind])
    return [block] if surface == "message" else modal(block)


@st.composite
def damaged(draw: st.DrawFn) -> Json:
    """A sample with one value replaced by any other."""
    payload = payload_of(draw(st.sampled_from(sorted(SAMPLES))))
    return with_one_change(payload, draw(st.sampled_from(list(places(payload)))), draw(ANY_JSON))


def is_told_properly(payload: Json, problems: list[Problem]) -> bool:
    """Every pointer leads into the payload, or to what is told to be missing; and all can be sent as JSON."""
    json.dumps([[problem.pointer, problem.message, problem.code, problem.constraint] for problem in problems])
    known = {"".join(f"/{step}" for step in path) for path in places(payload)}
    # Slack points at the name of the block where it misses `submit`.
    return all(problem.pointer.removesuffix("/input") in known for problem in problems)


@given(ANY_JSON)
@settings(deadline=None)
def test_whatever_json_is_checked_nothing_is_raised(value: Json) -> None:
    assert is_told_properly(value, check_message(value))
    assert is_told_properly(value, check_view(value))
    assert check_blocks_format(value) in (True, False)


@given(damaged())
@settings(deadline=None, max_examples=300)
def test_whatever_is_wrong_in_a_sample_nothing_is_raised(value: Json) -> None:
    assert is_told_properly(value, check_message(value))
    assert is_told_properly(value, check_view(value))


def test_deep_nesting_is_not_followed() -> None:
    deep: Json = []
    for _ in range(100_000):
        deep = [deep]
    found = check_message([{"type": "section", "text": plain(), "accessory": deep}])
    assert found == [Problem("/0/accessory", "must provide an object", "invalid_type")]


WORDS = st.text(st.characters(min_codepoint=33, max_codepoint=0x2FFF), min_size=1, max_size=24)
IDS = st.text("abcdefghij", min_size=1, max_size=8)
TEXTS = st.builds(lambda text: {"type": "plain_text", "text": text}, WORDS)
MARKED = st.builds(lambda text: {"type": "mrkdwn", "text": text, "verbatim": True}, WORDS)
EITHER = TEXTS | MARKED


@st.composite
def buttons(draw: st.DrawFn) -> Json:
    more = st.fixed_dictionaries(
        {"type": st.just("button"), "text": TEXTS},
        optional={
            "value": WORDS,
            "style": st.sampled_from(["primary", "danger"]),
            "accessibility_label": WORDS,
        },
    )
    return draw(more)


@st.composite
def menus(draw: st.DrawFn) -> Json:
    values = draw(st.lists(IDS, min_size=1, max_size=10, unique=True))
    options = [{"text": draw(TEXTS), "value": value} for value in values]
    kinds: list[tuple[str, Json]] = [
        ("static_select", {"initial_option": options[-1]}),
        ("multi_static_select", {"initial_options": options[:2]}),
        ("radio_buttons", {"initial_option": options[0]}),
        ("checkboxes", {"initial_options": options}),
    ]
    kind, first = draw(st.sampled_from(kinds))
    chosen = first if draw(st.booleans()) else {}
    return {"type": kind, "options": options, **chosen}


ELEMENTS = buttons() | menus() | st.just({"type": "datepicker", "initial_date": "2026-03-29"})
BLOCKS = st.one_of(
    st.just({"type": "divider"}),
    st.builds(lambda text: {"type": "header", "text": text}, TEXTS),
    st.builds(lambda text: {"type": "section", "text": text}, EITHER),
    st.builds(lambda texts: {"type": "section", "fields": texts}, st.lists(EITHER, min_size=1, max_size=10)),
    st.builds(
        lambda text, element: {"type": "section", "text": text, "accessory": element}, EITHER, ELEMENTS
    ),
    st.builds(
        lambda some: {"type": "actions", "elements": some}, st.lists(ELEMENTS, min_size=1, max_size=25)
    ),
    st.builds(lambda some: {"type": "context", "elements": some}, st.lists(EITHER, min_size=1, max_size=10)),
    st.builds(
        lambda label, menu, optional: {
            "type": "input",
            "label": label,
            "element": menu,
            "optional": optional,
        },
        TEXTS,
        menus(),
        st.booleans(),
    ),
)


def named(blocks: list[Json]) -> list[Json]:
    """The blocks with a name each, and names for their elements that differ within a block."""
    # Unlike a deep copy, this makes two of what occurs twice.
    result: list[Json] = json.loads(json.dumps(blocks))
    for number, block in enumerate(result):
        block["block_id"] = f"block-{number}"
        if block["type"] == "actions":
            for index, element in enumerate(block["elements"]):
                element["action_id"] = f"action-{index}"
    return result


@given(st.lists(BLOCKS, max_size=12))
@settings(deadline=None)
def test_valid_blocks_pass_everywhere_with_names_and_without(blocks: list[Json]) -> None:
    for chosen in (blocks, named(blocks)):
        assert check_message(chosen) == []
        assert check_view({"type": "home", "blocks": chosen}) == []
        assert check_view(modal(*chosen)) == []
