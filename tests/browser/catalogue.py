"""One modal with every input that Block Kit has, and one message with every block that only messages take."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def options(*labels: str) -> list[Json]:
    return [{"text": plain(label), "value": label.lower()} for label in labels]


def ask(label: str, kind: str, **more: Any) -> Json:
    """An input block whose ids are its label, in lower case."""
    element = {"type": kind, "action_id": "it", **more}
    return {
        "type": "input",
        "block_id": label.lower(),
        "label": plain(label),
        "optional": True,
        "element": element,
    }


GROUPS = [
    {"label": plain("Stone"), "options": options("Plum", "Cherry")},
    {"label": plain("Pome"), "options": options("Quince")},
]

EVERY_INPUT: Json = {
    "type": "modal",
    "callback_id": "planted",
    "title": plain("Every input"),
    "submit": plain("Keep"),
    "blocks": [
        ask("Name", "plain_text_input", initial_value="Oak"),
        ask("Story", "plain_text_input", multiline=True, placeholder=plain("At length")),
        ask("Height", "number_input", is_decimal_allowed=True),
        ask("Mail", "email_text_input"),
        ask("Site", "url_text_input"),
        ask("Letter", "rich_text_input"),
        ask("Fruit", "static_select", option_groups=GROUPS),
        ask("Tools", "multi_static_select", options=options("Spade", "Rake", "Saw"), max_selected_items=2),
        ask("Breed", "external_select", min_query_length=1),
        ask("Keeper", "users_select"),
        ask("Room", "conversations_select"),
        ask(
            "Jobs",
            "checkboxes",
            options=[*options("Dig"), {**options("Water")[0], "description": plain("Every day")}],
        ),
        ask("Soil", "radio_buttons", options=options("Clay", "Sand"), initial_option=options("Sand")[0]),
        ask("Day", "datepicker"),
        ask("Hour", "timepicker", timezone="Europe/Lisbon"),
        ask("Moment", "datetimepicker"),
        {**ask("Echo", "plain_text_input"), "dispatch_action": True},
    ],
}

RICH: Json = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "bold", "style": {"bold": True}},
                {"type": "text", "text": " and "},
                {"type": "link", "url": "https://example.org/a", "text": "a link"},
                {"type": "text", "text": " for "},
                {"type": "user", "user_id": "UINES"},
                {"type": "emoji", "name": "tada"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "ordered",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "first"}]},
                {
                    "type": "rich_text_section",
                    "elements": [{"type": "text", "text": "second", "style": {"code": True}}],
                },
            ],
        },
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "quoted"}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "kept  as is"}]},
    ],
}

EVERY_BLOCK: list[Json] = [
    RICH,
    {"type": "markdown", "text": "# A heading\nSome **strong** words"},
    {
        "type": "image",
        "image_url": "http://127.0.0.1:9/tree.png",
        "alt_text": "A tree",
        "title": plain("The tree"),
    },
    {
        "type": "table",
        "rows": [
            [{"type": "raw_text", "text": "Tree"}, {"type": "raw_text", "text": "Age"}],
            [{"type": "raw_text", "text": "Oak"}, {"type": "raw_text", "text": "300"}],
        ],
    },
    {"type": "card", "title": mrkdwn("A card"), "body": mrkdwn("With a body")},
    {"type": "plan", "title": "A plan"},
]
