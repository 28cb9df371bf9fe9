"""A whole sample of everything in Block Kit, and where each may stand."""

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from simulator.blockkit import Problem, check_message, check_view

Json = Any
SURFACES = ("message", "modal", "home")


def plain(text: str = "Hello") -> Json:
    return {"type": "plain_text", "text": text, "emoji": True}


def marked(text: str = "*Hello*") -> Json:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def option(number: int = 1) -> Json:
    return {"text": plain(), "value": str(number), "description": plain()}


def words(text: str = "Hello") -> Json:
    return {"type": "text", "text": text, "style": {"bold": True, "italic": False}}


WEB = "https://example.com/picture.png"
CONFIRM = {"title": plain(), "text": marked(), "confirm": plain(), "deny": plain(), "style": "danger"}
DISPATCH = {"trigger_actions_on": ["on_enter_pressed", "on_character_entered"]}
FILTER = {"include": ["im", "public"], "exclude_external_shared_channels": True, "exclude_bot_users": True}
GROUP = {"label": plain(), "options": [option()]}
TRIGGER = {
    "url": "https://slack.com/shortcuts/1",
    "customizable_input_parameters": [{"name": "who", "value": "Ines"}],
}
FEEDBACK = {"text": plain(), "value": "yes", "accessibility_label": "Yes"}
RICH_TEXT = {
    "type": "rich_text",
    "block_id": "rich",
    "elements": [
        {"type": "rich_text_section", "elements": [words()]},
        {"type": "rich_text_quote", "elements": [words()], "border": 1},
    ],
}
PICTURE = {"type": "image", "image_url": WEB, "alt_text": "A tree"}
ACTIVE = {"action_id": "pressed"}
PICKED = {**ACTIVE, "confirm": CONFIRM, "focus_on_load": True}
MENU = {**PICKED, "placeholder": plain()}
FIELD = {**ACTIVE, "focus_on_load": True, "placeholder": plain(), "dispatch_action_config": DISPATCH}
BUTTON = {
    "type": "button",
    "action_id": "pressed",
    "text": plain(),
    "value": "1",
    "url": WEB,
    "style": "primary",
    "accessibility_label": "Say hello",
    "confirm": CONFIRM,
}
CARD = {
    "type": "card",
    "block_id": "card",
    "hero_image": PICTURE,
    "icon": PICTURE,
    "title": marked(),
    "subtitle": marked(),
    "body": marked(),
    "actions": [BUTTON],
}
TASK = {
    "type": "task_card",
    "block_id": "task",
    "task_id": "1",
    "title": "Look",
    "details": RICH_TEXT,
    "output": RICH_TEXT,
    "sources": [{"type": "url", "url": WEB, "text": "A tree"}],
    "status": "pending",
}
CELLS = [{"type": "raw_text", "text": "Ines"}, {"type": "raw_number", "value": 1.5, "text": "1.5"}, RICH_TEXT]
TEXT_INPUT = {
    "type": "plain_text_input",
    **FIELD,
    "initial_value": "Hi",
    "multiline": True,
    "min_length": 1,
    "max_length": 300,
}

BLOCKS: dict[str, Json] = {
    "actions": {"type": "actions", "block_id": "b", "elements": [BUTTON]},
    "alert": {"type": "alert", "block_id": "b", "text": marked(), "level": "warning"},
    "card": CARD,
    "carousel": {"type": "carousel", "block_id": "b", "elements": [CARD]},
    "container": {
        "type": "container",
        "block_id": "b",
        "title": plain(),
        "rich_text_title": RICH_TEXT,
        "subtitle": marked(),
        "child_blocks": [{"type": "divider", "block_id": "inner"}],
        "width": "wide",
        "icon": PICTURE,
        "is_collapsible": True,
        "default_collapsed": True,
        "has_header_divider": False,
    },
    "context": {"type": "context", "block_id": "b", "elements": [marked(), PICTURE, plain()]},
    "context_actions": {
        "type": "context_actions",
        "block_id": "b",
        "elements": [{"type": "icon_button", "icon": "trash", "text": plain()}],
    },
    "data_table": {
        "type": "data_table",
        "block_id": "b",
        "rows": [CELLS, CELLS],
        "caption": "Goals",
        "page_size": 5,
        "row_header_column_index": 0,
    },
    "divider": {"type": "divider", "block_id": "b"},
    "file": {"type": "file", "block_id": "b", "source": "remote", "external_id": "1"},
    "header": {"type": "header", "block_id": "b", "text": plain()},
    "image": {**PICTURE, "block_id": "b", "title": plain()},
    "input": {
        "type": "input",
        "block_id": "b",
        "label": plain(),
        "element": TEXT_INPUT,
        "hint": plain(),
        "optional": True,
        "dispatch_action": True,
    },
    "markdown": {"type": "markdown", "block_id": "b", "text": "# Hello"},
    "plan": {"type": "plan", "block_id": "b", "title": "Today", "tasks": [TASK]},
    "rich_text": RICH_TEXT,
    "section": {
        "type": "section",
        "block_id": "b",
        "text": marked(),
        "fields": [marked(), plain()],
        "accessory": BUTTON,
        "expand": True,
    },
    "table": {
        "type": "table",
        "block_id": "b",
        "rows": [CELLS],
        "column_settings": [{"align": "right", "is_wrapped": True}],
    },
    "task_card": TASK,
    "video": {
        "type": "video",
        "block_id": "b",
        "video_url": "https://example.com/film",
        "thumbnail_url": WEB,
        "alt_text": "A film",
        "title": plain(),
        "title_url": WEB,
        "author_name": "Ines",
        "provider_name": "Films",
        "provider_icon_url": WEB,
        "description": plain(),
    },
}
ELEMENTS: dict[str, Json] = {
    "button": BUTTON,
    "checkboxes": {"type": "checkboxes", **PICKED, "options": [option()], "initial_options": [option()]},
    "datepicker": {"type": "datepicker", **MENU, "initial_date": "2026-02-28"},
    "datetimepicker": {"type": "datetimepicker", **PICKED, "initial_date_time": 1_767_261_600},
    "email_text_input": {"type": "email_text_input", **FIELD, "initial_value": "ines@example.com"},
    "feedback_buttons": {
        "type": "feedback_buttons",
        **ACTIVE,
        "positive_button": FEEDBACK,
        "negative_button": FEEDBACK,
    },
    "file_input": {"type": "file_input", **ACTIVE, "filetypes": ["png"], "max_files": 3},
    "icon_button": {
        "type": "icon_button",
        **ACTIVE,
        "icon": "trash",
        "text": plain(),
        "value": "1",
        "accessibility_label": "Throw away",
        "visible_to_user_ids": ["U1"],
        "confirm": CONFIRM,
    },
    "image_element": PICTURE,
    "users_select": {"type": "users_select", **MENU, "initial_user": "UMENTEE"},
    "multi_users_select": {
        "type": "multi_users_select",
        **MENU,
        "initial_users": ["UMENTEE", "W1"],
        "max_selected_items": 2,
    },
    "static_select": {"type": "static_select", **MENU, "options": [option()], "initial_option": option()},
    "multi_static_select": {
        "type": "multi_static_select",
        **MENU,
        "options": [option(1), option(2)],
        "initial_options": [option(1)],
        "max_selected_items": 1,
    },
    "conversations_select": {
        "type": "conversations_select",
        **MENU,
        "initial_conversation": "D1",
        "default_to_current_conversation": True,
        "filter": FILTER,
        "response_url_enabled": True,
    },
    "multi_conversations_select": {
        "type": "multi_conversations_select",
        **MENU,
        "initial_conversations": ["D1", "C1", "G1"],
        "default_to_current_conversation": False,
        "filter": FILTER,
        "max_selected_items": 3,
    },
    "channels_select": {
        "type": "channels_select",
        **MENU,
        "initial_channel": "C1",
        "response_url_enabled": False,
    },
    "multi_channels_select": {
        "type": "multi_channels_select",
        **MENU,
        "initial_channels": ["C1"],
        "max_selected_items": 1,
    },
    "external_select": {
        "type": "external_select",
        **MENU,
        "initial_option": option(),
        "min_query_length": 0,
    },
    "multi_external_select": {
        "type": "multi_external_select",
        **MENU,
        "initial_options": [option()],
        "min_query_length": 0,
        "max_selected_items": 1,
    },
    "number_input": {
        "type": "number_input",
        **FIELD,
        "is_decimal_allowed": True,
        "initial_value": "2.5",
        "min_value": "-1",
        "max_value": "10.25",
    },
    "overflow": {"type": "overflow", **ACTIVE, "options": [option()], "confirm": CONFIRM},
    "plain_text_input": TEXT_INPUT,
    "radio_buttons": {"type": "radio_buttons", **PICKED, "options": [option()], "initial_option": option()},
    "rich_text_input": {
        "type": "rich_text_input",
        **FIELD,
        "initial_value": RICH_TEXT,
        "min_lines": 1,
        "max_lines": 8,
    },
    "timepicker": {"type": "timepicker", **MENU, "initial_time": "16:00", "timezone": "Europe/Lisbon"},
    "url_text_input": {"type": "url_text_input", **FIELD, "initial_value": WEB},
    "workflow_button": {
        "type": "workflow_button",
        **ACTIVE,
        "text": plain(),
        "workflow": {"trigger": TRIGGER},
        "style": "primary",
        "accessibility_label": "Begin",
        "confirm": CONFIRM,
    },
}
STYLE = {"bold": True, "code": True, "italic": True, "strike": True, "underline": True}
INLINE: dict[str, Json] = {
    "broadcast": {"type": "broadcast", "range": "here", "style": STYLE},
    "color": {"type": "color", "value": "#F405B3", "style": STYLE},
    "channel": {"type": "channel", "channel_id": "C1", "style": STYLE},
    "date": {
        "type": "date",
        "timestamp": 1_767_261_600,
        "format": "{date_long}",
        "url": WEB,
        "fallback": "1 January",
        "style": STYLE,
    },
    "emoji": {"type": "emoji", "name": "wave", "unicode": "1f44b", "url": WEB, "style": STYLE},
    "link": {"type": "link", "url": WEB, "text": "A tree", "unsafe": False, "style": STYLE},
    "team": {"type": "team", "team_id": "T1", "style": STYLE},
    "text": words(),
    "user": {"type": "user", "user_id": "U1", "style": STYLE},
    "usergroup": {"type": "usergroup", "usergroup_id": "S1", "style": STYLE},
}
RICH: dict[str, Json] = {
    "rich_text_section": {"type": "rich_text_section", "elements": [words()]},
    "rich_text_list": {
        "type": "rich_text_list",
        "elements": [{"type": "rich_text_section", "elements": [words()]}],
        "style": "bullet",
        "indent": 1,
        "border": 0,
    },
    "rich_text_quote": {"type": "rich_text_quote", "elements": [words()], "border": 1},
    "rich_text_preformatted": {"type": "rich_text_preformatted", "elements": [words()], "border": 0},
}
PARTS: dict[str, Json] = {
    "plain_text": plain(),
    "mrkdwn": marked(),
    "raw_text": {"type": "raw_text", "text": "Ines"},
    "raw_number": {"type": "raw_number", "value": 1.5, "text": "1.5"},
    "url": {"type": "url", "url": WEB, "text": "A tree"},
    "confirm": CONFIRM,
    "option": option(),
    "overflow_option": {**option(), "url": WEB},
    "choice_option": {**option(), "text": marked()},
    "option_group": GROUP,
    "dispatch_action_config": DISPATCH,
    "filter": FILTER,
    "slack_file": {"id": "F0123456789"},
    "trigger": TRIGGER,
    "feedback": FEEDBACK,
}
VIEWS: dict[str, Json] = {
    "modal": {
        "type": "modal",
        "title": plain(),
        "blocks": [{"type": "divider"}],
        "private_metadata": "{}",
        "callback_id": "c",
        "external_id": "e",
        "close": plain(),
        "submit": plain(),
        "clear_on_close": True,
        "notify_on_close": True,
    },
    "home": {
        "type": "home",
        "blocks": [{"type": "divider"}],
        "private_metadata": "{}",
        "callback_id": "c",
        "external_id": "e",
    },
}
SAMPLES: dict[str, Json] = {**BLOCKS, **ELEMENTS, **INLINE, **RICH, **PARTS, **VIEWS}

# Slack names a view as a whole before what is wrong in it; tests of parts leave this out.
VIEW_AS_A_WHOLE = Problem("", "failed to match all allowed schemas", "failed_constraint", {"type": "all_of"})

Host = tuple[str, Callable[[Json], Json], str]


def in_input(element: Json) -> Json:
    return {"type": "input", "label": plain(), "element": element}


def in_actions(element: Json) -> Json:
    return {"type": "actions", "elements": [element]}


def in_rich_text(part: Json) -> Json:
    return {"type": "rich_text", "elements": [part]}


def in_table(cell: Json) -> Json:
    return {"type": "table", "rows": [[cell]]}


def host(kind: str) -> Host:
    """A surface for the kind, the block that holds it there, and its pointer inside that block."""
    if kind in HOSTS:
        return HOSTS[kind]
    if kind in BLOCKS:
        return ("modal" if kind == "alert" else "message", lambda block: block, "")
    if kind in INLINE:
        return (
            "message",
            lambda part: in_rich_text({"type": "rich_text_section", "elements": [part]}),
            "/elements/0/elements/0",
        )
    if kind in RICH:
        return "message", in_rich_text, "/elements/0"
    return "modal", in_input, "/element"


HOSTS: dict[str, Host] = {
    "button": ("message", in_actions, "/elements/0"),
    "overflow": ("message", in_actions, "/elements/0"),
    "workflow_button": ("message", in_actions, "/elements/0"),
    "feedback_buttons": ("message", lambda e: {"type": "context_actions", "elements": [e]}, "/elements/0"),
    "icon_button": ("message", lambda e: {"type": "context_actions", "elements": [e]}, "/elements/0"),
    "image_element": ("message", lambda e: {"type": "context", "elements": [e]}, "/elements/0"),
    "plain_text": ("message", lambda e: {"type": "context", "elements": [e]}, "/elements/0"),
    "mrkdwn": ("message", lambda e: {"type": "context", "elements": [e]}, "/elements/0"),
    "raw_text": ("message", in_table, "/rows/0/0"),
    "raw_number": ("message", in_table, "/rows/0/0"),
    "url": (
        "message",
        lambda e: {"type": "task_card", "task_id": "1", "title": "t", "status": "error", "sources": [e]},
        "/sources/0",
    ),
    "confirm": (
        "message",
        lambda e: in_actions({"type": "button", "text": plain(), "confirm": e}),
        "/elements/0/confirm",
    ),
    "option": (
        "modal",
        lambda e: in_input({"type": "static_select", "options": [e]}),
        "/element/options/0",
    ),
    "overflow_option": (
        "message",
        lambda e: in_actions({"type": "overflow", "options": [e]}),
        "/elements/0/options/0",
    ),
    "choice_option": (
        "modal",
        lambda e: in_input({"type": "checkboxes", "options": [e]}),
        "/element/options/0",
    ),
    "option_group": (
        "modal",
        lambda e: in_input({"type": "static_select", "option_groups": [e]}),
        "/element/option_groups/0",
    ),
    "dispatch_action_config": (
        "modal",
        lambda e: in_input({"type": "plain_text_input", "dispatch_action_config": e}),
        "/element/dispatch_action_config",
    ),
    "filter": (
        "modal",
        lambda e: in_input({"type": "conversations_select", "filter": e}),
        "/element/filter",
    ),
    "slack_file": ("message", lambda e: {"type": "image", "alt_text": "A", "slack_file": e}, "/slack_file"),
    "trigger": (
        "message",
        lambda e: in_actions({"type": "workflow_button", "text": plain(), "workflow": {"trigger": e}}),
        "/elements/0/workflow/trigger",
    ),
    "feedback": (
        "message",
        lambda e: {
            "type": "context_actions",
            "elements": [{"type": "feedback_buttons", "positive_button": e, "negative_button": FEEDBACK}],
        },
        "/elements/0/positive_button",
    ),
}


def modal(*blocks: Json) -> Json:
    return {"type": "modal", "title": plain(), "submit": plain(), "blocks": list(blocks)}


def on_surface(surface: str, *blocks: Json) -> list[Problem]:
    """What is wrong with blocks on a surface; pointers are relative to the list of blocks."""
    if surface == "message":
        return check_message(list(blocks))
    view = modal(*blocks) if surface == "modal" else {"type": "home", "blocks": list(blocks)}
    found = [problem for problem in check_view(view) if problem != VIEW_AS_A_WHOLE]
    return [replace(problem, pointer=problem.pointer.removeprefix("/blocks")) for problem in found]


def problems_of(kind: str, instance: Json) -> list[Problem]:
    """What is wrong with an instance of the kind, alone on a surface; pointers are relative to the instance."""
    if kind in VIEWS:
        return [problem for problem in check_view(instance) if problem != VIEW_AS_A_WHOLE]
    surface, wrap, inside = host(kind)
    prefix = f"/0{inside}"
    found = on_surface(surface, wrap(instance))
    assert all(problem.pointer.startswith(prefix) for problem in found), found
    return [replace(problem, pointer=problem.pointer.removeprefix(prefix)) for problem in found]


def sample(kind: str) -> Json:
    return copy.deepcopy(SAMPLES[kind])


@pytest.mark.parametrize("kind", [kind for kind in SAMPLES if kind != "file"])
def test_a_whole_sample_passes(kind: str) -> None:
    assert problems_of(kind, sample(kind)) == []


BLOCK_SURFACES: dict[str, set[str]] = {
    "actions": {"message", "modal", "home"},
    "alert": {"modal"},
    "card": {"message", "home"},
    "carousel": {"message", "home"},
    "container": {"message"},
    "context": {"message", "modal", "home"},
    "context_actions": {"message"},
    "data_table": {"message"},
    "divider": {"message", "modal", "home"},
    "file": set(),
    "header": {"message", "modal", "home"},
    "image": {"message", "modal", "home"},
    "input": {"message", "modal", "home"},
    "markdown": {"message"},
    "plan": {"message"},
    "rich_text": {"message", "modal", "home"},
    "section": {"message", "modal", "home"},
    "table": {"message"},
    "task_card": {"message"},
    "video": {"message", "modal", "home"},
}


def supported_on(surface: str) -> list[str]:
    return sorted(kind for kind, surfaces in BLOCK_SURFACES.items() if surface in surfaces)


def unsupported(pointer: str, supported: list[str], kind: str) -> Problem:
    return Problem(
        f"{pointer}/type",
        f"unsupported type: {kind}",
        "failed_constraint",
        {"type": "enum", "expected": supported, "got": kind},
    )


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("kind", BLOCKS)
def test_a_block_stands_only_where_every_source_allows_it(kind: str, surface: str) -> None:
    supported = supported_on(surface)
    expected = [] if kind in supported else [unsupported("/0", supported, kind)]
    assert on_surface(surface, sample(kind)) == expected


EVERYWHERE = {"message", "modal", "home"}
CHOICES = {
    "checkboxes",
    "datepicker",
    "radio_buttons",
    "timepicker",
    *(f"{many}{what}_select" for many in ("", "multi_") for what in ("static", "external", "users")),
    *(f"{many}{what}_select" for many in ("", "multi_") for what in ("conversations", "channels")),
}
NARROW_SURFACES: dict[str, set[str]] = {
    "datetimepicker": {"message", "modal"},
    "rich_text_input": {"modal", "home"},
    "email_text_input": {"modal"},
    "url_text_input": {"modal"},
    "number_input": {"modal"},
    "file_input": {"modal"},
    "workflow_button": {"message"},
    "feedback_buttons": {"message"},
    "icon_button": {"message"},
}
PLACES: dict[str, tuple[set[str], Callable[[Json], Json], str]] = {
    "actions": (
        {*CHOICES, "button", "datetimepicker", "overflow", "workflow_button", "rich_text_input"},
        in_actions,
        "/0/elements/0",
    ),
    "section": (
        {*CHOICES, "button", "image", "overflow", "workflow_button"},
        lambda element: {"type": "section", "text": plain(), "accessory": element},
        "/0/accessory",
    ),
    "input": (
        {
            *CHOICES,
            "datetimepicker",
            "email_text_input",
            "file_input",
            "number_input",
            "plain_text_input",
            "rich_text_input",
            "url_text_input",
        },
        in_input,
        "/0/element",
    ),
    "context": (
        {"image", "plain_text", "mrkdwn"},
        lambda element: {"type": "context", "elements": [element]},
        "/0/elements/0",
    ),
}


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("element", [*ELEMENTS, "plain_text", "mrkdwn"])
def test_an_element_stands_only_in_the_blocks_and_on_the_surfaces_that_take_it(
    element: str, place: str, surface: str
) -> None:
    taken, wrap, pointer = PLACES[place]
    kind = SAMPLES[element]["type"]
    supported = sorted(name for name in taken if surface in NARROW_SURFACES.get(name, EVERYWHERE))
    expected = [] if kind in supported else [unsupported(pointer, supported, kind)]
    assert on_surface(surface, wrap(sample(element))) == expected


@pytest.mark.parametrize("kind", BLOCKS)
def test_a_container_takes_only_some_blocks(kind: str) -> None:
    taken = [
        "actions",
        "context",
        "divider",
        "header",
        "image",
        "input",
        "rich_text",
        "section",
        "table",
        "video",
    ]
    container = {
        "type": "container",
        "title": plain(),
        "child_blocks": [{**sample(kind), "block_id": "inner"}],
    }
    expected = [] if kind in taken else [unsupported("/0/child_blocks/0", taken, kind)]
    assert on_surface("message", container) == expected


@pytest.mark.parametrize("kind", ["context_actions"])
@pytest.mark.parametrize("element", ELEMENTS)
def test_context_actions_take_only_feedback_and_icon_buttons(element: str, kind: str) -> None:
    taken = ["feedback_buttons", "icon_button"]
    found = on_surface("message", {"type": kind, "elements": [sample(element)]})
    name = SAMPLES[element]["type"]
    assert found == ([] if name in taken else [unsupported("/0/elements/0", taken, name)])


@pytest.mark.parametrize("kind", INLINE)
def test_preformatted_text_takes_only_text_and_links(kind: str) -> None:
    block = in_rich_text({"type": "rich_text_preformatted", "elements": [sample(kind)]})
    expected = (
        [] if kind in ("text", "link") else [unsupported("/0/elements/0/elements/0", ["link", "text"], kind)]
    )
    assert on_surface("message", block) == expected


@pytest.mark.parametrize("kind", RICH)
def test_a_rich_text_list_takes_only_sections(kind: str) -> None:
    block = in_rich_text({"type": "rich_text_list", "style": "ordered", "elements": [sample(kind)]})
    found = on_surface("message", block)
    pointer = "/0/elements/0/elements/0"
    taken = ["rich_text_section"]
    assert found == ([] if kind in taken else [unsupported(pointer, taken, kind)])
