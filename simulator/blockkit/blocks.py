"""Block Kit's blocks: their fields, their limits, what may stand in them and where they may stand.

Facts: @slack/types 3.2.0 for the fields, its notes and slackblocks 3.0.0 for the limits. Where the sources differ,
the lower limit holds, and a block is refused on a surface that only one of them allows.
"""

from . import elements
from .elements import IMAGE_FIELDS, MESSAGES, MODALS, ONE_IMAGE
from .rich_text import RICH_TEXT
from .shapes import EVERYWHERE, NOWHERE, Array, Number, Object, Shape, String, Surface, one_of, typed
from .texts import BLOCK_ID, FLAG, SAFE_WEB, WEB, either, link, marked, plain

MESSAGES_AND_HOME: frozenset[Surface] = frozenset({"message", "home"})


def _block(
    name: str,
    *required: str,
    exactly_one: tuple[tuple[str, str], ...] = (),
    surfaces: frozenset[Surface] = EVERYWHERE,
    **fields: Shape,
) -> Object:
    return typed(name, {"block_id": BLOCK_ID, **fields}, required, exactly_one, surfaces)


IN_ACTIONS = one_of(
    elements.BUTTON,
    *elements.CHOICES,
    elements.DATETIMEPICKER,
    elements.OVERFLOW,
    elements.WORKFLOW_BUTTON,
    elements.RICH_TEXT_INPUT,
)
IN_SECTION = one_of(
    elements.BUTTON, *elements.CHOICES, elements.IMAGE, elements.OVERFLOW, elements.WORKFLOW_BUTTON
)
IN_INPUT = one_of(
    *elements.CHOICES,
    elements.DATETIMEPICKER,
    elements.PLAIN_TEXT_INPUT,
    elements.EMAIL_TEXT_INPUT,
    elements.URL_TEXT_INPUT,
    elements.NUMBER_INPUT,
    elements.RICH_TEXT_INPUT,
    elements.FILE_INPUT,
)
IN_CONTEXT = one_of(elements.IMAGE, plain(), marked())
IN_CONTEXT_ACTIONS = one_of(elements.FEEDBACK_BUTTONS, elements.ICON_BUTTON)

RAW_TEXT = typed("raw_text", {"text": String(least=1)}, ("text",))
RAW_NUMBER = typed("raw_number", {"value": Number(whole=False), "text": String(least=1)}, ("value", "text"))
CELL = one_of(RAW_TEXT, RAW_NUMBER, RICH_TEXT)
ROW = Array(CELL, 1, 20)
COLUMN_SETTINGS = Object({"align": String(choices=("left", "center", "right")), "is_wrapped": FLAG})

ACTIONS = _block("actions", "elements", elements=Array(IN_ACTIONS, 1, 25))
CONTEXT = _block("context", "elements", elements=Array(IN_CONTEXT, 1, 10))
DIVIDER = _block("divider")
HEADER = _block("header", "text", text=plain(150))
IMAGE = typed("image", {"block_id": BLOCK_ID, "title": plain(2000), **IMAGE_FIELDS}, ("alt_text",), ONE_IMAGE)
INPUT = _block(
    "input",
    "label",
    "element",
    label=plain(2000),
    element=IN_INPUT,
    hint=plain(2000),
    optional=FLAG,
    dispatch_action=FLAG,
)
SECTION = _block(
    "section", text=either(3000), fields=Array(either(2000), 1, 10), accessory=IN_SECTION, expand=FLAG
)
VIDEO = _block(
    "video",
    "video_url",
    "thumbnail_url",
    "alt_text",
    "title",
    video_url=link(3000, SAFE_WEB),
    thumbnail_url=link(3000, WEB),
    alt_text=String(least=1, most=2000),
    # Slack's notes say "less than 200" and "less than 50".
    title=plain(199),
    title_url=link(2000, SAFE_WEB),
    author_name=String(most=49),
    provider_name=String(most=50),
    provider_icon_url=link(2000, WEB),
    description=plain(200),
)

ALERT = _block(
    "alert",
    "text",
    text=either(200),
    level=String(choices=("default", "info", "warning", "error", "success")),
    surfaces=MODALS,
)
CARD = _block(
    "card",
    hero_image=elements.IMAGE,
    icon=elements.IMAGE,
    title=marked(150),
    subtitle=marked(150),
    body=marked(200),
    actions=Array(elements.BUTTON, 1, 3),
    surfaces=MESSAGES_AND_HOME,
)
CAROUSEL = _block("carousel", "elements", elements=Array(one_of(CARD), 1, 10), surfaces=MESSAGES_AND_HOME)
CONTEXT_ACTIONS = _block(
    "context_actions", "elements", elements=Array(IN_CONTEXT_ACTIONS, 1, 5), surfaces=MESSAGES
)
# Slack shows file blocks in what it returns, but takes none.
FILE = _block(
    "file",
    "source",
    "external_id",
    source=String(choices=("remote",)),
    external_id=String(),
    surfaces=NOWHERE,
)
MARKDOWN = _block("markdown", "text", text=String(least=1, most=12_000), surfaces=MESSAGES)
TABLE = _block(
    "table",
    "rows",
    rows=Array(ROW, 1, 100),
    column_settings=Array(COLUMN_SETTINGS, most=20),
    surfaces=MESSAGES,
)
# Of 100 and 201 rows, both of which are told, only 100 is safe.
DATA_TABLE = _block(
    "data_table",
    "rows",
    "caption",
    rows=Array(ROW, 2, 100),
    caption=String(least=1),
    page_size=Number(1, 100),
    row_header_column_index=Number(0),
    surfaces=MESSAGES,
)
TASK_CARD = _block(
    "task_card",
    "task_id",
    "title",
    "status",
    task_id=String(least=1),
    title=String(least=1),
    details=RICH_TEXT,
    output=RICH_TEXT,
    sources=Array(one_of(elements.URL_SOURCE)),
    status=String(choices=("pending", "in_progress", "complete", "error")),
    surfaces=MESSAGES,
)
PLAN = _block(
    "plan", "title", title=String(least=1), tasks=Array(one_of(TASK_CARD), most=50), surfaces=MESSAGES
)

IN_CONTAINER = one_of(ACTIONS, CONTEXT, DIVIDER, FILE, HEADER, IMAGE, INPUT, RICH_TEXT, SECTION, TABLE, VIDEO)
CONTAINER = _block(
    "container",
    "child_blocks",
    title=plain(150),
    rich_text_title=RICH_TEXT,
    subtitle=either(150),
    child_blocks=Array(IN_CONTAINER, 1, 10),
    width=String(choices=("narrow", "standard", "wide", "full")),
    icon=elements.IMAGE,
    is_collapsible=FLAG,
    default_collapsed=FLAG,
    has_header_divider=FLAG,
    surfaces=MESSAGES,
)

BLOCK = one_of(
    ACTIONS,
    ALERT,
    CARD,
    CAROUSEL,
    CONTAINER,
    CONTEXT,
    CONTEXT_ACTIONS,
    DATA_TABLE,
    DIVIDER,
    FILE,
    HEADER,
    IMAGE,
    INPUT,
    MARKDOWN,
    PLAN,
    RICH_TEXT,
    SECTION,
    TABLE,
    TASK_CARD,
    VIDEO,
)
