"""From Slack's markup back to what somebody typed: mentions, links and escapes."""

from __future__ import annotations

import re
from collections.abc import Callable

# What Slack writes in angle brackets; any other brackets were typed.
_MARKED = re.compile(r"<((?:@[UW]|#C|!|https?://|mailto:|tel:)[^<>\n]*)>")
_ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def as_typed(text: str, name_of: Callable[[str], str | None]) -> str:
    """Return what somebody typed (docs.slack.dev, "Formatting message text").

    `name_of` gives the name of a Slack user id, None where it is not known.
    Slack sends `<@U1>` for @noah, `<#C1|general>` for #general and `<https://a.example|a.example>` for an address;
    what was typed in angle brackets comes escaped.
    """
    plain = _MARKED.sub(lambda found: _plain(found[1], name_of), text)
    for escaped, sign in _ESCAPES:
        plain = plain.replace(escaped, sign)
    return plain.strip()


def _plain(marked: str, name_of: Callable[[str], str | None]) -> str:
    target, _, label = marked.partition("|")
    match target[0]:
        case "@":
            return f"@{name_of(target[1:]) or label or target[1:]}"
        case "#":
            return f"#{label or target[1:]}"
        case "!":
            return label or f"@{target[1:].partition('^')[0]}"
    address = target.removeprefix("mailto:").removeprefix("tel:")
    # Slack labels an address that was typed with itself, without its beginning.
    return address if not label or label in address else f"{label} ({address})"
