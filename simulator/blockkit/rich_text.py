"""Block Kit's rich text: the block and everything that may stand in it."""

from .shapes import Array, Number, Object, Shape, String, one_of, typed
from .texts import ANY_TEXT, BLOCK_ID, FLAG, LINK, link

USER = r"^[UW][A-Z0-9]+$"
CONVERSATION = r"^[CDGZ][A-Z0-9]+$"
CHANNEL = r"^[CGZ][A-Z0-9]+$"
TEAM = r"^[TE][A-Z0-9]+$"
USERGROUP = r"^S[A-Z0-9]+$"

_STYLE = Object({"bold": FLAG, "code": FLAG, "italic": FLAG, "strike": FLAG, "underline": FLAG})
_BORDER = Number(0, 1)


def _inline(name: str, fields: dict[str, Shape], *required: str) -> Object:
    return typed(name, {**fields, "style": _STYLE}, required)


TEXT = _inline("text", {"text": ANY_TEXT}, "text")
RICH_LINK = _inline("link", {"url": link(), "text": String(), "unsafe": FLAG}, "url")

INLINE = one_of(
    _inline("broadcast", {"range": String(choices=("here", "channel", "everyone"))}, "range"),
    _inline("color", {"value": String(pattern=r"^#[0-9A-Fa-f]{6}$")}, "value"),
    _inline("channel", {"channel_id": String(pattern=CONVERSATION)}, "channel_id"),
    _inline(
        "date",
        {"timestamp": Number(), "format": String(least=1), "url": link(), "fallback": String()},
        "timestamp",
        "format",
    ),
    _inline("emoji", {"name": String(least=1), "unicode": String(), "url": String(pattern=LINK)}, "name"),
    RICH_LINK,
    _inline("team", {"team_id": String(pattern=TEAM)}, "team_id"),
    TEXT,
    _inline("user", {"user_id": String(pattern=USER)}, "user_id"),
    _inline("usergroup", {"usergroup_id": String(pattern=USERGROUP)}, "usergroup_id"),
)

SECTION = typed("rich_text_section", {"elements": Array(INLINE)}, ("elements",))
LIST = typed(
    "rich_text_list",
    {
        "elements": Array(one_of(SECTION)),
        "style": String(choices=("bullet", "ordered")),
        "indent": Number(0, 8),
        "border": _BORDER,
    },
    ("elements", "style"),
)
QUOTE = typed("rich_text_quote", {"elements": Array(INLINE), "border": _BORDER}, ("elements",))
PREFORMATTED = typed(
    "rich_text_preformatted", {"elements": Array(one_of(TEXT, RICH_LINK)), "border": _BORDER}, ("elements",)
)

RICH_TEXT = typed(
    "rich_text",
    {"block_id": BLOCK_ID, "elements": Array(one_of(SECTION, LIST, QUOTE, PREFORMATTED))},
    ("elements",),
)
