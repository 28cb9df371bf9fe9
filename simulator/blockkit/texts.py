"""Block Kit's composition objects: text, options, confirmations, filters, files, triggers.

Facts: @slack/types 3.2.0 for the fields, its notes and slackblocks 3.0.0 for the limits, the lower limit where the
two differ.
"""

from .shapes import Array, Boolean, Object, Shape, String, Variant, one_of, typed

ANY_TEXT = String(least=1, most=3000)
FLAG = Boolean()
BLOCK_ID = String(most=255)
ACTION_ID = String(most=255)
COLOUR_SCHEME = String(choices=("primary", "danger"))
BUTTON_LABEL = 75

# Buttons and links may open other programs; pictures have to be fetched by Slack.
LINK = r"^[A-Za-z][A-Za-z0-9+.-]*:\S+$"
WEB = r"^https?://\S+$"
SAFE_WEB = r"^https://\S+$"


def plain(most: int = 3000, wrapped: bool = False) -> Object:
    """A text object that has to be plain."""
    fields: dict[str, Shape] = {"text": String(least=1, most=most), "emoji": FLAG}
    return typed("plain_text", fields, ("text",), wrapped=wrapped)


def marked(most: int = 3000) -> Object:
    """A text object that has to be mrkdwn."""
    return typed("mrkdwn", {"text": String(least=1, most=most), "verbatim": FLAG}, ("text",))


def either(most: int = 3000) -> Variant:
    """A text object of either kind."""
    return one_of(plain(most), marked(most), wrapped=True)


def link(most: int | None = None, pattern: str = LINK) -> String:
    return String(most=most, pattern=pattern)


def _option(text: Shape, **more: Shape) -> Object:
    # Slack's notes say 75 for the value and others 150; its types leave it out and its SDK for Python asks for it.
    fields: dict[str, Shape] = {"text": text, "value": String(1, 75), "description": plain(75)}
    return Object({**fields, **more}, ("text", "value"))


PLAIN_OPTION = _option(plain(75))
OVERFLOW_OPTION = _option(plain(75), url=link(3000))
CHOICE_OPTION = _option(either(75))
OPTION_GROUP = Object({"label": plain(75), "options": Array(PLAIN_OPTION, 1, 100)}, ("label", "options"))

# Only the text is required in @slack/types, all four in the documentation.
CONFIRM = Object(
    {
        "title": plain(100),
        "text": either(300),
        "confirm": plain(30),
        "deny": plain(30),
        "style": COLOUR_SCHEME,
    },
    ("title", "text", "confirm", "deny"),
)

DISPATCH_ACTION_CONFIG = Object(
    {"trigger_actions_on": Array(String(choices=("on_enter_pressed", "on_character_entered")), 1, 2)}
)

CONVERSATION_FILTER = Object(
    {
        "include": Array(String(choices=("im", "mpim", "private", "public")), 1),
        "exclude_external_shared_channels": FLAG,
        "exclude_bot_users": FLAG,
    }
)

SLACK_FILE = Object(
    {"id": String(pattern=r"^[F][A-Z0-9]{8,}$"), "url": link(pattern=SAFE_WEB)},
    exactly_one=(("id", "url"),),
)

_PARAMETER = Object({"name": String(least=1), "value": String()}, ("name", "value"))
_TRIGGER = Object(
    {"url": link(pattern=SAFE_WEB), "customizable_input_parameters": Array(_PARAMETER)}, ("url",)
)
WORKFLOW = Object({"trigger": _TRIGGER}, ("trigger",))
