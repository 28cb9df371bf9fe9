"""The page on which somebody reads a copy of their own data, in any browser."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.views.copy import Section
from bot.words import Reader

if TYPE_CHECKING:
    from jinja2 import Template


def html(found: Sequence[Section], workspace: str, made_at: datetime, reader: Reader) -> str:
    """Return the page: it needs nothing but itself, and everything in it is escaped."""
    return _template().render(
        language=reader.language,
        title=reader.plain("copy.title"),
        head=reader.plain("copy", workspace=workspace, moment=reader.moment_in_words(made_at)),
        sections=found,
    )


@cache
def _template() -> Template:
    # Few ever take such a copy, so no start waits for it.
    from jinja2 import Environment, FileSystemLoader

    return Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True).get_template(
        "copy.html"
    )
