"""The three places for blocks: messages, modals and the Home tab."""

from .blocks import BLOCK
from .shapes import Array, Shape, String, one_of, typed
from .texts import FLAG, plain

MESSAGE = Array(BLOCK, most=50)

_ANY_VIEW: dict[str, Shape] = {
    "blocks": Array(BLOCK, most=100),
    "private_metadata": String(most=3000),
    "callback_id": String(most=255),
    "external_id": String(most=255),
}

MODAL = typed(
    "modal",
    {
        "title": plain(24),
        **_ANY_VIEW,
        "close": plain(24, wrapped=True),
        "submit": plain(24, wrapped=True),
        "clear_on_close": FLAG,
        "notify_on_close": FLAG,
    },
    ("title", "blocks"),
)
HOME = typed("home", _ANY_VIEW, ("blocks",))

VIEW = one_of(MODAL, HOME, wrapped=True)
