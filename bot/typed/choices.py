"""Typed answers to a question with a fixed set of answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.typed.folding import fold, normal

_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "primero": 1,
    "primera": 1,
    "segundo": 2,
    "segunda": 2,
    "tercero": 3,
    "tercera": 3,
    "cuarto": 4,
    "cuarta": 4,
    "quinto": 5,
    "quinta": 5,
    "sexto": 6,
    "sexta": 6,
}
_ORDINAL = re.compile(
    r"(?:option |opcion |number |numero |no\.? |#|the |el |la )*"
    r"(?:(?P<number>\d{1,3})(?:st|nd|rd|th|o|a)?|(?P<word>[a-z]+))"
    r"(?: (?:one|option|opcion|1))?[.)]?"
)
_LAST = re.compile(r"(?:the |el |la )?(?:last|ultim[oa])(?: (?:one|option|opcion|1))?")
_NEGATION = re.compile(r"\b(?:not|no|never|don't|dont|without|neither|nunca|sin|ni|tampoco)\b")
_SCALE = re.compile(
    r"(?:an? |1 |#|about |maybe |un )?(?P<number>\d{1,3})(?: ?(?:/|of|out of|de|sobre|stars?|estrellas?).{0,12})?"
)
_SHORT = 2
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an the of to with in on at by for and or it is be that this i you we us me my our please when if just"
        " el la los las lo un una 1 de del con en al que y o u por para es sea se me mi nos nuestro nuestra cuando si"
        " solo ser favor",
    )
)
_OUT_OF = re.compile(r"(?:/|of|de|sobre) ?(\d+)")
_STARS = re.compile(r"⭐|★|:star:|🌟")
_EMOJI_NAME = re.compile(r":[a-z0-9_+' -]+:")


def choice(text: str, options: Mapping[str, Sequence[str]]) -> str | None:
    """Return the key of the option that a text means: `options` holds each option's labels under its key, in order.

    A label counts whole, as the beginning of just one option, as the only one named in a sentence, by its place
    ("2", "the second one", "la ultima"), or when all that is said stands in it ("when something comes up" in
    "Whenever something comes up"). Case, accents and emoji do not matter. None if unclear.
    """
    said = _bare(text)
    labels = [(key, _bare(label)) for key, said_as in options.items() for label in said_as]
    exact = {key for key, label in labels if label == said and label}
    if exact or not said:
        return _single(exact)
    by_place = _by_place(fold(text).strip(" .!"), list(options))
    if by_place:
        return by_place
    beginnings = {key for key, label in labels if len(said) > 1 and label.startswith(said)}
    return _single(beginnings) or _single(_named(said, labels)) or _single(_in_other_order(said, labels))


def scale(text: str, low: int = 1, high: int = 5) -> int | None:
    """Return a whole number from `low` to `high`: "4", "four", "4 out of 5", "4/5", four stars; None otherwise."""
    stars = len(_STARS.findall(text[:400]))
    if stars and not _STARS.sub("", text[:400]).strip():
        return stars if low <= stars <= high else None
    said = normal(text).strip(" .!")
    match = _SCALE.fullmatch(said)
    out_of = _OUT_OF.search(said)
    if not match or (out_of and int(out_of[1]) != high):
        return None
    number = int(match["number"])
    return number if low <= number <= high else None


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[\w+%:']+", normal(_EMOJI_NAME.sub(" ", fold(text)))))


def _single(keys: set[str]) -> str | None:
    return next(iter(keys)) if len(keys) == 1 else None


def _by_place(said: str, keys: list[str]) -> str | None:
    if _LAST.fullmatch(said) and keys:
        return keys[-1]
    match = _ORDINAL.fullmatch(said)
    if not match:
        return None
    place = int(match["number"]) if match["number"] else _ORDINALS.get(match["word"], 0)
    return keys[place - 1] if 1 <= place <= len(keys) else None


def _in_other_order(said: str, labels: list[tuple[str, str]]) -> set[str]:
    """Return the options in whose label each word stands that says anything; a "not" is such a word."""
    words = set(said.split()) - _SMALL
    if not any(len(word) > _SHORT for word in words):
        return set()
    return {key for key, label in labels if words <= set(label.split())}


def _named(said: str, labels: list[tuple[str, str]]) -> set[str]:
    """Return the options named in a sentence; "not met" hides the "met" in it, and a "no" of its own hides all."""
    found = [
        (key, label)
        for key, label in labels
        if label and re.search(rf"(?<!\w){re.escape(label)}(?!\w)", said)
    ]
    longest = [(key, label) for key, label in found if not any(label != o and label in o for _, o in found)]
    rest = said
    for _, label in longest:
        rest = rest.replace(label, " ")
    return set() if _NEGATION.search(rest) else {key for key, _ in longest}
