"""Block Kit's elements: what people press, choose and fill in.

Facts: @slack/types 3.2.0 for the fields, its notes and slackblocks 3.0.0 for the limits. Where the sources differ on
a surface, the element is refused there.
"""

from .rich_text import CHANNEL, CONVERSATION, RICH_TEXT, USER
from .shapes import EVERYWHERE, Array, Number, Object, Shape, String, Surface, typed
from .texts import (
    ACTION_ID,
    BUTTON_LABEL,
    CHOICE_OPTION,
    COLOUR_SCHEME,
    CONFIRM,
    CONVERSATION_FILTER,
    DISPATCH_ACTION_CONFIG,
    FLAG,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    PLAIN_OPTION,
    SLACK_FILE,
    WEB,
    WORKFLOW,
    link,
    plain,
)

MESSAGES: frozenset[Surface] = frozenset({"message"})
MODALS: frozenset[Surface] = frozenset({"modal"})

DATE = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
DECIMAL = r"^-?[0-9]+(\.[0-9]+)?$"

IMAGE_FIELDS: dict[str, Shape] = {
    "image_url": link(3000, WEB),
    "slack_file": SLACK_FILE,
    "alt_text": String(least=1, most=2000),
}
ONE_IMAGE = (("image_url", "slack_file"),)
SPOKEN_LABEL = String(most=75)

# Fields that several kinds of element share.
_CONFIRMED: dict[str, Shape] = {"confirm": CONFIRM}
_FOCUSED: dict[str, Shape] = {"focus_on_load": FLAG}
_PROMPTED: dict[str, Shape] = {"placeholder": plain(150)}
_DISPATCHED: dict[str, Shape] = {"dispatch_action_config": DISPATCH_ACTION_CONFIG}
_SEVERAL: dict[str, Shape] = {"max_selected_items": Number(1)}
_PICKED = {**_CONFIRMED, **_FOCUSED}
_MENU = {**_PICKED, **_PROMPTED}
_FIELD = {**_FOCUSED, **_PROMPTED, **_DISPATCHED}


def _element(
    name: str,
    *shared: dict[str, Shape],
    required: tuple[str, ...] = (),
    exactly_one: tuple[tuple[str, str], ...] = (),
    surfaces: frozenset[Surface] = EVERYWHERE,
    **own: Shape,
) -> Object:
    fields: dict[str, Shape] = {"action_id": ACTION_ID, **own}
    for group in shared:
        fields.update(group)
    return typed(name, fields, required, exactly_one, surfaces)


IMAGE = typed("image", IMAGE_FIELDS, ("alt_text",), ONE_IMAGE)

BUTTON = _element(
    "button",
    _CONFIRMED,
    text=plain(BUTTON_LABEL),
    value=String(most=2000),
    url=link(3000),
    style=COLOUR_SCHEME,
    accessibility_label=SPOKEN_LABEL,
    required=("text",),
)
OVERFLOW = _element("overflow", _CONFIRMED, options=Array(OVERFLOW_OPTION, 1, 5), required=("options",))

CHECKBOXES = _element(
    "checkboxes",
    _PICKED,
    options=Array(CHOICE_OPTION, 1, 10),
    initial_options=Array(CHOICE_OPTION, 1, 10),
    required=("options",),
)
RADIO_BUTTONS = _element(
    "radio_buttons",
    _PICKED,
    options=Array(CHOICE_OPTION, 1, 10),
    initial_option=CHOICE_OPTION,
    required=("options",),
)

DATEPICKER = _element("datepicker", _MENU, initial_date=String(pattern=DATE))
TIMEPICKER = _element("timepicker", _MENU, initial_time=String(pattern=TIME), timezone=String())
DATETIMEPICKER = _element(
    "datetimepicker",
    _PICKED,
    initial_date_time=Number(1_000_000_000, 9_999_999_999),
    surfaces=frozenset({"message", "modal"}),
)

_OFFER: dict[str, Shape] = {
    "options": Array(PLAIN_OPTION, 1, 100),
    "option_groups": Array(OPTION_GROUP, 1, 100),
}
_ONE_OFFER = (("options", "option_groups"),)
_INITIAL_OPTIONS = Array(PLAIN_OPTION, 1, 100)

STATIC_SELECT = _element("static_select", _MENU, _OFFER, initial_option=PLAIN_OPTION, exactly_one=_ONE_OFFER)
EXTERNAL_SELECT = _element("external_select", _MENU, initial_option=PLAIN_OPTION, min_query_length=Number(0))
USERS_SELECT = _element("users_select", _MENU, initial_user=String(pattern=USER))
CHANNELS_SELECT = _element(
    "channels_select", _MENU, initial_channel=String(pattern=CHANNEL), response_url_enabled=FLAG
)
CONVERSATIONS_SELECT = _element(
    "conversations_select",
    _MENU,
    initial_conversation=String(pattern=CONVERSATION),
    default_to_current_conversation=FLAG,
    filter=CONVERSATION_FILTER,
    response_url_enabled=FLAG,
)

MULTI_STATIC_SELECT = _element(
    "multi_static_select",
    _MENU,
    _SEVERAL,
    _OFFER,
    initial_options=_INITIAL_OPTIONS,
    exactly_one=_ONE_OFFER,
)
MULTI_EXTERNAL_SELECT = _element(
    "multi_external_select",
    _MENU,
    _SEVERAL,
    initial_options=_INITIAL_OPTIONS,
    min_query_length=Number(0),
)
MULTI_USERS_SELECT = _element(
    "multi_users_select", _MENU, _SEVERAL, initial_users=Array(String(pattern=USER))
)
MULTI_CHANNELS_SELECT = _element(
    "multi_channels_select", _MENU, _SEVERAL, initial_channels=Array(String(pattern=CHANNEL))
)
MULTI_CONVERSATIONS_SELECT = _element(
    "multi_conversations_select",
    _MENU,
    _SEVERAL,
    initial_conversations=Array(String(pattern=CONVERSATION)),
    default_to_current_conversation=FLAG,
    filter=CONVERSATION_FILTER,
)

PLAIN_TEXT_INPUT = _element(
    "plain_text_input",
    _FIELD,
    initial_value=String(),
    multiline=FLAG,
    min_length=Number(0, 3000),
    max_length=Number(1, 3000),
)
EMAIL_TEXT_INPUT = _element("email_text_input", _FIELD, initial_value=String(), surfaces=MODALS)
URL_TEXT_INPUT = _element("url_text_input", _FIELD, initial_value=String(), surfaces=MODALS)
NUMBER_INPUT = _element(
    "number_input",
    _FIELD,
    is_decimal_allowed=FLAG,
    initial_value=String(pattern=DECIMAL),
    min_value=String(pattern=DECIMAL),
    max_value=String(pattern=DECIMAL),
    required=("is_decimal_allowed",),
    surfaces=MODALS,
)
RICH_TEXT_INPUT = _element(
    "rich_text_input",
    _FIELD,
    initial_value=RICH_TEXT,
    min_lines=Number(1, 100),
    max_lines=Number(1, 100),
    surfaces=frozenset({"modal", "home"}),
)
FILE_INPUT = _element(
    "file_input", filetypes=Array(String(least=1)), max_files=Number(1, 10), surfaces=MODALS
)

_FEEDBACK = Object(
    {
        "text": plain(BUTTON_LABEL),
        "value": String(most=2000),
        "accessibility_label": SPOKEN_LABEL,
    },
    ("text", "value"),
)
FEEDBACK_BUTTONS = _element(
    "feedback_buttons",
    positive_button=_FEEDBACK,
    negative_button=_FEEDBACK,
    required=("positive_button", "negative_button"),
    surfaces=MESSAGES,
)
ICON_BUTTON = _element(
    "icon_button",
    _CONFIRMED,
    icon=String(choices=("trash",)),
    text=plain(BUTTON_LABEL),
    value=String(most=2000),
    accessibility_label=SPOKEN_LABEL,
    visible_to_user_ids=Array(String(pattern=USER), most=10),
    required=("icon", "text"),
    surfaces=MESSAGES,
)
WORKFLOW_BUTTON = _element(
    "workflow_button",
    _CONFIRMED,
    text=plain(BUTTON_LABEL),
    workflow=WORKFLOW,
    style=COLOUR_SCHEME,
    accessibility_label=SPOKEN_LABEL,
    required=("text", "workflow"),
    surfaces=MESSAGES,
)
URL_SOURCE = typed("url", {"url": link(), "text": String(least=1)}, ("url", "text"))

SELECTS = (STATIC_SELECT, EXTERNAL_SELECT, USERS_SELECT, CONVERSATIONS_SELECT, CHANNELS_SELECT)
MULTI_SELECTS = (
    MULTI_STATIC_SELECT,
    MULTI_EXTERNAL_SELECT,
    MULTI_USERS_SELECT,
    MULTI_CONVERSATIONS_SELECT,
    MULTI_CHANNELS_SELECT,
)
CHOICES = (CHECKBOXES, RADIO_BUTTONS, DATEPICKER, TIMEPICKER, *SELECTS, *MULTI_SELECTS)
