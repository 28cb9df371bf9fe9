"""Cuts texts to the lengths that Slack takes, without leaving an escape or a direction half-way."""

from __future__ import annotations

import re

# Unicode's "Explicit Directional Embeddings, Overrides and Isolates" (UAX 9): what opens, and what closes it.
_EMBEDS, _ISOLATES = "\u202a\u202b\u202d\u202e", "\u2066\u2067\u2068"
_POP_EMBEDDING, _POP_ISOLATE = "\u202c", "\u2069"
# Signs that turn the direction of what follows them.
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def length(text: str) -> int:
    """Return how many characters Slack counts: one beyond the BMP counts twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clip(text: str, limit: int) -> str:
    """Cut a text to `limit` characters as Slack counts them, an ellipsis among them; no direction stays open."""
    # None counts for more than two, and most texts are short.
    if 2 * len(text) <= limit or length(text) <= limit:
        return text
    kept = _head(text, limit - 1)
    return f"{kept}{_closing(kept)}…"


def cut(text: str, limit: int) -> list[str]:
    """Cut a text into pieces of at most `limit` characters, between words where it has any; nothing is left out.

    A direction that holds across a cut ends with the piece and begins again with the next.
    """
    pieces = []
    while length(text) > limit:
        piece = _head(text, limit)
        gap = max(piece.rfind(" "), piece.rfind("\n")) + 1
        at_word = piece[:gap]
        if gap > len(piece) // 2 and length(at_word + _closing(at_word)) <= limit:
            piece = at_word
        pieces.append(piece + _closing(piece))
        # However deep somebody nests, each piece says something new.
        text = _open(piece)[-limit // 4 :] + text[len(piece) :]
    return [*pieces, text]


def split(text: str, mark: str) -> list[str]:
    """Split a text at each `mark`; a direction that holds across one ends before it and begins again behind it.

    Parts in which there is nothing to read are left out.
    """
    parts, open_ = [], ""
    for plain in text.split(mark):
        part = open_ + plain
        open_ = _open(part)
        if TURNS.sub("", plain).strip():
            parts.append(part + _closing(part))
    return parts


def _head(text: str, limit: int) -> str:
    """Return as much of the beginning as fits together with what closes it; an escape is not cut in two."""
    kept = text
    while (over := length(kept + _closing(kept)) - limit) > 0:
        kept = kept[: -max(1, over // 2)]
    head, ampersand, tail = kept.rpartition("&")
    return head if ampersand and ";" not in tail and len(tail) < 4 else kept


def _closing(text: str) -> str:
    return "".join(_POP_EMBEDDING if sign in _EMBEDS else _POP_ISOLATE for sign in reversed(_open(text)))


def _open(text: str) -> str:
    """Return the signs that turn the direction and are not closed, outermost first."""
    found: list[str] = []
    for sign in TURNS.findall(text):
        if sign in _EMBEDS or sign in _ISOLATES:
            found.append(sign)
        elif sign == _POP_EMBEDDING:
            if found and found[-1] in _EMBEDS:
                found.pop()
        elif any(one in _ISOLATES for one in found):
            # The end of an isolate ends whatever was begun within it.
            while found.pop() not in _ISOLATES:
                pass
    return "".join(found)
