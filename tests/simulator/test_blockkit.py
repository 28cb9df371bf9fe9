"""What Slack would say of blocks and views: whole answers, and the rules between fields and blocks."""

from typing import Any

import pytest

from simulator.blockkit import Problem, check_blocks_format, check_message, check_view

from .test_blockkit_samples import (
    SAMPLES,
    in_actions,
    in_input,
    in_rich_text,
    marked,
    modal,
    on_surface,
    option,
    plain,
    problems_of,
    sample,
)

Json = Any
WHOLE = "failed to match all allowed schemas"


def whole(pointer: str) -> Problem:
    return Problem(pointer, WHOLE, "failed_constraint", {"type": "all_of"})


def broken(pointer: str, sentence: str) -> list[Problem]:
    return [Problem(pointer, sentence, "failed_constraint")]


def told(problems: list[Problem]) -> list[str]:
    return [f"{problem.message} [json-pointer:{problem.pointer}]" for problem in problems]


# Whole answers of Slack's that people have published, with the list's or the view's own pointer in front left out.


def test_a_section_that_is_too_long_is_told_as_slack_tells_it() -> None:
    assert check_message([{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]) == [
        whole("/0/text"),
        Problem(
            "/0/text/text",
            "must be less than 3001 characters",
            "failed_constraint",
            {"type": "max_length", "expected": 3000, "got": 3001},
        ),
    ]


def test_a_title_that_is_too_long_and_an_empty_menu_are_told_as_slack_tells_them() -> None:
    menu = {"type": "static_select", "options": []}
    view = {**modal({"type": "section", "text": plain(), "accessory": menu}), "title": plain("x" * 25)}
    assert told(check_view(view)) == [
        "failed to match all allowed schemas [json-pointer:]",
        "must be less than 25 characters [json-pointer:/title/text]",
        "must provide at least 1 items [json-pointer:/blocks/0/accessory/options]",
    ]


def test_styles_and_a_submit_button_of_null_are_told_as_slack_tells_them() -> None:
    buttons = {
        "type": "actions",
        "elements": [{"type": "button", "text": plain(), "style": None} for _ in range(2)],
    }
    assert told(check_view({**modal(buttons), "submit": None})) == [
        "failed to match all allowed schemas [json-pointer:]",
        "must provide a string [json-pointer:/blocks/0/elements/0/style]",
        "must provide a string [json-pointer:/blocks/0/elements/1/style]",
        "failed to match all allowed schemas [json-pointer:/submit]",
        "must provide an object [json-pointer:/submit]",
        "must provide an object [json-pointer:/submit]",
    ]


def test_an_accessory_that_lacks_its_picture_is_told_as_slack_tells_it() -> None:
    picture = {"type": "section", "text": marked(), "accessory": {"type": "image"}}
    assert told(check_view({"type": "home", "blocks": [picture]})) == [
        "failed to match all allowed schemas [json-pointer:]",
        "missing required field: image_url [json-pointer:/blocks/0/accessory]",
        "missing required field: alt_text [json-pointer:/blocks/0/accessory]",
    ]


def test_fields_that_are_strings_are_told_as_slack_tells_them() -> None:
    view = {"type": "home", "blocks": [{"type": "section", "fields": ["Name", "Ines"]}]}
    assert told(check_view(view)) == [
        "failed to match all allowed schemas [json-pointer:]",
        "failed to match all allowed schemas [json-pointer:/blocks/0/fields/0]",
        "must provide an object [json-pointer:/blocks/0/fields/0]",
        "must provide an object [json-pointer:/blocks/0/fields/0]",
        "failed to match all allowed schemas [json-pointer:/blocks/0/fields/1]",
        "must provide an object [json-pointer:/blocks/0/fields/1]",
        "must provide an object [json-pointer:/blocks/0/fields/1]",
    ]


def test_an_unknown_block_is_told_as_slack_tells_it() -> None:
    assert told(check_message([{"type": "nonsense"}])) == [
        "unsupported type: nonsense [json-pointer:/0/type]"
    ]


def test_a_file_that_is_named_by_its_address_is_told_as_slack_tells_it() -> None:
    picture = {"type": "image", "alt_text": "A tree", "slack_file": {"id": "https://example.com"}}
    assert told(check_message([{"type": "divider"}, picture])) == [
        "input must match regex pattern: ^[F][A-Z0-9]{8,}$ [json-pointer:/1/slack_file/id]"
    ]


# What is no list of blocks and no view.


@pytest.mark.parametrize("value", [[], [{}], [{"type": "divider"}, {"type": 3}]])
def test_a_list_of_objects_has_the_format_of_blocks(value: Json) -> None:
    assert check_blocks_format(value)


@pytest.mark.parametrize("value", [None, {}, "[]", 3, [None], ["divider"], [[{"type": "divider"}]]])
def test_anything_else_has_not_the_format_of_blocks(value: Json) -> None:
    assert not check_blocks_format(value)


@pytest.mark.parametrize("value", [None, {}, "[]", 3, True])
def test_blocks_have_to_be_a_list(value: Json) -> None:
    assert check_message(value) == [Problem("", "must provide an array", "invalid_type")]


def test_a_block_has_to_be_an_object_with_a_type() -> None:
    assert check_message([None, {}, {"type": None}]) == [
        Problem("/0", "must provide an object", "invalid_type"),
        Problem("/1", "missing required field: type", "missing_field"),
        Problem("/2/type", "must provide a string", "invalid_type"),
    ]


@pytest.mark.parametrize("value", [None, [], "{}", 3, True])
def test_a_view_has_to_be_an_object(value: Json) -> None:
    refused = Problem("", "must provide an object", "invalid_type")
    assert check_view(value) == [whole(""), refused, refused]


def test_a_view_has_to_be_a_modal_or_a_home() -> None:
    kinds = {"type": "enum", "expected": ["home", "modal"], "got": "workflow_step"}
    assert check_view({}) == [whole(""), Problem("", "missing required field: type", "missing_field")]
    assert check_view({"type": "workflow_step", "blocks": []}) == [
        whole(""),
        Problem("/type", "unsupported type: workflow_step", "failed_constraint", kinds),
    ]


@pytest.mark.parametrize("field", ["title", "submit", "close", "clear_on_close", "notify_on_close"])
def test_home_has_neither_title_nor_buttons(field: str) -> None:
    facts = {"type": "additional_properties", "got": field}
    view = {**sample("home"), field: SAMPLES["modal"][field]}
    assert check_view(view) == [
        whole(""),
        Problem("", f"invalid additional property: {field}", "failed_constraint", facts),
    ]


def test_rules_between_blocks_wait_until_the_schema_holds() -> None:
    blocks = [{"type": "section"}, {"type": "header", "text": plain("")}]
    assert told(check_message(blocks)) == ["must be more than 0 characters [json-pointer:/1/text/text]"]


# What one block has to say.


def test_a_section_needs_text_or_fields() -> None:
    refused = broken("/0/type", "must define either `text` or `fields`")
    assert check_message([{"type": "section"}]) == refused
    assert check_message([{"type": "section", "accessory": SAMPLES["button"]}]) == refused
    assert (
        check_message([{"type": "section", "text": plain()}, {"type": "section", "fields": [plain()]}]) == []
    )


def test_a_card_needs_something_to_show() -> None:
    sentence = "must define either `hero_image`, `title`, `actions` or `body`"
    assert check_message([{"type": "card", "subtitle": marked()}]) == broken("/0/type", sentence)
    assert [
        check_message([{"type": "card", field: SAMPLES["card"][field]}])
        for field in ("hero_image", "title", "actions", "body")
    ] == [[], [], [], []]


def test_a_card_in_a_carousel_needs_something_to_show_too() -> None:
    carousel = {"type": "carousel", "elements": [{"type": "card", "title": marked()}, {"type": "card"}]}
    sentence = "must define either `hero_image`, `title`, `actions` or `body`"
    assert check_message([carousel]) == broken("/0/elements/1/type", sentence)


def test_a_container_needs_a_title_of_either_kind() -> None:
    container = {"type": "container", "child_blocks": [{"type": "divider"}]}
    sentence = "must define either `title` or `rich_text_title`"
    assert check_message([container]) == broken("/0/type", sentence)
    assert check_message([{**container, "title": plain()}]) == []
    assert check_message([{**container, "rich_text_title": SAMPLES["rich_text"]}]) == []


def test_only_a_container_that_collapses_begins_collapsed() -> None:
    container = {**sample("container"), "is_collapsible": False}
    sentence = "must set `is_collapsible` to use `default_collapsed`"
    assert check_message([container]) == broken("/0/default_collapsed", sentence)
    assert check_message([{**container, "default_collapsed": False}]) == []
    assert check_message([{**container, "is_collapsible": True}]) == []


def test_the_row_header_of_a_data_table_is_one_of_its_columns() -> None:
    table = sample("data_table")
    assert check_message([{**table, "row_header_column_index": 2}]) == []
    assert check_message([{**table, "row_header_column_index": 3}]) == broken(
        "/0/row_header_column_index", "must be the index of a column"
    )


def test_a_plan_takes_only_tasks() -> None:
    supported = {"type": "enum", "expected": ["task_card"], "got": "divider"}
    assert check_message([{"type": "plan", "title": "Today", "tasks": [{"type": "divider"}]}]) == [
        Problem("/0/tasks/0/type", "unsupported type: divider", "failed_constraint", supported)
    ]


# What one element may say.

OFFERS = ["checkboxes", "radio_buttons", "static_select", "multi_static_select"]


@pytest.mark.parametrize("kind", [*OFFERS, "overflow"])
def test_two_options_with_one_value_are_refused(kind: str) -> None:
    twice = {**sample(kind), "options": [option(1), option(2), option(1)]}
    assert problems_of(kind, {**twice, "options": [option(1), option(2)]}) == []
    assert problems_of(kind, twice) == broken("/options/2/value", '`value` "1" already exists')


def test_two_options_with_one_value_are_refused_across_groups() -> None:
    groups = [
        {"label": plain(), "options": [option(1)]},
        {"label": plain(), "options": [option(2), option(1)]},
    ]
    found = problems_of("static_select", {"type": "static_select", "option_groups": groups})
    assert found == broken("/option_groups/1/options/1/value", '`value` "1" already exists')


def not_offered(element: Json) -> list[Problem]:
    where = "/initial_option" if "initial_option" in element else "/initial_options/0"
    return broken(where, "must exactly match one of the provided options")


@pytest.mark.parametrize("kind", OFFERS)
def test_what_is_chosen_at_first_is_one_of_the_options(kind: str) -> None:
    element = {**sample(kind), "options": [option(2), option(3)]}
    assert problems_of(kind, element) == not_offered(element)
    assert problems_of(kind, {**element, "options": [option(2), option(1)]}) == []


@pytest.mark.parametrize("kind", OFFERS)
def test_the_value_alone_does_not_make_it_the_same_option(kind: str) -> None:
    element = {**sample(kind), "options": [{**option(1), "text": plain("Another name")}]}
    assert problems_of(kind, element) == not_offered(element)


@pytest.mark.parametrize("kind", ["static_select", "multi_static_select"])
def test_what_is_chosen_at_first_may_stand_in_a_group(kind: str) -> None:
    element = sample(kind)
    del element["options"]
    groups = [{"label": plain(), "options": [option(2)]}, {"label": plain(), "options": [option(1)]}]
    assert problems_of(kind, {**element, "option_groups": groups}) == []
    assert problems_of(kind, {**element, "option_groups": groups[:1]}) == not_offered(element)


def test_all_that_is_chosen_at_first_is_among_the_options() -> None:
    element = {**sample("checkboxes"), "initial_options": [option(1), option(2), option(3)]}
    assert problems_of("checkboxes", {**element, "options": [option(1), option(3)]}) == broken(
        "/initial_options/1", "must exactly match one of the provided options"
    )


@pytest.mark.parametrize("kind", ["external_select", "multi_external_select"])
def test_what_is_chosen_at_first_from_elsewhere_cannot_be_looked_up(kind: str) -> None:
    assert problems_of(kind, sample(kind)) == []


def test_only_an_overflow_option_has_an_address() -> None:
    addressed = {**option(), "url": "https://example.com"}
    refused = Problem(
        "",
        "invalid additional property: url",
        "failed_constraint",
        {"type": "additional_properties", "got": "url"},
    )
    assert problems_of("overflow_option", addressed) == []
    assert [problems_of(kind, addressed) for kind in ("option", "choice_option")] == [[refused], [refused]]


RANGES: list[tuple[str, str, str, Json, Json]] = [
    ("plain_text_input", "min_length", "max_length", 5, 4),
    ("rich_text_input", "min_lines", "max_lines", 5, 4),
    ("number_input", "min_value", "max_value", "10", "9.5"),
    ("number_input", "min_value", "max_value", "-1", "-2"),
]


@pytest.mark.parametrize(("kind", "least", "most", "high", "low"), RANGES)
def test_the_least_is_not_above_the_most(kind: str, least: str, most: str, high: Json, low: Json) -> None:
    element = sample(kind)
    facts = {"type": "maximum", "expected": low, "got": high}
    assert problems_of(kind, {**element, least: high, most: high}) == []
    assert problems_of(kind, {**element, least: low, most: high}) == []
    assert problems_of(kind, {**element, least: high, most: low}) == [
        Problem(f"/{least}", f"must be less than {low}", "failed_constraint", facts)
    ]


def test_numbers_are_compared_as_numbers_and_not_as_text() -> None:
    assert problems_of("number_input", {**sample("number_input"), "min_value": "9", "max_value": "10"}) == []


def test_a_whole_number_input_takes_no_fractions() -> None:
    element = {"type": "number_input", "is_decimal_allowed": False, "initial_value": "1", "min_value": "0.5"}
    facts = {"type": "pattern", "expected": "^-?[0-9]+$", "got": "0.5"}
    assert problems_of("number_input", element) == [
        Problem("/min_value", "input must match regex pattern: ^-?[0-9]+$", "failed_constraint", facts)
    ]
    assert problems_of("number_input", {**element, "min_value": "0"}) == []
    assert problems_of("number_input", {**element, "is_decimal_allowed": True}) == []


def test_a_first_date_is_a_day_of_the_calendar() -> None:
    refused = broken("/initial_date", "must be a valid date")
    assert problems_of("datepicker", {"type": "datepicker", "initial_date": "2028-02-29"}) == []
    assert problems_of("datepicker", {"type": "datepicker", "initial_date": "2026-02-29"}) == refused
    assert problems_of("datepicker", {"type": "datepicker", "initial_date": "0000-01-01"}) == refused


def test_a_time_picker_names_a_zone_that_exists() -> None:
    refused = broken("/timezone", "must be a valid IANA timezone")
    assert problems_of("timepicker", {"type": "timepicker", "timezone": "America/Chicago"}) == []
    assert problems_of("timepicker", {"type": "timepicker", "timezone": "Chicago"}) == refused
    assert problems_of("timepicker", {"type": "timepicker", "timezone": "../etc/passwd"}) == refused


def test_a_filter_filters_something() -> None:
    sentence = "must define either `include`, `exclude_external_shared_channels` or `exclude_bot_users`"
    assert problems_of("conversations_select", {"type": "conversations_select", "filter": {}}) == broken(
        "/filter", sentence
    )
    assert problems_of("filter", {"exclude_bot_users": False}) == []


def test_true_is_no_number_and_one_and_a_half_no_integer() -> None:
    refused = [Problem("/max_files", "must provide an integer", "invalid_type")]
    assert problems_of("file_input", {"type": "file_input", "max_files": True}) == refused
    assert problems_of("file_input", {"type": "file_input", "max_files": 1.5}) == refused


def test_rich_text_styles_are_switches() -> None:
    def styled(style: Json) -> list[Problem]:
        text = {"type": "text", "text": "Hi", "style": style}
        block = in_rich_text({"type": "rich_text_section", "elements": [text]})
        return on_surface("message", block)

    unknown = {"type": "additional_properties", "got": "huge"}
    pointer = "/0/elements/0/elements/0/style"
    assert styled({"bold": True, "code": False}) == []
    assert styled({"bold": "yes"}) == [Problem(f"{pointer}/bold", "must be a boolean", "invalid_type")]
    assert styled({"huge": True}) == [
        Problem(pointer, "invalid additional property: huge", "failed_constraint", unknown)
    ]


@pytest.mark.parametrize("surface", ["message", "modal", "home"])
def test_only_inputs_dispatch_actions(surface: str) -> None:
    facts = {"type": "additional_properties", "got": "dispatch_action"}
    refused = [Problem("/0", "invalid additional property: dispatch_action", "failed_constraint", facts)]
    button = {"type": "button", "text": plain()}
    text = {"type": "plain_text_input"}
    assert on_surface(surface, {**in_input(text), "dispatch_action": True}) == []
    assert on_surface(surface, {**in_actions(button), "dispatch_action": True}) == refused


# What may stand together on one surface.


@pytest.mark.parametrize("surface", ["message", "modal", "home"])
def test_a_block_id_is_used_once(surface: str) -> None:
    def block(block_id: str) -> Json:
        return {"type": "divider", "block_id": block_id}

    assert on_surface(surface, block("a"), block("b")) == []
    assert on_surface(surface, block("a"), block("b"), block("a")) == broken(
        "/2/block_id", '`block_id` "a" already exists'
    )


def test_a_block_id_is_used_once_inside_other_blocks_too() -> None:
    inner = {"type": "divider", "block_id": "a"}
    container = {"type": "container", "title": plain(), "child_blocks": [inner]}
    assert on_surface("message", inner, container) == broken(
        "/1/child_blocks/0/block_id", '`block_id` "a" already exists'
    )


def test_a_block_id_that_is_left_empty_is_made_up_by_slack() -> None:
    assert on_surface("message", *[{"type": "divider", "block_id": ""}] * 2) == []


def button(action_id: str) -> Json:
    return {"type": "button", "text": plain(), "action_id": action_id}


@pytest.mark.parametrize("surface", ["message", "modal", "home"])
def test_an_action_id_is_used_once_in_a_block(surface: str) -> None:
    twice = {"type": "actions", "elements": [button("pick"), button("pick")]}
    assert on_surface(surface, {"type": "divider"}, twice) == broken(
        "/1/elements/1/action_id", '`action_id` "pick" already exists'
    )


def test_an_action_id_may_be_used_again_in_another_block() -> None:
    assert on_surface("message", in_actions(button("pick")), in_actions(button("pick"))) == []


def test_an_action_id_is_used_once_in_a_card() -> None:
    card = {"type": "card", "title": marked(), "actions": [button("pick"), button("pick")]}
    assert on_surface("message", card) == broken(
        "/0/actions/1/action_id", '`action_id` "pick" already exists'
    )


def test_elements_without_an_action_id_get_one_from_slack() -> None:
    nameless = {"type": "button", "text": plain()}
    assert on_surface("message", {"type": "actions", "elements": [nameless, nameless]}) == []


@pytest.mark.parametrize("surface", ["modal", "home"])
def test_only_one_field_of_a_view_has_the_focus(surface: str) -> None:
    def field(focused: bool) -> Json:
        return in_input({"type": "plain_text_input", "focus_on_load": focused})

    sentence = "only one element can set `focus_on_load`"
    assert on_surface(surface, field(True), field(False)) == []
    assert on_surface(surface, field(True), field(False), field(True)) == broken(
        "/2/element/focus_on_load", sentence
    )


def test_a_modal_with_an_input_needs_a_submit_button() -> None:
    asks = modal({"type": "divider"}, in_input({"type": "plain_text_input"}))
    assert check_view(asks) == []
    del asks["submit"]
    assert check_view(asks) == broken(
        "/blocks/1/input", "must define `submit` to use an `input` block in modals"
    )


def test_a_modal_without_inputs_and_a_home_need_no_submit_button() -> None:
    tells = modal({"type": "divider"})
    del tells["submit"]
    assert check_view(tells) == []
    assert check_view({"type": "home", "blocks": [in_input({"type": "plain_text_input"})]}) == []


def table(text: str) -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": text}]]}


def test_a_message_has_one_table() -> None:
    assert on_surface("message", table("Goals")) == []
    assert on_surface("message", table("Goals"), table("Pairs")) == broken(
        "/1/type", "only_one_table_allowed"
    )


def test_a_table_in_a_container_is_the_one_table() -> None:
    container = {"type": "container", "title": plain(), "child_blocks": [table("Goals")]}
    assert on_surface("message", table("Pairs"), container) == broken(
        "/1/child_blocks/0/type", "only_one_table_allowed"
    )


def test_all_broken_rules_are_told_at_once() -> None:
    blocks = [{"type": "section"}, {"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": "a"}]
    assert told(check_message(blocks)) == [
        "must define either `text` or `fields` [json-pointer:/0/type]",
        '`block_id` "a" already exists [json-pointer:/2/block_id]',
    ]
