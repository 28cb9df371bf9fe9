"""The fields of everything in Block Kit as @slack/types 3.2.0 lists them, and what each may hold."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from simulator.blockkit import Problem
from simulator.blockkit.shapes import Array, Object, Shape, Variant
from simulator.blockkit.surfaces import MESSAGE, VIEW

from .test_blockkit_limits import NAMED_AS_A_WHOLE, WHOLE
from .test_blockkit_samples import BLOCKS, SAMPLES, problems_of, sample

Json = Any

# kind: required fields | other fields. `type` is left out; both kinds of image share a line. An option's value and
# three of a confirmation's four texts are required by the documentation only.
FIELDS = """
plain_text: text | emoji
mrkdwn: text | verbatim
raw_number: text value |
raw_text: text |
button: text | accessibility_label action_id confirm style url value
checkboxes: options | action_id confirm focus_on_load initial_options
datepicker: | action_id confirm focus_on_load initial_date placeholder
datetimepicker: | action_id confirm focus_on_load initial_date_time
email_text_input: | action_id dispatch_action_config focus_on_load initial_value placeholder
feedback_buttons: negative_button positive_button | action_id
file_input: | action_id filetypes max_files
icon_button: icon text | accessibility_label action_id confirm value visible_to_user_ids
users_select: | action_id confirm focus_on_load initial_user placeholder
multi_users_select: | action_id confirm focus_on_load initial_users max_selected_items placeholder
static_select: | action_id confirm focus_on_load initial_option option_groups options placeholder
multi_static_select: | action_id confirm focus_on_load initial_options max_selected_items option_groups options placeholder
conversations_select: | action_id confirm default_to_current_conversation filter focus_on_load initial_conversation placeholder response_url_enabled
multi_conversations_select: | action_id confirm default_to_current_conversation filter focus_on_load initial_conversations max_selected_items placeholder
channels_select: | action_id confirm focus_on_load initial_channel placeholder response_url_enabled
multi_channels_select: | action_id confirm focus_on_load initial_channels max_selected_items placeholder
external_select: | action_id confirm focus_on_load initial_option min_query_length placeholder
multi_external_select: | action_id confirm focus_on_load initial_options max_selected_items min_query_length placeholder
number_input: is_decimal_allowed | action_id dispatch_action_config focus_on_load initial_value max_value min_value placeholder
overflow: options | action_id confirm
plain_text_input: | action_id dispatch_action_config focus_on_load initial_value max_length min_length multiline placeholder
radio_buttons: options | action_id confirm focus_on_load initial_option
timepicker: | action_id confirm focus_on_load initial_time placeholder timezone
url_text_input: | action_id dispatch_action_config focus_on_load initial_value placeholder
url: text url |
workflow_button: text workflow | accessibility_label action_id confirm style
broadcast: range | style
color: value | style
channel: channel_id | style
date: format timestamp | fallback style url
emoji: name | style unicode url
link: url | style text unsafe
team: team_id | style
text: text | style
user: user_id | style
usergroup: usergroup_id | style
rich_text_section: elements |
rich_text_list: elements style | border indent
rich_text_quote: elements | border
rich_text_preformatted: elements | border
rich_text_input: | action_id dispatch_action_config focus_on_load initial_value max_lines min_lines placeholder
image_element: alt_text | image_url slack_file
actions: elements | block_id
alert: text | block_id level
card: | actions block_id body hero_image icon subtitle title
carousel: elements | block_id
container: child_blocks | block_id default_collapsed has_header_divider icon is_collapsible rich_text_title subtitle title width
context: elements | block_id
context_actions: elements | block_id
data_table: caption rows | block_id page_size row_header_column_index
divider: | block_id
file: external_id source | block_id
header: text | block_id
image: alt_text | block_id image_url slack_file title
input: element label | block_id dispatch_action hint optional
markdown: text | block_id
rich_text: elements | block_id
section: | accessory block_id expand fields text
table: rows | block_id column_settings
task_card: status task_id title | block_id details output sources
plan: title | block_id tasks
video: alt_text thumbnail_url title video_url | author_name block_id description provider_icon_url provider_name title_url
confirm: confirm deny text title | style
option: text value | description
overflow_option: text value | description url
choice_option: text value | description
option_group: label options |
dispatch_action_config: | trigger_actions_on
filter: | exclude_bot_users exclude_external_shared_channels include
slack_file: | id url
trigger: url | customizable_input_parameters
feedback: text value | accessibility_label
modal: blocks title | callback_id clear_on_close close external_id notify_on_close private_metadata submit
home: blocks | callback_id external_id private_metadata
"""  # noqa: E501

# Of each pair exactly one is allowed, and Slack asks for the first.
EXACTLY_ONE = {
    "image": ("image_url", "slack_file"),
    "image_element": ("image_url", "slack_file"),
    "static_select": ("options", "option_groups"),
    "multi_static_select": ("options", "option_groups"),
    "slack_file": ("id", "url"),
}
SECOND_OF_PAIR: dict[str, Json] = {
    "slack_file": {"id": "F0123456789"},
    "option_groups": [SAMPLES["option_group"]],
    "url": "https://files.slack.com/picture.png",
}


def parsed() -> dict[str, tuple[set[str], set[str]]]:
    facts = {}
    for line in FIELDS.strip().splitlines():
        kind, fields = line.split(":", 1)
        required, others = fields.split("|")
        facts[kind] = set(required.split()), set(others.split())
    return facts


FACTS = parsed()
KINDS = [kind for kind in FACTS if kind != "file"]


def test_the_facts_cover_every_sample() -> None:
    assert set(FACTS) == set(SAMPLES)


@pytest.mark.parametrize("kind", FACTS)
def test_a_sample_has_every_field_of_its_kind(kind: str) -> None:
    required, others = FACTS[kind]
    instead = set(EXACTLY_ONE.get(kind, ())[1:])
    assert set(sample(kind)) - {"type"} == (required | others) - instead


def objects(shape: Shape) -> Iterator[Object]:
    """Every object of the schema that can be reached from the shape."""
    if isinstance(shape, Array):
        yield from objects(shape.of)
    elif isinstance(shape, Variant):
        for member in shape.members.values():
            yield from objects(member)
    elif isinstance(shape, Object):
        yield shape
        for field in shape.fields.values():
            yield from objects(field)


def typed_objects() -> dict[str, set[tuple[frozenset[str], frozenset[str]]]]:
    """By type: the required and the other fields of each object of that type in the schema."""
    found: dict[str, set[tuple[frozenset[str], frozenset[str]]]] = {}
    for shape in [*objects(MESSAGE), *objects(VIEW)]:
        if "type" not in shape.fields:
            continue
        kind = shape.fields["type"].choices[0]  # type: ignore[union-attr]
        required = frozenset(shape.required) - {"type"}
        found.setdefault(kind, set()).add((required, frozenset(shape.fields) - required - {"type"}))
    return found


def test_the_schema_knows_exactly_the_types_and_fields_of_the_facts() -> None:
    expected: dict[str, set[tuple[frozenset[str], frozenset[str]]]] = {}
    for kind, (required, others) in FACTS.items():
        if "type" in SAMPLES[kind]:
            expected.setdefault(SAMPLES[kind]["type"], set()).add((frozenset(required), frozenset(others)))
    assert typed_objects() == expected


@pytest.mark.parametrize(
    ("kind", "field"), [(kind, field) for kind in KINDS for field in sorted(FACTS[kind][0])]
)
def test_a_required_field_is_missed(kind: str, field: str) -> None:
    lacking = sample(kind)
    del lacking[field]
    assert problems_of(kind, lacking) == [Problem("", f"missing required field: {field}", "missing_field")]


@pytest.mark.parametrize("kind", KINDS)
def test_only_required_fields_are_enough(kind: str) -> None:
    required, _ = FACTS[kind]
    first = EXACTLY_ONE.get(kind, ("type",))[0]
    content = {"section": "text", "card": "title", "container": "title", "filter": "include"}.get(
        kind, "type"
    )
    kept = required | {"type", first, content}
    assert problems_of(kind, {key: value for key, value in sample(kind).items() if key in kept}) == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_unknown_field_is_refused(kind: str) -> None:
    facts = {"type": "additional_properties", "got": "wat"}
    found = problems_of(kind, {**sample(kind), "wat": 1})
    assert found == [Problem("", "invalid additional property: wat", "failed_constraint", facts)]


WANTED: Mapping[type, str] = {
    dict: "must provide an object",
    list: "must provide an array",
    str: "must provide a string",
    bool: "must be a boolean",
    int: "must provide an integer",
    float: "must provide a number",
}


@pytest.mark.parametrize(("kind", "field"), [(kind, field) for kind in KINDS for field in SAMPLES[kind]])
@pytest.mark.parametrize("wrong", [None, "type"])
def test_a_field_of_the_wrong_json_type_is_refused(kind: str, field: str, wrong: str | None) -> None:
    right = SAMPLES[kind][field]
    given: Json = None if wrong is None else (3 if isinstance(right, str) else "3")
    refused = Problem(f"/{field}", WANTED[type(right)], "invalid_type")
    expected = [refused]
    if (kind, field) in NAMED_AS_A_WHOLE:
        whole = Problem(f"/{field}", WHOLE, "failed_constraint", {"type": "all_of"})
        expected = [whole, refused, refused]
    assert problems_of(kind, {**sample(kind), field: given}) == expected


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "type" in SAMPLES[kind] and kind not in BLOCKS])
def test_an_object_without_a_type_is_refused(kind: str) -> None:
    untyped = sample(kind)
    del untyped["type"]
    assert problems_of(kind, untyped) == [Problem("", "missing required field: type", "missing_field")]


@pytest.mark.parametrize("kind", EXACTLY_ONE)
def test_of_two_fields_that_stand_for_each_other_one_is_needed(kind: str) -> None:
    first, second = EXACTLY_ONE[kind]
    neither = {
        key: value
        for key, value in sample(kind).items()
        if key not in (first, second) and "initial" not in key
    }
    assert problems_of(kind, {**neither, second: SECOND_OF_PAIR[second]}) == []
    assert problems_of(kind, neither) == [Problem("", f"missing required field: {first}", "missing_field")]


@pytest.mark.parametrize("kind", EXACTLY_ONE)
def test_of_two_fields_that_stand_for_each_other_only_one_is_allowed(kind: str) -> None:
    second = EXACTLY_ONE[kind][1]
    refused = Problem(
        "", "failed to match exactly one allowed schema", "failed_constraint", {"type": "one_of"}
    )
    assert problems_of(kind, {**sample(kind), second: SECOND_OF_PAIR[second]}) == [refused]


ENUMS: dict[tuple[str, str], list[str]] = {
    ("button", "style"): ["primary", "danger"],
    ("workflow_button", "style"): ["primary", "danger"],
    ("confirm", "style"): ["primary", "danger"],
    ("alert", "level"): ["default", "info", "warning", "error", "success"],
    ("container", "width"): ["narrow", "standard", "wide", "full"],
    ("task_card", "status"): ["pending", "in_progress", "complete", "error"],
    ("icon_button", "icon"): ["trash"],
    ("broadcast", "range"): ["here", "channel", "everyone"],
    ("rich_text_list", "style"): ["bullet", "ordered"],
}


@pytest.mark.parametrize(("kind", "field"), ENUMS)
def test_an_enum_takes_its_values_and_no_others(kind: str, field: str) -> None:
    values = ENUMS[kind, field]
    refused = {"type": "enum", "expected": values, "got": "nonsense"}
    found = problems_of(kind, {**sample(kind), field: "nonsense"})
    assert [problems_of(kind, {**sample(kind), field: value}) for value in values] == [[] for _ in values]
    assert found == [Problem(f"/{field}", "must be a valid enum value", "failed_constraint", refused)]


LISTED_ENUMS: dict[tuple[str, str], list[str]] = {
    ("filter", "include"): ["im", "mpim", "private", "public"],
    ("dispatch_action_config", "trigger_actions_on"): ["on_enter_pressed", "on_character_entered"],
}


@pytest.mark.parametrize(("kind", "field"), LISTED_ENUMS)
def test_a_list_of_enum_values_takes_no_others(kind: str, field: str) -> None:
    values = LISTED_ENUMS[kind, field]
    refused = {"type": "enum", "expected": values, "got": "nonsense"}
    found = problems_of(kind, {**sample(kind), field: [values[0], "nonsense"]})
    assert [problems_of(kind, {**sample(kind), field: [value]}) for value in values] == [[] for _ in values]
    assert found == [Problem(f"/{field}/1", "must be a valid enum value", "failed_constraint", refused)]


PATTERNS: list[tuple[str, str, str, list[str], list[str]]] = [
    ("datepicker", "initial_date", r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
     ["2026-12-31", "2024-02-29"], ["2026-13-01", "2026-1-1", "1 May", "2026-01-01\n", ""]),
    ("timepicker", "initial_time", r"^([01][0-9]|2[0-3]):[0-5][0-9]$",
     ["00:00", "23:59"], ["24:00", "9:00", "09:60", "09:00:00"]),
    ("number_input", "initial_value", r"^-?[0-9]+(\.[0-9]+)?$", ["0", "-10", "5.25"], ["", "1e3", "1,5", ".5", "+1"]),
    ("number_input", "min_value", r"^-?[0-9]+(\.[0-9]+)?$", ["-0.5"], ["low"]),
    ("number_input", "max_value", r"^-?[0-9]+(\.[0-9]+)?$", ["100"], ["high"]),
    ("button", "url", r"^[A-Za-z][A-Za-z0-9+.-]*:\S+$",
     ["https://example.com", "mailto:ines@example.com"], ["", "example.com", "https://a b"]),
    ("image", "image_url", r"^https?://\S+$", ["http://example.com/a.png"], ["", "/a.png", "data:image/png;base64,"]),
    ("video", "video_url", r"^https://\S+$", ["https://example.com"], ["http://example.com"]),
    ("video", "thumbnail_url", r"^https?://\S+$", ["http://example.com"], ["example.com"]),
    ("video", "provider_icon_url", r"^https?://\S+$", ["http://example.com"], ["example.com"]),
    ("image_element", "image_url", r"^https?://\S+$", ["http://example.com/a.png"], ["file:///a.png"]),
    ("trigger", "url", r"^https://\S+$", ["https://slack.com/shortcuts/1"], ["http://slack.com/shortcuts/1"]),
    ("link", "url", r"^[A-Za-z][A-Za-z0-9+.-]*:\S+$", ["tel:112"], ["example.com"]),
    ("url", "url", r"^[A-Za-z][A-Za-z0-9+.-]*:\S+$", ["https://example.com"], [""]),
    ("overflow_option", "url", r"^[A-Za-z][A-Za-z0-9+.-]*:\S+$", ["https://example.com"], [""]),
    ("video", "title_url", r"^https://\S+$", ["https://example.com"], ["http://example.com"]),
    ("slack_file", "id", r"^[F][A-Z0-9]{8,}$", ["F12345678"], ["F1234567", "U12345678", "f12345678"]),
    ("users_select", "initial_user", r"^[UW][A-Z0-9]+$", ["U1", "WMENTEE"], ["ines", "C1", "U"]),
    ("channels_select", "initial_channel", r"^[CGZ][A-Z0-9]+$", ["C1"], ["#general", "U1"]),
    ("conversations_select", "initial_conversation", r"^[CDGZ][A-Z0-9]+$", ["D1", "C1"], ["general"]),
    ("user", "user_id", r"^[UW][A-Z0-9]+$", ["U1"], ["@ines"]),
    ("usergroup", "usergroup_id", r"^S[A-Z0-9]+$", ["S1"], ["mentors"]),
    ("team", "team_id", r"^[TE][A-Z0-9]+$", ["T1", "E1"], ["fernhill"]),
    ("channel", "channel_id", r"^[CDGZ][A-Z0-9]+$", ["C1"], ["general"]),
    ("color", "value", r"^#[0-9A-Fa-f]{6}$", ["#00ff00"], ["green", "#0f0"]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "field", "pattern", "good", "bad"), PATTERNS)
def test_a_pattern_takes_what_looks_right_and_nothing_else(
    kind: str, field: str, pattern: str, good: list[str], bad: list[str]
) -> None:
    def refused(value: str) -> list[Problem]:
        facts = {"type": "pattern", "expected": pattern, "got": value}
        return [
            Problem(f"/{field}", f"input must match regex pattern: {pattern}", "failed_constraint", facts)
        ]

    assert [problems_of(kind, {**sample(kind), field: value}) for value in good] == [[] for _ in good]
    assert [problems_of(kind, {**sample(kind), field: value}) for value in bad] == [
        refused(value) for value in bad
    ]


def test_a_parameter_of_a_workflow_has_a_name_and_a_value() -> None:
    def given(**parameter: Json) -> list[Problem]:
        return problems_of("trigger", {**sample("trigger"), "customizable_input_parameters": [parameter]})

    short = {"type": "min_length", "expected": 1, "got": 0}
    where = "/customizable_input_parameters/0"
    assert given(name="x", value="") == []
    assert given(name="who") == [Problem(where, "missing required field: value", "missing_field")]
    assert given(name="", value="Ines") == [
        Problem(f"{where}/name", "must be more than 0 characters", "failed_constraint", short)
    ]


@pytest.mark.parametrize(
    "kind", ["multi_users_select", "multi_channels_select", "multi_conversations_select"]
)
def test_every_one_of_several_ids_has_to_look_like_one(kind: str) -> None:
    field = next(name for name in SAMPLES[kind] if name.startswith("initial_"))
    first = SAMPLES[kind][field][0]
    found = problems_of(kind, {**sample(kind), field: [first, "ines"]})
    assert [(problem.pointer, problem.constraint and problem.constraint["got"]) for problem in found] == [
        (f"/{field}/1", "ines")
    ]


PLAIN_ONLY = [
    ("header", "text"),
    ("input", "label"),
    ("input", "hint"),
    ("image", "title"),
    ("video", "title"),
    ("video", "description"),
    ("container", "title"),
    ("button", "text"),
    ("icon_button", "text"),
    ("workflow_button", "text"),
    ("feedback", "text"),
    ("static_select", "placeholder"),
    ("plain_text_input", "placeholder"),
    ("confirm", "title"),
    ("confirm", "confirm"),
    ("confirm", "deny"),
    ("option", "text"),
    ("option", "description"),
    ("overflow_option", "text"),
    ("choice_option", "description"),
    ("option_group", "label"),
    ("modal", "title"),
]
MARKED_ONLY = [("card", "title"), ("card", "subtitle"), ("card", "body")]


def text_refusal(field: str, wanted: str, got: str) -> Problem:
    facts = {"type": "enum", "expected": [wanted], "got": got}
    return Problem(f"/{field}/type", "must be a valid enum value", "failed_constraint", facts)


@pytest.mark.parametrize(("kind", "field"), PLAIN_ONLY)
def test_plain_text_is_needed_where_slack_shows_no_markup(kind: str, field: str) -> None:
    found = problems_of(kind, {**sample(kind), field: {"type": "mrkdwn", "text": "*Hi*"}})
    assert found == [text_refusal(field, "plain_text", "mrkdwn")]


@pytest.mark.parametrize(("kind", "field"), MARKED_ONLY)
def test_cards_take_only_markup(kind: str, field: str) -> None:
    found = problems_of(kind, {**sample(kind), field: {"type": "plain_text", "text": "Hi"}})
    assert found == [text_refusal(field, "mrkdwn", "plain_text")]


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("section", "text"),
        ("alert", "text"),
        ("confirm", "text"),
        ("choice_option", "text"),
        ("container", "subtitle"),
    ],
)
def test_markup_is_allowed_where_slack_shows_it(kind: str, field: str) -> None:
    texts = [{"type": "mrkdwn", "text": "*Hi*"}, {"type": "plain_text", "text": "Hi"}]
    assert [problems_of(kind, {**sample(kind), field: text}) for text in texts] == [[], []]


@pytest.mark.parametrize(("kind", "field"), [("plain_text", "verbatim"), ("mrkdwn", "emoji")])
def test_each_kind_of_text_has_its_own_switch(kind: str, field: str) -> None:
    facts = {"type": "additional_properties", "got": field}
    found = problems_of(kind, {**sample(kind), field: True})
    assert found == [Problem("", f"invalid additional property: {field}", "failed_constraint", facts)]
