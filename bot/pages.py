"""Pages in the browser: what an installation begins with and ends in, in the reader's language, without a script."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.words import Reader, Words

HERE = Path(__file__).parent / "templates"
STYLE = (HERE / "style.css").read_text("utf-8")
# What a page may do: show itself, and nothing from anywhere else.
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; img-src data:; "
    f"style-src 'sha256-{b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"
)
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# Why Trellis asks for each of its scopes, and what is missing without those that can be refused.
WHY = {
    "chat:write": "why-chat-write",
    "commands": "why-commands",
    "dnd:read": "why-dnd-read",
    "files:read": "why-files-read",
    "files:write": "why-files-write",
    "im:history": "why-im-history",
    "im:write": "why-im-write",
    "mpim:write": "why-mpim-write",
    "usergroups:read": "why-usergroups-read",
    "users:read": "why-users-read",
    "users:read.email": "why-users-read-email",
}
WITHOUT = {
    "dnd:read": "without-dnd-read",
    "files:read": "without-files-read",
    "files:write": "without-files-write",
    "mpim:write": "without-mpim-write",
    "usergroups:read": "without-usergroups-read",
    "users:read.email": "without-users-read-email",
}
NEXT = ("install-next.choose", "install-next.back", "install-next.message")
NEVER = ("install-never.channels", "install-never.between", "install-never.files")
# What happens next: after the first installation, after one more, and after one that follows a removal.
FIRST, AGAIN, BACK = "first", "again", "back"
STEPS = {
    FIRST: ("installed-next.message", "installed-next.home", "installed-next.silent"),
    AGAIN: ("installed-again.goes-on", "installed-again.may"),
    BACK: ("installed-back.message", "installed-back.home", "installed-back.rhythm"),
}
# How an installation can end without one: its words, their heading, and with which HTTP status they are told.
ENDS = {
    "cancelled": ("install-cancelled", "install-cancelled.title", 200),
    "used": ("install-used", "install-used.title", 400),
    "expired": ("install-expired", "install-expired.title", 400),
    "browser": ("install-browser", "install-browser.title", 400),
    "organisation": ("install-organisation", "install-organisation.title", 400),
    "unreachable": ("install-unreachable", "install-unreachable.title", 503),
    "misconfigured": ("install-misconfigured", "install-misconfigured.title", 500),
    "failed": ("install-failed", "install-failed.title", 500),
    # Reads the same; but it is Slack that says so, or whoever wrote the address.
    "refused": ("install-failed", "install-failed.title", 400),
}


class Pages:
    """Puts the pages of an installation into words; `locale` is for readers whose language Trellis does not speak."""

    def __init__(self, words: Words, locale: str) -> None:
        self._words = words
        self._locale = locale
        self._templates = Environment(
            loader=FileSystemLoader(HERE),
            autoescape=True,
            undefined=StrictUndefined,
            keep_trailing_newline=True,
        )
        self._templates.filters["named"] = named

    def landing(
        self,
        accepted: str,
        now: datetime,
        url: str,
        scopes: Sequence[str],
        optional: Collection[str],
        privacy: str,
    ) -> str:
        """Say what Trellis is and asks for; `accepted` is the browser's Accept-Language, `url` where it is let in.

        `privacy` is where stands what it keeps.
        """
        asks = [(one, WHY[one], one in optional) for one in scopes]
        more = {"url": url, "asks": asks, "next": NEXT, "never": NEVER, "privacy": privacy}
        return self._page("landing.html", self._reader(accepted, now), "install-title", **more)

    def privacy(self, accepted: str, now: datetime, url: str, declared: Callable[[Reader], Any]) -> str:
        """Say what Trellis reads and keeps, as `declared` to a reader; `url` leads to where it is added."""
        reader = self._reader(accepted, now)
        return self._page("privacy.html", reader, "privacy.title", url=url, declared=declared(reader))

    def installed(
        self,
        accepted: str,
        now: datetime,
        workspace: str,
        url: str,
        declined: Collection[str],
        how: str = FIRST,
    ) -> str:
        """Say that Trellis is in a workspace, what happens next, and what is missing there; `url` leads into it."""
        reader = self._reader(accepted, now)
        return self._page(
            "result.html",
            reader,
            "installed-title",
            lead=reader.plain("installed-lead", workspace=workspace),
            url=url,
            label=reader.plain("installed-open"),
            steps=STEPS[how],
            without=[(one, WITHOUT[one]) for one in sorted(declined) if one in WITHOUT],
        )

    def ended(self, accepted: str, now: datetime, end: str, url: str) -> str:
        """Say how an installation ended without one, and where it can begin again."""
        reader, (id_, title, _status) = self._reader(accepted, now), ENDS[end]
        return self._page(
            "result.html",
            reader,
            title,
            lead=reader.plain(id_),
            url=url,
            label=reader.plain("install-again"),
            steps=(),
            without=(),
        )

    def _page(self, template: str, reader: Reader, title: str, **more: Any) -> str:
        return self._templates.get_template(template).render(
            lang=reader.language, title=reader.plain(title), say=reader.plain, style=STYLE, **more
        )

    def _reader(self, accepted: str, now: datetime) -> Reader:
        return Reader(self._words, self._words.spoken(*languages(accepted), self._locale), "UTC", now)


def named(text: str) -> Markup:
    """Return a text with the names of the program's own, which stand between backquotes, as code."""
    parts = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(one) if nth % 2 else escape(one) for nth, one in enumerate(parts)
    )


def languages(accepted: str) -> list[str]:
    """Return the languages of a browser's Accept-Language, the dearest first (RFC 9110, section 12.5.4)."""
    found: list[tuple[float, str]] = []
    # Longer than any browser's, it is no list of somebody's languages.
    for part in accepted[:500].split(","):
        tag, _, more = part.partition(";")
        weight = _weight(more)
        if tag.strip() and weight > 0:
            found.append((-weight, tag.strip()))
    return [tag for _weight, tag in sorted(found, key=lambda one: one[0])]


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
