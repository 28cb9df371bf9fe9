"""What a form shows that is sent off where Trellis is not installed any more."""

from __future__ import annotations

from typing import Any

from bot.views import blocks
from bot.words import Reader


def removed(reader: Reader) -> dict[str, Any]:
    """Say that Trellis is gone, in the place of the form."""
    return blocks.modal(
        "elsewhere",
        reader.plain("not-installed-title"),
        [blocks.section(reader.mrkdwn("error-not-installed"))],
        close=reader.plain("modal-close"),
    )
